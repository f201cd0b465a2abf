"""`liaison score`: a month by another scheme, without storing or saying anything."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot import scheme_file
from bot.cli.desk import Desk, Trouble, desk_of
from bot.cli.offices import OfOffice, office_named
from bot.cli.tables import Column, show
from handlers import terms
from handlers.standings import words
from locales import N_
from models.calendar import Month
from models.standings.trying import Differing, Tried, try_scheme

REASONS = 3
"""So many reasons are told of each unit."""

MonthOption = Annotated[str, typer.Option("--month", help=N_("The month, like 2026-10."))]
SchemeOption = Annotated[
    Path | None, typer.Option("--scheme", help=N_("The scheme to try; else the one in force."))
]


def score(
    context: typer.Context,
    month: MonthOption,
    scheme: SchemeOption = None,
    office: OfOffice = None,
) -> None:
    """Show who would move and why, against the newest stored run."""
    desk = desk_of(context)
    meant = read_month(desk, month)
    given = scheme_file.load(scheme) if scheme else None
    with desk.writing() as session:
        asked = office_named(desk, session, office)
        practice = desk.practices.of(asked)
        tried = given or practice.scheme
        found = try_scheme(session, asked, meant, tried, practice.calendar)
        session.rollback()
    show(_columns(desk), [_row(desk, one) for one in found])
    moving = sum(one.moves for one in found)
    desk.say(
        desk.tr.plain_plural(
            "{n} unit would move. Nothing was stored.",
            "{n} units would move. Nothing was stored.",
            moving,
        )
    )


def read_month(desk: Desk, text: str) -> Month:
    """The month that is meant; Trouble."""
    try:
        return Month.parse(text)
    except ValueError:
        words = desk.tr.plain("--month {text}: write it like 2026-10.", text=text)
        raise Trouble(words, 2) from None


def _columns(desk: Desk) -> Sequence[Column]:
    tr = desk.tr
    headings = (N_("Cohort"), N_("Unit"), N_("Place"), N_("Score"), N_("Why"))
    return [Column(tr.plain(one)) for one in headings]


def _row(desk: Desk, one: Tried) -> list[str]:
    was, would = one.before, one.after
    return [
        terms.cohort(desk.tr, would.score.cohort),
        one.name,
        _change(str(was.rank or "–") if was else None, str(would.rank or "–")),
        _change(words.total(was.score.total) if was else None, words.total(would.score.total)),
        _why(desk, one) if one.moves else "",
    ]


def _change(before: str | None, after: str) -> str:
    return after if before is None or before == after else f"{before} → {after}"


def _why(desk: Desk, one: Tried) -> str:
    """What earns something else, then that the parts weigh something else, then the others."""
    reasons = [_rule(desk, each) for each in one.rules[:REASONS]]
    if one.weights:
        reasons.append(desk.tr.plain("other weights, limits or order of ties"))
    return desk.tr.plain("; ").join(reasons) or desk.tr.plain("others move")


def _rule(desk: Desk, one: Differing) -> str:
    return desk.tr.plain(
        "{heading}: {rule} {before} → {after} ({n})",
        heading=words.heading(desk.tr, one.heading),
        rule=words.rule(desk.tr, one.rule),
        before=one.before.normalize(),
        after=one.after.normalize(),
        n=one.lines,
    )


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    text = N_(
        "Try a scheme on a month: who would move, and why.\n\n"
        "The facts are those of the newest stored run. Nothing is stored, and nobody is told."
    )
    app.command("score", help=text)(score)
