"""The year-end score of a unit, as the assessment gave it, in versions (DOMAIN §6 Year)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Numeric, insert
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from models import audit
from models.blank import is_blank
from models.parts import asked_by
from models.refusals import Reason, Refused
from models.store import UtcDateTime
from models.units import Unit, unit_id

LONGEST_BASIS = 300
HIGHEST = Decimal(100)
_CENT = Decimal("0.01")


class YearEnd(SQLModel, table=True):
    """One version of a unit's year-end score, from 0 to 100; the newest one counts.

    `office_id` is the office that keeps it, `basis` the document or meeting that gave it.
    `entered_by` is empty when it came by an import.
    """

    __table_args__ = (UniqueConstraint("office_id", "unit_id", "year", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="unit.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    year: int
    version: int
    score: Decimal = Field(sa_type=Numeric(5, 2))
    basis: str = Field(max_length=LONGEST_BASIS)
    entered_at: datetime = Field(sa_type=UtcDateTime)
    entered_by: int | None = Field(default=None, foreign_key="person.id")


@dataclass(frozen=True)
class Entry:
    """A year-end score to be entered for a unit, and what it rests on."""

    score: Decimal
    basis: str

    def __post_init__(self) -> None:
        """Refused(SCORE_RANGE), Refused(BASIS_NEEDED) or Refused(TEXT_TOO_LONG)."""
        if not is_score(self.score):
            raise Refused(Reason.SCORE_RANGE, text=self.score)
        if is_blank(self.basis):
            raise Refused(Reason.BASIS_NEEDED)
        if len(self.basis) > LONGEST_BASIS:
            raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_BASIS, length=len(self.basis))


def is_score(number: Decimal) -> bool:
    """Whether a number can be a score: from 0 to 100, with two decimals at most."""
    return 0 <= number <= HIGHEST and number == number.quantize(_CENT)


def enter(
    session: Session,
    office: Unit,
    year: int,
    entries: Mapping[int, Entry],
    by: int | None,
    now: datetime,
) -> int:
    """Enter scores, unit id → entry; what stood stays on record. How many are new; 5 statements.

    What stands already is not entered again. Of two at the same moment the second one waits, and
    its entry follows upon the first's. Refused(UNIT_ELSEWHERE) for a unit that this office does
    not ask.
    """
    require_asked(session, office, entries)
    _hold(session, office)
    stand = newest_entries(session, unit_id(office), year)
    new = {unit: one for unit, one in entries.items() if not _stands(stand.get(unit), one)}
    common = {"office_id": unit_id(office), "year": year, "entered_at": now, "entered_by": by}
    rows = [common | _version(unit, one, stand.get(unit)) for unit, one in new.items()]
    if rows:
        session.connection().execute(insert(YearEnd), rows)
    details = {unit: _told(year, stand.get(unit), one) for unit, one in new.items()}
    audit.note_many(session, now, by, "enter_year_end", "unit", details)
    return len(new)


def _hold(session: Session, office: Unit) -> None:
    """Let nobody else enter scores of this office until the end of this transaction."""
    mine = select(Unit.id).where(Unit.id == unit_id(office))
    # Not against the many rows that only refer to the office: those need not wait.
    session.exec(mine.with_for_update(key_share=True)).one()


def _version(unit: int, entry: Entry, before: YearEnd | None) -> dict[str, object]:
    """What is a unit's own in the row of its next version."""
    number = before.version + 1 if before else 1
    return {"unit_id": unit, "version": number, "score": entry.score, "basis": entry.basis.strip()}


def _stands(stored: YearEnd | None, entry: Entry) -> bool:
    return stored is not None and (stored.score, stored.basis) == (entry.score, entry.basis.strip())


def _told(year: int, before: YearEnd | None, entry: Entry) -> dict[str, object]:
    was = str(before.score) if before else None
    return {"year": year, "before": was, "score": str(entry.score), "basis": entry.basis.strip()}


def require_asked(session: Session, office: Unit, units: Collection[int]) -> None:
    """Refused(UNIT_ELSEWHERE) unless an office asks all these units itself."""
    asked = set(session.exec(select(Unit.id).where(asked_by(session, office))))
    for unit in units:
        if unit not in asked:
            name = session.get_one(Unit, unit).name
            raise Refused(Reason.UNIT_ELSEWHERE, unit=name)


def newest_entries(session: Session, office: int, year: int) -> dict[int, YearEnd]:
    """The scores that count in an office's year, by unit id, in one statement."""
    statement = select(YearEnd).where(YearEnd.office_id == office, YearEnd.year == year)
    found = session.exec(statement.order_by(col(YearEnd.version)))
    return {one.unit_id: one for one in found}


def entries_of(session: Session, office: int, unit: int, year: int) -> Sequence[YearEnd]:
    """Every version of a unit's score of a year, the first one first."""
    statement = select(YearEnd).where(
        YearEnd.office_id == office, YearEnd.unit_id == unit, YearEnd.year == year
    )
    return session.exec(statement.order_by(col(YearEnd.version))).all()
