"""The exception list tells what needs a hand, why, and one tap helps; or that nothing is wrong."""

import pytest
from sqlmodel import Session, select

from models.inbox import Hearing, Inbox, fail, keep, quarantine
from models.outbox import Message, Outbox, Sending, put
from models.people.posts import Person, person_id
from models.settling import settle
from models.units import unit_id
from tests.conversation import START, World
from tests.desk import Desk
from tests.desk import settle as found_city
from tests.handlers.office import Phones, ask, tap
from tests.waiting import until


@pytest.fixture
def phones(world: World) -> Phones:
    return Phones(world, found_city(world.store))


def lost(session: Session, desk: Desk, state: Sending, reason: str) -> int:
    """A message to the clerk herself that ended so."""
    put(
        session,
        START,
        Message(kind="redated", key=state.value, person_id=desk.lin.id, subject_id=desk.cycle.id),
    )
    row = session.exec(select(Outbox).where(Outbox.dedupe_key == state.value)).one()
    settle(session, row.id or 0, state, reason)
    return row.id or 0


async def test_nothing_is_wrong(world: World, phones: Phones) -> None:
    lin = await phones.of(phones.desk.lin)
    assert "Nothing is wrong." in (await ask(world, lin, "/exceptions")).text


async def test_people_who_are_missing_in_chat(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        session.get_one(Person, person_id(desk.liaisons[1])).telegram_id = None
        session.get_one(Person, person_id(desk.liaisons[2])).blocked_at = START
    lin = await phones.of(desk.lin)
    shown = await ask(world, lin, "/exceptions")
    assert {"Nobody answers 2", "Not linked 1", "Bot blocked 1"} <= set(shown.labels)
    assert "1. Unit 1: Liaison 1 (liaison)" in (await tap(world, lin, "Not linked 1")).text
    await tap(world, lin, "Back")
    assert "1. Unit 2: Liaison 2 (liaison)" in (await tap(world, lin, "Bot blocked 1")).text
    await tap(world, lin, "Back")
    assert "2. Unit 2" in (await tap(world, lin, "Nobody answers 2")).text


async def test_a_failed_message_is_sent_again_with_one_tap(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        lost(session, desk, Sending.FAILED, "Forbidden: bot was blocked by the user")
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/exceptions")
    listed = await tap(world, lin, "Not delivered 1")
    assert "1. the notice of new dates to Lin: failed" in listed.text
    page = await tap(world, lin, "1")
    assert "The person has blocked the bot." in page.text
    after = await tap(world, lin, "Send again")
    assert "Nothing is wrong." in after.text
    assert "New dates for November 2026" in (await lin.last()).text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("missed", "the notice that a month was missed"),
        ("paper_entered", "the notice of a reply typed in from paper"),
        ("link_declined", "the notice of a withdrawn invitation"),
    ],
)
async def test_what_could_not_be_said_is_named(
    world: World, phones: Phones, kind: str, words: str
) -> None:
    with world.store.transaction() as session:
        row = lost(session, phones.desk, Sending.FAILED, "Forbidden: bot was blocked by the user")
        session.get_one(Outbox, row).kind = kind
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/exceptions")
    listed = await tap(world, lin, "Not delivered 1")
    assert f"1. {words} to Lin: failed" in listed.text


async def test_what_may_have_arrived_needs_a_second_look(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        row = lost(session, desk, Sending.UNKNOWN, "no answer came back: ReadTimeout")
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/exceptions")
    await tap(world, lin, "Not delivered 1")
    page = await tap(world, lin, "1")
    assert "may have arrived" in page.text
    assert "Telegram's answer was lost." in page.text
    sure = await tap(world, lin, "Send again")
    assert "may stand there twice" in sure.text
    with world.store.reading() as session:
        assert session.get_one(Outbox, row).state is Sending.UNKNOWN
    await tap(world, lin, "Send again")
    with world.store.reading() as session:
        assert session.get_one(Outbox, row).state is Sending.SENT


async def test_a_message_is_taken_off_the_list(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        row = lost(session, desk, Sending.UNKNOWN, "odd <b>reason</b>")
    lin, qian = await phones.of(desk.lin), await phones.of(desk.qian)
    for phone in (lin, qian):
        await ask(world, phone, "/exceptions")
        await tap(world, phone, "Not delivered 1")
        assert "odd <b>reason</b>" in (await tap(world, phone, "1")).text
    assert "Nothing is wrong." in (await tap(world, lin, "Take off the list")).text
    answer = await qian.answer_to(await qian.press("Send again"))
    assert "decided already" in answer.text
    with world.store.reading() as session:
        assert session.get_one(Outbox, row).state is Sending.VOID


async def test_updates_that_were_not_handled_are_tried_again(world: World, phones: Phones) -> None:
    desk = phones.desk
    lin = await phones.begun(desk.lin)
    with world.store.transaction() as session:
        done = session.exec(select(Inbox)).one()
        fail(session, done.update_id, "KeyError in handlers/x.py:5", START)
        keep(session, [(1, '{"update_id": 1, "message": {"text": "secret"}}')], START)
        quarantine(session, 1, "ValueError", START)
    await ask(world, lin, "/exceptions")
    listed = await tap(world, lin, "Not handled 2")
    assert "cannot be read" in listed.text
    page = await tap(world, lin, "2")
    assert "Kind: message" in page.text
    assert "secret" not in page.text
    await tap(world, lin, "Take off the list")
    page = await tap(world, lin, "1")
    assert "KeyError in handlers/x.py:5" in page.text
    await tap(world, lin, "Try again")
    # It is taken up with what comes next.
    await until(lambda: set(states_of(world).values()) == {Hearing.DONE})


def states_of(world: World) -> dict[int, Hearing]:
    """What became of every update."""
    with world.store.reading() as session:
        return {one.update_id: one.state for one in session.exec(select(Inbox))}


async def test_held_for_a_unit_without_anybody(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        unit = unit_id(desk.units[1])
        put(session, START, Message(kind="prompt", key="h", unit_id=unit, subject_id=1))
        row = session.exec(select(Outbox).where(Outbox.dedupe_key == "h")).one()
        settle(session, row.id or 0, Sending.HELD, "nobody answers for the unit now")
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/exceptions")
    listed = await tap(world, lin, "Not delivered 1")
    assert "1. the month's prompt to Unit 1: nobody to tell" in listed.text


async def test_many_come_in_pages(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        messages = [
            Message(kind="redated", key=f"x{n}", person_id=desk.lin.id, subject_id=1)
            for n in range(25)
        ]
        put(session, START, *messages)
        for row in session.exec(select(Outbox).where(Outbox.kind == "redated")).all():
            settle(session, row.id or 0, Sending.FAILED, "why")
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/exceptions")
    first = await tap(world, lin, "Not delivered 25")
    assert "Page 1 of 3" in first.labels
    assert "25. " in (await tap(world, lin, "◀")).text
    assert "1. " in (await tap(world, lin, "▶")).text
