"""A cell as text: as its owner sees it, as it is kept, and as it is compared."""

import re
import unicodedata
from datetime import datetime, time

from models.workbooks.opening import Cell

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What neither XML nor a database of text can hold."""


def folded(text: str) -> str:
    """Text for comparing: full-width letters and digits made plain, case and outer space gone."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def tidy(text: str) -> str:
    """Text as it is kept: line breaks alike, no control characters, no space around it."""
    if text.isprintable():  # nearly every cell, and many times faster
        return text.strip()
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def shown(cell: Cell) -> str:
    """A cell as its owner sees it: 5.0 is 5, a date is ISO."""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
