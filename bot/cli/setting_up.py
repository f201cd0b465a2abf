"""`liaison init` and `liaison migrate`: the folder, the settings and the tables."""

from pathlib import Path
from shutil import copyfile

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.desk import Desk, Trouble, desk_of
from bot.database import make_place
from bot.settings import SHIPPED_OFFICE_FILE
from locales import N_
from models.migrating import pending, upgrade

ENV = Path(".env")
ENV_TEMPLATE = Path(__file__).parents[2] / ".env.example"


def initialise(context: typer.Context) -> None:
    """Make what is missing, leave what is there, and say what comes next."""
    desk = desk_of(context)
    if ENV_TEMPLATE.exists():  # before the settings are read: the new file is one of them
        _place(desk, ENV_TEMPLATE, ENV, secret=True)
    settings = desk.settings
    _folder(desk, settings.data_dir)
    _place(desk, SHIPPED_OFFICE_FILE, settings.data_dir / "office.toml")
    _migrate(desk)
    desk.say(
        desk.tr.plain(
            "Next: 1. put the bot's token into .env  2. fill in {office}  "
            "3. liaison import roster FILE --apply  4. liaison import ledger FILE --apply  "
            "5. liaison doctor  6. liaison invite --all --out invitations.html  7. liaison run",
            office=settings.rules_file,
        )
    )


def _place(desk: Desk, template: Path, target: Path, *, secret: bool = False) -> None:
    if target.exists():
        desk.say(desk.tr.plain("{path} is there already; nothing was changed.", path=target))
        return
    copyfile(template, target)
    if secret:
        target.chmod(0o600)
    desk.say(desk.tr.plain("{path} was made; every line in it is explained.", path=target))


def _folder(desk: Desk, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = N_("LIAISON_DATA_DIR: {path} cannot be made ({reason}).")
        raise Trouble(desk.tr.plain(words, path=folder, reason=error.strerror)) from None


def migrate(context: typer.Context) -> None:
    """Bring the tables to this version."""
    _migrate(desk_of(context))


def _migrate(desk: Desk) -> None:
    url, tr = desk.settings.database, desk.tr
    where = make_url(url).render_as_string(hide_password=True)
    make_place(desk.settings)
    try:
        steps = pending(url)
        upgrade(url)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise Trouble(tr.plain("{where}: {reason}", where=where, reason=reason)) from None
    if steps:
        said = tr.plain(
            "{where}: tables brought up to date ({steps}).", where=where, steps=", ".join(steps)
        )
    else:
        said = tr.plain("{where}: the tables are up to date.", where=where)
    desk.say(said)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("init", help=N_("Make the data folder, the database, .env and office.toml."))(
        initialise
    )
    app.command("migrate", help=N_("Bring the database's tables to this version."))(migrate)
