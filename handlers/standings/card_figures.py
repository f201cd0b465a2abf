"""A unit's month as its card draws it: parts beside the cohort's mean, its year, its matters."""

from collections import Counter
from collections.abc import Iterator

from handlers.context import Scene
from handlers.papers.pictures.card import LOSSES, Loss, Part, UnitMonth
from handlers.papers.pictures.standings import Standing as Drawn
from handlers.papers.pictures.standings import mean
from handlers.standings import words
from handlers.standings.figures import components
from handlers.standings.gains import biggest
from handlers.standings.last_places import own_last_place
from handlers.standings.seen import Seen, sees_place
from models.calendar import Month
from models.matters.briefs import brief_of
from models.matters.ledger import Light, matter_id
from models.matters.light_causes import shine
from models.scoring.exact import rounded
from models.scoring.lines import Heading
from models.standings.comparing import ranked_in
from models.standings.looking_up import months_of
from models.standings.runs import standings_of
from models.units import unit_id

MONTHS = 12


def unit_month(scene: Scene, seen: Seen) -> UnitMonth:
    """Everything on the card; without a place where the office's switch shows none."""
    placed = sees_place(scene, seen)
    one, number = seen.standing, unit_id(seen.unit)
    losses = biggest(scene, seen.score, LOSSES)
    months = months_of(scene.session, number, Month.parse(seen.run.month), MONTHS)
    return UnitMonth(
        month=seen.run.month,
        cohort=seen.unit.cohort,
        standing=Drawn(
            name=seen.unit.name,
            total=one.total,
            rank=one.rank if placed else None,
            bonus=one.bonus,
            deduction=one.deduction,
            last_rank=own_last_place(scene, seen) if placed else None,
            own=True,
        ),
        ranked=ranked_in(scene.session, seen.run, seen.unit.cohort) if placed else 0,
        parts=tuple(_parts(scene, seen)),
        months=list(months.items()),
        lights=_lights(scene, seen),
        losses=[Loss(each.points, each.text) for each in losses],
    )


def _parts(scene: Scene, seen: Seen) -> Iterator[Part]:
    """The parts beside the cohort's mean; a group's field comes first, and is its own only."""
    if seen.score.field is not None:
        yield Part(words.heading(scene.tr, Heading.FIELD), rounded(seen.score.field))
    cohort = [
        dict(components(one))
        for one, unit in standings_of(scene.session, seen.run)
        if unit.cohort is seen.unit.cohort
    ]
    for part, value in components(seen.standing):
        known = [one[part] for one in cohort]
        average = mean([each for each in known if each is not None])
        yield Part(words.component(scene.tr, part), value, average)


def _lights(scene: Scene, seen: Seen) -> Counter[Light]:
    found = brief_of(scene.session, [seen.unit])
    office = scene.at(seen.run.office_id).office
    shown = (
        shine(
            one, found.steps[matter_id(one)], scene.today, office.calendar, office.rules.lights
        ).light
        for one in found.matters[unit_id(seen.unit)]
    )
    return Counter(light for light in shown if light is not None)
