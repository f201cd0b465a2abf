"""`liaison run`: the program itself."""

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.desk import desk_of
from bot.running import run
from locales import N_


def start(context: typer.Context) -> None:
    """Run until SIGTERM or SIGINT."""
    desk = desk_of(context)
    try:
        run(desk.settings)
    except SQLAlchemyError as error:  # at the start only; later the loops wait for the database
        raise desk.no_database(error) from None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run", help=N_("Run the bot until it is told to end."))(start)
