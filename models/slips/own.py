"""The slips of some units as these see them: what is open first, by limit, what is done after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, case, col, func, select, true

from models.slips.register import overdue
from models.slips.slips import OPEN, UNSIGNED, Slip
from models.understanding.slip_words import number_parts
from models.units import Unit


@dataclass(frozen=True)
class OwnSlips:
    """One page of the list, and how many there are of each sort."""

    rows: Sequence[tuple[Slip, Unit]]
    open: int
    overdue: int
    total: int


def own_slips(
    session: Session, units: Iterable[int], today: date, skip: int, most: int
) -> OwnSlips:
    """Every slip that went out to these units, withdrawn ones too; two statements."""
    mine = (
        col(Slip.unit_id).in_(set(units)),
        col(Slip.number).is_not(None),
        col(Slip.state).not_in(UNSIGNED),
    )
    is_open = col(Slip.state).in_(OPEN)
    counted = (is_open, overdue(today), true())
    sums: list[Any] = [func.count(case((one, 1))) for one in counted]
    row: Any = session.exec(select(*sums).where(*mine)).one()
    limit = func.coalesce(col(Slip.due_on), col(Slip.about_on))
    statement = (
        select(Slip, Unit)
        .join(Unit, col(Unit.id) == col(Slip.unit_id))
        .where(*mine)
        .order_by(
            case((is_open, 0), else_=1),
            case((is_open, limit)).is_(None),
            case((is_open, limit)),
            col(Slip.id).desc(),
        )
    )
    rows = session.exec(statement.offset(skip).limit(most)).all()
    return OwnSlips([(slip, unit) for slip, unit in rows], *row)


def slips_numbered(session: Session, text: str) -> list[Slip]:
    """The slips a number may mean, however its brackets and spaces are typed; none for no number.

    Offices number by themselves, so it may be more than one: the caller looks for its own.
    """
    wanted = number_parts(text)
    figures = [int(part) for part in wanted if part.isdecimal()]
    if len(figures) < 2 or max(figures) >= 2**31:
        return []
    statement = select(Slip).where(col(Slip.year).in_(figures), col(Slip.number).in_(figures))
    found = session.exec(statement.order_by(col(Slip.id).desc()))
    return [slip for slip in found if number_parts(slip.number_text) == wanted]
