"""`liaison duty`: what the calendar does, and doing one of it by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.desk import Desk, Trouble, desk_of
from bot.cli.offices import office_named
from bot.cli.tables import Column, show
from locales import N_
from models.duty_runs import last_runs
from models.units import Unit, offices, unit_id
from scheduler.duties import DUTIES, Duty, duty_named, perform
from scheduler.timetable import FAR, Timetables

_WORDS = {
    "calendar": N_("moves the month's dates when the year's holidays are published"),
    "leaves": N_("tells deputies when a leave begins, and both when it is over"),
    "dispatch": N_("opens the month and prompts every unit"),
    "reminders": N_("reminds whoever still owes"),
    "cutoff": N_("cuts the month off and tells the office who is missing"),
    "standings": N_("scores the month, previews it, and says when it can be published"),
    "ladder": N_("sends the prompts that are due, and drafts reminders and orders"),
    "digest": N_("tells the office's staff each morning what waits for them"),
    "briefs": N_("brings each leader the month's brief"),
    "experiences": N_("sends a series' next experience, and reminds jurors who have not voted"),
}

AsJson = Annotated[bool, typer.Option("--json", help=N_("Print JSON for a script."))]
Name = Annotated[str, typer.Argument(help=N_("The duty's name, as `duty list` shows it."))]
At = Annotated[
    str | None,
    typer.Option("--at", help=N_("As of this moment, e.g. 2026-11-20T09:00; else now.")),
]
Office = Annotated[
    str | None, typer.Option("--office", help=N_("Code or name of one office; else all of them."))
]


def listed(
    context: typer.Context,
    office: Office = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    """Every duty with its last and its next moment."""
    desk = desk_of(context)
    now = desk.clock.now()
    with desk.reading() as session:
        every = [office_named(desk, session, office)] if office else list(offices(session))
        runs = last_runs(session)
    coming = Timetables(desk.practices).between(every, now, now + FAR)
    upcoming = {one.duty.name: one.moment for one, _ in reversed(coming)}
    past = {duty.name: _latest(runs, duty, every) for duty in DUTIES}
    lines = [(duty.name, past[duty.name], upcoming.get(duty.name)) for duty in DUTIES]
    if as_json:
        desk.hand_over(
            [{"name": name, "last": _iso(last), "next": _iso(next_)} for name, last, next_ in lines]
        )
    else:
        _show(desk, lines)


def _show(desk: Desk, lines: Sequence[tuple[str, datetime | None, datetime | None]]) -> None:
    tr = desk.tr
    columns = [
        Column(tr.plain("Duty")),
        Column(tr.plain("What it does")),
        Column(tr.plain("Last time")),
        Column(tr.plain("Next time")),
    ]
    rows = [
        [name, tr.plain(_WORDS[name]), _told(desk, last), _told(desk, next_)]
        for name, last, next_ in lines
    ]
    show(columns, rows)


def _latest(
    runs: dict[tuple[int, str], datetime], duty: Duty, every: Sequence[Unit]
) -> datetime | None:
    return max(
        (runs[key] for one in every if (key := (unit_id(one), duty.name)) in runs), default=None
    )


def run(context: typer.Context, name: Name, at: At = None, office: Office = None) -> None:
    """Do a duty as of a moment; twice says nothing twice."""
    desk = desk_of(context)
    tr = desk.tr
    try:
        duty = duty_named(name)
    except KeyError:
        known = ", ".join(duty.name for duty in DUTIES)
        raise Trouble(
            tr.plain("{name}: no such duty. There are: {known}.", name=name, known=known), 2
        ) from None
    moment = _moment(desk, at)
    with desk.open_store() as store:
        only = None
        if office:
            with store.reading() as session:
                only = office_named(desk, session, office)
        done = perform(store, duty, desk.practices, moment, only)
    desk.say(
        tr.plain(
            "{name} as of {at}: {done}. What is to be said goes out as soon as the bot runs.",
            name=name,
            at=tr.moment(moment),
            done=done,
        )
    )


def _moment(desk: Desk, at: str | None) -> datetime:
    if at is None:
        return desk.clock.now()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        words = desk.tr.plain("--at {at}: write it like 2026-11-20T09:00.", at=at)
        raise Trouble(words, 2) from None
    local = moment if moment.tzinfo else moment.replace(tzinfo=desk.settings.timezone)
    return local.astimezone(UTC)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _told(desk: Desk, moment: datetime | None) -> str:
    return desk.tr.moment(moment) if moment else "–"


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help=N_("What the calendar does by itself."))
    group.command("list", help=N_("Every duty, with its last and its next moment."))(listed)
    group.command("run", help=N_("Do one duty now, or as of a moment; harmless twice."))(run)
    app.add_typer(group, name="duty")
