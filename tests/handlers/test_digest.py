"""The morning's digest: once, in five lines, to those for whom something waits, or not at all."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.simulator.client import Person as Chatter
from models.outbox import Outbox, Sending
from models.people.absences import take_leave
from models.people.posts import Person, Role, appoint, person_id
from models.units import Unit
from tests.busy import make_busy
from tests.conversation import World
from tests.desk import DONE, OPENED
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import handed_in, issued

AFTER_HOURS = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
"""Wednesday 20:00: whatever comes is told at 08:30 by a message of its own."""
EARLY = datetime(2026, 11, 19, 0, 40, tzinfo=UTC)
"""Thursday 08:40 on the office's clock, five minutes before the digest."""
MORNING = datetime(2026, 11, 19, 0, 50, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
SUNDAY_EVENING = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
STAFF = ("lin", "qian", "sun")


def digests(session: Session) -> list[Outbox]:
    """Every digest there is, in the order in which it was queued."""
    return list(
        session.exec(select(Outbox).where(Outbox.kind == "digest").order_by(col(Outbox.id)))
    )


async def begun(phones: Phones) -> dict[str, Chatter]:
    """The staff's telephones."""
    return {name: await phones.begun(getattr(phones.desk, name)) for name in STAFF}


async def test_it_says_what_waits_in_five_lines_once_a_day(world: World, phones: Phones) -> None:
    make_busy(phones.desk)
    with world.store.transaction() as session:
        session.get_one(Person, person_id(phones.desk.qian)).language = "zh_CN"
    chats = await begun(phones)
    await world.step(MORNING)
    clerk, director = await chats["lin"].last(), await chats["qian"].last()
    assert clerk.text.startswith("Waits for you, Thu, 19 Nov\n")
    assert "To review: 3, since Wed, 18 Nov" in clerk.text
    assert clerk.text.count("\n") == 4
    assert clerk.labels[-1] == "Desk"
    assert director.text.startswith("待您办理，11月19日")
    assert "待签发" in director.text
    opened = await tap(world, chats["lin"], next(one for one in clerk.labels if "review" in one))
    assert "To review: 3" in opened.text
    assert "Reform Office" in (await tap(world, chats["lin"], "Back")).text
    await world.app.alarm_clock.ring()
    await world.settle()
    with world.store.reading() as session:
        sent = digests(session)
    assert len(sent) == len({row.dedupe_key for row in sent}) == 4  # and Ma of the district
    assert [row.state for row in sent].count(Sending.SENT) == 3


async def test_nothing_is_said_where_nothing_waits_or_all_was_told(
    world: World, phones: Phones
) -> None:
    chats, desk = await begun(phones), phones.desk
    for person in (*desk.liaisons, desk.deputy, desk.leader):
        await phones.begun(person)  # what cannot be delivered would be an exception
    handed_in(desk, issued(desk), now=AFTER_HOURS)
    await world.step(MORNING)
    assert "answer" in (await chats["lin"].last()).text.casefold()
    with world.store.reading() as session:
        assert {row.state for row in digests(session)} == {Sending.VOID}


async def test_what_is_stuck_is_told_when_it_is_new_and_once_a_week(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    chats = await begun(phones)
    for person in (*desk.liaisons[:3], desk.deputy, desk.leader, desk.town_liaison, desk.zhou):
        await phones.begun(person)  # what cannot be delivered would be an exception
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.liaisons[1])).blocked_at = AFTER_HOURS
    told = []
    for day in range(7):
        last = (await chats["lin"].last()).id
        await world.step(MORNING + timedelta(days=day))
        message = await chats["lin"].last()
        if message.id != last and "Exceptions: " in message.text:
            told.append(f"{MORNING + timedelta(days=day):%a %d}")
    assert told == ["Thu 19", "Mon 23"], "new, and on the week's first morning"


async def test_who_stands_elsewhere_is_told_of_the_office_all_the_same(
    world: World, phones: Phones
) -> None:
    desk = phones.desk
    desk.hand_in(0, (0, DONE))
    with world.store.transaction() as session:
        ma = session.get_one(Person, person_id(desk.ma))
        appoint(session, ma, session.get_one(Unit, desk.office.id), Role.CLERK, None, OPENED)
    phone = await phones.begun(ma)
    await ask(world, phone, "/switch District Office")
    await world.step(MORNING)
    told = await phone.last()
    assert told.text.startswith("Waits for you at Reform Office, Thu, 19 Nov\nTo review: 1, since")
    assert told.labels == ["Switch to Reform Office"]
    assert "To review: 1" in (await tap(world, phone, "Switch to Reform Office")).text


async def test_what_is_worked_off_before_it_arrives_is_not_told(
    world: World, phones: Phones
) -> None:
    phones.desk.hand_in(0, (0, DONE))
    chats = await begun(phones)
    await world.step(EARLY)
    await ask(world, chats["lin"], f"/approve {phones.desk.number(0, 0)}")
    last = (await chats["lin"].last()).id
    await world.step(MORNING)
    assert (await chats["lin"].last()).id == last


async def test_not_on_days_off_nor_to_who_is_on_leave(world: World, phones: Phones) -> None:
    phones.desk.hand_in(0, (0, DONE))
    chats = await begun(phones)
    with world.store.transaction() as session:
        lin = session.get_one(Person, person_id(phones.desk.lin))
        take_leave(session, lin, EARLY.date(), EARLY.date(), EARLY.date(), EARLY)
    await world.step(MORNING)
    with world.store.reading() as session:
        today = {row.person_id for row in digests(session)}
    assert phones.desk.lin.id not in today
    assert phones.desk.qian.id in today
    await world.step(FRIDAY_EVENING)
    with world.store.reading() as session:
        before = len(digests(session))
    await world.step(SUNDAY_EVENING)
    with world.store.reading() as session:
        assert len(digests(session)) == before
    assert "To review: 1" in (await chats["lin"].last()).text, "Friday's, after the leave"


@pytest.mark.parametrize("name", ["he", "zhou"], ids=["inspector", "head"])
async def test_only_the_posts_of_the_settings_get_one(
    world: World, phones: Phones, name: str
) -> None:
    make_busy(phones.desk)
    phone = await phones.begun(getattr(phones.desk, name))
    before = len(await phone.chat())
    await world.step(MORNING)
    assert len(await phone.chat()) == before
