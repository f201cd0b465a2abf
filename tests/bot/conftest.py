"""The world of conversations is at hand in these tests."""

from tests.conversation import world

__all__ = ["world"]
