"""Stored matters as entries, many at a time, and the matter a row of a file means."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlmodel import Session, col, select

from models.matters import CoUnit, Matter, matter_id, milestones_of
from models.workbooks.ledger_rows import Entry, entry_of
from models.workbooks.previews import Change
from models.workbooks.values import Step

Thing = TypeVar("Thing")

BATCH = 1000
"""Rows read, compared and written in one go; SQLite and PostgreSQL take as many parameters."""


def batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Things in lists of BATCH."""
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch


def stored_entries(session: Session, matters: Sequence[Matter]) -> dict[int, Entry]:
    """Matters as entries by id, in two statements however many they are."""
    ids = [matter_id(matter) for matter in matters]
    steps = milestones_of(session, ids)
    helpers: dict[int, list[int]] = {}
    statement = select(CoUnit).where(col(CoUnit.matter_id).in_(ids))
    for link in session.exec(statement.order_by(col(CoUnit.position), col(CoUnit.id))):
        helpers.setdefault(link.matter_id, []).append(link.unit_id)
    return {
        number: entry_of(
            matter,
            helpers.get(number, ()),
            [Step(step.due_on, step.title) for step in steps[number]],
        )
        for number, matter in zip(ids, matters, strict=True)
    }


def matched(session: Session, entries: Sequence[Entry]) -> list[Matter | None]:
    """For each entry the matter it means: by number, or, having none, by title, measure and lead.

    A matter without a number in the file is the one stored under the same words, so that the
    same file read twice adds nothing.
    """
    numbers = [entry.number for entry in entries if entry.number]
    titles = {entry.title for entry in entries if not entry.number}
    by_number = {
        matter.number: matter
        for matter in session.exec(select(Matter).where(col(Matter.number).in_(numbers)))
    }
    same_title = session.exec(
        select(Matter).where(col(Matter.title).in_(titles)).order_by(col(Matter.id).desc())
    )
    by_key = {(one.title, one.measure, one.lead_unit_id): one for one in same_title}
    return [
        by_number.get(entry.number) if entry.number else by_key.get(entry.key())
        for entry in entries
    ]


def changes(stored: Entry, read: Entry) -> tuple[Change, ...]:
    """Where a row says something else than what is stored; the number is no such thing."""
    return tuple(
        Change(field, old, new)
        for field, old, new in zip(Entry._fields, stored, read, strict=True)
        if new is not None and new != old and field != "number"
    )
