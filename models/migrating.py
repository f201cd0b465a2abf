"""Brings a database to the tables of this version, and says which steps are missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, NullPool, create_engine, event
from sqlmodel import SQLModel

HOME = Path(__file__).parent
MIGRATIONS = HOME / "migrations"
_LOCK = 20_170_914  # one number for all of us: whoever migrates PostgreSQL holds this lock


def metadata() -> MetaData:
    """Every table there is, from every module of this package."""
    for module in walk_packages([str(HOME)], "models."):
        if not module.name.startswith("models.migrations"):
            import_module(module.name)
    return SQLModel.metadata


def upgrade(url: str) -> None:
    """Take every missing step in one transaction: all of them or none.

    Harmless when nothing is missing. Two programs that start together wait for
    each other. Raises SQLAlchemyError when the database can't be reached or refuses.
    """
    with _alone(url) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def current(url: str) -> str | None:
    """The last step that was taken, or None for a database without tables."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def pending(url: str) -> list[str]:
    """The steps that are missing, in the order in which they will be taken."""
    script = ScriptDirectory.from_config(_config())
    missing = script.iterate_revisions("heads", current(url) or "base")
    return [str(step.revision) for step in missing][::-1]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def _alone(url: str) -> Iterator[Connection]:
    """One transaction that nobody else migrates in."""
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        _begin_by_hand(engine)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


def _begin_by_hand(engine: Engine) -> None:
    """Make SQLite's changes of tables part of the transaction; its driver would commit them."""

    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=30000")

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)
