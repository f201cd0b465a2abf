"""Whom a notice reaches: each person once, and nobody lost."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from models.groups import GroupChat
from models.notices.audiences import Audience
from models.notices.groups import group_id, make_group, set_members
from models.notices.reaching import Barrier, Reach, reach
from models.people.absences import take_leave
from models.people.posts import Person, Role, appoint, mark_blocked, person_id
from models.store import Store
from models.units import Cohort, Unit, unit_id
from tests.desk import CALENDAR, OPENED, Counted
from tests.models.notices.town import EVERYBODY, NOW, Town, found

TODAY = CALENDAR.today(NOW)


@pytest.fixture
def town(store: Store) -> Town:
    return found(store)


def reached(town: Town, audience: Audience, today: date = TODAY) -> Reach:
    with town.store.reading() as session:
        return reach(session, town.office(session), audience, today)


def names(found: Reach) -> list[str]:
    return [one.person.name for one in found.recipients if one.person]


def test_everybody_is_who_answers_for_what_the_office_asks(town: Town) -> None:
    found = reached(town, EVERYBODY)
    assert names(found) == ["Towner", *(f"Liaison {n}" for n in range(4))]
    nobody = [one.unit.code for one in found.recipients if one.unit and not one.person]
    assert nobody == ["D"], "the district has no liaison; its village is the other office's"
    assert found.people == 5


def test_places_and_posts_and_groups_say_it_once_to_each(town: Town) -> None:
    with town.store.transaction() as session:
        who = session.get_one(Person, person_id(town.desk.liaisons[1]))
        unit = session.get_one(Unit, unit_id(town.desk.units[2]))
        appoint(session, who, unit, Role.LIAISON, None, OPENED)
        group = make_group(session, unit_id(town.desk.office), "Tests", town.lin, NOW)
        people = [person_id(who), town.qian, person_id(town.desk.villager)]
        set_members(session, group, people, [unit_id(unit)], town.lin, NOW)
        both = Audience(cohorts=frozenset({Cohort.DEPARTMENT}), groups=frozenset({group_id(group)}))
    found = reached(town, both)
    assert names(found) == ["Qian", "Liaison 1"]
    assert [one.also for one in found.recipients] == [(), (unit_id(town.desk.units[2]),)]
    assert [one.name for one in found.outside] == ["Villager"]


def test_posts_are_meant_at_the_places_or_everywhere(town: Town) -> None:
    leaders = frozenset({Role.LEADER})
    assert names(reached(town, Audience(posts=leaders))) == ["Leader"]
    there = frozenset({unit_id(town.desk.units[1])})
    assert names(reached(town, Audience(posts=leaders, units=there))) == []
    staff = frozenset({Role.CLERK, Role.DIRECTOR})
    assert names(reached(town, Audience(posts=staff))) == ["Lin", "Qian"]


def test_the_deputy_gets_it_while_the_liaison_is_away(town: Town) -> None:
    one = Audience(units=frozenset({unit_id(town.desk.units[0])}))
    away(town, town.desk.liaisons[0])
    assert names(reached(town, one)) == ["Deputy"]
    away(town, town.desk.deputy)
    found = reached(town, one)
    assert [(who.person, who.barrier) for who in found.recipients] == [(None, Barrier.NOBODY)]


def away(town: Town, person: Person) -> None:
    with town.store.transaction() as session:
        stored = session.get_one(Person, person_id(person))
        take_leave(session, stored, TODAY, TODAY, TODAY, NOW)


def test_who_cannot_be_told_is_listed_with_the_reason(town: Town) -> None:
    with town.store.transaction() as session:
        session.get_one(Person, person_id(town.desk.liaisons[1])).telegram_id = None
        mark_blocked(session, town.desk.liaisons[2].telegram_id or 0, NOW)
        for chat, left in ((-1, None), (-2, NOW)):
            chats(session, town, chat_id=chat, title=f"Chat {-chat}", left_at=left)
        chats(session, town, chat_id=-3, office_id=unit_id(town.desk.district_office))
    units = frozenset(unit_id(unit) for unit in town.desk.units)
    found = reached(town, Audience(units=units, chats=frozenset({-1, -2, -3})))
    told = [(one.person or one.chat, one.barrier) for one in found.recipients]
    assert [barrier for _, barrier in told] == [
        None,
        Barrier.NOT_LINKED,
        Barrier.BLOCKED,
        None,
        None,
        Barrier.LEFT,
    ]
    assert (found.people, found.chats, len(found.unreachable)) == (2, 1, 3)


def chats(session: Session, town: Town, **given: Any) -> None:
    usual: dict[str, Any] = {"office_id": unit_id(town.desk.office), "member_since": OPENED}
    session.add(GroupChat(**(usual | given)))


def test_the_statements_do_not_grow_with_the_people(store: Store) -> None:
    town = found(store, units=3)
    with Counted(store) as few:
        reached(town, EVERYBODY)
    with Counted(store) as again, store.reading() as session:
        cohorts = Audience(cohorts=frozenset({Cohort.DEPARTMENT, Cohort.DISTRICT}))
        reach(session, town.office(session), cohorts, TODAY)
    assert len(few.statements) <= 8
    assert len(again.statements) <= 8
