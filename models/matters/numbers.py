"""The next free number of the ledger: 2026-014, counted within the year."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.matters.ledger import Matter


class Numbers:
    """Gives the numbers of a year one after the other, above all that are stored or `taken`."""

    def __init__(self, session: Session, year: int, taken: Iterable[str | None] = ()) -> None:
        self._year = f"{year}-"
        stored = select(Matter.number).where(col(Matter.number).startswith(self._year))
        counted = map(self._count, (*session.exec(stored), *taken))
        self._last = max(counted, default=0)

    def next(self) -> str:
        """A number nobody has yet."""
        self._last += 1
        return f"{self._year}{self._last:03d}"

    def _count(self, number: str | None) -> int:
        """How far a number counts; 0 for one of another shape or year."""
        counted = (number or "").removeprefix(self._year)
        ours = number and number.startswith(self._year)
        return int(counted) if ours and counted.isdecimal() and len(counted) < 9 else 0
