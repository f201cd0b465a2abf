"""Every conversation here is held in a whole running office, and most in the same small city."""

import pytest

from tests.conversation import World, world
from tests.desk import settle
from tests.handlers.office import Phones
from tests.two_sizes import databases_of_two_sizes

__all__ = ["databases_of_two_sizes", "phones", "world"]


@pytest.fixture
def phones(world: World) -> Phones:
    """The telephones of the small city's people."""
    return Phones(world, settle(world.store))
