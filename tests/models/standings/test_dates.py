"""Which dates count in a month, and when each was met (DOMAIN §6 Set)."""

from datetime import date

import pytest
from sqlmodel import select

from models.calendar import Month
from models.dispatch.progress import Said, Saying
from models.matters.ledger import CoUnit, State, matter_id
from models.matters.side_states import set_aside, take_up
from models.scoring.facts import UnitFacts
from models.scoring.milestone_facts import MilestoneFact, Part
from models.slips.extensions import Decision, Extension
from models.slips.ladder import walk
from models.slips.rungs import SlipKind
from models.slips.slips import Slip
from models.units import Cohort, add_unit, unit_id
from tests.models.standings.november import (
    AFTER,
    CALENDAR,
    CUTOFF,
    DONE,
    DUE,
    IN_TIME,
    LATE,
    Office,
)
from tests.scheduler.city import RULES, at

OCTOBER = Month(2026, 10)
DECEMBER = Month(2026, 12)


def one(facts: UnitFacts) -> MilestoneFact:
    """The only date there is."""
    (only,) = facts.milestones
    return only


def test_on_time_waits_or_accepted(office: Office) -> None:
    matter = office.matter(9)
    office.open()
    item = office.says(matter, DONE, IN_TIME)
    waiting = one(office.facts())
    assert (waiting.handed_in_at, waiting.late_days, waiting.before_cutoff) == (IN_TIME, 0, True)
    office.accepts(item, AFTER)  # a slow office costs a unit nothing
    accepted = one(office.facts())
    assert accepted == waiting
    assert (accepted.matter, accepted.step, accepted.due_on) == ("2026-009", "", DUE)
    assert accepted.version == 1


def test_late_by_working_days(office: Office) -> None:
    matter = office.matter(9)
    office.open()
    office.says(matter, DONE, LATE)
    fact = one(office.facts())
    assert (fact.late_days, fact.before_cutoff) == (3, True)  # Mon, Tue, Wed


def test_after_the_cut_off_it_is_open_and_is_carried(office: Office) -> None:
    matter = office.matter(9)
    office.open()
    office.accepts(office.says(matter, DONE, AFTER), AFTER)
    assert one(office.facts()).open
    office.open(DECEMBER, at("2026-12-21 09:00"))
    carried = one(
        UnitFacts.model_validate(
            {
                **office.facts(month=DECEMBER).model_dump(),
                "milestones": [
                    fact
                    for fact in office.facts(month=DECEMBER).milestones
                    if fact.matter == "2026-009"
                ],
            }
        )
    )
    assert carried.carried_into(DECEMBER)
    assert not carried.open


def test_what_was_late_but_before_the_cut_off_is_not_carried(office: Office) -> None:
    matter = office.matter(9)
    office.open()
    office.accepts(office.says(matter, DONE, LATE), LATE)
    office.open(DECEMBER, at("2026-12-21 09:00"))
    assert "2026-009" not in {fact.matter for fact in office.facts(month=DECEMBER).milestones}


def test_what_was_returned_does_not_stand(office: Office) -> None:
    matter = office.matter(9)
    office.open()
    item = office.says(matter, DONE, IN_TIME)
    office.returns(item, IN_TIME)
    assert one(office.facts()).handed_in_at is None
    office.says(matter, DONE, LATE)
    fact = one(office.facts())
    assert (fact.handed_in_at, fact.version) == (LATE, 2)


def test_milestones_and_the_date_of_the_matter(office: Office) -> None:
    matter = office.matter(9)
    early, same = office.step(matter, date(2026, 11, 24), "Draft"), office.step(matter, DUE, "Done")
    office.open()
    reached = Said(Saying.PROGRESS, percent=60, note="drafted", milestones=[early.id or 0])
    office.accepts(office.says(matter, reached, IN_TIME), IN_TIME)
    facts = {fact.step: fact for fact in office.facts().milestones}
    assert set(facts) == {"Draft", "Done"}  # the matter's own date lies on the last one
    assert (facts["Draft"].late_days, facts["Draft"].handed_in_at) == (1, IN_TIME)
    assert facts["Done"].handed_in_at is None
    assert same.done_on is None


