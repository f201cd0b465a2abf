"""Two cities of different size, to count statements in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import Store
from tests.databases import Databases
from tests.desk import Desk, settle


@pytest.fixture
def databases_of_two_sizes(databases: Databases, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """The same month with 3 units and with 30."""
    small = Store(databases.sqlite(tmp_path / "small.db"))
    large = Store(databases.sqlite(tmp_path / "large.db"))
    yield settle(small, units=3), settle(large, units=30)
    small.close()
    large.close()
