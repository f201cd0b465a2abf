"""A unit's own card of the month: its score, where it comes from, its year, its matters (§6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from handlers import terms
from handlers.papers.pictures.chart import Chart, chart
from handlers.papers.pictures.picture import Picture
from handlers.papers.pictures.signs import LIGHTS, Sign, sign
from handlers.papers.pictures.standings import (
    NO_CHANGE,
    Change,
    Standing,
    change,
    change_note,
    points,
)
from locales import Translator
from models.matters.ledger import Light
from models.units import Cohort

LOSSES = 3
"""So many of the biggest losses are told."""


@dataclass(frozen=True)
class Part:
    """A part of the score from 0 to 100 and the cohort's mean of it; None without items."""

    name: str
    value: Decimal | None
    mean: Decimal | None = None


@dataclass(frozen=True)
class Loss:
    """What cost points, in one sentence, and how many points of the total (positive)."""

    points: Decimal
    text: str


@dataclass(frozen=True)
class UnitMonth:
    """A unit's month as figures."""

    month: str
    cohort: Cohort
    standing: Standing
    ranked: int
    """How many units have a place; 0 leaves the place out, as the office's switch may demand."""
    parts: tuple[Part, ...]
    months: Sequence[tuple[str, Decimal | None]]
    """The last twelve months up to this one, oldest first, each with its total."""
    lights: Mapping[Light, int]
    """How many of its matters show which light."""
    losses: Sequence[Loss]


@dataclass(frozen=True)
class Figure:
    """One of the large figures at the top, with what it is below it."""

    value: str
    label: str
    change: Change = NO_CHANGE


@dataclass(frozen=True)
class PartShown:
    """A part as a bar from 0 to 100; without a value, words stand instead."""

    name: str
    value: float | None
    mean: float | None
    figures: str


@dataclass(frozen=True)
class Lit:
    """So many matters with a light."""

    sign: Sign
    count: int
    words: str


@dataclass(frozen=True, kw_only=True)
class CardPicture(Picture):
    """The card, from the score down to what cost points; an empty section is left out."""

    template: ClassVar[str] = "card"
    figures: tuple[Figure, ...]
    parts_heading: str
    mean_label: str
    parts: tuple[PartShown, ...]
    chart_heading: str
    chart_note: str
    """What a gap in the line means, if there is one."""
    chart: Chart
    lights_heading: str
    lights: tuple[Lit, ...]
    losses_heading: str
    losses: tuple[tuple[str, str], ...]


def card_picture(tr: Translator, facts: UnitMonth) -> CardPicture:
    """The card of a unit; without a score, what there is of its months and matters."""
    standing, month = facts.standing, tr.month(facts.month)
    scored = standing.total is not None
    return CardPicture(
        title=standing.name,
        caption=tr.plain("{month} · {cohort}", month=month, cohort=terms.cohort(tr, facts.cohort)),
        empty="" if scored else tr.plain("No items to be scored in {month}.", month=month),
        remarks=(change_note(tr),) if facts.ranked and standing.rank and standing.last_rank else (),
        figures=tuple(_figures(tr, facts)) if scored else (),
        parts_heading=tr.plain("Parts of the score"),
        mean_label=tr.plain("mean of the cohort"),
        parts=tuple(_part(tr, one) for one in facts.parts) if scored else (),
        chart_heading=tr.plain("The last twelve months"),
        chart_note=tr.plain("–: no score") if None in dict(facts.months).values() else "",
        chart=chart(facts.months),
        lights_heading=tr.plain("Matters by their lights"),
        lights=tuple(_lights(tr, facts)),
        losses_heading=tr.plain("What cost most points"),
        losses=tuple(_losses(facts)),
    )


def _figures(tr: Translator, facts: UnitMonth) -> Iterator[Figure]:
    one = facts.standing
    assert one.total is not None  # noqa: S101  narrows the type: asked by the caller
    yield Figure(points(one.total), tr.plain("Score"))
    if facts.ranked and one.rank:
        moved = change(tr, one.rank, one.last_rank) if one.last_rank else NO_CHANGE
        yield Figure(str(one.rank), tr.plain("Place (of {units})", units=facts.ranked), moved)
    elif facts.ranked:
        yield Figure("–", tr.plain("no place: too few items"))
    yield Figure(f"+{points(one.bonus)}" if one.bonus else "0", tr.plain("Bonus"))
    yield Figure(f"−{points(one.deduction)}" if one.deduction else "0", tr.plain("Deduction"))


def _part(tr: Translator, one: Part) -> PartShown:
    return PartShown(
        name=one.name,
        value=None if one.value is None else float(one.value),
        mean=None if one.mean is None else float(one.mean),
        figures=tr.plain("no items") if one.value is None else points(one.value),
    )


def _lights(tr: Translator, facts: UnitMonth) -> Iterator[Lit]:
    for light, words in LIGHTS.items():
        if count := facts.lights.get(light, 0):
            yield Lit(sign(light, None), count, tr.plain(words))


def _losses(facts: UnitMonth) -> Iterator[tuple[str, str]]:
    heaviest = sorted(facts.losses, key=lambda one: -one.points)
    yield from ((f"−{points(one.points)}", one.text) for one in heaviest[:LOSSES])
