"""The first word of what is typed after a command, and how tables have a word; pure."""

from models.blank import is_blank
from models.understanding.percents import flatten


def split_word(text: str) -> tuple[str, str]:
    """The first word of a text and the rest; a line break or a wide space ends it, too.

    A rest of which nothing can be seen is none.
    """
    parts = text.split(maxsplit=1)
    rest = parts[1].rstrip() if len(parts) > 1 else ""
    return parts[0] if parts else "", "" if is_blank(rest) else rest


def plain_word(text: str) -> str:
    """A text as the tables of words have it: bare, in small letters, in their own characters."""
    return flatten(text).strip().casefold()
