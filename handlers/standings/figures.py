"""A cohort's month as the pictures draw it: places, and what each part adds to the score (§3)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from handlers.context import Scene
from handlers.papers.pictures.bands import Band
from handlers.papers.pictures.standings import CohortMonth
from handlers.papers.pictures.standings import Standing as Drawn
from handlers.standings import words
from locales import Translator
from models.scoring.component_schemes import Component
from models.scoring.exact import rounded
from models.scoring.lines import Heading
from models.scoring.scheme import Scheme
from models.standings.looking_up import score_of
from models.standings.runs import Run, Standing, scheme_of, standings_of
from models.units import Cohort

NOTHING = Decimal(0)


def cohort_month(
    scene: Scene, run: Run, cohort: Cohort, own: Collection[int], before: Mapping[int, int]
) -> CohortMonth:
    """The units of a cohort in their order.

    `own` are the ids of the reader's units, `before` the places of the month before by unit id.
    """
    rows = [(one, unit) for one, unit in standings_of(scene.session, run) if unit.cohort is cohort]
    scheme = scheme_of(run)
    units = tuple(
        Drawn(
            name=unit.name,
            total=one.total,
            rank=one.rank,
            parts=parts(run, one, scheme, cohort),
            bonus=one.bonus,
            deduction=one.deduction,
            last_rank=before.get(one.unit_id),
            position=unit.position,
            own=one.unit_id in own,
        )
        for one, unit in rows
    )
    return CohortMonth(run.month, cohort, part_names(scene.tr, cohort), units)


def part_names(tr: Translator, cohort: Cohort) -> tuple[str, ...]:
    """The names of the parts, the field first where there is one."""
    field = (words.heading(tr, Heading.FIELD),) if cohort is Cohort.GROUP else ()
    return (*field, *(words.component(tr, one) for one in Component))


def parts(run: Run, one: Standing, scheme: Scheme, cohort: Cohort) -> tuple[Decimal, ...]:
    """What each part adds to the base score, in points of 100; they add up to the base."""
    values = [(scheme.weights.of(part), value) for part, value in components(one)]
    whole = sum((weight for weight, value in values if value is not None), NOTHING)
    own = [(weight * value / whole) if value is not None else NOTHING for weight, value in values]
    if cohort is not Cohort.GROUP:
        return tuple(own)
    return _of_group(run, one, scheme, own, scored=bool(whole))


def _of_group(
    run: Run, one: Standing, scheme: Scheme, own: Sequence[Decimal], *, scored: bool
) -> tuple[Decimal, ...]:
    """The field and its own items share a group's base; where one is empty the other is all."""
    field = score_of(run, one).field
    if field is None:
        return (NOTHING, *own)
    share = scheme.group.field if scored else Decimal(1)
    return (share * rounded(field), *((1 - share) * value for value in own))


def components(one: Standing) -> Iterator[tuple[Component, Decimal | None]]:
    """The parts of a stored score, each from 0 to 100; None without items."""
    yield Component.PROGRESS, one.progress
    yield Component.QUALITY, one.quality
    yield Component.SLIPS, one.slips
    yield Component.RETURNS, one.returns


def bands(scene: Scene, run: Run) -> list[Band]:
    """The bands of the office whose run it is with their names; the last one begins at 0."""
    begins = scene.at(run.office_id).office.rules.standings.bands
    return [
        Band(words.band(scene.tr, at, len(begins)), least)
        for at, least in enumerate((*begins, NOTHING))
    ]
