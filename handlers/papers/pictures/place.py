"""One unit's own place among the others, who have no names: the ranking mode “own place” (§7)."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.papers.pictures.picture import Picture
from handlers.papers.pictures.ranking import caption, title
from handlers.papers.pictures.standings import (
    Change,
    CohortMonth,
    Standing,
    change,
    change_note,
    mean,
    points,
)
from locales import Translator


@dataclass(frozen=True)
class Column:
    """One ranked unit of the cohort, whoever it is."""

    height: float
    """Its score."""
    own: bool


@dataclass(frozen=True, kw_only=True)
class PlacePicture(Picture):
    """The own unit in words, and the cohort as columns from the first to the last."""

    template: ClassVar[str] = "place"
    name: str
    place: str
    change: Change
    total: str
    columns: tuple[Column, ...]
    mean: float
    mean_label: str


def place_picture(tr: Translator, facts: CohortMonth) -> PlacePicture:
    """The picture for the unit marked as `own`; ValueError if none or several are."""
    (own,) = (one for one in facts.units if one.own)
    average = mean([one.total for one in facts.ranked if one.total is not None])
    ranked = own.rank is not None
    return PlacePicture(
        title=title(tr, facts),
        caption=caption(tr, facts),
        empty="" if ranked else _no_place(tr, facts, own),
        remarks=(change_note(tr),) if ranked else (),
        name=own.name,
        place=place(tr, own.rank, len(facts.ranked)),
        change=change(tr, own.rank, own.last_rank),
        total=points(own.total) if own.total is not None else "",
        columns=tuple(Column(float(one.total or 0), one.own) for one in facts.ranked if ranked),
        mean=float(average or 0),
        mean_label=tr.plain("mean {mean}", mean=points(average)) if average is not None else "",
    )


def place(tr: Translator, rank: int | None, ranked: int) -> str:
    """The place in words: 7th of 11, and so on."""
    return tr.plain("No. {rank} of {units}", rank=rank, units=ranked) if rank else ""


def _no_place(tr: Translator, facts: CohortMonth, own: Standing) -> str:
    month = tr.month(facts.month)
    if own.total is None:
        return tr.plain("{unit} had nothing to be scored in {month}.", unit=own.name, month=month)
    return tr.plain(
        "{unit} scored {score} in {month}; with too few items it has no place.",
        unit=own.name,
        score=points(own.total),
        month=month,
    )
