"""A cohort's year as photos to look at and as a file to zoom (DOMAIN §6 Year)."""

from collections.abc import Callable, Mapping

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.papers.pictures import drawing
from handlers.papers.pictures.year import (
    CohortYear,
    UnitYear,
    YearPicture,
    year_photos,
    year_picture,
)
from handlers.pressing import on_press
from handlers.standings.buttons import Size
from handlers.view import Key, Paper, Shown, View, lines
from handlers.years.buttons import YearTablePress
from handlers.years.page import rule
from handlers.years.seen import SeenYear, seen_year
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.scoring.exact import rounded
from models.units import Cohort


def cohort_year(seen: SeenYear, cohort: Cohort) -> CohortYear:
    """The lines of a cohort as the picture draws them, this person's own marked."""
    names = [f"{seen.year:04d}-{month:02d}" for month in range(1, 13)]
    own = frozenset[int]() if seen.whole else seen.own
    units = tuple(
        UnitYear(
            name=one.unit.name,
            months=tuple(one.year.months.get(name) for name in names),
            mean=None if one.year.mean is None else rounded(one.year.mean),
            year_end=one.year.year_end,
            final=one.year.final,
            rank=one.row.rank,
            own=one.id in own,
        )
        for one in seen.table.cohorts[cohort]
    )
    return CohortYear(seen.year, cohort, units)


def _picture(scene: Scene, seen: SeenYear, cohort: Cohort) -> YearPicture:
    """The table; Refused(NOT_ALLOWED) where the mode shows nothing of the others."""
    if cohort not in seen.tables:
        raise Refused(Reason.NOT_ALLOWED)
    return year_picture(scene.tr, cohort_year(seen, cohort))


def pressed(turn: Turn, press: YearTablePress) -> Shown:
    """Have the table sent, in as many photos as it needs; twice within a minute it goes once."""
    seen = seen_year(turn, press.office, press.year)
    whole = _picture(turn, seen, press.cohort)
    pages = len(year_photos(whole)) if press.size is Size.PHOTO else 1
    what = {"year": press.year, "cohort": press.cohort.value, "size": press.size.value}
    for page in range(pages):
        turn.hand_over("year_table", press.office, {**what, "page": page})
    return Shown(toast=turn.tr.plain("The table follows."))


def said(scene: Scene, row: Outbox) -> View:
    """One photo, or the file, as a new message."""
    tr, size = scene.tr, Size(row.params["size"])
    seen = seen_year(scene, row.subject_id or 0, int(row.params["year"]))
    cohort = Cohort(row.params["cohort"])
    whole, name = _picture(scene, seen, cohort), terms.cohort(tr, cohort)
    text = lines(tr("<b>{cohort}</b>, {year}", cohort=name, year=str(seen.year)), rule(scene, seen))
    if size is Size.FILE:
        content = drawing.pdf(drawing.drawable(tr, whole))
        return View(text, paper=Paper(f"{seen.year}-{name}.pdf", content))
    photos = year_photos(whole)
    photo = photos[min(int(row.params["page"]), len(photos) - 1)]
    content = drawing.png(drawing.drawable(tr, photo))
    full = YearTablePress(seen.office_id, seen.year, cohort, Size.FILE)
    keys = [[Key(tr.plain("Full size"), full)]]
    return View(text, keys, paper=Paper("liaison.png", content, photo=True))


ROUTES: tuple[Route, ...] = (on_press(YearTablePress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"year_table": said}
