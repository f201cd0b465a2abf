"""What the examination finds in the database: its tables, the roster, messages and updates."""

from datetime import timedelta

from sqlalchemy import text

from bot.doctor import Finding, State
from models.inbox import fail, keep, quarantine
from models.outbox import Message, Sending, put
from models.people.invitations import issue, withdraw
from models.people.posts import Person, Role, holders, person_id, step_down
from models.units import unit_id
from tests.bot.ward import LONG_AGO, NOW, UNEXAMINED, Ward, small_ward, ward
from tests.models.test_exceptions import say

__all__ = ["small_ward", "ward"]


def forget(ward: Ward, *people: Person) -> None:
    """Let people have no telephone linked."""
    with ward.store.transaction() as session:
        for person in people:
            session.get_one(Person, person_id(person)).telegram_id = None


async def test_an_office_nobody_can_be_reached_at(ward: Ward) -> None:
    forget(ward, ward.desk.qian)
    found = await ward.found()
    assert found["office"].state is State.WARNING
    assert found["office"].seen.startswith("Reform Office: ")
    assert "director" in found["office"].seen
    assert "clerk" not in found["office"].seen
    assert "liaison invite --unit O" in found["office"].to_do
    forget(ward, ward.desk.ma)
    said = [one.seen for one in await ward.findings() if one.name == "office"]
    assert [line.split(":")[0] for line in said] == ["Reform Office", "District Office"]


async def test_units_nobody_answers_for(ward: Ward) -> None:
    desk = ward.desk
    with ward.store.transaction() as session:
        for post in holders(session, unit_id(desk.units[1]), Role.LIAISON):
            step_down(session, post, None, NOW)
        session.get_one(Person, person_id(desk.liaisons[2])).blocked_at = NOW
    forget(ward, desk.liaisons[3], desk.liaisons[0])  # unit 0 has a deputy
    said = [one for one in await ward.findings() if one.name == "roster"]
    assert [one.state for one in said] == [State.WARNING] * 3
    assert [one.seen.rsplit(": ")[-1] for one in said] == ["Unit 1", "Unit 3", "Unit 2"]
    assert "liaison import roster" in said[0].to_do
    assert "liaison invite --all" in said[1].to_do
    assert "/office" in said[2].to_do


async def test_people_who_have_not_joined(ward: Ward) -> None:
    expired, never, still = ward.desk.liaisons[1:4]
    forget(ward, expired, never, still)
    with ward.store.transaction() as session:
        people = [session.get_one(Person, person_id(one)) for one in (expired, never, still)]
        issue(session, people[:1], 1, None, NOW - timedelta(days=2))
        issue(session, people[1:2], 14, None, NOW)
        withdraw(session, [person_id(never)], NOW)
        issue(session, people[2:], 14, None, NOW)
    found = await ward.found()
    assert found["invitations"].state is State.WARNING
    seen = found["invitations"].seen
    assert "1 whose invitation has expired, 1 without one" in seen
    assert "Liaison 1" in seen
    assert "Liaison 2" in seen
    assert "Liaison 3" not in seen
    assert "liaison invite" in found["invitations"].to_do
    with ward.store.transaction() as session:
        people = [session.get_one(Person, person_id(one)) for one in (expired, never)]
        issue(session, people, 14, None, NOW)
    assert (await ward.found())["invitations"].seen.startswith("3 people have an invitation")


async def test_messages_and_updates_that_need_a_hand(ward: Ward) -> None:
    with ward.store.transaction() as session:
        say(session, "h", Sending.HELD, unit_id=1)
    assert (await ward.found())["messages"].state is State.WARNING
    with ward.store.transaction() as session:
        for key, state in (("f", Sending.FAILED), ("u", Sending.UNKNOWN), ("v", Sending.UNKNOWN)):
            say(session, key, state, chat_id=1)
        say(session, "s", Sending.SENT, chat_id=1)
        keep(session, [(1, "{}"), (2, "{}"), (3, "{}")], NOW)
        fail(session, 1, "KeyError", NOW)
        quarantine(session, 2, "no update", NOW)
    found = await ward.found()
    assert found["messages"].state is found["updates"].state is State.WRONG
    assert found["messages"].seen.startswith("Messages: 1 failed, 2 perhaps not arrived, 1 waiting")
    assert found["updates"].seen == "Updates: 1 failed, 1 could not be read."
    assert "/office" in found["messages"].to_do
    assert "/office" in found["updates"].to_do


async def test_mail_that_waits_though_it_is_due(ward: Ward) -> None:
    with ward.store.transaction() as session:
        put(session, NOW, Message(kind="a", key="a", chat_id=1, due_at=NOW + LONG_AGO))
        put(session, NOW, Message(kind="a", key="b", chat_id=1, due_at=NOW - timedelta(minutes=1)))
        keep(session, [(1, "{}")], NOW - timedelta(minutes=1))
    found = await ward.found()
    assert found["sending"].state is found["updates"].state is State.OK
    with ward.store.transaction() as session:
        put(session, NOW, Message(kind="a", key="c", chat_id=1, due_at=NOW - LONG_AGO))
        keep(session, [(2, "{}")], NOW - LONG_AGO)
    found = await ward.found()
    assert found["sending"].state is found["updates"].state is State.WRONG
    assert "09:50" in found["sending"].seen
    assert "09:50" in found["updates"].seen
    assert "liaison run" in found["sending"].to_do


async def test_a_database_that_is_not_there(small_ward: Ward) -> None:
    path = small_ward.home / "nowhere.db"
    found = await small_ward.found(database_url=f"sqlite:///{path}")
    assert found["database"].state is State.WRONG
    assert "liaison init" in found["database"].to_do
    assert not path.exists(), "an examination makes nothing"
    assert UNEXAMINED in found["tables"].seen
    assert UNEXAMINED in found["messages"].seen
    assert found["telegram"].state is State.OK


async def test_a_database_server_that_does_not_answer(small_ward: Ward) -> None:
    url = "postgresql://office:geheim@127.0.0.1:1/liaison?password=geheim2"
    found = await small_ward.found(database_url=url)
    assert found["database"].state is State.WRONG
    assert "127.0.0.1" in found["database"].seen
    assert "geheim" not in repr(found)
    assert found["disk"].state is State.OK


async def test_tables_of_another_version(ward: Ward) -> None:
    on_sqlite = ward.store.url.startswith("sqlite")

    async def tables(step: str) -> Finding:
        with ward.store.engine.begin() as connection:
            connection.execute(
                text("UPDATE alembic_version SET version_num = :step"), {"step": step}
            )
        found = await ward.found()
        assert UNEXAMINED in found["roster"].seen
        return found["tables"]

    older = await tables("0000")
    assert older.state is (State.WARNING if on_sqlite else State.WRONG)
    assert "liaison backup" in older.to_do
    assert ("liaison migrate" in older.to_do) is not on_sqlite
    assert "newer" in (await tables("9999")).to_do
    with ward.store.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    assert "liaison migrate" in (await ward.found())["tables"].to_do
