"""A test's database is new, has our tables, and no other test sees it."""

import sqlite3
from contextlib import closing
from threading import Event, Thread

import pytest
from sqlalchemy import inspect
from sqlmodel import select

from models.store import Store
from models.units import Cohort, Unit, add_unit


@pytest.mark.parametrize("round_", [1, 2])
def test_a_store_begins_empty_and_keeps_what_was_written(store: Store, round_: int) -> None:
    with store.transaction() as session:
        add_unit(session, f"U{round_}", "发改委", Cohort.DEPARTMENT)
    with store.reading() as session:
        assert [unit.code for unit in session.exec(select(Unit))] == [f"U{round_}"]


def test_an_empty_database_has_no_table(empty_url: str) -> None:
    store = Store(empty_url)
    assert inspect(store.engine).get_table_names() == []
    store.close()


def test_the_first_to_open_a_file_waits_for_whoever_is_writing_it(sqlite_url: str) -> None:
    there, wrong = Event(), list[BaseException]()

    def opens() -> None:
        store = Store(sqlite_url)
        try:
            there.set()
            with store.reading() as session:
                session.exec(select(Unit)).all()
        except Exception as error:
            wrong.append(error)
        finally:
            store.close()

    other = Thread(target=opens)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as writer:
        writer.execute("BEGIN IMMEDIATE")
        other.start()
        there.wait()
        other.join(0.1)
        assert other.is_alive()
        writer.rollback()
    other.join()
    assert wrong == []
