"""Who is told of slips and when: merged, in working hours, an order at once where it says so."""

from datetime import date, datetime

import pytest
from sqlmodel import col, select

from models.outbox import Outbox
from models.people.posts import Person, Role, appoint
from models.refusals import Reason, Refused
from models.slips.changing import Change, change
from models.slips.drafting import Fact, submit, write
from models.slips.receipts import receive
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, slip_id
from models.store import Store
from tests.models.slips.city import CALENDAR, FOUNDED, LADDER, City, at, found

MONDAY = date(2026, 10, 12)
EVENING = at(MONDAY, "20:00")
MORNING = at(date(2026, 10, 13), "08:30")


def awaiting(city: City, kind: SlipKind, name: str, now: datetime) -> Slip:
    """A slip to the bureau before its signer."""
    fact = Fact(unit=city.bureau, cause=f"test:{name}", subject=name)
    (slip,) = write(city.session, city.office, kind, [fact], LADDER, city.clerk.id, now)
    submit(city.session, [slip], LADDER, CALENDAR, city.clerk.id, now)
    return slip


def signed(city: City, slip: Slip, by: Person, now: datetime) -> None:
    sign(city.session, {slip_id(slip): slip.revision}, by, LADDER, CALENDAR, now)


def queued(city: City, kind: str) -> list[Outbox]:
    rows = city.session.exec(select(Outbox).where(Outbox.kind == kind).order_by(col(Outbox.id)))
    return list(rows.all())


def test_what_waits_for_the_morning_takes_the_later_slip_along(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        first = awaiting(city, SlipKind.REMINDER, "first", EVENING)
        second = awaiting(city, SlipKind.REMINDER, "second", EVENING)
        signed(city, first, city.director, EVENING)
        signed(city, second, city.director, at(MONDAY, "21:00"))
        both = [slip_id(first), slip_id(second)]
        (message,) = queued(city, "slips")
        assert (message.params, message.due_at) == ({"slips": both}, MORNING)
        (copy,) = queued(city, "slip_copies")
        assert (copy.params, copy.due_at) == ({"slips": both}, MORNING)
        assert copy.person_id == city.leader.id
        assert {row.due_at for row in queued(city, "slip_paper")} == {MORNING}
        assert first.issued_on == second.issued_on == date(2026, 10, 13)


def test_what_was_said_already_is_not_added_to(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        for name, clock in (("first", "10:00"), ("second", "10:01")):
            slip = awaiting(city, SlipKind.REMINDER, name, at(MONDAY, clock))
            signed(city, slip, city.director, at(MONDAY, clock))
        assert [len(row.params["slips"]) for row in queued(city, "slips")] == [1, 1]


def test_an_order_at_once_does_not_wait_with_what_waits(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        reminder = awaiting(city, SlipKind.REMINDER, "reminder", EVENING)
        signed(city, reminder, city.director, EVENING)
        order = awaiting(city, SlipKind.ORDER, "order", EVENING)
        change(session, order, Change(at_once=True), city.head.id or 0, MONDAY, EVENING)
        signed(city, order, city.head, EVENING)
        moments = {row.params["slips"][0]: row.due_at for row in queued(city, "slips")}
        assert moments == {reminder.id: MORNING, order.id: EVENING}
        assert order.issued_on == MONDAY
        assert reminder.issued_on == date(2026, 10, 13)


def test_a_reminder_never_goes_at_once(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = awaiting(city, SlipKind.REMINDER, "reminder", EVENING)
        with pytest.raises(Refused) as refused:
            change(session, slip, Change(at_once=True), city.head.id or 0, MONDAY, EVENING)
        assert refused.value.reason is Reason.ORDERS_ONLY


def test_who_holds_two_posts_gets_one_copy(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        appoint(session, city.leader, city.bureau, Role.DEPUTY, None, FOUNDED)
        order = awaiting(city, SlipKind.ORDER, "order", at(MONDAY))
        signed(city, order, city.head, at(MONDAY))
        copies = {row.person_id: row.params["slips"] for row in queued(city, "slip_copies")}
        assert copies == {city.leader.id: [order.id]}


def test_while_nobody_receives_it_one_more_post_is_told_each_working_day(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        for name in ("one", "two"):
            slip = awaiting(city, SlipKind.ASSIGNMENT, name, at(date(2026, 9, 29)))
            signed(city, slip, city.director, at(date(2026, 9, 29)))
        told = {}
        for day in (30, *range(1, 13)):
            on = date(2026, 9 if day == 30 else 10, day)
            before = len(queued(city, "slips_unreceived"))
            city.walk(on)
            city.walk(on, "11:00")
            for row in queued(city, "slips_unreceived")[before:]:
                told[on] = (row.person_id, len(row.params["slips"]))
        assert told == {
            date(2026, 10, 8): (city.deputy.id, 2),
            date(2026, 10, 9): (city.leader.id, 2),
        }


def test_a_receipt_ends_it_and_is_given_once(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = awaiting(city, SlipKind.REMINDER, "one", at(MONDAY))
        signed(city, slip, city.director, at(MONDAY))
        receive(session, slip, city.liaison.id or 0, at(MONDAY, "15:00"))
        city.walk(date(2026, 10, 14))
        assert not queued(city, "slips_unreceived")
        assert slip.received_by == city.liaison.id


def test_kinds_signed_together_go_out_as_one_message(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        assignment = awaiting(city, SlipKind.ASSIGNMENT, "assignment", at(MONDAY))
        reminder = awaiting(city, SlipKind.REMINDER, "reminder", at(MONDAY))
        looked_at = {slip_id(slip): slip.revision for slip in (assignment, reminder)}
        sign(session, looked_at, city.director, LADDER, CALENDAR, at(MONDAY))
        (message,) = queued(city, "slips")
        assert message.params == {"slips": [assignment.id, reminder.id]}
        assert [assignment.number_text, reminder.number_text] == [
            "改交〔2026〕1号",
            "改催〔2026〕1号",
        ]
