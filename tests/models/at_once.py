"""Two deeds at the same moment, each in a transaction of its own, on any database."""

from collections.abc import Callable
from threading import Event, Thread

from sqlmodel import Session

from models.refusals import Reason, Refused
from models.store import Store
from tests.waiting import PATIENCE, wait_until

Deed = Callable[[Session], object]

HELD_UP = (
    "SELECT EXISTS (SELECT 1 FROM pg_stat_activity"
    " WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0)"
)


def at_once(store: Store, first: Deed, second: Deed) -> list[BaseException]:
    """Do the second while the first is not committed yet; what went wrong with the second.

    The first is committed when the second has come as far as it can: it waits for the first, or
    it is through because nothing made it wait.
    """
    wrong: list[BaseException] = []
    comes = Event()

    def meanwhile() -> None:
        comes.set()
        try:
            with store.transaction() as session:
                second(session)
        except Exception as error:
            wrong.append(error)

    other = Thread(target=meanwhile)
    with store.transaction() as session:
        first(session)
        other.start()
        wait_until(lambda: comes.is_set() and (held_up(store) or not other.is_alive()))
    other.join(PATIENCE)
    assert not other.is_alive()
    return wrong


def held_up(store: Store) -> bool:
    """Whether whoever else has come to write must wait until a transaction has ended.

    PostgreSQL knows who waits for whom. On SQLite it is the store that lets one in at a time.
    """
    if store.engine.dialect.name == "sqlite":
        return bool(getattr(store._writing, "locked", bool)())
    with store.reading() as session:
        return bool(session.connection().exec_driver_sql(HELD_UP).scalar())


def reasons(wrong: list[BaseException]) -> list[Reason]:
    """Why the second one was refused; anything else that went wrong is raised here."""
    for error in wrong:
        if not isinstance(error, Refused):
            raise error
    return [error.reason for error in wrong if isinstance(error, Refused)]
