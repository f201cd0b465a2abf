"""Writes a confirmed preview of the roster: all of it in the caller's transaction, or nothing."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from models import audit
from models.people.posts import Person, add_person, appoint, holders
from models.refusals import Reason, Refused
from models.units import Unit, add_unit, move_unit, unit_id
from models.workbooks.planned_units import UnitItem
from models.workbooks.roster import RosterPreview, stamp
from models.workbooks.roster_people import Named, Seat


def apply_roster(session: Session, preview: RosterPreview, by: int | None, now: datetime) -> None:
    """Write what a preview says, with an audit line for each unit and tenure.

    Unreadable(FAULTY_ROWS) while the preview has faulty rows; Refused(STALE_PREVIEW) when the
    stored roster is no longer what the preview was made against.
    """
    preview.require_good()
    session.flush()
    if stamp(session) != preview.stamp:
        raise Refused(Reason.STALE_PREVIEW)
    writing = _Writing(session, by, now)
    writing.units(preview)
    items = [changed.item for changed in preview.changed] + [new.item for new in preview.added]
    for item in items:
        if isinstance(item, Seat):
            writing.seat(item)


class _Writing:
    """One application of a preview: new units and people by what the preview calls them."""

    def __init__(self, session: Session, by: int | None, now: datetime) -> None:
        self._session = session
        self._by = by
        self._now = now
        self._units: dict[int, Unit] = {}
        self._people: dict[int, Person] = {}

    def units(self, preview: RosterPreview) -> None:
        """From the top down: a parent is there, and in its place, before what hangs below it."""
        details: dict[UnitItem, dict[str, Any]] = {}
        new: list[UnitItem] = []
        for added in preview.added:
            if isinstance(added.item, UnitItem):
                new.append(added.item)
                details[added.item] = {"file": preview.file, "row": added.row}
        for changed in preview.changed:
            if isinstance(changed.item, UnitItem):
                details[changed.item] = changed.told(preview.file)
        for item in sorted(details, key=lambda item: item.depth):
            self._unit(item)
        self._keep_order(new)
        told = {unit_id(self._units[item.id]): detail for item, detail in details.items()}
        audit.note_many(self._session, self._now, self._by, "import", "unit", told)

    def _unit(self, item: UnitItem) -> None:
        parent = self._found(item.parent) if item.parent is not None else None
        if item.id < 0:
            unit = add_unit(self._session, item.code, item.name, item.cohort, parent)
            self._units[item.id] = unit
            return
        unit = self._found(item.id)
        unit.code, unit.name, unit.cohort = item.code, item.name, item.cohort
        if unit.parent_id != (parent.id if parent else None):
            move_unit(self._session, unit, parent)

    def _keep_order(self, new: list[UnitItem]) -> None:
        """New units stand in the order of the file, not in that of the tree."""
        first = min((self._units[item.id].position for item in new), default=0)
        for position, item in enumerate(new, start=first):
            self._units[item.id].position = position

    def seat(self, seat: Seat) -> None:
        """Appoint a person, unless it is the holder, who is only given a language."""
        person = self._person(seat.named)
        unit = self._found(seat.unit)
        held = any(
            post.person_id == person.id for post in holders(self._session, unit_id(unit), seat.role)
        )
        if not held:
            appoint(self._session, person, unit, seat.role, self._by, self._now)

    def _found(self, number: int) -> Unit:
        if number not in self._units:
            self._units[number] = self._session.get_one(Unit, number)
        return self._units[number]

    def _person(self, named: Named) -> Person:
        """Somebody named in several rows is one person; a language is given to who has none."""
        if id(named) not in self._people:
            self._people[id(named)] = (
                self._session.get_one(Person, named.known)
                if named.known
                else add_person(self._session, named.name)
            )
        person = self._people[id(named)]
        person.language = person.language or named.language
        return person
