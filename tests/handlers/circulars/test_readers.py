"""Whom a circular reaches no more: who has left, and who is on leave (DOMAIN §3, §7)."""

from datetime import timedelta

from sqlmodel import col, select

from models.circulars.broadcasting import CircularCopy
from models.outbox import Outbox, Sending
from models.people.absences import take_leave
from models.people.posts import Person, Post, person_id
from tests.conversation import START, World
from tests.desk import CALENDAR
from tests.handlers.circulars.room import Room
from tests.handlers.circulars.test_sending import issued, phone
from tests.handlers.office import ask

EVENING = START + timedelta(hours=10)
MORNING = START + timedelta(hours=24)


def leaves_for_good(room: Room, person: Person) -> None:
    """Every post of a person ends now."""
    with room.world.store.transaction() as session:
        for post in session.exec(select(Post).where(Post.person_id == person_id(person))):
            post.until = room.world.clock.now()


def copy_to(room: Room, person: Person) -> Outbox:
    """What was put into the outbox for a reader."""
    (row,) = [row for row in room.said("circular") if row.person_id == person_id(person)]
    return row


async def test_who_has_left_overnight_gets_no_copy(world: World) -> None:
    room = await issued(world)
    gone = room.desk.liaisons[1]
    chat = await phone(room, gone)
    await world.step(EVENING)
    await ask(world, room.lin, "/circular send")
    leaves_for_good(room, gone)
    heard = len(await chat.chat())
    await world.step(MORNING)
    assert copy_to(room, gone).state is Sending.VOID
    assert len(await chat.chat()) == heard
    assert copy_to(room, room.desk.qian).state is Sending.SENT


async def test_who_has_left_confirms_nothing_and_is_not_reminded(world: World) -> None:
    room = await issued(world)
    gone, away = room.desk.liaisons[1], room.desk.liaisons[0]
    chat = await phone(room, gone)
    await ask(world, room.lin, "/circular send")
    leaves_for_good(room, gone)
    with world.store.transaction() as session:
        today = CALENDAR.today(START)
        person = session.get_one(Person, person_id(away))
        take_leave(session, person, today, today, today, START)
    answer = await chat.answer_to(await chat.press("Circular received"))
    assert answer.alert
    with world.store.reading() as session:
        confirmed = select(CircularCopy).where(col(CircularCopy.confirmed_at).is_not(None))
        assert session.exec(confirmed).all() == []
    await ask(world, room.lin, "/circular remind")
    told = {row.person_id for row in room.said("circular_nudge")}
    assert len(told) == 9
    assert not told & {person_id(gone), person_id(away)}
