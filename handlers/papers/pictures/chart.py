"""The line of a unit's months: its scale, its points, and the gaps where a month has no score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handlers.papers.pictures.standings import points

ROOM = 6
"""Points kept free below the lowest score, for its figures."""


@dataclass(frozen=True)
class Point:
    """A month on the line: its label below, and its height from 0 to 1; None leaves a gap."""

    month: str
    height: float | None
    label: str
    """The score in figures, on the highest, the lowest and the last only."""
    below: bool = False
    """Whether it stands below the point, where the line does not go."""


@dataclass(frozen=True)
class Grid:
    """A line across the chart at a height from 0 to 1."""

    height: float
    label: str


@dataclass(frozen=True)
class Chart:
    """The months, oldest first, and the lines across."""

    points: tuple[Point, ...]
    grid: tuple[Grid, ...]


def chart(months: Sequence[tuple[str, Decimal | None]]) -> Chart:
    """The months (`2026-11`, score) as a chart whose scale fits them; empty without any score."""
    scores = [score for _, score in months if score is not None]
    if not scores:
        return Chart((), ())
    low, high, step = _scale(int(min(scores)), int(max(scores)))
    said = {_last(months, score) for score in (max(scores), min(scores), scores[-1])}
    return Chart(tuple(_points(months, said, low, high)), tuple(_grid(low, high, step)))


def _scale(least: int, most: int) -> tuple[int, int, int]:
    """From where to where the scale goes, and how far its lines are apart."""
    high = max(20, min(100, most // 10 * 10 + 10))
    low = max(0, min((least - ROOM) // 10 * 10, high - 20))
    if high - low <= 50:
        return low, high, 10
    return low // 20 * 20, -(-high // 20) * 20, 20


def _last(months: Sequence[tuple[str, Decimal | None]], score: Decimal) -> int:
    return max(at for at, (_, one) in enumerate(months) if one == score)


def _points(
    months: Sequence[tuple[str, Decimal | None]], said: set[int], low: int, high: int
) -> Iterator[Point]:
    for at, (month, score) in enumerate(months):
        height = None if score is None else (float(score) - low) / (high - low)
        label = points(score) if score is not None and at in said else ""
        yield Point(str(int(month[5:])), height, label, _dips(months, at))


def _dips(months: Sequence[tuple[str, Decimal | None]], at: int) -> bool:
    """Whether a month lies lower than the months beside it."""
    beside = [one for _, one in (*months[max(0, at - 1) : at], *months[at + 1 : at + 2])]
    score, others = months[at][1], [one for one in beside if one is not None]
    return score is not None and any(others) and score < sum(others, Decimal(0)) / len(others)


def _grid(low: int, high: int, step: int) -> Iterator[Grid]:
    for tick in range(high, low - 1, -step):
        yield Grid((tick - low) / (high - low), str(tick))
