"""An issued circular in chat: sent once to each, confirmed, reminded of, found and read."""

from sqlmodel import col, select

from bot.simulator.client import Person as Chatter
from models.circulars.broadcasting import CircularCopy
from models.outbox import Outbox, Sending
from models.people.posts import Person, person_id
from models.standings.computing import store
from models.standings.runs import Run, facts_of, scheme_of
from tests.conversation import World
from tests.handlers.circulars.room import Room, entered
from tests.handlers.office import Phones, ask, tap


async def issued(world: World) -> Room:
    """A circular that was issued and not sent yet."""
    room = await entered(world)
    for said in ("/circular submit", "/circular approve"):
        await ask(world, room.qian, said)
    return room


async def phone(room: Room, person: Person) -> Chatter:
    """Somebody's telephone."""
    return await Phones(room.world, room.desk).begun(person)


def confirmed(world: World) -> set[int]:
    """Who has confirmed."""
    with world.store.reading() as session:
        rows = session.exec(
            select(CircularCopy.person_id).where(col(CircularCopy.confirmed_at).is_not(None))
        )
        return set(rows)


async def test_whom_it_reaches_is_shown_before_it_is_sent_once(world: World) -> None:
    room = await issued(world)
    wang = await phone(room, room.desk.liaisons[0])
    await ask(world, room.lin, "/circular")
    answer = await tap(world, room.lin, "Send to all")
    assert "It goes to 11 people, one message each" in answer.text
    assert "Liaison 0" in answer.text
    assert "Nobody to tell in 1 unit:\nDistrict" in answer.text
    assert room.said("circular") == []
    answer = await tap(world, room.lin, "Send to all")
    assert "Sent" in answer.text
    assert "0 of 11 have confirmed." in answer.text
    rows = room.said("circular")
    assert len(rows) == len({row.person_id for row in rows}) == 11
    told = await wang.last()
    assert "改通〔2026〕1号" in told.text
    assert told.media
    assert told.media.file_name == "改通〔2026〕1号.pdf"
    assert (await world.door.fetch(told.media.url)).startswith(b"%PDF")
    await ask(world, room.lin, "/circular send")
    assert len(room.said("circular")) == 11


async def test_a_reader_confirms_and_the_office_sees_it(world: World) -> None:
    room = await issued(world)
    wang = await phone(room, room.desk.liaisons[0])
    await ask(world, room.lin, "/circular send")
    toast = await wang.answer_to(await wang.press("Circular received"))
    assert toast.text.startswith("Confirmed")
    again = await wang.answer_to(await wang.press("Circular received"))
    assert again.text == toast.text, "when it was confirmed first"
    assert confirmed(world) == {person_id(room.desk.liaisons[0])}
    await ask(world, room.lin, "/circular")
    answer = await tap(world, room.lin, "Confirmations")
    assert "1 of 11 have confirmed." in answer.text
    assert "✓ Unit 0 · Liaison 0, " in answer.text
    assert "… Unit 1 · Liaison 1" in answer.text


async def test_one_tap_reminds_each_who_has_not_confirmed(world: World) -> None:
    room = await issued(world)
    wang = await phone(room, room.desk.liaisons[0])
    sun = await phone(room, room.desk.liaisons[1])
    await ask(world, room.lin, "/circular send")
    await wang.answer_to(await wang.press("Circular received"))
    await ask(world, room.lin, "/circular")
    await tap(world, room.lin, "Confirmations")
    answer = await tap(world, room.lin, "Remind to confirm")
    assert "10 people would be told:" in answer.text
    await tap(world, room.lin, "Remind now")
    told = {row.person_id for row in room.said("circular_nudge")}
    assert len(told) == 10
    assert person_id(room.desk.liaisons[0]) not in told
    nudged = await sun.last()
    assert "Please confirm that you have received:" in nudged.text
    await sun.answer_to(await sun.press("Confirm November 2026"))
    assert person_id(room.desk.liaisons[1]) in confirmed(world)
    await ask(world, room.lin, "/circular remind")
    assert len(room.said("circular_nudge")) == 10, "once a day"


