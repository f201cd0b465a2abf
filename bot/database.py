"""Makes the database ready before the program runs: its folder, its tables, or a clear word."""

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings, SettingsError
from models.store import Store

VERSIONS = Path(__file__).parents[1] / "models" / "migrations" / "versions"


def prepare(settings: Settings) -> None:
    """Bring a SQLite database up to date; SettingsError for a PostgreSQL one that is not.

    SettingsError, too, for a folder that cannot be made; SQLAlchemyError for a database that
    cannot be reached.
    """
    make_place(settings)
    if step_taken(settings.database) == newest_step():
        return
    if not _file(settings):
        raise SettingsError("LIAISON_DATABASE_URL: its tables are older; run `liaison migrate`")
    # Imported here: at most starts no step is missing, and the library is slow to load.
    from models.migrating import upgrade  # noqa: PLC0415

    upgrade(settings.database)


def make_place(settings: Settings) -> None:
    """Make the file of a new SQLite database, for its owner only: it holds what people report.

    SettingsError when that cannot be done.
    """
    path = _file(settings)
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)  # SQLite gives its other files the same mode
    except OSError as error:
        raise SettingsError(
            f"LIAISON_DATA_DIR: {path.parent} cannot be used ({error.strerror})"
        ) from None


def _file(settings: Settings) -> Path | None:
    url = make_url(settings.database)
    named = url.database if url.drivername.startswith("sqlite") else None
    return Path(named) if named and named != ":memory:" else None


_UNDEFINED = frozenset({"42703", "42P01"})
"""PostgreSQL's codes for a column and for a table that is not there."""

_NO_SUCH = ("no such column", "no such table", "has no column named")
"""SQLite's words for the same."""


def lacks_tables(error: SQLAlchemyError) -> bool:
    """Whether it went wrong because a table or a column of this version is not there."""
    cause = getattr(error, "orig", None)
    said = str(cause)
    return getattr(cause, "sqlstate", None) in _UNDEFINED or any(one in said for one in _NO_SUCH)


def newest_step() -> str:
    """The last step there is; its number begins the name of its file."""
    return max(path.name.split("_", 1)[0] for path in VERSIONS.glob("[0-9]*_*.py"))


def step_taken(url: str) -> str | None:
    """The last step the database has taken, None when it has none."""
    store = Store(url)
    try:
        with store.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    finally:
        store.close()
