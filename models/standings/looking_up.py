"""Figures looked up over several months, and opened to their lines (DOMAIN §6)."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.calendar import Month
from models.scoring.facts import UnitFacts
from models.scoring.score import Score, score
from models.standings.runs import Run, Standing, scheme_of


def latest_run(session: Session, office: int) -> Run | None:
    """The newest version of the latest month there are scores of."""
    statement = select(Run).where(Run.office_id == office)
    newest_first = statement.order_by(col(Run.month).desc(), col(Run.version).desc())
    return session.exec(newest_first.limit(1)).first()


def corrects_published(session: Session, run: Run) -> bool:
    """Whether a version corrects one that had been published before it."""
    statement = select(Run.id).where(
        Run.office_id == run.office_id,
        Run.month == run.month,
        col(Run.version) < run.version,
        col(Run.published_at).is_not(None),
    )
    return session.exec(statement.limit(1)).first() is not None


def newest_own(
    session: Session, units: Sequence[int], month: Month | None
) -> Sequence[tuple[Standing, Run]]:
    """Some units' figures of a month (of each one's latest, if none is given); two statements."""
    named = () if month is None else (col(Run.month) == str(month),)
    return _newest(session, units, *named)


def newest_published(session: Session, units: Sequence[int]) -> Sequence[tuple[Standing, Run]]:
    """The figures of each unit's latest published month, in the version published last."""
    return _newest(session, units, col(Run.published_at).is_not(None))


def _newest(
    session: Session, units: Sequence[int], *conditions: ColumnElement[bool]
) -> Sequence[tuple[Standing, Run]]:
    """Each unit's newest figures; their long texts are read of these alone."""
    which = (
        select(col(Standing.unit_id), col(Standing.id))
        .join(Run, col(Run.id) == col(Standing.run_id))
        .where(col(Standing.unit_id).in_(units), *conditions)
        .order_by(col(Run.month), col(Run.version))
    )
    newest = dict(session.exec(which).all()).values()
    statement = (
        select(Standing, Run)
        .join(Run, col(Run.id) == col(Standing.run_id))
        .where(col(Standing.id).in_(newest))
    )
    found = {one.unit_id: (one, run) for one, run in session.exec(statement)}
    return [found[unit] for unit in units if unit in found]


def score_of(run: Run, standing: Standing) -> Score:
    """A unit's figures with their lines, computed again from the texts of its run."""
    facts = UnitFacts.model_validate_json(standing.facts)
    return score(facts, Month.parse(run.month), scheme_of(run))


def months_of(session: Session, unit: int, last: Month, months: int) -> dict[str, Decimal | None]:
    """A unit's totals of so many months up to one, oldest first; None where there is none."""
    names = [str(last.plus(-n)) for n in reversed(range(months))]
    statement = (
        select(col(Run.month), col(Standing.total))
        .join(Run, col(Run.id) == col(Standing.run_id))
        .where(Standing.unit_id == unit, col(Run.month).in_(names))
        .order_by(col(Run.month), col(Run.version))
    )
    known = dict(session.exec(statement).all())
    return {name: known.get(name) for name in names}
