"""The way out, against a simulated Telegram: every end a message can take is seen in its row."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from bot import addresses
from bot.mailroom import Mailroom
from bot.simulator.client import Person as Chatter
from handlers import pushes
from handlers.context import Scene
from handlers.view import Ask, Paper, View
from models import focus, outbox, settling
from models.outbox import Outbox, Sending, Urgency
from models.people.absences import take_leave
from models.people.posts import Person, Role, add_person, appoint
from models.refusals import Reason, Refused
from models.rules import MessageRules
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id
from tests.conversation import START, World, opened
from tests.waiting import until

NIGHT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


def greeting(scene: Scene, row: Outbox) -> View | None:
    """Greets in the reader's language, unless the row says that there is no need."""
    if row.params.get("over"):
        return None
    if row.params.get("refused"):
        raise Refused(Reason.GONE)
    if row.params.get("broken"):
        raise ValueError("the secret of Wang")
    name = scene.actor.person.name if scene.actor else "-"
    text = Markup("{} {} {}").format(row.params.get("word", "hello"), name, scene.tr.language)
    paper = Paper("form.txt", b"a form") if row.params.get("paper") else None
    return View(
        text, asks=Ask(focus.Topic.FIND, 5) if row.params.get("asks") else None, paper=paper
    )


@pytest.fixture(autouse=True)
def _greetings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushes, "PUSHES", {"greeting": greeting})


async def linked(world: World, name: str, language: str | None = None) -> tuple[Chatter, int]:
    """Somebody in Telegram whom the bot knows; the chat and the person's id."""
    chatter = await world.person(name)
    await chatter.send("hello")
    await world.settle()
    with world.store.transaction() as session:
        person = add_person(session, name, language)
        person.telegram_id = chatter.id
        session.flush()
        assert person.id
        return chatter, person.id


def put(world: World, *messages: outbox.Message) -> None:
    with world.store.transaction() as session:
        outbox.put(session, world.clock.now(), *messages)
    world.app.delivery.wake()


def message(key: str, /, **given: Any) -> outbox.Message:
    return outbox.Message(**({"kind": "greeting", "key": key} | given))


def row(world: World, key: str) -> Outbox:
    with world.store.reading() as session:
        return session.exec(select(Outbox).where(Outbox.dedupe_key == key)).one()


async def became(world: World, key: str, state: Sending) -> None:
    await until(lambda: row(world, key).state is state)


async def test_a_message_goes_to_its_person_in_their_language(world: World) -> None:
    anna, who = await linked(world, "Anna", "en")
    put(world, message("a", person_id=who))
    await world.settle()
    assert (await anna.last()).text == "hello Anna en"
    sent = row(world, "a")
    assert (sent.state, sent.sent_to, sent.sent_chat_id) == (Sending.SENT, who, anna.id)
    assert sent.message_id == (await anna.last()).id
    assert sent.attempts == 1


async def test_what_a_message_asks_is_remembered_with_it(world: World) -> None:
    anna, who = await linked(world, "Anna")
    put(world, message("a", person_id=who, params={"asks": True}))
    await world.settle()
    with world.store.reading() as session:
        asked = focus.newest(session, who)
    assert asked
    assert (asked.topic, asked.subject_id) == (focus.Topic.FIND, 5)
    assert asked.message_id == (await anna.last()).id


async def test_a_paper_goes_along(world: World) -> None:
    anna, who = await linked(world, "Anna")
    put(world, message("a", person_id=who, params={"paper": True}))
    await world.settle()
    last = await anna.last()
    assert last.text == "hello Anna zh_CN"
    assert last.media
    assert last.media.file_name == "form.txt"
    assert row(world, "a").state is Sending.SENT


@pytest.mark.parametrize(
    ("params", "state", "reason"),
    [
        ({"over": True}, Sending.VOID, "it was no longer true"),
        ({"refused": True}, Sending.VOID, "gone"),
        ({"broken": True}, Sending.FAILED, "it cannot be worded: ValueError at bot/test_delivery"),
    ],
)
async def test_what_no_longer_holds_is_not_sent(
    world: World, params: Mapping[str, bool], state: Sending, reason: str
) -> None:
    anna, who = await linked(world, "Anna")
    put(world, message("a", person_id=who, params=dict(params)), message("b", person_id=who))
    await world.settle()
    assert row(world, "a").state is state
    assert row(world, "a").reason.startswith(reason)
    assert row(world, "b").state is Sending.SENT, "the others go on"
    assert len([one for one in await anna.chat() if one.from_bot]) == 1


