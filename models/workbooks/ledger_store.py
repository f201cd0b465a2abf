"""Stored matters as entries, many at a time, and the matter a row of a file means."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, SQLModel, col

from models.matters.ledger import CoUnit, Matter, Milestone, matter_id
from models.workbooks.ledger_rows import Entry, entry_of
from models.workbooks.previews import Change
from models.workbooks.values import Step

Thing = TypeVar("Thing")
Stored = TypeVar("Stored", bound=SQLModel)

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
    steps: dict[int, list[Step]] = {}
    by_day = (col(Milestone.due_on), col(Milestone.id))
    for step in _rows(session, Milestone, col(Milestone.matter_id).in_(ids), *by_day):
        steps.setdefault(step.matter_id, []).append(Step(step.due_on, step.title))
    helpers: dict[int, list[int]] = {}
    by_place = (col(CoUnit.position), col(CoUnit.id))
    for link in _rows(session, CoUnit, col(CoUnit.matter_id).in_(ids), *by_place):
        helpers.setdefault(link.matter_id, []).append(link.unit_id)
    return {
        number: entry_of(matter, helpers.get(number, ()), steps.get(number, ()))
        for number, matter in zip(ids, matters, strict=True)
    }


def stored_matters(session: Session, ids: Sequence[int | None]) -> list[Matter]:
    """Matters to read from, in the order of the ids; those that are gone are left out."""
    found = {matter.id: matter for matter in _rows(session, Matter, col(Matter.id).in_(ids))}
    return [found[number] for number in ids if number in found]


def matched(session: Session, entries: Sequence[Entry]) -> list[Matter | None]:
    """For each entry the matter it means: by number, or, having none, by title, measure and lead.

    A matter without a number in the file is the one stored under the same words, so that the
    same file read twice adds nothing.
    """
    numbers = [entry.number for entry in entries if entry.number]
    titles = {entry.title for entry in entries if not entry.number}
    numbered = _rows(session, Matter, col(Matter.number).in_(numbers)) if numbers else []
    by_number = {matter.number: matter for matter in numbered}
    newest_first = col(Matter.id).desc()
    named = _rows(session, Matter, col(Matter.title).in_(titles), newest_first) if titles else []
    by_key = {(one.title, one.measure, one.lead_unit_id): one for one in named}
    return [
        by_number.get(entry.number) if entry.number else by_key.get(entry.key())
        for entry in entries
    ]


def _rows(
    session: Session, table: type[Stored], where: ColumnElement[bool], *order: Any
) -> list[Stored]:
    """Rows with the attributes of their table but without its identity: half the time to read."""
    columns = cast("Any", table).__table__
    rows = session.connection().execute(select(columns).where(where).order_by(*order))
    return cast("list[Stored]", rows.all())


def changes(stored: Entry, read: Entry) -> tuple[Change, ...]:
    """Where a row says something else than what is stored; the number is no such thing."""
    return tuple(
        Change(field, old, new)
        for field, old, new in zip(Entry._fields, stored, read, strict=True)
        if new is not None and new != old and field != "number"
    )
