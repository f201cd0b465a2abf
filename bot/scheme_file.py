"""Reads scheme.toml into the scheme of the month's score (DOMAIN §6)."""

from pathlib import Path

from bot.toml_file import TomlFileError, read
from models.scoring.scheme import Scheme


class SchemeFileError(TomlFileError):
    """A scheme.toml that cannot be used; one line per fault, with file, line and name."""


def load(path: Path) -> Scheme:
    """The scheme in a file; SchemeFileError when it is missing, is no TOML or breaks a rule.

    What the rules bar from scoring is locked at 0 and refused with the reason (DOMAIN §6 G).
    """
    return read(path, Scheme, SchemeFileError)
