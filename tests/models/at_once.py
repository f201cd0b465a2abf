"""Two deeds at the same moment, each in a transaction of its own, on any database."""

from collections.abc import Callable
from threading import Thread
from time import sleep

from sqlmodel import Session

from models.refusals import Reason, Refused
from models.store import Store

LONG_ENOUGH = 0.3
"""Seconds in which the second one has read what it reads, and waits for the first."""

Deed = Callable[[Session], object]


def at_once(store: Store, first: Deed, second: Deed) -> list[BaseException]:
    """Do the second while the first is not committed yet; what went wrong with the second."""
    wrong: list[BaseException] = []

    def meanwhile() -> None:
        try:
            with store.transaction() as session:
                second(session)
        except Exception as error:
            wrong.append(error)

    other = Thread(target=meanwhile)
    with store.transaction() as session:
        first(session)
        other.start()
        sleep(LONG_ENOUGH)
    other.join(30)
    assert not other.is_alive()
    return wrong


def reasons(wrong: list[BaseException]) -> list[Reason]:
    """Why the second one was refused; anything else that went wrong is raised here."""
    for error in wrong:
        if not isinstance(error, Refused):
            raise error
    return [error.reason for error in wrong if isinstance(error, Refused)]
