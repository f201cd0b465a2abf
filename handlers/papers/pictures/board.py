"""The month's board as a heat map: each unit's months (or matters) as cells (DOMAIN §3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import ClassVar

from handlers import terms
from handlers.papers.pictures.picture import NARROW, WIDE, Picture
from handlers.papers.pictures.signs import Explained, Sign, legend
from locales import Translator
from models.units import Cohort

ONE_COLUMN = 24
"""So many units stand one below the other and fill a phone."""
PHOTO = 80
"""So many in two columns can still be read on a phone; half as many, if their cells wrap."""


@dataclass(frozen=True)
class Row:
    """A unit with its cells, and what it comes to in all, such as 11/12."""

    name: str
    cells: tuple[Sign, ...]
    total: str = ""


@dataclass(frozen=True)
class CohortRows:
    """The units of a cohort in the order of the roster."""

    cohort: Cohort
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class BoardMonth:
    """The board of a month.

    With `columns` every cell belongs to one of them, such as a month; without, each row has as
    many cells as it has matters.
    """

    month: str
    columns: tuple[str, ...]
    cohorts: tuple[CohortRows, ...]


@dataclass(frozen=True)
class Section:
    """A cohort on the board, under its name; without a heading if it is the only one."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class BoardPicture(Picture):
    """The board: in one column, or split over two."""

    template: ClassVar[str] = "board"
    legend: tuple[Explained, ...]
    columns: tuple[str, ...]
    sections: tuple[Section, ...]
    split: int
    """Over how many columns the rows of a section are split."""

    @property
    def width(self) -> int:
        """Only a short list is drawn in large type."""
        return NARROW if sum(len(one.rows) for one in self.sections) <= ONE_COLUMN else WIDE


def board_picture(tr: Translator, facts: BoardMonth) -> BoardPicture:
    """All cohorts one below the other, for the file."""
    shown = [one for one in facts.cohorts if one.rows]
    return BoardPicture(
        title=tr.plain("Board of {month}", month=tr.month(facts.month)),
        caption=_caption(tr, shown),
        empty=""
        if shown
        else tr.plain("No unit was asked in {month}.", month=tr.month(facts.month)),
        legend=legend(tr, (cell for one in shown for row in one.rows for cell in row.cells)),
        columns=facts.columns,
        sections=tuple(Section(terms.cohort(tr, one.cohort), one.rows) for one in shown),
        split=1,
    )


def board_photos(tr: Translator, facts: BoardMonth) -> tuple[BoardPicture, ...]:
    """A photo of each cohort, of a very large one several; one that says so in an empty month."""
    shown = (replace(facts, cohorts=(one,)) for one in facts.cohorts if one.rows)
    photos = (photo for one in shown for photo in _photos(tr, one))
    return tuple(photos) or (board_picture(tr, facts),)


def _photos(tr: Translator, facts: BoardMonth) -> Iterator[BoardPicture]:
    """The photos of one cohort; each says how many units the cohort has."""
    whole = board_picture(tr, facts)
    (only,) = whole.sections
    title = tr.plain("Board of {month}: {cohort}", month=tr.month(facts.month), cohort=only.heading)
    count = ceil(len(only.rows) / (PHOTO if facts.columns else PHOTO // 2))
    size = ceil(len(only.rows) / count)
    for page in range(1, count + 1):
        rows = only.rows[(page - 1) * size : page * size]
        yield replace(
            whole,
            title=title if count == 1 else f"{title} ({page}/{count})",
            legend=legend(tr, (cell for row in rows for cell in row.cells)),
            sections=(Section("", rows),),
            split=1 if len(rows) <= ONE_COLUMN else 2,
        )


def _caption(tr: Translator, shown: list[CohortRows]) -> str:
    units = sum(len(one.rows) for one in shown)
    return tr.plain_plural("{n} unit", "{n} units", units) if units else ""
