"""What scoring reads of a month's slips: met on time, late or not at all, and what counts down."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from models.calendar import Month
from models.people.posts import person_id
from models.slips.answers import AnswerKind, SlipAnswer, draft_of, submit_answer, write_answer
from models.slips.extension_verdicts import approve_extension
from models.slips.extensions import ask_extension
from models.slips.facts import Due, Timing, slips_due
from models.slips.marks_down import repeated_returns, slips_raised
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from models.slips.verdicts import accept_answer, return_answer
from models.slips.withdrawing import withdraw
from models.store import Store
from models.units import unit_id
from tests.models.slips.city import CALENDAR, LADDER, City, at, found
from tests.models.slips.raising import issued

OCTOBER = Month(2026, 10)
LIMIT = date(2026, 10, 16)
"""A Friday; what is returned on the Thursday before is owed again until Tuesday the 20th."""


@pytest.fixture
def city(store: Store) -> Iterator[City]:
    with store.transaction() as session:
        yield found(session)


def hand_in(city: City, slip: Slip, when: datetime) -> SlipAnswer:
    """The unit's next version."""
    by = person_id(city.liaison)
    draft = draft_of(city.session, slip, AnswerKind.ANSWER, by, when)
    write_answer(city.session, draft, "done", by)
    submit_answer(city.session, draft, by, when)
    return draft


def returned(city: City, answer: SlipAnswer, when: datetime) -> None:
    """The clerk returns it."""
    by = person_id(city.clerk)
    return_answer(city.session, answer, "not yet", by, LADDER, CALENDAR, when)


def only(city: City, month: Month = OCTOBER) -> Due:
    """The one slip due in a month."""
    city.session.flush()
    due = slips_due(city.session, unit_id(city.office), month, CALENDAR)
    ((unit, (one,)),) = due.items()
    assert unit == one.unit_id
    return one


def test_in_time_late_and_not_at_all(city: City) -> None:
    in_time, late, never = (issued(city, f"2026-00{n}", limit_on=LIMIT) for n in range(3))
    hand_in(city, in_time, at(LIMIT, "17:00"))
    hand_in(city, late, at(date(2026, 10, 19)))
    city.session.flush()
    due = slips_due(city.session, unit_id(city.office), OCTOBER, CALENDAR)[unit_id(city.bureau)]
    assert [one.timing for one in due] == [Timing.ON_TIME, Timing.LATE, Timing.NONE]
    assert [one.slip_id for one in due] == [in_time.id, late.id, never.id]
    assert due[0].answered_at == at(LIMIT, "17:00")
    assert {(one.first_due_on, one.limit_on) for one in due} == {(LIMIT, LIMIT)}
    assert slips_due(city.session, unit_id(city.office), Month(2026, 11), CALENDAR) == {}
    assert slips_due(city.session, unit_id(city.bureau), OCTOBER, CALENDAR) == {}


def test_the_version_that_was_accepted_counts_by_the_new_limit(city: City) -> None:
    slip = issued(city, limit_on=LIMIT)
    returned(city, hand_in(city, slip, at(date(2026, 10, 14))), at(date(2026, 10, 15)))
    assert only(city).timing is Timing.NONE  # what was returned does not stand
    second = hand_in(city, slip, at(date(2026, 10, 20), "17:00"))
    accept_answer(city.session, second, person_id(city.clerk), at(date(2026, 10, 21)))
    one = only(city)
    assert (one.timing, one.returns, one.state) == (Timing.ON_TIME, 1, SlipState.ACCEPTED)
    assert (one.limit_on, one.due_on) == (LIMIT, date(2026, 10, 20))
    assert one.answered_at == at(date(2026, 10, 20), "17:00")


def test_who_was_late_is_not_on_time_because_it_was_returned(city: City) -> None:
    slip = issued(city, limit_on=LIMIT)
    returned(city, hand_in(city, slip, at(date(2026, 10, 19))), at(date(2026, 10, 19), "15:00"))
    hand_in(city, slip, at(date(2026, 10, 20)))
    assert only(city).timing is Timing.LATE


