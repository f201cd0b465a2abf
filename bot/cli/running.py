"""`liaison run`: the program itself."""

import typer

from bot.cli.desk import desk_of
from bot.running import run
from locales import N_


def start(context: typer.Context) -> None:
    """Run until SIGTERM or SIGINT."""
    run(desk_of(context).settings)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run", help=N_("Run the bot until it is told to end."))(start)
