"""Keys of documents and units in rows of two."""

from collections.abc import Sequence

from handlers.view import Key


def pairs(keys: Sequence[Key]) -> list[Sequence[Key]]:
    """Keys, two in a row."""
    return [keys[start : start + 2] for start in range(0, len(keys), 2)]
