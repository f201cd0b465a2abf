"""`liaison backup`: a consistent copy of the database while the program runs."""

from pathlib import Path
from typing import Annotated

import typer

from bot.backup import BackupError, copy_database
from bot.cli.desk import Trouble, desk_of
from bot.cli.tables import progress
from locales import N_

Target = Annotated[
    Path | None,
    typer.Argument(help=N_("The file to write; else one named by the time in the data folder.")),
]


def backup(context: typer.Context, target: Target = None) -> None:
    """Copy the database."""
    desk = desk_of(context)
    tr, now = desk.tr, desk.clock.now()
    try:
        with progress(tr.plain("Copying")) as tell:
            made = copy_database(desk.settings, target, now, tell)
    except BackupError as error:
        raise Trouble(tr.plain(error.words, **error.facts)) from None
    desk.say(tr.plain("{path}: {size} MB.", path=made, size=f"{made.stat().st_size / 1e6:.1f}"))


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    words = N_(
        "Copy the database while the bot runs.\n\n"
        "office.toml, scheme.toml and offices/ are copied beside it, .env with the token is not; a "
        "copy never overwrites.\n\n"
        "To restore, stop the bot first. SQLite: delete the database with its -wal and -shm files "
        "and put the copy in its place. PostgreSQL: pg_restore --clean --if-exists --dbname=URL "
        "FILE. Then put these files back and start the bot."
    )
    app.command("backup", help=words)(backup)
