"""A test's database is new, has our tables, and no other test sees it."""

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
