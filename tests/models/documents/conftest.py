"""The register of an office in a transaction that is open during the test."""

from collections.abc import Iterator

import pytest

from models.store import Store
from tests.models.documents.desk import Desk, found


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    """The city's office on the day on which a document comes in."""
    with store.transaction() as session:
        yield found(session)