def test_a_return_over_the_end_of_the_month_keeps_the_month(city: City) -> None:
    slip = issued(city, limit_on=date(2026, 10, 30))
    returned(city, hand_in(city, slip, at(date(2026, 10, 30))), at(date(2026, 11, 2)))
    assert only(city).due_on == date(2026, 11, 5)
    assert slips_due(city.session, unit_id(city.office), Month(2026, 11), CALENDAR) == {}


def test_an_extension_in_time_moves_the_date_and_the_month(city: City) -> None:
    slip = issued(city, limit_on=date(2026, 10, 30))
    asked = ask_extension(
        city.session,
        slip,
        date(2026, 11, 6),
        "why",
        person_id(city.liaison),
        date(2026, 10, 29),
        at(date(2026, 10, 29)),
    )
    granted, now = date(2026, 11, 5), at(date(2026, 10, 30))
    approve_extension(city.session, asked, granted, person_id(city.clerk), now)
    hand_in(city, slip, at(granted, "17:00"))
    city.session.flush()
    assert slips_due(city.session, unit_id(city.office), OCTOBER, CALENDAR) == {}
    one = only(city, Month(2026, 11))
    assert (one.timing, one.limit_on) == (Timing.ON_TIME, granted)
    assert one.first_due_on == date(2026, 10, 30)


def test_what_was_withdrawn_or_settled_in_time_is_no_slip_due(city: City) -> None:
    withdrawn = issued(city, "2026-001", limit_on=LIMIT)
    settled = issued(city, "2026-002", limit_on=LIMIT)
    too_late = issued(city, "2026-003", limit_on=LIMIT)
    withdraw(city.session, withdrawn, "why", person_id(city.clerk), at(LIMIT))
    for slip, day in ((settled, LIMIT), (too_late, date(2026, 10, 19))):
        slip.state, slip.settled_at = SlipState.SETTLED, at(day)
    assert only(city).slip_id == too_late.id
    assert only(city).timing is Timing.NONE


def test_only_the_highest_slip_of_a_matter_counts_down(city: City) -> None:
    matter = city.matter("2026-009")
    reminder = issued(city, matter=matter, kind=SlipKind.REMINDER, limit_on=LIMIT)
    order = issued(city, matter=matter, kind=SlipKind.ORDER, limit_on=LIMIT)
    other = issued(city, "2026-010", kind=SlipKind.REMINDER, limit_on=LIMIT)
    issued(city, "2026-011", kind=SlipKind.ASSIGNMENT, limit_on=LIMIT)
    raised = slips_raised(city.session, unit_id(city.office), OCTOBER)[unit_id(city.bureau)]
    assert [one.slip_id for one in raised] == [order.id, other.id]
    withdraw(city.session, order, "why", person_id(city.clerk), at(LIMIT))
    raised = slips_raised(city.session, unit_id(city.office), OCTOBER)[unit_id(city.bureau)]
    assert [one.slip_id for one in raised] == [reminder.id, other.id]
    assert slips_raised(city.session, unit_id(city.office), Month(2026, 11)) == {}


def test_the_second_return_counts_and_the_first_does_not(city: City) -> None:
    slip = issued(city, limit_on=LIMIT)
    office, unit = unit_id(city.office), unit_id(city.bureau)
    returned(city, hand_in(city, slip, at(date(2026, 10, 13))), at(date(2026, 10, 14)))
    city.session.flush()
    assert repeated_returns(city.session, office, OCTOBER, CALENDAR) == {}
    returned(city, hand_in(city, slip, at(date(2026, 10, 15))), at(date(2026, 10, 16)))
    returned(city, hand_in(city, slip, at(date(2026, 10, 30))), at(date(2026, 11, 2)))
    city.session.flush()
    (second,) = repeated_returns(city.session, office, OCTOBER, CALENDAR)[unit]
    assert (second.slip_id, second.nth) == (slip.id, 2)
    (third,) = repeated_returns(city.session, office, Month(2026, 11), CALENDAR)[unit]
    assert third.nth == 3
