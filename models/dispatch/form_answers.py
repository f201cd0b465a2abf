"""What the rows of a form that came back mean, and what is wrong in which cell; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.dispatch.progress import LONGEST_NOTE, Said, Saying
from models.understanding.percents import take_percent
from models.understanding.phrases import read_words
from models.workbooks.form_reading import Entry, is_nothing, is_yes


class CellWrong(StrEnum):
    """What is wrong with one cell of a form."""

    PERCENT = "percent"
    DONE = "done"
    TOO_LONG = "too_long"
    UNKNOWN_NUMBER = "unknown_number"
    TWICE = "twice"
    CLOSED = "closed"


@dataclass(frozen=True)
class CellFault:
    """A faulty cell: row as the reader's program counts them, field, what stands there."""

    row: int
    field: str
    value: str
    wrong: CellWrong


def meant(entry: Entry, last_percent: int, steps: Sequence[tuple[int, str]]) -> Said | CellFault:
    """What a row says about its matter, or its first fault; a row must not be blank.

    `+10` counts from `last_percent`; `steps` are id and title of the open milestones.
    """
    percent = _percent(entry, last_percent)
    if isinstance(percent, CellFault):
        return percent
    done = is_yes(entry.done)
    if done is None:
        return CellFault(entry.row, "done", entry.done, CellWrong.DONE)
    difficulty = "" if is_nothing(entry.difficulty) else entry.difficulty.strip()
    for field, text in (("note", entry.note), ("difficulty", difficulty), ("helper", entry.helper)):
        if len(text) > LONGEST_NOTE:
            return CellFault(entry.row, field, text, CellWrong.TOO_LONG)
    return _said(entry, percent, difficulty, last_percent, steps, done=done)


def _percent(entry: Entry, last_percent: int) -> int | CellFault | None:
    if not entry.percent.strip():
        return None
    percent, rest = take_percent(entry.percent, last_percent)
    if percent is None or rest.strip() or not 0 <= percent <= 100:
        return CellFault(entry.row, "percent", entry.percent, CellWrong.PERCENT)
    return percent


def _said(
    entry: Entry,
    percent: int | None,
    difficulty: str,
    last_percent: int,
    steps: Sequence[tuple[int, str]],
    *,
    done: bool,
) -> Said:
    note = entry.note.strip()
    heard = read_words(note, last_percent, steps)
    reached = heard.milestones if isinstance(heard, Said) else None
    if difficulty:
        both = "\n".join(text for text in (note, difficulty) if text)[:LONGEST_NOTE]
        helper = "" if is_nothing(entry.helper) else entry.helper.strip()
        return Said(Saying.DIFFICULTY, percent, both, helper, reached)
    if done:
        return Said(Saying.DONE, 100, note, milestones=reached)
    unchanged = isinstance(heard, Said) and heard.saying is Saying.NO_CHANGE
    if percent in (None, last_percent) and (not note or unchanged):
        return Said(Saying.NO_CHANGE, note=heard.note if isinstance(heard, Said) else None)
    return Said(Saying.PROGRESS, percent, note, milestones=reached)