def test_an_imported_day_stands_beside_a_later_report(office: Office) -> None:
    matter = office.matter(9)
    step = office.step(matter, date(2026, 11, 24))
    step.done_on = date(2026, 11, 23)
    office.open()
    office.accepts(office.says(matter, DONE, LATE), LATE)
    facts = {fact.step: fact for fact in office.facts().milestones}
    assert facts["Draft"].late_days == 0
    assert facts[""].late_days == 3


def test_what_is_open_from_before_is_carried_until_it_is_met(office: Office) -> None:
    office.matter(8, date(2026, 9, 30))
    done = office.matter(9, date(2026, 9, 30))
    done.state, done.closed_on = State.CLOSED, date(2026, 10, 20)
    office.open()
    fact = one(office.facts())
    assert (fact.matter, fact.carried_into(office_month())) == ("2026-008", True)


def office_month() -> Month:
    """The month that is scored."""
    return Month(2026, 11)


@pytest.mark.parametrize(("day", "excused"), [("2026-11-26 10:00", True), (None, False)])
def test_set_aside_in_time_or_too_late(office: Office, day: str | None, *, excused: bool) -> None:
    matter = office.matter(9)
    office.open()
    now = at(day) if day else AFTER
    by = office.town.dan.id
    set_aside(office.session, matter, State.SUSPENDED, "doc 3", None, by, now)
    fact = one(office.facts())
    assert fact.set_aside
    assert (fact.excused, fact.set_aside.basis) == (excused, "doc 3")


def test_a_side_state_that_became_another_counts_from_its_begin(office: Office) -> None:
    matter = office.matter(9)
    office.open()
    by = office.town.dan.id
    set_aside(office.session, matter, State.SUSPENDED, "old", None, by, at("2026-11-21 10:00"))
    take_up(office.session, matter, by, at("2026-11-22 10:00"))
    set_aside(office.session, matter, State.SUSPENDED, "doc 3", None, by, at("2026-11-24 10:00"))
    set_aside(office.session, matter, State.TERMINATED, "doc 4", None, by, AFTER)
    fact = one(office.facts())
    assert fact.set_aside
    assert fact.set_aside.approved_on == date(2026, 11, 24)
    assert fact.excused


def prompted(office: Office) -> Slip:
    """The prompt about the matter, to which an extension belongs."""
    walk(office.session, office.town.office, RULES.slips, CALENDAR, at("2026-11-20 09:30"))
    office.session.flush()
    statement = select(Slip).where(Slip.kind == SlipKind.PROMPT)
    return office.session.exec(statement).one()


@pytest.mark.parametrize(("asked", "moved"), [("2026-11-26 10:00", True), (None, False)])
def test_an_extension_in_time_moves_the_date(
    office: Office, asked: str | None, *, moved: bool
) -> None:
    matter = office.matter(9)
    office.open()
    slip, later = prompted(office), date(2026, 12, 10)
    granted = Extension(
        slip_id=slip.id or 0,
        before_on=DUE,
        wanted_on=later,
        granted_on=later,
        reason="why",
        asked_at=at(asked) if asked else LATE,
        asked_by=office.town.alice.id or 0,
        decision=Decision.APPROVED,
    )
    office.session.add(granted)
    matter.due_on = later
    office.says(matter, DONE, LATE)
    fact = one(office.facts())
    assert fact.out_of(office_month()) is moved
    assert fact.first_due_on == DUE
    assert fact.late_days == (0 if moved else 3)


def test_co_units_and_the_field_of_a_group(office: Office) -> None:
    town = office.town
    root = office.session.get_one(type(town.office), town.office.parent_id)
    group = add_unit(office.session, "G", "Water group", Cohort.GROUP, root)
    matter, own = office.matter(9), office.matter(8, DUE, group)
    matter.group_name = own.group_name = "Water group"
    office.session.add(CoUnit(matter_id=matter_id(matter), unit_id=unit_id(town.roads)))
    office.open()
    helper = one(office.facts(town.roads))
    assert (helper.matter, helper.part) == ("2026-009", Part.CO)
    facts = office.facts(group)
    assert [fact.matter for fact in facts.milestones] == ["2026-008"]
    assert [(fact.matter, fact.part) for fact in facts.field] == [("2026-009", Part.LEAD)]
    assert office.facts(town.water).field == ()


def test_whoever_scores_is_not_scored(office: Office) -> None:
    office.open()
    assert [unit.code for unit in office.gathered().units] == ["B1", "B2", "B3"]
    assert CUTOFF > LATE
