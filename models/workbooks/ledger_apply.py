"""Writes a confirmed preview of the ledger: all of it in the caller's transaction, or nothing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, delete, func, insert, select

from models import audit
from models.matters.ledger import SIDE_STATES, CoUnit, Kind, Matter, State, matter_id
from models.matters.numbers import Numbers
from models.matters.side_states import set_aside, take_up
from models.refusals import Reason, Refused
from models.workbooks.ledger_milestones import insert_milestones, replace_milestones
from models.workbooks.ledger_rows import Entry
from models.workbooks.ledger_store import batches, changes, matched, stored_entries
from models.workbooks.lines import Progress
from models.workbooks.previews import Added, Changed, Preview

_COLUMNS = {
    "kind": "kind",
    "title": "title",
    "measure": "measure",
    "group_name": "group_name",
    "lead_unit": "lead_unit_id",
    "leader": "leader",
    "in_charge": "in_charge",
    "outcome": "outcome",
    "due_on": "due_on",
    "difficulty": "difficulty",
    "basis": "basis",
    "review_on": "review_on",
}
"""Fields of an entry that are one column of a matter, and change by themselves."""


def apply_ledger(
    session: Session,
    preview: Preview[Entry],
    by: int | None,
    now: datetime,
    today: date,
    progress: Progress | None = None,
) -> None:
    """Write what a preview says, with an audit line for each matter.

    Unreadable(FAULTY_ROWS) while the preview has faulty rows; Refused(STALE_PREVIEW) when what is
    stored is no longer what the preview was made against. `today` is the office's day.
    """
    preview.require_good()
    session.flush()
    numbers = Numbers(session, today.year, (entry.number for _, entry in preview.added))
    writing = _Writing(session, numbers, preview.file, by, now, today)
    total = len(preview.changed) + len(preview.added)
    done = 0
    for changed in batches(preview.changed):
        writing.change(changed)
        done += len(changed)
        _tell(progress, done, total)
    for added in batches(preview.added):
        writing.add(added)
        done += len(added)
        _tell(progress, done, total)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress(done, total)


class _Writing:
    """One application of a preview, batch by batch."""

    def __init__(
        self,
        session: Session,
        numbers: Numbers,
        file: str,
        by: int | None,
        now: datetime,
        today: date,
    ) -> None:
        self._session = session
        self._numbers = numbers
        self._file = file
        self._by = by
        self._now = now
        self._today = today
        self._position = session.exec(select(func.max(Matter.position))).one() or 0

    def add(self, batch: Sequence[Added[Entry]]) -> None:
        """Insert new matters, in the order of the file, after all others."""
        entries = [entry for _, entry in batch]
        if any(matched(self._session, entries)):
            raise Refused(Reason.STALE_PREVIEW)
        rows = [self._new(entry) for entry in entries]
        statement = insert(Matter).returning(col(Matter.id), sort_by_parameter_order=True)
        done: Any = self._session.connection().execute(statement, rows)
        ids: list[int] = list(done.scalars())
        self._insert_helpers({one: e.co_units or () for one, e in zip(ids, entries, strict=True)})
        insert_milestones(
            self._session, {one: e.milestones or () for one, e in zip(ids, entries, strict=True)}
        )
        details = {
            one: {"file": self._file, "row": row} for one, (row, _) in zip(ids, batch, strict=True)
        }
        audit.note_many(self._session, self._now, self._by, "import", "matter", details)

    def change(self, batch: Sequence[Changed[Entry]]) -> None:
        """Change stored matters where the file says something else."""
        ids = [one.id for one in batch]
        statement = select(Matter).where(col(Matter.id).in_(ids))
        matters = {matter_id(one): one for one in self._session.exec(statement)}
        stored = stored_entries(self._session, list(matters.values()))
        for one in batch:
            if one.id not in stored or changes(stored[one.id], one.item) != one.changes:
                raise Refused(Reason.STALE_PREVIEW)
            self._change(matters[one.id], one)
        self._session.flush()
        helpers = {c.id: c.item.co_units or () for c in batch if "co_units" in c.fields}
        self._session.exec(delete(CoUnit).where(col(CoUnit.matter_id).in_(helpers)))
        self._insert_helpers(helpers)
        steps = {c.id: c.item.milestones or () for c in batch if "milestones" in c.fields}
        replace_milestones(self._session, steps)
        details = {one.id: one.told(self._file) for one in batch}
        audit.note_many(self._session, self._now, self._by, "import", "matter", details)

    def _change(self, matter: Matter, changed: Changed[Entry]) -> None:
        fields = changed.fields
        if "state" in fields:
            self._move(matter, changed.item)
        for change in changed.changes:
            if change.field in _COLUMNS:
                setattr(matter, _COLUMNS[change.field], change.new)
        self._session.add(matter)

    def _move(self, matter: Matter, entry: Entry) -> None:
        """Bring a matter into the state the file says; what leaves a side state is taken up."""
        state = entry.state or matter.state
        review_on = entry.review_on or matter.review_on
        if state in SIDE_STATES:
            basis = entry.basis or matter.basis
            set_aside(self._session, matter, state, basis, review_on, self._by, self._now)
            return
        if matter.state in SIDE_STATES:
            take_up(self._session, matter, self._by, self._now)
        matter.state, matter.review_on = state, entry.review_on or matter.review_on
        matter.closed_on = self._today if state is State.CLOSED else None
        matter.percent = _percent(state, matter.percent)

    def _new(self, entry: Entry) -> dict[str, Any]:
        """A row of the table. The pace of a matter begins on the day it is entered."""
        self._position += 1
        state = entry.state or State.NOT_STARTED
        started = min(self._today, entry.due_on)
        texts = ("measure", "group_name", "leader", "in_charge", "outcome", "basis")
        return {
            **{name: getattr(entry, name) or "" for name in texts},
            "number": entry.number or self._numbers.next(),
            "kind": entry.kind or Kind.REFORM,
            "title": entry.title,
            "lead_unit_id": entry.lead_unit,
            "start_on": started,
            "due_on": entry.due_on,
            "difficulty": entry.difficulty or Decimal(1),
            "state": state,
            "review_on": entry.review_on,
            "percent": _percent(state, 0),
            "closed_on": started if state is State.CLOSED else None,
            "light_override": None,
            "position": self._position,
        }

    def _insert_helpers(self, units: Mapping[int, Sequence[int]]) -> None:
        rows = [
            {"matter_id": matter, "unit_id": unit, "position": position}
            for matter, helpers in units.items()
            for position, unit in enumerate(helpers)
        ]
        if rows:
            self._session.connection().execute(insert(CoUnit), rows)


def _percent(state: State, percent: int) -> int:
    """What is asked to be closed is done; what is open again is not."""
    return 100 if state in {State.CLOSING, State.CLOSED} else percent