async def test_a_database_that_is_away_for_a_moment_costs_no_message(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, who = await linked(world, "Anna")
    away = iter([OperationalError("SELECT", {}, Exception("database is locked"))])

    def greeting_later(scene: Scene, one: Outbox) -> View | None:
        if error := next(away, None):
            raise error
        return greeting(scene, one)

    monkeypatch.setattr(pushes, "PUSHES", {"greeting": greeting_later})
    put(world, message("a", person_id=who))
    await anna.wait("hello Anna")
    await world.settle()
    assert row(world, "a").state is Sending.SENT


async def test_a_kind_nobody_can_word_is_a_visible_failure(world: World) -> None:
    _, who = await linked(world, "Anna")
    put(world, message("a", person_id=who, kind="from_another_version"))
    await world.settle()
    assert row(world, "a").state is Sending.FAILED


def unit_with(world: World, people: Mapping[Role, int]) -> int:
    with world.store.transaction() as session:
        unit = add_unit(session, "U1", "Bureau", Cohort.DEPARTMENT, None)
        for role, who in people.items():
            person = session.get(Person, who)
            assert person
            appoint(session, person, unit, role, None, START)
        return unit_id(unit)


async def test_a_units_message_goes_to_whoever_answers_for_it_now(world: World) -> None:
    anna, first = await linked(world, "Anna")
    boris, second = await linked(world, "Boris")
    unit = unit_with(world, {Role.LIAISON: first, Role.DEPUTY: second})
    put(world, message("a", unit_id=unit))
    await world.settle()
    assert (await anna.last()).text.startswith("hello Anna")
    with world.store.transaction() as session:
        person, today = session.get(Person, first), START.date()
        assert person
        take_leave(session, person, today, today + timedelta(days=3), today, START)
    put(world, message("b", unit_id=unit))
    await world.settle()
    assert (await boris.last()).text.startswith("hello Boris")
    assert row(world, "b").sent_to == second


async def test_what_nobody_can_get_is_held_and_released_later(world: World) -> None:
    unit = unit_with(world, {})
    put(world, message("a", unit_id=unit))
    await world.settle()
    assert (row(world, "a").state, row(world, "a").reason) == (
        Sending.HELD,
        "nobody answers for the unit now",
    )
    anna, who = await linked(world, "Anna")
    with world.store.transaction() as session:
        person, office = session.get(Person, who), session.get(Unit, unit)
        assert person
        assert office
        appoint(session, person, office, Role.LIAISON, None, START)
        settling.release_held(session, unit, world.clock.now())
    world.app.delivery.wake()
    await world.settle()
    assert (await anna.last()).text.startswith("hello Anna")


async def test_somebody_without_a_link_is_waited_for(world: World) -> None:
    with world.store.transaction() as session:
        person = add_person(session, "Chen")
        session.flush()
        who = person.id
    put(world, message("a", person_id=who))
    await world.settle()
    assert row(world, "a").state is Sending.HELD


async def test_a_block_is_seen_on_the_row_and_on_the_person(world: World) -> None:
    anna, who = await linked(world, "Anna")
    await world.door.fault("blocked", chat=anna.id, times=1)
    put(world, message("a", person_id=who))
    await world.settle()
    assert row(world, "a").state is Sending.FAILED
    assert "blocked" in row(world, "a").reason
    with world.store.reading() as session:
        person = session.get(Person, who)
        assert person
        assert person.blocked_at is not None
    put(world, message("b", person_id=who))
    await world.settle()
    assert row(world, "b").state is Sending.FAILED, "and is not tried again"
    assert row(world, "b").attempts == 0


async def test_a_units_message_finds_the_deputy_when_the_liaison_has_blocked(world: World) -> None:
    anna, first = await linked(world, "Anna")
    boris, second = await linked(world, "Boris")
    unit = unit_with(world, {Role.LIAISON: first, Role.DEPUTY: second})
    await world.door.fault("blocked", chat=anna.id)
    put(world, message("a", unit_id=unit))
    await world.settle()
    assert (await boris.last()).text.startswith("hello Boris")
    assert row(world, "a").state is Sending.SENT


async def test_a_pause_is_kept_and_the_message_comes_after_it_once(world: World) -> None:
    anna, who = await linked(world, "Anna")
    await world.door.fault("429", method="sendMessage", times=1, retry_after=1)
    began = time.monotonic()
    put(world, message("a", person_id=who))
    await became(world, "a", Sending.SENT)
    assert time.monotonic() - began >= 1
    assert row(world, "a").attempts == 2
    assert len([one for one in await anna.chat() if one.from_bot]) == 1


@pytest.mark.parametrize(("kind", "arrived"), [("drop_after", 1), ("drop_before", 0), ("500", 0)])
async def test_what_may_have_been_sent_is_unknown_and_never_repeated(
    world: World, kind: str, arrived: int
) -> None:
    anna, who = await linked(world, "Anna")
    await world.door.fault(kind, method="sendMessage", times=1)
    put(world, message("a", person_id=who))
    await became(world, "a", Sending.UNKNOWN)
    assert row(world, "a").reason.startswith("no answer came back")
    put(world, message("b", person_id=who, params={"word": "later"}))
    await became(world, "b", Sending.SENT)
    texts = [one.text for one in await anna.chat() if one.from_bot]
    assert len(texts) == arrived + 1
    assert texts[-1].startswith("later")


async def test_a_wrong_message_is_a_failure_with_telegrams_words(world: World) -> None:
    put(world, message("a", chat_id=987654))
    await world.settle()
    assert row(world, "a").state is Sending.FAILED
    assert "chat not found" in row(world, "a").reason.lower()


async def test_a_server_that_is_away_is_waited_for_without_losing_a_message(
    world: World, own_port: int
) -> None:
    anna, who = await linked(world, "Anna")
    there = world.app.bot._base_url
    world.app.bot._base_url = f"http://127.0.0.1:{own_port}/bot1:a"
    put(world, message("a", person_id=who))

    def put_back() -> bool:
        one = row(world, "a")
        return (one.state, one.reason) == (Sending.QUEUED, "not connected: ConnectError")

    await until(put_back)
    world.app.bot._base_url = there
    await became(world, "a", Sending.SENT)
    assert len([one for one in await anna.chat() if one.from_bot]) == 1


async def test_at_night_answers_go_out_and_the_rest_waits_for_the_morning(world: World) -> None:
    anna, who = await linked(world, "Anna")
    await world.step(NIGHT)
    put(
        world,
        message("bulk", person_id=who, urgency=Urgency.BULK, params={"word": "prompt"}),
        message("notice", person_id=who, params={"word": "notice"}),
        message("answer", person_id=who, urgency=Urgency.ANSWER, params={"word": "answer"}),
    )
    await world.settle()
    assert [one.text.split()[0] for one in await anna.chat() if one.from_bot] == ["answer"]
    await world.step(NIGHT + timedelta(hours=12))
    assert [one.text.split()[0] for one in await anna.chat() if one.from_bot] == [
        "answer",
        "notice",
        "prompt",
    ]
    sent_at = row(world, "bulk").sent_at
    assert sent_at
    assert sent_at.isoformat().startswith("2026-11-19T00:30"), "08:30 on the office's clock"


async def test_an_answer_overtakes_the_bulk(store: Store, tmp_path: Path) -> None:
    unhurried = MessageRules.model_construct(
        per_second=20.0, per_chat_seconds=0.0, per_group_minute=1000
    )
    async with opened(store, tmp_path, pace=unhurried) as world:
        _, anna = await linked(world, "Anna")
        _, boris = await linked(world, "Boris")
        bulk = [f"bulk {n}" for n in range(20)]
        put(world, *(message(key, person_id=anna, urgency=Urgency.BULK) for key in bulk))
        await became(world, "bulk 3", Sending.SENT)
        waiting = [key for key in bulk if row(world, key).state is Sending.QUEUED]
        put(world, message("answer", person_id=boris, urgency=Urgency.ANSWER))
        await world.settle()
        begun = {key: row(world, key).claimed_at or START for key in [*bulk, "answer"]}
    overtaken = [key for key in waiting if begun[key] > begun["answer"]]
    assert overtaken
    assert len(waiting) - len(overtaken) <= 1, "the one that was being picked, but no other"
    assert bulk == sorted(bulk, key=begun.__getitem__), "the bulk goes in its order"


async def test_a_message_costs_few_statements(world: World) -> None:
    _, who = await linked(world, "Anna")
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(world.store.engine, "before_cursor_execute", note)
    put(world, *(message(f"m{n}", person_id=who) for n in range(20)))
    await world.settle()
    event.remove(world.store.engine, "before_cursor_execute", note)
    assert row(world, "m19").state is Sending.SENT
    assert len(seen) / 20 <= 10, "begin, look, read, whom, may; begin, claim; begin, settle"


async def test_a_group_that_has_moved_is_followed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _ = await linked(world, "Anna")
    group = await world.door.group("Office", [anna])
    await world.settle()
    put(world, message("a", chat_id=group))
    await world.settle()
    assert row(world, "a").state is Sending.VOID, "it is no notice of a notice board"
    monkeypatch.setattr(addresses, "passes", lambda *_: True)
    new = (await world.door.ask("POST", f"/groups/{group}/migrate"))["id"]
    put(world, message("b", chat_id=group))
    await world.settle()
    assert (row(world, "b").state, row(world, "b").sent_chat_id) == (Sending.SENT, new)


async def test_what_was_under_way_when_the_program_died_is_unknown(world: World) -> None:
    _, who = await linked(world, "Anna")
    await world.app.delivery.stop(1)
    put(world, message("a", person_id=who))
    with world.store.transaction() as session:
        assert settling.claim(session, row(world, "a").id or 0, 0, 0, world.clock.now())
    mailroom = Mailroom(world.app.office)
    assert mailroom.abandon() == 1
    assert row(world, "a").state is Sending.UNKNOWN
