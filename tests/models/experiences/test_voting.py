"""Votes on both databases: whose, how many, until when; and what an experience never does."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from models.audit import Audit
from models.calendar import Month
from models.experiences.experiences import Experience, experience_id
from models.experiences.opening import open_vote
from models.experiences.outcome import confirm, counted, pick
from models.experiences.rules import ExperienceRules
from models.experiences.selections import (
    Selection,
    SelectionState,
    begin,
    call,
    enter,
    selection_id,
)
from models.experiences.voting import counts, remind, take_back, vote, votes_of
from models.media_reports import Report, record
from models.people.posts import Person, person_id
from models.refusals import Reason, Refused
from models.standings.gathering import gather
from models.store import Store
from models.units import Unit, unit_id
from tests.desk import CALENDAR, OPENED, Desk, settle
from tests.handlers.experiences.prepared import taken
from tests.models.at_once import Deed, at_once, reasons

RULES = ExperienceRules(select=1, votes=1)
PERIOD = (Month(2026, 7), Month(2026, 12))
CLOSED = OPENED + timedelta(days=30)


def refused(act: Callable[[], object]) -> Reason:
    """Why it is refused."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.reason


def voting(session: Session, desk: Desk) -> tuple[Selection, list[Experience]]:
    """Experiences of units 0 and 1; the liaison of unit 0, the director and the inspector judge."""
    found = [taken(session, desk, n, f"Of unit {n}") for n in range(2)]
    by = person_id(desk.lin)
    selection = begin(session, unit_id(desk.office), PERIOD, RULES, by, OPENED)
    for one in found:
        enter(session, selection, experience_id(one), CALENDAR)
    for person in (desk.liaisons[0], desk.qian, desk.he):
        call(session, selection, person_id(person))
    open_vote(session, selection, RULES, CALENDAR, by, OPENED)
    return selection, found


def test_one_vote_each_never_for_ones_own_and_never_late(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        selection, (own, other) = voting(session, desk)
        juror, stranger = person_id(desk.liaisons[0]), person_id(desk.lin)

        def cast(one: Experience, who: int = juror, at: datetime = OPENED) -> None:
            vote(session, selection, who, experience_id(one), at)

        assert refused(lambda: cast(own)) is Reason.OWN_UNIT_VOTE
        assert refused(lambda: cast(other, stranger)) is Reason.NOT_A_JUROR
        cast(other)
        cast(other)
        assert votes_of(session, selection, juror) == {experience_id(other)}
        cast(own, person_id(desk.qian))
        assert refused(lambda: cast(other, person_id(desk.qian))) is Reason.TOO_MANY_VOTES
        assert refused(lambda: counts(session, selection, OPENED)) is Reason.VOTING_RUNS
        assert refused(lambda: cast(other, at=CLOSED)) is Reason.VOTING_OVER
        number = experience_id(other)
        late = refused(lambda: take_back(session, selection, juror, number, CLOSED))
        assert late is Reason.VOTING_OVER
        assert counts(session, selection, CLOSED) == {experience_id(own): 1, number: 1}
        again = begin(session, unit_id(desk.office), PERIOD, RULES, juror, CLOSED)
        assert again is selection
        assert (again.begun_by, again.state) == (stranger, SelectionState.VOTING)


def test_two_clerks_who_begin_at_once_prepare_one_selection(store: Store) -> None:
    desk, begun = settle(store), list[int]()

    def begins(by: Person) -> Deed:
        def deed(session: Session) -> None:
            office = unit_id(desk.office)
            found = begin(session, office, PERIOD, RULES, person_id(by), OPENED)
            begun.append(selection_id(found))

        return deed

    assert reasons(at_once(store, begins(desk.lin), begins(desk.qian))) == []
    with store.reading() as session:
        one = session.exec(select(Selection)).one()
        noted = session.exec(select(Audit).where(Audit.subject == "selection")).all()
    assert begun == [one.id, one.id]
    assert one.begun_by == person_id(desk.lin)
    assert [row.person_id for row in noted] == [one.begun_by]


def test_a_tie_waits_for_the_director_and_reminders_come_once(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        selection, (own, other) = voting(session, desk)
        vote(session, selection, person_id(desk.liaisons[0]), experience_id(other), OPENED)
        vote(session, selection, person_id(desk.qian), experience_id(own), OPENED)
        shortly = OPENED + timedelta(days=6)
        office = unit_id(desk.office)
        assert remind(session, office, RULES, CALENDAR, OPENED) == 0, "too early"
        assert remind(session, office, RULES, CALENDAR, shortly) == 1, "the inspector"
        assert remind(session, office, RULES, CALENDAR, shortly) == 0, "once"
        by = person_id(desk.qian)
        tied = refused(lambda: confirm(session, selection, CALENDAR, by, CLOSED))
        assert tied is Reason.TIE_UNDECIDED
        both = [experience_id(own), experience_id(other)]
        assert refused(lambda: pick(session, selection, both, CLOSED)) is Reason.TIE_UNDECIDED
        pick(session, selection, [experience_id(other)], CLOSED)
        assert counted(session, selection, CLOSED).decided
        assert confirm(session, selection, CALENDAR, by, CLOSED) == [experience_id(other)]
        assert (own.selected_until, other.selected_until) == ("", "2026-12")
        twice = refused(lambda: confirm(session, selection, CALENDAR, by, CLOSED))
        assert twice is Reason.ALREADY_DECIDED


def test_nothing_of_it_is_a_fact_of_the_score(store: Store) -> None:
    """Outcomes are scored, never write-ups: the month's facts are the same with and without."""
    desk = settle(store)
    with store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.office))

        def facts() -> str:
            found = gather(session, office, Month(2026, 11), desk.cycle, CALENDAR)
            return found.model_dump_json()

        before = facts()
        one = taken(session, desk, 0, "Of unit 0")
        one.told_at, one.selected_until = OPENED, "2026-12"
        session.add(one)
        unit = session.get_one(Unit, unit_id(desk.units[0]))
        report = Report("A window for all", "City Daily", OPENED.date(), "https://example.org/1")
        record(session, unit, report, person_id(desk.liaisons[0]), OPENED)
        session.flush()
        assert facts() == before
        assert "xperience" not in before
