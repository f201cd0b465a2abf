"""Every conversation here is held in a whole running office."""

from tests.conversation import world
from tests.two_sizes import databases_of_two_sizes

__all__ = ["databases_of_two_sizes", "world"]
