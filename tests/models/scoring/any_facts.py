"""Any facts a month can have, for properties that hold of all of them."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from models.scoring.facts import UnitFacts
from models.scoring.item_facts import Grade, InspectionFact, SlipFact, Updated
from models.scoring.milestone_facts import ExtensionFact, MilestoneFact, Part, SetAsideFact
from models.scoring.point_facts import Fault, FaultFact, Merit, MeritFact
from models.units import Cohort
from tests.models.scoring.cases import (
    TITLE,
    aside,
    fault,
    inspected,
    merit,
    slip,
    unanswered,
    update,
)

DAYS = st.dates(date(2026, 9, 1), date(2026, 12, 31))
MOMENTS = st.datetimes(datetime(2026, 9, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis asks for bounds without a zone
NUMBERS = st.integers(1, 30).map(str)
DIFFICULTIES = st.sampled_from([Decimal(1), Decimal("1.2"), Decimal("1.5")])
EXTENSIONS = st.lists(st.builds(ExtensionFact, asked_on=DAYS, granted_on=DAYS), max_size=2)
ASIDE: st.SearchStrategy[SetAsideFact | None] = st.one_of(st.none(), st.none(), DAYS.map(aside))


@st.composite
def milestones(draw: st.DrawFn) -> MilestoneFact:
    """A milestone, whether due, carried, put off or set aside, met or not."""
    handed_in = draw(st.one_of(st.none(), MOMENTS))
    met = {
        "handed_in_at": handed_in,
        "version": draw(st.integers(1, 4)),
        "late_days": draw(st.integers(0, 8)),
        "before_cutoff": draw(st.booleans()),
    }
    return MilestoneFact.model_validate(
        {
            "matter": draw(NUMBERS),
            "title": TITLE,
            "part": draw(st.sampled_from(Part)),
            "difficulty": draw(DIFFICULTIES),
            "first_due_on": draw(DAYS),
            "extensions": draw(EXTENSIONS),
            "set_aside": draw(ASIDE),
            "falsified": draw(st.integers(0, 9)) == 0,
        }
        | (met if handed_in else {})
    )


INSPECTIONS: st.SearchStrategy[InspectionFact] = st.builds(
    inspected, st.sampled_from(Grade), NUMBERS
)
SLIPS: st.SearchStrategy[SlipFact] = st.one_of(
    st.builds(slip, NUMBERS, in_time=st.booleans(), returns=st.integers(0, 3)),
    st.builds(unanswered, NUMBERS, returns=st.integers(0, 3)),
)
UPDATES = st.builds(update, st.sampled_from(Updated), NUMBERS)
MERITS: st.SearchStrategy[MeritFact] = st.builds(
    merit, st.sampled_from(Merit), NUMBERS, st.integers(0, 20)
)
FAULTS: st.SearchStrategy[FaultFact] = st.builds(fault, st.sampled_from(Fault), NUMBERS, NUMBERS)


@st.composite
def units(draw: st.DrawFn, cohort: Cohort | None = None) -> UnitFacts:
    """A unit of any cohort with few or many facts of each kind."""
    of_cohort = cohort or draw(st.sampled_from([Cohort.DISTRICT, Cohort.ZONE, Cohort.GROUP]))
    most = 4 if of_cohort is Cohort.GROUP else 0
    return UnitFacts(
        code=str(draw(st.integers(1, 10**6))),
        name=TITLE,
        cohort=of_cohort,
        position=draw(st.integers(0, 9)),
        milestones=draw(st.lists(milestones(), max_size=6).map(tuple)),
        field=draw(st.lists(milestones(), max_size=most).map(tuple)),
        inspections=draw(st.lists(INSPECTIONS, max_size=3).map(tuple)),
        slips=draw(st.lists(SLIPS, max_size=3).map(tuple)),
        updates=draw(st.lists(UPDATES, max_size=4).map(tuple)),
        merits=draw(st.lists(MERITS, max_size=3).map(tuple)),
        faults=draw(st.lists(FAULTS, max_size=4).map(tuple)),
    )
