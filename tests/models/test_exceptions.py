"""The exception list: what needs a hand, who sees it, and what a hand does once."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from models import audit
from models.exception_times import newest
from models.exceptions import (
    blocked,
    counts,
    dismiss,
    put_away,
    resend,
    retry,
    stuck_updates,
    unanswered,
    undelivered,
    undelivered_one,
    unlinked,
    update_kind,
)
from models.inbox import Hearing, Inbox, fail, keep, quarantine
from models.outbox import Message, Outbox, Sending, put
from models.parts import Part
from models.people.absences import take_leave
from models.people.posts import Person, person_id
from models.refusals import Reason, Refused
from models.settling import settle
from models.store import Store
from models.units import unit_id
from tests.desk import CALENDAR, OPENED, Counted, Desk
from tests.desk import settle as found_city

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
WHOLE, DISTRICT = Part("/1/", lower=("/1/3/",)), Part("/1/3/", itself=False)


def change(session: Session, person: Person, **facts: Any) -> None:
    """Set facts of a stored person."""
    known = session.get_one(Person, person_id(person))
    for name, value in facts.items():
        setattr(known, name, value)
    session.flush()


def say(session: Session, key: str, state: Sending, **whom: Any) -> int:
    """A message that ended in some state."""
    put(session, NOW, Message(kind="reminder", key=key, **whom))
    row = session.exec(select(Outbox).where(Outbox.dedupe_key == key)).one()
    settle(session, row.id or 0, state, "why")
    return row.id or 0


def test_a_city_that_runs_has_no_exceptions(store: Store) -> None:
    found_city(store)
    with store.reading() as session:
        assert counts(session, WHOLE, TODAY).total == 0


def test_people_without_a_link_and_people_who_blocked(store: Store) -> None:
    desk = found_city(store)
    with store.transaction() as session:
        change(session, desk.liaisons[1], telegram_id=None)
        change(session, desk.liaisons[2], blocked_at=NOW)
        change(session, desk.villager, telegram_id=None)
    with store.reading() as session:
        assert [one.person.name for one in unlinked(session, WHOLE)] == ["Liaison 1"]
        assert [one.person.name for one in blocked(session, WHOLE)] == ["Liaison 2"]
        assert [one.unit.name for one in unlinked(session, DISTRICT)] == ["Village"]
        names = [unit.name for unit in unanswered(session, WHOLE, TODAY)]
        assert names == ["Unit 1", "Unit 2"]
        assert counts(session, WHOLE, TODAY).total == 4
        assert counts(session, DISTRICT, TODAY).total == 2


def test_a_deputy_answers_while_the_liaison_is_away(store: Store) -> None:
    desk = found_city(store)
    with store.transaction() as session:
        for liaison in desk.liaisons[:2]:
            known = session.get_one(Person, person_id(liaison))
            take_leave(session, known, TODAY, TODAY + timedelta(days=3), TODAY, NOW)
    with store.reading() as session:
        assert [unit.name for unit in unanswered(session, WHOLE, TODAY)] == ["Unit 1"]


def test_an_office_of_a_part_sees_what_was_for_its_part(store: Store) -> None:
    desk = found_city(store)
    with store.transaction() as session:
        say(session, "town", Sending.HELD, unit_id=unit_id(desk.village))
        say(session, "towner", Sending.UNKNOWN, person_id=person_id(desk.villager))
        say(session, "unit", Sending.FAILED, unit_id=unit_id(desk.units[0]))
        say(session, "stranger", Sending.UNKNOWN, chat_id=5)
        say(session, "fine", Sending.SENT, unit_id=unit_id(desk.village))
    with store.reading() as session:
        assert [one.row.dedupe_key for one in undelivered(session, DISTRICT)] == ["towner", "town"]
        rest = [one.row.dedupe_key for one in undelivered(session, WHOLE)]
        assert rest == ["stranger", "unit"], "what was for nobody is the whole's, too"
        assert counts(session, WHOLE, TODAY).undelivered == 2


@pytest.mark.parametrize("state", [Sending.FAILED, Sending.UNKNOWN, Sending.HELD])
def test_sending_again_happens_once_and_is_written_down(store: Store, state: Sending) -> None:
    desk = found_city(store)
    lin = person_id(desk.lin)
    with store.transaction() as session:
        row = say(session, "m", state, unit_id=unit_id(desk.units[0]))
        assert undelivered_one(session, row, DISTRICT) is None
        with pytest.raises(Refused):
            resend(session, row, DISTRICT, lin, NOW)  # another office's
        resend(session, row, WHOLE, lin, NOW)
        again = session.get_one(Outbox, row)
        assert (again.state, again.due_at) == (Sending.QUEUED, NOW)
        with pytest.raises(Refused, match=Reason.ALREADY_DECIDED.value):
            resend(session, row, WHOLE, lin, NOW)
        deeds = [one.deed for one in audit.history(session, "outbox", row)]
        assert deeds == ["resend"]


def test_a_sent_message_cannot_be_sent_again(store: Store) -> None:
    desk = found_city(store)
    with store.transaction() as session:
        row = say(session, "m", Sending.SENT, unit_id=unit_id(desk.units[0]))
        with pytest.raises(Refused):
            resend(session, row, WHOLE, person_id(desk.lin), NOW)


def test_a_message_can_be_taken_off_the_list(store: Store) -> None:
    desk = found_city(store)
    with store.transaction() as session:
        row = say(session, "m", Sending.UNKNOWN, unit_id=unit_id(desk.units[0]))
        dismiss(session, row, WHOLE, person_id(desk.lin), NOW)
        assert session.get_one(Outbox, row).state is Sending.VOID
        assert undelivered(session, WHOLE) == []


def test_updates_are_tried_again_or_put_away_by_the_whole_s_office(store: Store) -> None:
    desk = found_city(store)
    lin = person_id(desk.lin)
    with store.transaction() as session:
        keep(session, [(1, '{"update_id": 1, "message": {"text": "secret"}}'), (2, "{")], NOW)
        fail(session, 1, "KeyError in handlers/x.py", NOW)
        quarantine(session, 2, "ValueError", NOW)
    with store.transaction() as session:
        found = stuck_updates(session, WHOLE)
        assert [(one.update_id, update_kind(one)) for one in found] == [(2, ""), (1, "message")]
        assert stuck_updates(session, DISTRICT) == []
        with pytest.raises(Refused):
            retry(session, 1, DISTRICT, lin, NOW)
        retry(session, 1, WHOLE, lin, NOW)
        put_away(session, 2, WHOLE, lin, NOW)
        assert stuck_updates(session, WHOLE) == []
        with pytest.raises(Refused):
            retry(session, 1, WHOLE, lin, NOW)
    with store.reading() as session:
        states = {one.update_id: one.state for one in session.exec(select(Inbox))}
    assert states == {1: Hearing.NEW, 2: Hearing.DONE}


def test_the_number_of_statements_does_not_grow(databases_of_two_sizes: tuple[Desk, Desk]) -> None:
    counted = []
    for desk in databases_of_two_sizes:
        with desk.store.transaction() as session:
            for liaison in desk.liaisons:
                change(session, liaison, telegram_id=None)
                say(session, f"m{liaison.id}", Sending.HELD, person_id=person_id(liaison))
        with Counted(desk.store) as seen, desk.store.reading() as session:
            assert counts(session, WHOLE, TODAY).total >= 8
        counted.append(len(seen.statements))
    assert counted[0] == counted[1]


def test_what_was_queued_at_the_opening_is_no_exception(store: Store) -> None:
    found_city(store)
    with store.reading() as session:
        prompts = session.exec(select(Outbox).where(Outbox.kind == "prompt")).all()
        assert all(one.due_at > OPENED for one in prompts)
        assert undelivered(session, WHOLE) == []


def test_the_newest_is_what_came_last(store: Store) -> None:
    desk = found_city(store)
    with store.transaction() as session:
        assert newest(session, WHOLE, CALENDAR, TODAY) is None
        change(session, desk.liaisons[1], blocked_at=NOW - timedelta(days=3))
        assert newest(session, WHOLE, CALENDAR, TODAY) == NOW - timedelta(days=3)
        take_leave(session, desk.liaisons[2], date(2026, 11, 19), TODAY, date(2026, 11, 18), NOW)
        assert newest(session, WHOLE, CALENDAR, TODAY) == CALENDAR.at(date(2026, 11, 19), time(0))
        say(session, "lost", Sending.FAILED, person_id=desk.lin.id)
        assert newest(session, WHOLE, CALENDAR, TODAY) == NOW
        assert newest(session, DISTRICT, CALENDAR, TODAY) is None
