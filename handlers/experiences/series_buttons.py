"""The buttons of the month's series."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure


@dataclass(frozen=True)
class SeriesPress(Press, code="xg"):
    """Show what is being chosen, what runs, and a page of what can be chosen."""

    page: int


class Move(StrEnum):
    """What is done to an experience of the series."""

    IN = "in"
    OUT = "out"
    UP = "up"


@dataclass(frozen=True)
class ChoosePress(Press, code="xh"):
    """Take one into the series, out of it, or one place forward."""

    series: int
    experience: int
    move: Move


@dataclass(frozen=True)
class SendSeriesPress(Press, code="xi"):
    """Let the series run, after one more look; `seen` tells the order that was looked at."""

    series: int
    seen: int
    sure: Sure


@dataclass(frozen=True)
class StopSeriesPress(Press, code="xj"):
    """Stop what has not gone, asked once more."""

    series: int
    sure: Sure
