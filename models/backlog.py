"""How much of one sort of work waits, and since when: what each queue says of itself."""

from datetime import date, datetime
from typing import NamedTuple


class Backlog(NamedTuple):
    """So many wait, the first of them since `oldest` and the last one since `newest`.

    `due` is the first date that hangs on one.
    """

    n: int
    oldest: datetime | None = None
    due: date | None = None
    newest: datetime | None = None
