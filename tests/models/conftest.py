"""Two cities of different size are at hand in these tests."""

from tests.two_sizes import databases_of_two_sizes

__all__ = ["databases_of_two_sizes"]
