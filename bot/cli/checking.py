"""`liaison doctor`: every check with what it found and what to do; exit code 1 if one is bad."""

from collections.abc import Iterator
from typing import Annotated

import typer

from bot.cli.desk import Desk, desk_of
from bot.doctor import Finding, Patient, State, look_at_office_file, look_at_telegram
from bot.doctor_records import look_at_database
from bot.settings import SettingsError
from locales import N_

_NAMES = {
    "settings": N_("Settings"),
    "office_file": N_("Office file"),
    "calendar": N_("Calendar"),
    "token": N_("Token"),
    "telegram": N_("Telegram"),
    "clock": N_("Clock"),
    "database": N_("Database"),
    "tables": N_("Tables"),
    "office": N_("Office"),
    "roster": N_("Roster"),
    "messages": N_("Messages"),
    "updates": N_("Updates"),
}
_SIGNS = {State.WELL: "✓", State.LOOK: "!", State.BAD: "✗"}
CHECKS = (look_at_office_file, look_at_telegram, look_at_database)

AsJson = Annotated[bool, typer.Option("--json", help=N_("Print JSON for a script."))]


def doctor(context: typer.Context, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Look at everything."""
    desk = desk_of(context)
    found = []
    for one in _findings(desk):
        found.append(one)
        if not as_json:
            _tell(desk, one)
    if as_json:
        desk.hand_over([_plain(one) for one in found])
    if any(one.state is State.BAD for one in found):
        raise typer.Exit(1)


def _findings(desk: Desk) -> Iterator[Finding]:
    try:
        settings = desk.settings
    except SettingsError as error:
        advice = desk.tr.plain("Put it right in .env; .env.example explains every setting.")
        yield Finding("settings", State.BAD, str(error), advice)
        return
    yield Finding("settings", State.WELL, desk.tr.plain("The settings can be read."))
    patient = Patient(settings, desk.tr, desk.clock.now())
    for check in CHECKS:
        yield from check(patient)


def _tell(desk: Desk, one: Finding) -> None:
    tr, sign = desk.tr, _SIGNS[one.state]
    name = tr.plain(_NAMES[one.name])
    desk.say(tr.plain("{sign} {name}: {said}", sign=sign, name=name, said=one.said))
    if one.advice:
        desk.say(f"  → {one.advice}")


def _plain(one: Finding) -> dict[str, object]:
    return {
        "check": one.name,
        "state": one.state.value,
        "said": one.said,
        "advice": one.advice or None,
    }


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", help=N_("Check everything the bot depends on, and what to do."))(doctor)
