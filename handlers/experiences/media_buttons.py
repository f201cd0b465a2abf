"""The buttons of media reports."""

from dataclasses import dataclass

from handlers.buttons import Press
from handlers.office.buttons import Sure


@dataclass(frozen=True)
class MediaPress(Press, code="zf"):
    """Show a page of the media reports."""

    page: int


@dataclass(frozen=True)
class RecordPress(Press, code="zg"):
    """Ask for a report of a unit; 0 where its code is sent with it."""

    unit: int


@dataclass(frozen=True)
class RemovePress(Press, code="zh"):
    """Take a report off the list, asked once more."""

    report: int
    sure: Sure
