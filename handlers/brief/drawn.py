"""The brief as its picture draws it: figures, lights, what is red, slips, units, the year."""

from collections.abc import Iterator
from decimal import Decimal

from handlers.brief.answered import Answered, Held, lights_in
from handlers.brief.lines import whose
from handlers.brief.places import Placed
from handlers.context import Scene
from handlers.office.light_words import light_line
from handlers.papers.pictures.brief_facts import (
    BriefFacts,
    MatterShown,
    PlaceShown,
    SlipShown,
    UnitShown,
)
from handlers.slips import words as slip_words
from models.calendar import Month
from models.slips.extensions import date_meant
from models.standings.looking_up import months_of
from models.units import unit_id

MONTHS = 12


def brief_figures(scene: Scene, found: Answered) -> BriefFacts:
    """Everything on the picture; the year's line of a single unit only."""
    place = next(iter(found.places.values())) if len(found.places) == 1 else None
    return BriefFacts(
        whose=whose(scene, found),
        today=scene.today,
        lights=dict(found.lights),
        asked=found.asked,
        claimed=[_matter(scene, found, one) for one in found.claimed],
        red=[_matter(scene, found, one) for one in found.red],
        moved=[_matter(scene, found, one) for one in found.moved],
        slips=list(_slips(scene, found)),
        place=_place(place) if place else None,
        months=_months(scene, found),
        units=list(_units(found)) if len(found.units) > 1 else [],
    )


def _matter(scene: Scene, found: Answered, one: Held) -> MatterShown:
    return MatterShown(
        number=one.sign,
        title=one.matter.title,
        unit=one.unit.name if len(found.units) > 1 else "",
        light=one.shown.light,
        why=light_line(scene, one.shown).unescape(),
        before=one.before,
        percent=one.matter.percent,
    )


def _slips(scene: Scene, found: Answered) -> Iterator[SlipShown]:
    for slip in found.slips:
        yield SlipShown(
            name=slip_words.name(scene.tr, slip),
            subject=slip.subject,
            limit=date_meant(slip),
            overdue=slip.overdue(scene.today),
        )


def _months(scene: Scene, found: Answered) -> list[tuple[str, Decimal | None]]:
    """The totals of the last twelve published months of the only unit."""
    if len(found.units) > 1 or not found.places:
        return []
    (place,) = found.places.values()
    last = Month.parse(place.seen.run.month)
    return list(months_of(scene.session, unit_id(place.seen.unit), last, MONTHS).items())


def _place(one: Placed) -> PlaceShown:
    return PlaceShown(one.text, one.rank, one.ranked, one.change, one.seen.run.month)


def _units(found: Answered) -> Iterator[UnitShown]:
    for unit in found.units:
        place = found.places.get(unit_id(unit))
        yield UnitShown(
            name=unit.name,
            lights=dict(lights_in(found.of(unit))),
            place=_place(place) if place else None,
        )
