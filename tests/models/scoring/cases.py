"""Facts for the tests of the score: November 2026, said in as few words as possible."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from models.calendar import Month
from models.matters.ledger import State
from models.scoring.facts import UnitFacts
from models.scoring.item_facts import Grade, InspectionFact, SlipFact, Updated, UpdateFact
from models.scoring.milestone_facts import ExtensionFact, MilestoneFact, SetAsideFact
from models.scoring.point_facts import Fault, FaultFact, Merit, MeritFact
from models.scoring.scheme import Scheme
from models.scoring.score import Score, score
from models.units import Cohort

NOV = Month(2026, 11)
SCHEME = Scheme()
TITLE = "办好一件事"
DUE, EARLIER = date(2026, 11, 20), date(2026, 10, 20)
BEFORE, AFTER_DUE = datetime(2026, 11, 18, 3, tzinfo=UTC), datetime(2026, 11, 25, 3, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 8, 3, tzinfo=UTC)


def milestone(matter: str = "1", **facts: Any) -> MilestoneFact:
    """A milestone due on 20 November that was not handed in, unless the facts say otherwise."""
    return MilestoneFact.model_validate(
        {"matter": matter, "title": TITLE, "first_due_on": DUE} | facts
    )


not_done = milestone


def on_time(matter: str = "1", **facts: Any) -> MilestoneFact:
    """Handed in two days before its date."""
    met = {"handed_in_at": BEFORE, "version": 1, "before_cutoff": True}
    return milestone(matter, **(met | facts))


def late(matter: str = "1", days: int = 3, **facts: Any) -> MilestoneFact:
    """Handed in so many working days after its date, before the cut-off."""
    return on_time(matter, **({"handed_in_at": AFTER_DUE, "late_days": days} | facts))


def after_cutoff(matter: str = "1", days: int = 4, **facts: Any) -> MilestoneFact:
    """Handed in so many working days after its date, when the month was closed."""
    return late(matter, days, **({"handed_in_at": DECEMBER, "before_cutoff": False} | facts))


def carried_closed(matter: str = "9", **facts: Any) -> MilestoneFact:
    """Due in October, handed in in November."""
    return late(matter, 22, first_due_on=EARLIER, **facts)


def carried_open(matter: str = "9", **facts: Any) -> MilestoneFact:
    """Due in October, still open."""
    return milestone(matter, first_due_on=EARLIER, **facts)


def aside(approved_on: date, state: State = State.AWAITING_SUPERIOR) -> SetAsideFact:
    """待上级部署, unless it is another side state."""
    return SetAsideFact.model_validate(
        {"state": state, "approved_on": approved_on, "basis": "市委改革办〔2026〕8号"}
    )


def extended(asked_on: date, granted_on: date) -> tuple[ExtensionFact]:
    """One extension."""
    return (ExtensionFact(asked_on=asked_on, granted_on=granted_on),)


def inspected(grade: Grade, matter: str = "1") -> InspectionFact:
    """An inspection on 26 November."""
    return InspectionFact(matter=matter, title=TITLE, grade=grade, inspected_on=date(2026, 11, 26))


def slip(number: str = "1", *, in_time: bool = True, returns: int = 0) -> SlipFact:
    """An answered slip."""
    return SlipFact(
        number=f"改交〔2026〕{number}号",
        subject=TITLE,
        due_on=DUE,
        first_due_on=DUE,
        answered_at=BEFORE if in_time else AFTER_DUE,
        in_time=in_time,
        returns=returns,
    )


def unanswered(number: str = "1", returns: int = 0) -> SlipFact:
    """A slip without an answer that stands."""
    subject, day = TITLE, DUE
    return SlipFact(
        number=f"改交〔2026〕{number}号",
        subject=subject,
        due_on=day,
        first_due_on=day,
        returns=returns,
    )


def update(updated: Updated = Updated.BY_DUE, matter: str = "1") -> UpdateFact:
    """A monthly update."""
    return UpdateFact(matter=matter, title=TITLE, updated=updated)


def merit(kind: Merit, subject: str = "1", ahead: int = 10) -> MeritFact:
    """Something that earns a bonus."""
    return MeritFact(kind=kind, subject=subject, on=DUE, working_days_ahead=ahead)


def fault(kind: Fault, subject: str = "1", basis: str = "改催〔2026〕12号") -> FaultFact:
    """Something that is deducted."""
    return FaultFact(kind=kind, subject=subject, basis=basis, on=DUE)


def many(times: int, fact: Callable[..., Any], *given: Any, first: int = 1) -> tuple[Any, ...]:
    """The same in several matters; what is given goes before the matter's number."""
    return tuple(fact(*given, str(first + n)) for n in range(times))


def unit(code: str = "370301", cohort: Cohort = Cohort.DISTRICT, **lists: Any) -> UnitFacts:
    """A district with the facts given."""
    return UnitFacts(code=code, name=code, cohort=cohort, **lists)


def scored(scheme: Scheme = SCHEME, **lists: Any) -> Score:
    """The score of a district with the facts given."""
    return score(unit(**lists), NOV, scheme)


def total(**lists: Any) -> Decimal | None:
    """Its F."""
    return scored(**lists).total


def computed(cases: Mapping[str, Any]) -> pytest.MarkDecorator:
    """A test for each computation: its facts, and what stands after its last sign of equality."""
    rows = [(facts, computation.rpartition("= ")[2]) for computation, facts in cases.items()]
    return pytest.mark.parametrize(("facts", "expected"), rows, ids=list(cases))
