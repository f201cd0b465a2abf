"""A leader's brief: what they answer for on one page, from the claims to the year (DOMAIN §1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from handlers.papers.pictures.brief_facts import (
    BriefFacts,
    MatterShown,
    PlaceShown,
    SlipShown,
    UnitShown,
)
from handlers.papers.pictures.card import Figure
from handlers.papers.pictures.chart import Chart, chart
from handlers.papers.pictures.picture import Picture
from handlers.papers.pictures.signs import LIGHTS, Sign, sign
from handlers.papers.pictures.standings import NO_CHANGE, Change, change_note
from locales import Translator
from models.matters.ledger import Light

MOST, FEW = 4, 3
"""So many claimed or red matters are listed, and so many others."""
MOST_BESIDE_UNITS, FEW_BESIDE_UNITS = 3, 2
"""With several units fewer, to leave room for these."""
UNITS = 12
"""So many units are listed, those with most red first."""


@dataclass(frozen=True)
class LightBar:
    """So many matters with a light, as a share of the most."""

    sign: Sign
    words: str
    count: int
    share: float


@dataclass(frozen=True)
class Entry:
    """A line of a list: what stands first, the words, and what is noted below or beside them."""

    sign: Sign
    head: str
    words: str
    below: str = ""
    beside: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Listed:
    """A list under its heading; `more` says how many are left out."""

    heading: str
    entries: tuple[Entry, ...]
    more: str = ""


@dataclass(frozen=True)
class UnitLine:
    """A unit with its lights side by side, each with its count."""

    name: str
    lights: tuple[tuple[Sign, int], ...]
    place: str
    change: Change


@dataclass(frozen=True, kw_only=True)
class BriefPicture(Picture):
    """The brief; an empty section is left out."""

    template: ClassVar[str] = "brief"
    figures: tuple[Figure, ...]
    lights_heading: str
    lights: tuple[LightBar, ...]
    lists: tuple[Listed, ...]
    units_heading: str
    units: tuple[UnitLine, ...]
    units_more: str
    chart_heading: str
    chart_note: str
    chart: Chart


def brief_picture(tr: Translator, facts: BriefFacts) -> BriefPicture:
    """The brief as it is drawn."""
    nothing = not facts.lights and not facts.slips
    return BriefPicture(
        title=tr.plain("What you answer for"),
        caption=tr.plain("{what} · {day}", what=facts.whose, day=tr.date(facts.today)),
        empty=tr.plain("No matter and no slip so far.") if nothing else "",
        remarks=tuple(_remarks(tr, facts)),
        figures=() if nothing else tuple(_figures(tr, facts)),
        lights_heading=tr.plain("Matters by their lights"),
        lights=tuple(_lights(tr, facts.lights)),
        lists=tuple(_lists(tr, facts)),
        units_heading=tr.plain("Your units: lights and place"),
        units=tuple(_unit(one) for one in _reddest_first(facts.units)[:UNITS]),
        units_more=_more(tr, len(facts.units) - UNITS),
        chart_heading=tr.plain("The last twelve months"),
        chart_note=tr.plain("–: no score") if None in dict(facts.months).values() else "",
        chart=chart(facts.months),
    )


def _remarks(tr: Translator, facts: BriefFacts) -> Iterator[str]:
    """Of which month the places are, and what their arrows mean."""
    places = [facts.place, *(one.place for one in facts.units)]
    shown = [one for one in places if one is not None]
    if shown:
        yield tr.plain("Ranking of {month}.", month=tr.month(max(one.month for one in shown)))
    if any(one.change.text for one in shown):
        yield change_note(tr)


def _figures(tr: Translator, facts: BriefFacts) -> Iterator[Figure]:
    red, late = len(facts.red), sum(one.overdue for one in facts.slips)
    yield Figure(str(red), tr.plain("red of {n}", n=sum(facts.lights.values())))
    yield Figure(str(len(facts.moved)), tr.plain("moved of {n}", n=facts.asked))
    yield Figure(str(len(facts.slips)), tr.plain("slips open, {n} overdue", n=late))
    if facts.place:
        yield _place(tr, facts.place)


def _place(tr: Translator, one: PlaceShown) -> Figure:
    if one.rank is None:
        return Figure(one.words, tr.plain("Ranking"))
    return Figure(str(one.rank), tr.plain("place of {units}", units=one.ranked), one.change)


def _lights(tr: Translator, lights: Mapping[Light | None, int]) -> Iterator[LightBar]:
    most = max(lights.values(), default=0)
    for light, words in LIGHTS.items():
        if most:
            count = lights.get(light, 0)
            yield LightBar(sign(light, None), tr.plain(words), count, count / most)
    if aside := lights.get(None, 0):
        yield LightBar(sign(None, None), tr.plain("Set aside"), aside, aside / most)


def _lists(tr: Translator, facts: BriefFacts) -> Iterator[Listed]:
    """What is claimed, what is red, what moved, the slips; an empty one is left out."""
    most, few = (MOST_BESIDE_UNITS, FEW_BESIDE_UNITS) if facts.units else (MOST, FEW)
    claimed = [_matter(one) for one in facts.claimed]
    known = {one.number for one in facts.claimed}
    red = [_matter(one) for one in facts.red if one.number not in known]
    moved = [_moved(tr, one) for one in facts.moved]
    slips = [_slip(tr, one) for one in facts.slips]
    yield from _listed(tr, tr.plain("Claimed by a leader"), claimed, most)
    yield from _listed(tr, tr.plain("Red, and why"), red, most)
    yield from _listed(tr, tr.plain("Moved on last month"), moved, few)
    yield from _listed(tr, tr.plain("Open slips"), slips, few)


def _listed(tr: Translator, heading: str, entries: Sequence[Entry], most: int) -> Iterator[Listed]:
    if entries:
        yield Listed(heading, tuple(entries[:most]), _more(tr, len(entries) - most))


def _more(tr: Translator, n: int) -> str:
    return tr.plain_plural("and {n} more", "and {n} more", n) if n > 0 else ""


def _matter(one: MatterShown) -> Entry:
    below = f"{one.why} · {one.unit}" if one.unit else one.why
    return Entry(sign(one.light, None), one.number, one.title, below)


def _moved(tr: Translator, one: MatterShown) -> Entry:
    before, percent = tr.percent(one.before or 0), tr.percent(one.percent)
    way = tr.plain("{before} → {percent}", before=before, percent=percent)
    return Entry(sign(one.light, None), one.number, one.title, beside=way)


def _slip(tr: Translator, one: SlipShown) -> Entry:
    words, day = "", tr.date(one.limit) if one.limit else ""
    if one.overdue:
        words = tr.plain("overdue, limit {day}", day=day)
    elif day:
        words = tr.plain("by {day}", day=day)
    return Entry(sign(None, None), one.name, one.subject, beside=words, urgent=one.overdue)


def _reddest_first(units: Sequence[UnitShown]) -> list[UnitShown]:
    return sorted(units, key=lambda one: -one.lights.get(Light.RED, 0))


def _unit(one: UnitShown) -> UnitLine:
    lights = tuple(
        (sign(light, None), one.lights.get(light, 0)) for light in LIGHTS if one.lights.get(light)
    )
    place = one.place
    if place is None:
        return UnitLine(one.name, lights, "", NO_CHANGE)
    words = f"{place.rank}/{place.ranked}" if place.rank else place.words
    return UnitLine(one.name, lights, words, place.change)
