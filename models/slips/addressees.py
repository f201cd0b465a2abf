"""To whom an office may write slips: the units it asks itself, never the city or an office (§4)."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, func, or_, select

from models.parts import asked_by
from models.units import Cohort, Unit


def _addressable(session: Session, office: Unit) -> ColumnElement[bool]:
    return and_(asked_by(session, office), col(Unit.cohort).not_in([Cohort.CITY, Cohort.OFFICE]))


def addressees(session: Session, office: Unit, ids: Iterable[int]) -> Sequence[Unit]:
    """Those of some units to which this office may write, in roster order."""
    wanted = select(Unit).where(col(Unit.id).in_(set(ids)), _addressable(session, office))
    return session.exec(wanted.order_by(col(Unit.position))).all()


def find_addressees(session: Session, office: Unit, letters: str, most: int) -> Sequence[Unit]:
    """Units this office may write to whose name or code holds the letters, in roster order."""
    named = col(Unit.name).icontains(letters, autoescape=True)
    coded = col(Unit.code).icontains(letters, autoescape=True)
    statement = select(Unit).where(or_(named, coded), _addressable(session, office))
    return session.exec(statement.order_by(col(Unit.position)).limit(most)).all()


def addressee_called(session: Session, office: Unit, text: str) -> Unit | None:
    """The unit this office may write to with exactly this name or code."""
    called = or_(col(Unit.name) == text, col(Unit.code) == text)
    return session.exec(select(Unit).where(called, _addressable(session, office))).first()


def cohort_counts(session: Session, office: Unit) -> dict[Cohort, int]:
    """How many units of each cohort this office may write to."""
    statement = (
        select(Unit.cohort, func.count())
        .where(_addressable(session, office))
        .group_by(col(Unit.cohort))
    )
    found = {Cohort(cohort): count for cohort, count in session.exec(statement)}
    return {cohort: found[cohort] for cohort in Cohort if cohort in found}


def of_cohort(session: Session, office: Unit, cohort: Cohort) -> Sequence[Unit]:
    """Every unit of a cohort to which this office may write, in roster order."""
    statement = select(Unit).where(Unit.cohort == cohort, _addressable(session, office))
    return session.exec(statement.order_by(col(Unit.position))).all()
