"""Makes the database ready before the program runs: its folder, its tables, or a clear word."""

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url

from bot.settings import Settings, SettingsError
from models.store import Store

VERSIONS = Path(__file__).parents[1] / "models" / "migrations" / "versions"


def prepare(settings: Settings) -> None:
    """Bring a SQLite database up to date; SettingsError for a PostgreSQL one that is not.

    SettingsError, too, for a folder that cannot be made; SQLAlchemyError for a database that
    cannot be reached.
    """
    url = make_url(settings.database)
    if url.drivername.startswith("sqlite") and url.database:
        _make_folder(Path(url.database).parent)
    if step_taken(settings.database) == newest_step():
        return
    if not url.drivername.startswith("sqlite"):
        raise SettingsError("LIAISON_DATABASE_URL: its tables are older; run `liaison migrate`")
    # Imported here: at most starts no step is missing, and the library is slow to load.
    from models.migrating import upgrade  # noqa: PLC0415

    upgrade(settings.database)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"LIAISON_DATA_DIR: the folder {folder} cannot be made ({error.strerror})"
        ) from None


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
