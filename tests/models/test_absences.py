"""Leaves: side by side, replaced where they overlap, told once, and ended early."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from models.outbox import Message, Outbox, Sending, put
from models.people.absences import come_back, leaves_of, take_leave, tell_beginnings, tell_endings
from models.people.cover import Gap, cover
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.refusals import Reason, Refused
from models.store import Store
from models.units import Cohort, add_unit, offices, unit_id

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def pair(session: Session) -> tuple[Person, Person]:
    """Ann answers for a unit, Ben is her deputy; both are linked."""
    city = add_unit(session, "C", "City", Cohort.CITY)
    add_unit(session, "O", "Office", Cohort.OFFICE, city)
    unit = add_unit(session, "U", "Unit", Cohort.DISTRICT, city)
    found = []
    for number, (name, role) in enumerate([("Ann", Role.LIAISON), ("Ben", Role.DEPUTY)], 1):
        person = add_person(session, name)
        person.telegram_id = number
        appoint(session, person, unit, role, None, NOW)
        found.append(person)
    return found[0], found[1]


def kinds(session: Session) -> Sequence[str]:
    return session.exec(select(Outbox.kind).order_by(Outbox.id)).all()  # type: ignore[arg-type]


def test_a_leave_from_today_tells_the_deputy_once(store: Store) -> None:
    with store.transaction() as session:
        ann, _ben = pair(session)
        take_leave(session, ann, TODAY, day(2), TODAY, NOW)
        take_leave(session, ann, TODAY, day(2), TODAY, NOW)
        tell_beginnings(session, offices(session)[0], TODAY, NOW)
        assert kinds(session) == ["deputy_begins"]


def test_overlapping_leaves_are_replaced_and_others_stay(store: Store) -> None:
    with store.transaction() as session:
        ann, _ben = pair(session)
        take_leave(session, ann, day(5), day(7), TODAY, NOW)
        take_leave(session, ann, day(20), day(22), TODAY, NOW)
        take_leave(session, ann, day(7), day(9), TODAY, NOW)
        found = leaves_of(session, person_id(ann), TODAY)
        assert [(one.first_day, one.last_day) for one in found] == [
            (day(7), day(9)),
            (day(20), day(22)),
        ]


def test_moving_a_running_leave_to_later_brings_one_back_meanwhile(store: Store) -> None:
    with store.transaction() as session:
        ann, _ben = pair(session)
        take_leave(session, ann, TODAY, day(5), TODAY, NOW)
        take_leave(session, ann, day(3), day(5), TODAY, NOW)
        assert kinds(session) == ["deputy_begins", "deputy_ends", "deputy_will_begin"]


def test_coming_back_ends_what_runs_and_keeps_what_is_announced(store: Store) -> None:
    with store.transaction() as session:
        ann, _ben = pair(session)
        take_leave(session, ann, TODAY, day(2), TODAY, NOW)
        take_leave(session, ann, day(10), day(12), TODAY, NOW)
        come_back(session, ann, TODAY, NOW)
        assert [one.first_day for one in leaves_of(session, person_id(ann), TODAY)] == [day(10)]
        come_back(session, ann, TODAY, NOW)
        with pytest.raises(Refused) as refused:
            come_back(session, ann, TODAY, NOW)
        assert refused.value.reason is Reason.NOT_ABSENT


def test_what_was_held_goes_out_when_somebody_is_back(store: Store) -> None:
    with store.transaction() as session:
        ann, _ben = pair(session)
        unit = cover(session, take_leave(session, ann, TODAY, TODAY, TODAY, NOW))[0].unit
        put(session, NOW, Message(kind="prompt", key="p", unit_id=unit_id(unit)))
        held = session.exec(select(Outbox).where(Outbox.kind == "prompt")).one()
        held.state = Sending.HELD
        session.flush()
        tell_endings(session, offices(session)[0], day(1), NOW + timedelta(days=1))
        session.refresh(held)
        assert held.state is Sending.QUEUED


def test_the_end_is_not_told_to_somebody_who_is_away_again(store: Store) -> None:
    with store.transaction() as session:
        ann, _ben = pair(session)
        take_leave(session, ann, TODAY, TODAY, TODAY, NOW)
        take_leave(session, ann, day(1), day(3), TODAY, NOW)
        assert tell_endings(session, offices(session)[0], day(1), NOW) == 0
        assert "leave_over" not in kinds(session)


def test_each_gap_of_a_cover_is_named(store: Store) -> None:
    with store.transaction() as session:
        ann, ben = pair(session)
        leave = take_leave(session, ann, day(1), day(3), TODAY, NOW)

        def gap() -> Gap | None:
            return cover(session, leave)[0].gap

        assert gap() is None
        take_leave(session, ben, day(3), day(5), TODAY, NOW)
        assert gap() is Gap.AWAY
        ben.blocked_at = NOW
        session.flush()
        assert gap() is Gap.BLOCKED
        ben.telegram_id = None
        session.flush()
        assert gap() is Gap.NOT_LINKED


def test_dates_that_do_not_hold_change_nothing(store: Store) -> None:
    with store.transaction() as session:
        ann, _ben = pair(session)
        for first, last, reason in (
            (day(2), day(1), Reason.DATES_BACKWARDS),
            (day(-3), day(-1), Reason.DATES_PAST),
        ):
            with pytest.raises(Refused) as refused:
                take_leave(session, ann, first, last, TODAY, NOW)
            assert refused.value.reason is reason
        assert leaves_of(session, person_id(ann), TODAY) == []
