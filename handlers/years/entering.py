"""/yearend: the office types in a unit's year-end score; a new one keeps the old one (§6)."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.view import Key, View, clip, lines
from handlers.years.buttons import YearPress
from handlers.years.own_lines import mean_line, year_end_line
from handlers.years.seen import whole_year
from models.authority import Act
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.units import Unit, unit_by_code, unit_id
from models.years.year_ends import Entry, enter, entries_of

TYPED = re.compile(
    r"(?:(?P<year>20\d\d)年?\s+)?(?P<code>\S+)\s+(?P<score>-?\d+(?:\.\d+)?)分?(?:\s+(?P<basis>.+))?",
    re.DOTALL,
)
LAST_MONTH_OF_OLD = 6
"""Up to June a score without a year is meant for the year that is over."""


def command(turn: Turn) -> None:
    """`/yearend D01 92.5 basis`, or with the year before the code.

    Refused(YEAR_END_UNCLEAR), Refused(UNKNOWN_UNIT), otherwise as `Entry` and `enter`.
    """
    turn.me.require(Act.ENTER_YEAR_END)
    if answered(turn.session, turn.update_id, "year_end_said"):
        return
    typed = TYPED.fullmatch(turn.text.strip())
    if typed is None:
        raise Refused(Reason.YEAR_END_UNCLEAR)
    unit = unit_by_code(turn.session, typed["code"])
    turn.me.require(Act.ENTER_YEAR_END, unit)
    year = int(typed["year"]) if typed["year"] else year_meant(turn.today)
    office, *_ = turn.me.units(Act.ENTER_YEAR_END)
    entry = Entry(Decimal(typed["score"]), typed["basis"] or "")
    enter(turn.session, office, year, {unit_id(unit): entry}, turn.me.id, turn.now)
    about = {"office": unit_id(office), "unit": unit_id(unit), "year": year}
    turn.say("year_end_said", params=about)


def year_meant(today: date) -> int:
    """The year a score is meant for when none is named."""
    return today.year - 1 if today.month <= LAST_MONTH_OF_OLD else today.year


def said(scene: Scene, row: Outbox) -> View:
    """What stands now, what stood before, and what follows for the year."""
    tr, number, year = scene.tr, int(row.params["unit"]), int(row.params["year"])
    seen = whole_year(scene, int(row.params["office"]), year)
    one = next(seen.table.of({number}))
    unit = scene.session.get_one(Unit, number)
    *_, before, now = [None, *entries_of(scene.session, seen.office_id, number, year)]
    text = lines(
        tr("<b>{unit}</b>, {year}", unit=clip(unit.name, 60), year=str(year)),
        year_end_line(scene, one),
        tr("Before: {score} ({basis})", score=before.score, basis=clip(before.basis, 80))
        if before and now
        else None,
        mean_line(scene, one),
        tr("Final score: <b>{final}</b>", final=one.year.final) if one.year.final else None,
    )
    return View(text, [[Key(tr.plain("The year"), YearPress(seen.office_id, year))]])


ROUTES: tuple[Route, ...] = (on_command("yearend", command),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"year_end_said": said}
