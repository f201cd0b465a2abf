"""One office's walk up the ladder at one moment: what every step of it needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import Session, col, select

from models import audit
from models.calendar import Calendar
from models.slips.rungs import SlipRules
from models.slips.slips import Slip, slip_id
from models.units import Unit, unit_id


@dataclass(frozen=True)
class Walk:
    """The office, its rules and its calendar, and when it is."""

    session: Session
    office: Unit
    rules: SlipRules
    calendar: Calendar
    now: datetime

    @property
    def today(self) -> date:
        """The office's day."""
        return self.calendar.today(self.now)

    def begin(self) -> None:
        """Wait for another process that walks for this office, to see all that it has raised."""
        mine = select(Unit.id).where(Unit.id == unit_id(self.office))
        # Not against the many rows that only refer to the office: those need not wait.
        self.session.exec(mine.with_for_update(key_share=True)).one()

    def missed_before(self, days: int) -> date:
        """What ran out before this day ran out at least so many working days ago (1 or more)."""
        today = self.today if self.calendar.is_working(self.today) else self._last_working()
        return self.calendar.add(today, 1 - max(days, 1))

    def _last_working(self) -> date:
        return self.calendar.add(self.today, -1)

    def mine(self) -> ColumnElement[bool]:
        """The condition for this office's own slips."""
        return col(Slip.office_id) == unit_id(self.office)

    def has_slips(self) -> bool:
        """Whether the office has ever had a slip: else nothing can follow one."""
        return self.session.exec(_ANY, params={"office": unit_id(self.office)}).first() is not None

    def change_all(self, slips: Sequence[Slip], deed: str, **values: Any) -> None:
        """Change many slips by rule, with a line of history for each, in two statements."""
        for slip in slips:
            for name, value in values.items():
                setattr(slip, name, value)
        self.session.flush()
        done: dict[int, dict[str, Any]] = {slip_id(slip): {} for slip in slips}
        audit.note_many(self.session, self.now, None, deed, "slip", done)


_ANY: Any = select(Slip.id).where(Slip.office_id == bindparam("office")).limit(1)
