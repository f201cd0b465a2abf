"""Months to be drawn: 11, 67 and 91 units of the fictional city, ties, long names, empty months."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from handlers.papers.pictures.bands import Band
from handlers.papers.pictures.standings import CohortMonth, Standing, points
from models.units import Cohort

CITY = Path(__file__).parents[2] / "bot" / "demo" / "city.toml"
MONTH = "2026-11"
SIZES = (11, 67, 91)
LONG = {
    "zh_CN": "瑶川市高新技术产业开发区暨综合保税区与现代物流园区管理委员会"
    "（瑶川市自由贸易试验区联动创新发展中心、国际科技合作示范基地）",
    "en": "Management Committee of the High-tech Zone, Bonded Zone and Logistics Park of Yaochuan",
}
"""A name of sixty characters, and what it would be in English."""
PARTS = {
    "zh_CN": ("进度", "质量", "三单一书", "报送"),
    "en": ("Progress", "Quality", "Slips", "Returns"),
}
WEIGHTS = (50, 25, 15, 10)
BANDS = {
    "zh_CN": ("优秀", "良好", "一般", "较差"),
    "en": ("Excellent", "Good", "Fair", "Poor"),
}
THRESHOLDS = (90, 80, 70, 0)


class Case(StrEnum):
    """What is hard about a month."""

    PLAIN = "plain"
    TIES = "ties"
    LONG = "long"
    EMPTY = "empty"


def called(language: str, count: int, case: Case) -> list[str]:
    """The names of so many units: districts and zones, departments, or all there are.

    In the long case every third has a name of sixty characters, the first one with a character
    that no typeface has.
    """
    city = tomllib.loads(CITY.read_text(encoding="utf-8"))
    kinds = {11: ("districts", "zones"), 67: ("departments",)}
    rooms = kinds.get(count, ("districts", "zones", "departments", "groups", "towns"))
    at = 0 if language == "zh_CN" else 1
    names = [one[at] for room in rooms for one in city[room]][:count]
    if case is not Case.LONG:
        return names
    long = [f"{LONG[language]}{at}" if at % 3 == 0 else one for at, one in enumerate(names)]
    return [f"𠮷{long[0]}", *long[1:]]


def cohort(count: int) -> Cohort:
    """Whom the units of `called` are."""
    return Cohort.DISTRICT if count == 11 else Cohort.DEPARTMENT


def bands(language: str) -> list[Band]:
    """The office's bands."""
    return [
        Band(name, Decimal(least)) for name, least in zip(BANDS[language], THRESHOLDS, strict=True)
    ]


def cohort_month(language: str, count: int, case: Case) -> CohortMonth:
    """A cohort's month: most ranked, one of them the reader's own; a few unranked or unscored."""
    names = called(language, count, case)
    month = CohortMonth(MONTH, cohort(count), PARTS[language], ())
    if case is Case.EMPTY:
        units = tuple(Standing(name, own=at == 3) for at, name in enumerate(names))
        return replace(month, units=units)
    dice = random.Random(count)
    units = tuple(_scored(dice, at, name) for at, name in enumerate(names))
    apart = max(1, count // 30)
    ranked = _tied(units[: -2 * apart]) if case is Case.TIES else units[: -2 * apart]
    placed = _placed(ranked, dice)
    own = max(placed, key=lambda one: len(one.name)) if case is Case.LONG else placed[3]
    placed = [replace(one, own=one is own) for one in placed]
    none = [Standing(one.name, position=one.position) for one in units[-2 * apart : -apart]]
    return replace(month, units=(*placed, *units[-apart:], *none))


def _scored(dice: random.Random, position: int, name: str) -> Standing:
    level = dice.triangular(0.55, 1, 0.93)
    earned = (round(min(1, max(0, dice.gauss(level, 0.08))), 3) for _ in WEIGHTS)
    parts = tuple(Decimal(w) * Decimal(str(q)) for w, q in zip(WEIGHTS, earned, strict=True))
    bonus = Decimal(dice.choice(["0", "0", "0", "0", "0.5", "1.2"]))
    deduction = Decimal(dice.choice(["0", "0", "0", "0", "1", "4"]))
    total = Decimal(points(min(Decimal(100), sum(parts, bonus - deduction))))
    return Standing(name, total, None, parts, bonus, deduction, position=position)


def _tied(units: Sequence[Standing]) -> list[Standing]:
    """Every fourth scores what the one before it does."""
    return [
        replace(units[at - 1], name=one.name, position=at) if at % 4 == 3 else one
        for at, one in enumerate(units)
    ]


def _placed(units: Sequence[Standing], dice: random.Random) -> list[Standing]:
    """In order, equal totals with equal ranks (1, 2, 2, 4); one in twenty was not ranked before."""
    ordered = sorted(units, key=lambda one: -(one.total or 0))
    totals = [one.total for one in ordered]
    before = sorted(range(1, len(totals) + 1), key=lambda place: place + dice.gauss(0, 2.5))
    return [
        replace(
            one,
            rank=totals.index(one.total) + 1,
            last_rank=place if dice.random() > 0.05 else None,
        )
        for one, place in zip(ordered, before, strict=True)
    ]
