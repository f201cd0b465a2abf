"""The database: engine by URL, one transaction per unit of work, and how moments are stored."""

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import DateTime, Engine, Enum, TypeDecorator, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

PATIENCE = 30.0
"""Seconds to wait for another writer of a SQLite file."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment: refused when naive, stored and read back as UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment with ValueError and turn any other into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  SQLAlchemy passes it
    ) -> datetime | None:
        """Give the moment back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word(kind: type[StrEnum]) -> Any:
    """A column type that stores the value of a StrEnum as text and reads the member back."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


def insert_new(
    session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]], unique: Sequence[str]
) -> None:
    """Insert rows in one statement and pass over those whose `unique` columns exist already."""
    if not rows:
        return
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert: Any = sqlite.insert if on_sqlite else postgresql.insert
    statement = insert(table).on_conflict_do_nothing(index_elements=list(unique))
    session.connection().execute(statement, list(rows))


def put_newest(
    session: Session, table: type[SQLModel], row: dict[str, Any], unique: Sequence[str]
) -> None:
    """Insert a row in one statement, or put it in the place of the one with its `unique` values."""
    dialect = session.get_bind().dialect.name
    session.connection().execute(_placing(dialect, table, tuple(row), tuple(unique)), row)


@lru_cache(maxsize=64)
def _placing(
    dialect: str, table: type[SQLModel], names: tuple[str, ...], unique: tuple[str, ...]
) -> Any:
    insert: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(table)
    new = {name: statement.excluded[name] for name in names if name not in unique}
    return statement.on_conflict_do_update(index_elements=list(unique), set_=new)


class Store:
    """One database. `transaction()` commits or rolls back as a whole; `reading()` never writes.

    `repeatable()` is a transaction that is done once more from the inbox if the power fails just
    after it: on SQLite it does not wait for the disk. What is written after it and does wait (the
    next update that is kept, the next message that is claimed) brings it to the disk as well.

    On SQLite writers begin immediately and wait for each other in this process first, because a
    deferred read-modify-write is lost there without any error.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        on_sqlite = self.engine.dialect.name == "sqlite"
        unhurried = _engine(url, "NORMAL") if on_sqlite else self.engine
        # Made once: an engine with options of its own costs as much as a small statement.
        self._lasting = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._unhurried = unhurried.execution_options(sqlite_begin="IMMEDIATE")
        self._writing: AbstractContextManager[object] = (
            threading.Lock() if on_sqlite else nullcontext()
        )

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose changes are committed at the end, or all undone by an exception."""
        with self._writer(self._lasting) as session:
            yield session

    @contextmanager
    def repeatable(self) -> Iterator[Session]:
        """The same for a step whose update stays in the inbox until it is ticked off."""
        with self._writer(self._unhurried) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session over one snapshot; what is changed in it is thrown away."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def _writer(self, engine: Engine) -> Iterator[Session]:
        with self._writing, Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()
        self._unhurried.dispose()


def _engine(url: str, synchronous: str = "FULL") -> Engine:
    """An engine; `synchronous` is SQLite's word for how long a commit waits for the disk."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=16, max_overflow=16, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})
    event.listen(engine, "connect", partial(_prepare_sqlite, synchronous))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(
    synchronous: str, connection: DBAPIConnection, _record: ConnectionPoolEntry
) -> None:
    raw: Any = connection  # isolation_level is sqlite3's own attribute
    raw.isolation_level = None  # the driver must not open transactions of its own
    _write_ahead(raw)
    cursor = connection.cursor()
    for pragma in (f"synchronous={synchronous}", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn on the write-ahead log, which the file keeps.

    SQLite does not wait here, as it does elsewhere, for whoever is writing or doing the same.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Any) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
