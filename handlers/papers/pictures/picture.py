"""What every picture has, as plain data: its words and figures, already worded and rounded."""

from dataclasses import dataclass
from typing import ClassVar

NARROW, WIDE = 512, 640
"""Points across: a smallest type of 10 points is a 51st or a 64th of the width."""
PIXELS = {NARROW: 1280, WIDE: 1080}
"""How wide the PNG is. Wide sheets are full ones, and more pixels would make them heavy; who zooms
takes the PDF."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Everything a picture shows; its template adds no word of its own.

    The texts are plain, without markup. An empty text leaves its place out; with `empty` there is
    nothing to show, and this sentence stands instead of the figures.
    """

    template: ClassVar[str]
    """Which file beside this one draws it."""
    title: str
    caption: str
    """Below the title: how many units, what is counted."""
    remarks: tuple[str, ...] = ()
    """At the foot, a line each."""
    empty: str = ""

    @property
    def width(self) -> int:
        """How wide it is drawn, in points: the narrower, the larger its type on a phone."""
        return NARROW


@dataclass(frozen=True)
class Entry:
    """One unit in a paragraph of units, and what is said of it."""

    name: str
    note: str = ""
    own: bool = False


@dataclass(frozen=True)
class Apart:
    """Units that stand apart from the others under a heading, such as those that are not ranked."""

    heading: str
    entries: tuple[Entry, ...]


def apart(heading: str, entries: tuple[Entry, ...]) -> tuple[Apart, ...]:
    """The heading with its units; nothing without units."""
    return (Apart(heading, entries),) if entries else ()
