"""Reads office.toml into the office's rules."""

from pathlib import Path

from bot.toml_file import TomlFileError, read
from models.rules import Rules


class OfficeFileError(TomlFileError):
    """An office.toml that cannot be used; one line per fault, with file, line and name."""


def load(path: Path) -> Rules:
    """The rules in a file; OfficeFileError when it is missing, is no TOML or breaks a rule."""
    return read(path, Rules, OfficeFileError)
