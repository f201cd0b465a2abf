"""`python -m tests.proofs.brief_papers --out DIR`: the leaders' brief as pictures, to look at.

Of nothing, one unit, 200 matters, 12 units and long names, in both languages.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

from handlers.papers.pictures import drawing
from handlers.papers.pictures.brief import brief_picture
from handlers.papers.pictures.brief_facts import (
    BriefFacts,
    MatterShown,
    PlaceShown,
    SlipShown,
    UnitShown,
)
from handlers.papers.pictures.standings import Change
from locales import Translator, translator
from models.matters.ledger import Light
from tests.proofs import picture_checks
from tests.proofs.month_cases import Case, called
from tests.proofs.verdict import conclude
from tests.proofs.watch import Watch

WARM = 0.3  # seconds a picture may take once everything is loaded
DAY = date(2026, 12, 10)
WORDS = {
    "zh_CN": ("推进“一窗受理”改革", "改革任务催办单 改催〔2026〕12号"),
    "en": ("One window for every service", "Reminder 改催〔2026〕12号"),
}
WHY = {
    "zh_CN": ("红灯：已于2026年12月1日逾期", "黄灯：2026年12月20日到期"),
    "en": ("red: overdue since 1 Dec 2026", "yellow: due on 20 Dec 2026"),
}
LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREEN, Light.BLUE, None)
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]


def facts(tr: Translator, matters: int, units: Sequence[str]) -> BriefFacts:
    """A brief of so many matters, every sixth of them red, dealt to the units in turn."""
    dice, (title, slip) = random.Random(matters), WORDS[tr.language]
    several = len(units) > 1
    held = [
        MatterShown(
            number=f"★2026-{n:04}" if n in {1, 6} else f"2026-{n:04}",
            title=f"{title} {n}",
            unit=units[dice.randrange(len(units))] if several else "",
            light=LIGHTS[n % len(LIGHTS)],
            why=WHY[tr.language][n % len(LIGHTS) != 0],
            before=10,
            percent=dice.randint(0, 90),
        )
        for n in range(matters)
    ]
    slips = [SlipShown(slip, title, DAY, overdue=n == 0) for n in range(matters // 10)]
    return BriefFacts(
        whose=tr.plain_plural("{n} unit", "{n} units", len(units)) if several else units[0],
        today=DAY,
        lights=Counter(one.light for one in held),
        asked=matters,
        claimed=[one for one in held if one.number.startswith("★")],
        red=[one for one in held if one.light is Light.RED],
        moved=[one for one in held if one.percent > 10],
        slips=slips,
        place=None if several or not held else _place(tr, 3),
        months=_months(dice) if held and not several else [],
        units=[_unit(tr, n, name, held) for n, name in enumerate(units)] if several else [],
    )


def _place(tr: Translator, rank: int) -> PlaceShown:
    words = tr.plain("No. {rank} of {units}", rank=rank, units=67)
    return PlaceShown(words, rank, 67, Change("▲2", "up"), "2026-11")


def _months(dice: random.Random) -> list[tuple[str, Decimal | None]]:
    scores = [None, *(Decimal(dice.randint(7500, 9600)) / 100 for _ in MONTHS[1:])]
    return list(zip(MONTHS, scores, strict=True))


def _unit(tr: Translator, n: int, name: str, held: Sequence[MatterShown]) -> UnitShown:
    lights = Counter(one.light for one in held if one.unit == name)
    return UnitShown(name, lights, _place(tr, n + 1))


def cases(tr: Translator) -> Iterator[tuple[str, BriefFacts]]:
    """Each by its name."""
    names, long = (called(tr.language, 67, case)[:12] for case in (Case.PLAIN, Case.LONG))
    yield "nothing", facts(tr, 0, names[:1])
    yield "one", facts(tr, 9, names[:1])
    yield "bands", replace(facts(tr, 9, names[:1]), place=_band(tr))
    yield "many", facts(tr, 200, names[:1])
    yield "units", facts(tr, 200, names)
    yield "long", _long(facts(tr, 200, long))


def _band(tr: Translator) -> PlaceShown:
    return PlaceShown(tr.plain("Good"), None, 0, Change(), "2026-11")


def _long(one: BriefFacts) -> BriefFacts:
    red = [replace(each, title=each.title * 9, why=each.why * 5) for each in one.red]
    slips = [replace(each, subject=each.subject * 9) for each in one.slips]
    return replace(one, red=red, slips=slips)


def briefs(languages: Sequence[str], out: Path, watch: Watch) -> Iterator[str]:
    """Write each brief as PNG and PDF; what is wrong with it, in sentences."""
    for language, at in product(languages, range(6)):
        tr = translator(language, ZoneInfo("Asia/Shanghai"))
        name, one = list(cases(tr))[at]
        picture = drawing.drawable(tr, brief_picture(tr, one))
        photo = watch.timed("brief", partial(drawing.png, picture))
        (out / f"brief-{name}-{language}.png").write_bytes(photo)
        said = picture_checks.words(drawing.pdf(picture))
        wrong = [
            *picture_checks.photo_faults(photo, picture),
            *picture_checks.file_faults(drawing.pdf(picture)),
            *picture_checks.missing([picture.title, picture.empty, *_named(one)], said),
        ]
        yield from (f"brief-{name}-{language}: {fault}" for fault in wrong)


def _named(one: BriefFacts) -> list[str]:
    """What must stand there: every claim, the first of what is red, the reddest units."""
    return [*(each.number for each in one.claimed[:3]), *(each.unit for each in one.red[:3])]


def main() -> None:
    """Write them all and conclude."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where they are written")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    watch = Watch()
    faults = list(briefs(tuple(WORDS), out, watch))
    sys.stdout.writelines(f"  {one}\n" for one in faults)
    holds = not faults and watch.slowest() < WARM
    conclude(f"{len(list(out.glob('*.png')))} pictures, {len(faults)} faults; {watch}", holds=holds)


if __name__ == "__main__":
    main()
