"""`liaison duty`: what the calendar does, and doing one of it by hand."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from bot.cli.desk import Desk, Trouble, desk_of
from bot.cli.tables import Column, show
from locales import N_
from models.duty_runs import last_run
from models.practice import Practice
from scheduler.duties import DUTIES, appointments, duty_named, perform

_WORDS = {
    "calendar": N_("moves the month's dates when the year's holidays are published"),
    "leaves": N_("tells deputies when a leave begins, and both when it is over"),
    "dispatch": N_("opens the month and prompts every unit"),
    "reminders": N_("reminds whoever still owes"),
    "cutoff": N_("cuts the month off and tells the office who is missing"),
    "standings": N_("scores the month, previews it, and says when it can be published"),
    "ladder": N_("sends the prompts that are due, and drafts reminders and orders"),
}

AsJson = Annotated[bool, typer.Option("--json", help=N_("Print JSON for a script."))]
Name = Annotated[str, typer.Argument(help=N_("The duty's name, as `duty list` shows it."))]
At = Annotated[
    str | None,
    typer.Option("--at", help=N_("As of this moment, e.g. 2026-11-20T09:00; else now.")),
]


def listed(context: typer.Context, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Every duty with its last and its next moment."""
    desk = desk_of(context)
    now = desk.clock.now()
    coming = appointments(now, now + timedelta(days=62), _around(desk))
    upcoming = {one.duty.name: one.moment for one in reversed(coming)}
    with desk.reading() as session:
        past = {duty.name: last_run(session, duty.name) for duty in DUTIES}
    if as_json:
        desk.hand_over(
            [
                {
                    "name": duty.name,
                    "last": _iso(past[duty.name]),
                    "next": _iso(upcoming.get(duty.name)),
                }
                for duty in DUTIES
            ]
        )
        return
    tr = desk.tr
    columns = [
        Column(tr.plain("Duty")),
        Column(tr.plain("What it does")),
        Column(tr.plain("Last time")),
        Column(tr.plain("Next time")),
    ]
    rows = [
        [
            duty.name,
            tr.plain(_WORDS[duty.name]),
            _told(desk, past[duty.name]),
            _told(desk, upcoming.get(duty.name)),
        ]
        for duty in DUTIES
    ]
    show(columns, rows)


def run(context: typer.Context, name: Name, at: At = None) -> None:
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
        done = perform(store, duty, _around(desk), moment)
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


def _around(desk: Desk) -> Practice:
    return desk.practices.top


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
