"""A cohort's ranking in full: each unit's place, score by parts, and change (DOMAIN §3, §6)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import ClassVar

from handlers import terms
from handlers.papers.pictures.picture import NARROW, WIDE, Apart, Entry, Picture, apart
from handlers.papers.pictures.standings import (
    Change,
    CohortMonth,
    Standing,
    change_note,
    changes,
    mean,
    points,
)
from handlers.papers.setting import width
from locales import Translator

ONE_COLUMN = 16
"""So many units stand one below the other and fill a phone."""
PHOTO = 72
"""So many in two columns can still be read on a phone, and are light enough to be sent."""
NAMES = 1200
"""So wide the names on one photo are at most, in characters (字), for the same reason."""


@dataclass(frozen=True)
class Bar:
    """One ranked unit; the parts, bonus and deduction are lengths in points of 100."""

    rank: str
    name: str
    total: str
    change: Change
    parts: tuple[float, ...]
    bonus: float
    deduction: float
    adjustments: tuple[str, ...]
    """Bonus and deduction in words of figures: +0.50, −1.00."""
    own: bool


@dataclass(frozen=True, kw_only=True)
class RankingPicture(Picture):
    """The full ranking, from the first to the last."""

    template: ClassVar[str] = "ranking"
    legend: tuple[str, ...]
    """The parts of the score, then bonus and deduction."""
    change_note: str
    """What the arrows mean."""
    bars: tuple[Bar, ...]
    apart: tuple[Apart, ...]
    columns: int = 1

    @property
    def width(self) -> int:
        """Two columns need a wider sheet."""
        return NARROW if self.columns == 1 else WIDE


def ranking_picture(tr: Translator, facts: CohortMonth) -> RankingPicture:
    """The ranking as it is published in full, in one column: for the file."""
    return RankingPicture(
        title=title(tr, facts),
        caption=caption(tr, facts),
        empty="" if facts.ranked else nobody_ranked(tr, facts),
        legend=(*facts.parts, tr.plain("Bonus"), tr.plain("Deduction")),
        change_note=change_note(tr),
        bars=tuple(_bars(tr, facts)),
        apart=_apart(tr, facts),
    )


def ranking_photos(whole: RankingPicture, most: int = PHOTO) -> tuple[RankingPicture, ...]:
    """The ranking in photos of at most so many units, in two columns if they are many.

    Long names make them fewer.
    With 16 (`ONE_COLUMN`) it is an album in large type. Those apart stand on the last photo.
    """
    names = sum(width(bar.name) for bar in whole.bars)
    count = max(1, ceil(len(whole.bars) / most), ceil(names / NAMES))
    size = ceil(len(whole.bars) / count)
    return tuple(
        replace(
            whole,
            title=whole.title if count == 1 else f"{whole.title} ({page}/{count})",
            bars=whole.bars[(page - 1) * size : page * size],
            apart=whole.apart if page == count else (),
            columns=1 if size <= ONE_COLUMN else 2,
        )
        for page in range(1, count + 1)
    )


def title(tr: Translator, facts: CohortMonth) -> str:
    """Which ranking it is."""
    return tr.plain(
        "Reform ranking: {cohort}, {month}",
        cohort=terms.cohort(tr, facts.cohort),
        month=tr.month(facts.month),
    )


def caption(tr: Translator, facts: CohortMonth) -> str:
    """How many are ranked, and their mean score."""
    average = mean([one.total for one in facts.ranked if one.total is not None])
    if average is None:
        return ""
    return tr.plain_plural(
        "{n} unit ranked · mean score {mean}",
        "{n} units ranked · mean score {mean}",
        len(facts.ranked),
        mean=points(average),
    )


def nobody_ranked(tr: Translator, facts: CohortMonth) -> str:
    """What stands instead of a ranking that nobody is in."""
    if not facts.unranked:
        return tr.plain("Nothing was to be scored in {month}.", month=tr.month(facts.month))
    return tr.plain("No unit has a place in {month}.", month=tr.month(facts.month))


def listed_apart(
    tr: Translator, unranked: tuple[Entry, ...], unscored: tuple[Entry, ...]
) -> tuple[Apart, ...]:
    """Those with a score but no place, then those without a score, each under its heading."""
    return (
        *apart(tr.plain("Scored, not ranked: too few items"), unranked),
        *apart(tr.plain("No score: no items this month"), unscored),
    )


def _apart(tr: Translator, facts: CohortMonth) -> tuple[Apart, ...]:
    """Nobody, where nobody has a score: the sentence in place of the ranking says it."""
    unranked = tuple(
        Entry(one.name, points(one.total), one.own)
        for one in facts.unranked
        if one.total is not None
    )
    unscored = tuple(Entry(one.name, own=one.own) for one in facts.unscored)
    return listed_apart(tr, unranked, unscored) if facts.ranked or unranked else ()


def _bars(tr: Translator, facts: CohortMonth) -> Iterator[Bar]:
    for one, moved in zip(facts.ranked, changes(tr, facts.ranked), strict=True):
        yield Bar(
            rank=str(one.rank),
            name=one.name,
            total=points(one.total) if one.total is not None else "",
            change=moved,
            parts=tuple(map(float, one.parts)),
            bonus=float(one.bonus),
            deduction=float(one.deduction),
            adjustments=tuple(_adjustments(one)),
            own=one.own,
        )


def _adjustments(one: Standing) -> Iterator[str]:
    if one.bonus:
        yield f"+{points(one.bonus)}"
    if one.deduction:
        yield f"−{points(one.deduction)}"
