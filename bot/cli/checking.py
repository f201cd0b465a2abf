"""`liaison doctor`: every check with what it found and what to do; exit code 1 if one is wrong."""

from collections.abc import Iterator
from typing import Annotated

import typer

from bot.cli.desk import Desk, desk_of
from bot.doctor import TITLES, Finding, State, examination, faulty_settings
from bot.settings import SettingsError
from locales import N_

_SIGNS = {State.OK: "✓", State.WARNING: "!", State.WRONG: "✗"}

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
        desk.hand_over([one.plain() for one in found])
    if any(one.state is State.WRONG for one in found):
        raise typer.Exit(1)


def _findings(desk: Desk) -> Iterator[Finding]:
    try:
        settings = desk.settings
    except SettingsError as error:
        yield faulty_settings(error, desk.tr)
        return
    yield from examination(settings, desk.tr, desk.clock)


def _tell(desk: Desk, one: Finding) -> None:
    desk.say(f"{_SIGNS[one.state]} {desk.tr.plain(TITLES[one.name])}: {one.seen}")
    if one.to_do:
        desk.say(f"  → {one.to_do}")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    words = N_(
        "Check everything the bot depends on, and what to do.\n\n"
        "Nothing is changed. The exit code is 1 when something is wrong. JSON gives for each check "
        "its name, its state (ok, warning, wrong), what was seen, and what to do."
    )
    app.command("doctor", help=words)(doctor)