async def test_a_reminder_is_not_sent_to_who_has_confirmed_meanwhile(world: World) -> None:
    room = await issued(world)
    sun = await phone(room, room.desk.liaisons[1])
    await ask(world, room.lin, "/circular send")
    await ask(world, sun, "/circulars confirm")
    assert person_id(room.desk.liaisons[1]) in confirmed(world)
    await ask(world, room.lin, "/circular remind")
    assert person_id(room.desk.liaisons[1]) not in {
        row.person_id for row in room.said("circular_nudge")
    }


async def test_everybody_finds_and_reads_what_was_issued(world: World) -> None:
    room = await issued(world)
    elsewhere = await phone(room, room.desk.villager)
    answer = await ask(world, elsewhere, "/circulars")
    assert "None was issued yet." in answer.text, "the district's own office asks the village"
    reader = await phone(room, room.desk.town_liaison)
    answer = await ask(world, reader, "/circulars")
    assert "Circular of November 2026, 改通〔2026〕1号" in answer.text
    answer = await ask(world, reader, "/circulars 2026年11月")
    assert "一、总体情况" in answer.text
    answer = await ask(world, reader, "/circulars 2026-09")
    assert "There is no circular of 2026-09" in answer.text
    await ask(world, reader, "/circulars")
    await tap(world, reader, "November 2026")
    await tap(world, reader, "Word")
    sent = await reader.last()
    assert sent.media
    assert sent.media.file_name == "改通〔2026〕1号.docx"
    assert "Edit it in Word" not in sent.text


async def test_a_withdrawn_one_is_gone_for_its_readers(world: World) -> None:
    room = await issued(world)
    wang = await phone(room, room.desk.liaisons[0])
    await ask(world, room.lin, "/circular send")
    copy = await wang.last()
    await ask(world, room.lin, "/circular withdraw 数据有误")
    now = await wang.last()
    assert (now.id, now.labels) == (copy.id, []), "the same message says so"
    assert "It was withdrawn and holds no longer. Reason: 数据有误" in now.text
    assert now.media
    data = copy.buttons[0][0].data or ""
    toast = await wang.answer_to(await wang.press_data(copy.id, data))
    assert toast.alert
    assert confirmed(world) == set()
    answer = await ask(world, wang, "/circulars")
    assert "None was issued yet." in answer.text


async def test_scores_corrected_after_it_was_issued_are_said_to_writers_and_readers(
    world: World,
) -> None:
    room = await issued(world)
    wang = await phone(room, room.desk.liaisons[0])
    with world.store.transaction() as session:
        old = session.get_one(Run, room.circular().run_id)
        facts, until, now = facts_of(session, old), old.appeals_until, world.clock.now()
        new = store(session, old.office_id, facts, scheme_of(old), until, None, "appeal 1", now)
        new.published_at, new.mode = now, old.mode
    page = await ask(world, room.lin, "/circular")
    assert "⚠ The scores were corrected since it was issued" in page.text
    desk = await ask(world, room.lin, "/office")
    assert "Circular with corrected scores" in desk.text + str(desk.labels)
    read = await ask(world, wang, "/circulars 2026-11")
    assert "The scores it rests on were corrected since" in read.text


async def test_what_is_withdrawn_before_it_arrives_is_not_delivered(world: World) -> None:
    room = await issued(world)
    with world.store.transaction() as session:
        held = Outbox(
            kind="circular",
            person_id=person_id(room.desk.liaisons[0]),
            subject_id=room.circular().id,
            created_at=world.clock.now(),
            due_at=world.clock.now(),
            dedupe_key="circular:test",
        )
        held.state = Sending.HELD
        session.add(held)
    await ask(world, room.lin, "/circular withdraw 数据有误")
    with world.store.transaction() as session:
        row = session.exec(select(Outbox).where(Outbox.dedupe_key == "circular:test")).one()
        row.state = Sending.QUEUED
    world.app.delivery.wake()
    await world.settle()
    assert [row.state for row in room.said("circular")] == [Sending.VOID]
