"""催报: one reminder a person and day, on the day it goes out, and nobody is left out unsaid."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, select

from models.dispatch.cycles import Cycle
from models.dispatch.nudges import nudge, plan, still_owing
from models.dispatch.opening import close_cycle
from models.outbox import Outbox
from models.people.absences import take_leave
from models.people.answering import answerers
from models.people.contacts import Obstacle, answering, contacts
from models.people.posts import Person, Role, appoint, person_id
from models.store import Store
from models.units import Unit, unit_id
from tests.desk import Counted, Desk, settle

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def all_units(desk: Desk) -> list[int]:
    return [unit_id(unit) for unit in [*desk.units, desk.town]]


def reminders(session: Session) -> list[int]:
    found = session.exec(select(Outbox).where(Outbox.kind == "reminder")).all()
    return sorted(one.person_id or 0 for one in found)


def test_only_who_owes_is_reminded_and_once_a_day(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0)
    with store.transaction() as session:
        cycle = session.get_one(Cycle, desk.cycle.id)
        done = nudge(session, cycle, None, TODAY, person_id(desk.lin), NOW)
        assert len(done.told) == 4
        assert person_id(desk.liaisons[0]) not in reminders(session)
        again = nudge(session, cycle, None, TODAY, person_id(desk.qian), NOW)
        assert (len(again.told), len(again.already)) == (0, 4)
        assert len(reminders(session)) == 4
        tomorrow = nudge(session, cycle, None, TODAY + timedelta(days=1), person_id(desk.lin), NOW)
        assert len(tomorrow.told) == 4


def test_one_unit_is_reminded_alone(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        cycle = session.get_one(Cycle, desk.cycle.id)
        done = nudge(session, cycle, unit_id(desk.units[2]), TODAY, person_id(desk.lin), NOW)
        assert [one.name for one in done.told] == ["Liaison 2"]


def test_somebody_with_two_units_is_told_once(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        session.get_one(Unit, unit_id(desk.units[2]))
        liaison = session.get_one(Person, person_id(desk.liaisons[1]))
        appoint(session, liaison, desk.units[2], Role.LIAISON, None, NOW)
        owed = still_owing(session, session.get_one(Cycle, desk.cycle.id), None)
        assert len(plan(session, owed, TODAY).told) == len(owed) - 1


def test_whom_nobody_reaches_is_said_with_the_reason(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        away, blocked, unlinked = (
            session.get_one(Person, person_id(one)) for one in desk.liaisons[1:4]
        )
        take_leave(session, away, TODAY, TODAY, TODAY, NOW)
        blocked.blocked_at, unlinked.telegram_id = NOW, None
    with store.reading() as session:
        owed = still_owing(session, session.get_one(Cycle, desk.cycle.id), None)
        planned = plan(session, owed, TODAY)
        assert set(planned.nobody) == {unit_id(unit) for unit in desk.units[1:4]}
        asked = contacts(session, all_units(desk), TODAY)
        why = [asked[unit_id(unit)][0].obstacle for unit in desk.units[1:4]]
        assert why == [Obstacle.AWAY, Obstacle.BLOCKED, Obstacle.NOT_LINKED]


def test_nothing_is_owed_after_the_cut_off(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        cycle = session.get_one(Cycle, desk.cycle.id)
        close_cycle(session, cycle, NOW)
        assert still_owing(session, cycle, None) == []


def test_who_answers_now_is_who_gets_the_messages(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        take_leave(
            session, session.get_one(Person, person_id(desk.liaisons[0])), TODAY, TODAY, TODAY, NOW
        )
        session.get_one(Person, person_id(desk.liaisons[1])).blocked_at = NOW
        session.flush()
        who = answerers(session, all_units(desk), TODAY)
        asked = contacts(session, all_units(desk), TODAY)
        for unit in all_units(desk):
            contact = answering(asked[unit])
            assert (contact.person if contact else None) == (
                who[unit].person if unit in who else None
            )
        assert asked[unit_id(desk.units[0])][1].person.name == "Deputy"


def test_the_number_of_statements_does_not_grow(databases_of_two_sizes: tuple[Desk, Desk]) -> None:
    counted = []
    for desk in databases_of_two_sizes:
        with Counted(desk.store) as seen, desk.store.transaction() as session:
            cycle = session.get_one(Cycle, desk.cycle.id)
            nudge(session, cycle, None, TODAY, person_id(desk.lin), NOW)
            contacts(session, all_units(desk), TODAY)
        counted.append(len(seen.statements))
    assert counted[0] == counted[1]
