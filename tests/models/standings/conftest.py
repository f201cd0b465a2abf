"""An office that will score November."""

from collections.abc import Iterator

import pytest

from models.store import Store
from tests.models.standings.november import Office, settle


@pytest.fixture
def office(store: Store) -> Iterator[Office]:
    """The office, in one transaction."""
    with store.transaction() as session:
        yield settle(session)
