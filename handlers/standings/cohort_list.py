"""The units of a cohort in their order, as far as this person is shown the others (DOMAIN §7)."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pages import page_keys, page_of
from handlers.papers.pictures.standings import change
from handlers.pressing import on_press
from handlers.standings import words
from handlers.standings.buttons import (
    CohortPress,
    OwnPress,
    PicturePress,
    RunPress,
    Size,
    StandingPress,
)
from handlers.standings.last_places import last_places
from handlers.standings.seen import cohort_run
from handlers.standings.unit_page import month, state_line
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.standings.rules import Mode
from models.standings.runs import Run, Standing, run_id, standings_of
from models.units import Cohort, Unit

ON_A_PAGE = 12
Rows = Sequence[tuple[Standing, Unit]]


def pressed(turn: Turn, press: CohortPress) -> View:
    """A page of the cohort in the pressed message."""
    run, mode = cohort_run(turn, press.run)
    return cohort_list(turn, run, mode, press.cohort, press.page)


def cohort_list(scene: Scene, run: Run, mode: Mode, cohort: Cohort, page: int) -> View:
    """Places and scores, or the bands, twelve units on a page."""
    tr = scene.tr
    scene = scene.at(run.office_id)
    rows = [pair for pair in standings_of(scene.session, run) if pair[1].cohort is cohort]
    if mode is Mode.BANDS:
        rows.sort(key=lambda pair: (_band(scene, pair[0]), pair[1].position))
    shown = page_of(rows, page, ON_A_PAGE)
    before = last_places(scene, run) if mode is Mode.FULL else {}
    text = lines(
        tr(
            "<b>{cohort}</b>, {month}",
            cohort=terms.cohort(tr, cohort),
            month=month(scene, run),
        ),
        state_line(scene, run),
        *(
            _banded(scene, one, unit)
            if mode is Mode.BANDS
            else _ranked(scene, one, unit, before.get(one.unit_id))
            for one, unit in shown.items
        ),
    )
    turning = page_keys(tr, shown, lambda number: CohortPress(run_id(run), cohort, number))
    return View(text, [*_units(scene, shown.items), turning, *_keys(scene, run, cohort)])


def _band(scene: Scene, one: Standing) -> int:
    """Which band, the best first; those without a place last."""
    rules = scene.office.rules.standings
    return rules.band(one.total) if one.rank and one.total is not None else len(rules.bands) + 1


def _banded(scene: Scene, one: Standing, unit: Unit) -> Markup:
    tr, rules = scene.tr, scene.office.rules.standings
    at = _band(scene, one)
    if at > len(rules.bands):
        return tr("– {unit}", unit=clip(unit.name, 40))
    band = words.band(tr, at, len(rules.bands))
    return tr("{band}: {unit}", band=band, unit=clip(unit.name, 40))


def _ranked(scene: Scene, one: Standing, unit: Unit, last: int | None) -> Markup:
    tr, name = scene.tr, clip(unit.name, 40)
    if one.total is None:
        return tr("– {unit}: no score", unit=name)
    if one.rank is None:
        return tr("– {unit}: <b>{total}</b>, no place", unit=name, total=one.total)
    moved = change(tr, one.rank, last).text if last else ""
    line = tr(
        "{rank}. {unit}: <b>{total}</b> {moved}",
        rank=one.rank,
        unit=name,
        total=one.total,
        moved=moved,
    )
    return line.rstrip()


def _units(scene: Scene, rows: Rows) -> list[list[Key]]:
    """The units that this person may open."""
    keys = [
        Key(clip(unit.name, 20), StandingPress(one.id or 0))
        for one, unit in rows
        if scene.me.may(Act.READ_STANDING, unit)
    ]
    return in_rows(keys, 2)


def _keys(scene: Scene, run: Run, cohort: Cohort) -> list[list[Key]]:
    tr, number = scene.tr, run_id(run)
    office = scene.session.get_one(Unit, run.office_id)
    in_office = scene.me.may(Act.READ_RUN, office)
    back = RunPress(number) if in_office else OwnPress(run.month, 0)
    return [
        [
            Key(tr.plain("As a picture"), PicturePress(number, cohort, Size.PHOTO)),
            Key(tr.plain("Full size"), PicturePress(number, cohort, Size.FILE)),
        ],
        [Key(tr.plain("Back"), back)],
    ]


ROUTES: tuple[Route, ...] = (on_press(CohortPress, pressed),)
