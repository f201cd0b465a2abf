"""Notices on the way out, against a simulated Telegram: albums, polls, edits, deletions, groups."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select
from sqlmodel import delete as delete_rows

from bot.mailroom import Mailroom
from bot.simulator.client import Person as Chatter
from models.groups import GroupChat
from models.inbox import Inbox
from models.notices.audiences import Audience
from models.notices.changing import EDIT, edit
from models.notices.content import Album, Content, File, FileKind, Poll, Text
from models.notices.copies import KIND
from models.notices.ending import DELETE, delete, stop
from models.notices.polls import results
from models.notices.receipts import Progress, Standing
from models.outbox import Outbox, Sending
from models.store import Store
from models.units import unit_id
from tests.conversation import START, World, opened
from tests.desk import settle
from tests.models.notices.town import SAYS, Town
from tests.simulator.pictures import png
from tests.waiting import wait_until

ONE = "Please check."


@dataclass
class Stage:
    """The town in a simulated Telegram: the telephones of liaisons 0 and 1, and files it knows."""

    world: World
    town: Town
    phones: list[Chatter]
    files: list[str] = field(default_factory=list)

    @property
    def to_one(self) -> Audience:
        """Unit 0, whose liaison has the first telephone."""
        return Audience(units=frozenset({unit_id(self.town.desk.units[0])}))

    async def sent(
        self, content: Content = SAYS, whom: Audience | None = None, **terms: Any
    ) -> int:
        """A notice that has gone out; its id."""
        number = self.town.sent(whom or self.to_one, content, **terms)
        await self.settled()
        return number

    async def settled(self) -> None:
        """Wait until everything is said."""
        self.world.app.delivery.wake()
        await self.world.settle()

    async def said(self, phone: int = 0) -> list[Any]:
        """What the bot has said to a telephone."""
        return [one for one in await self.phones[phone].chat() if one.from_bot]

    def board(self, session: Session, chat: int) -> None:
        """Let a group chat be a notice board of the office."""
        session.exec(delete_rows(GroupChat).where(col(GroupChat.chat_id) == chat))
        office = unit_id(self.town.desk.office)
        session.add(GroupChat(chat_id=chat, office_id=office, member_since=START))

    def rows(self, kind: str = KIND) -> list[Outbox]:
        """The outbox rows of a kind."""
        return self.town.rows(kind)

    def progress(self, number: int) -> Progress:
        """How far a notice has come."""
        return self.town.progress(number)

    def photo(self, at: int, words: str = "") -> File:
        """A photo Telegram knows."""
        return File(shown=FileKind.PHOTO, file_id=self.files[at], html=words)


@pytest.fixture
async def stage(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The town at work."""
    store = Store(sqlite_url)
    async with opened(store, tmp_path) as world:
        desk = await asyncio.to_thread(settle, store, 2)
        phones = [
            await world.person(one.name, id=one.telegram_id, started=True) for one in desk.liaisons
        ]
        made = Stage(world, Town(world.app.office.store, desk), phones)  # one lock for all writers
        chat = phones[1].id
        for _ in range(3):
            sent = await world.app.bot.send_photo(chat, png(320, 240))
            made.files.append(sent.photo[-1].file_id)
        yield made
    store.close()


async def test_every_kind_of_part_arrives_in_order_and_once(stage: Stage) -> None:
    album = Album(items=(stage.photo(0, "<b>First</b>"), stage.photo(1)))
    poll = Poll(question="When?", options=("Now", "Later"), anonymous=False, multiple=True)
    content = Content(parts=(album, poll, Text(html="And <i>this</i>."), stage.photo(2, "Last")))
    number = await stage.sent(content, confirm=True)
    said = await stage.said()
    assert [bool(one.media) for one in said] == [True, True, False, False, True]
    assert len(said) == 5
    assert said[3].html.startswith("And <i>this</i>.")
    assert said[4].text.startswith("Last")
    assert said[4].buttons, "the last part carries the button"
    (row,) = stage.rows()
    assert (row.state, row.step, row.attempts) == (Sending.SENT, 3, 4)
    assert stage.progress(number).counts == {Standing.SENT: 1}


async def test_drained_means_the_last_message_of_a_row_however_the_looks_fall(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Mailroom.due

    def slow(mailroom: Mailroom, now: datetime, most: int) -> list[int]:
        found = look(mailroom, now, most)
        if not found:  # what is under way lands before this look is answered
            wait_until(lambda: all(row.state is not Sending.SENDING for row in stage.rows()))
            time.sleep(0.02)
        return found

    monkeypatch.setattr(Mailroom, "due", slow)
    await stage.sent(Content(parts=tuple(Text(html=f"Part {n}") for n in range(10))))
    assert [one.text for one in await stage.said()] == [f"Part {n}" for n in range(10)]


async def test_what_cannot_carry_the_button_is_followed_by_what_does(stage: Stage) -> None:
    album = Album(items=(stage.photo(0), stage.photo(1)))
    number = await stage.sent(Content(parts=(album,)), confirm=True)
    *_, last = said = await stage.said()
    assert len(said) == 3
    assert "confirm" in last.text
    await stage.phones[0].press(last.labels[0])
    await stage.settled()
    assert stage.progress(number).counts == {Standing.CONFIRMED: 1}
    assert not (await stage.said())[-1].buttons


async def test_a_caption_keeps_its_photo_when_it_is_confirmed(stage: Stage) -> None:
    await stage.sent(Content(parts=(stage.photo(0, ONE),)), confirm=True)
    (last,) = await stage.said()
    await stage.phones[0].press(last.labels[0])
    await stage.settled()
    (last,) = await stage.said()
    assert last.media
    assert last.text.startswith(ONE)
    assert not last.buttons


async def test_a_block_between_two_messages_ends_the_row_where_it_is(stage: Stage) -> None:
    chat = stage.phones[0].id
    await stage.world.door.fault("blocked", chat=chat, method="sendPoll")
    content = Content(parts=(*SAYS.parts, Poll(question="?", options=("a", "b"))))
    number = await stage.sent(content)
    (row,) = stage.rows()
    assert (row.state, row.step) == (Sending.FAILED, 1)
    assert stage.progress(number).counts == {Standing.UNDELIVERABLE: 1}


async def test_a_lost_answer_leaves_the_rest_unsent_and_unknown(stage: Stage) -> None:
    await stage.world.door.fault("drop_after", method="sendMediaGroup", times=1)
    album = Album(items=(stage.photo(0), stage.photo(1)))
    number = await stage.sent(Content(parts=(album, *SAYS.parts)))
    assert stage.progress(number).counts == {Standing.UNKNOWN: 1}
    assert len(await stage.said()) == 2, "the album is there, and nothing was repeated"


async def test_an_edit_changes_what_is_there_and_what_still_goes(stage: Stage) -> None:
    album = Album(items=(stage.photo(0, "Old"), stage.photo(1)))
    number = await stage.sent(Content(parts=(album, *SAYS.parts)))
    new = Content(
        parts=(Album(items=(stage.photo(0, "New"), stage.photo(2))), Text(html="Other words."))
    )
    stage.town.do(number, lambda session, one: edit(session, one, new, stage.town.lin, START))
    await stage.settled()
    first, second, text = await stage.said()
    assert first.text == "New"
    assert second.media
    assert text.text == "Other words."
    (row,) = stage.rows(EDIT)
    assert (row.state, row.attempts) == (Sending.SENT, 3)


async def test_an_edit_whose_answer_was_lost_is_done_again(stage: Stage) -> None:
    number = await stage.sent()
    await stage.world.door.fault("drop_after", method="editMessageText", times=1)
    new = Content(parts=(Text(html=ONE),))
    stage.town.do(number, lambda session, one: edit(session, one, new, stage.town.lin, START))
    await stage.settled()
    async with asyncio.timeout(20):
        while stage.rows(EDIT)[0].state is not Sending.SENT:  # noqa: ASYNC110  another task's row
            await asyncio.sleep(0.02)
    assert [one.text for one in await stage.said()] == [ONE]


async def test_deleting_takes_every_message_of_a_copy_away(stage: Stage) -> None:
    album = Album(items=(stage.photo(0), stage.photo(1)))
    number = await stage.sent(Content(parts=(album, *SAYS.parts)))
    stage.town.do(number, lambda session, one: delete(session, one, stage.town.lin, START))
    await stage.settled()
    assert not await stage.said()
    assert [row.state for row in stage.rows(DELETE)] == [Sending.SENT]


async def test_what_got_too_old_on_the_way_is_not_deleted(stage: Stage) -> None:
    number = await stage.sent()
    stage.town.do(number, lambda session, one: delete(session, one, stage.town.lin, START))
    (row,) = stage.rows()
    stage.town.settle(row, Sending.SENT, sent_at=START - timedelta(hours=49))
    await stage.settled()
    assert [(row.state, row.reason) for row in stage.rows(DELETE)] == [(Sending.VOID, "too_late")]
    assert len(await stage.said()) == 1


async def test_after_a_stop_nothing_more_goes_not_even_what_is_sent_again(stage: Stage) -> None:
    number = await stage.sent(Content(parts=(*SAYS.parts, Text(html=ONE))))
    stage.town.do(number, lambda session, one: stop(session, one, stage.town.lin, START))
    (row,) = stage.rows()
    stage.town.settle(row, Sending.QUEUED, step=1)
    await stage.settled()
    assert stage.rows()[0].state is Sending.VOID
    assert len(await stage.said()) == 2
    assert stage.progress(number).counts == {Standing.WITHDRAWN: 1}


async def test_a_group_in_which_we_may_not_write_is_known_as_such(stage: Stage) -> None:
    chat = await stage.world.door.group("Quiet", stage.phones)
    await stage.world.settle()
    with stage.town.store.transaction() as session:
        stage.board(session, chat)
    await stage.world.door.fault("silenced", chat=chat)
    content = Content(parts=(Text(html=ONE), Poll(question="?", options=("a", "b"))))
    number = await stage.sent(content, whom=Audience(chats=frozenset({chat})))
    assert stage.progress(number).counts == {Standing.UNDELIVERABLE: 1}
    assert "Not enough rights" in stage.rows()[0].reason
    with stage.town.store.reading() as session:
        group = session.exec(select(GroupChat).where(GroupChat.chat_id == chat)).one()
    assert not group.may_write
    assert group.left_at is None


async def test_a_poll_on_a_board_is_counted_whoever_votes(stage: Stage) -> None:
    chat = await stage.world.door.group("Board", stage.phones)
    await stage.world.settle()
    with stage.town.store.transaction() as session:
        stage.board(session, chat)
    poll = Poll(question="Who?", options=("I", "Not I"), anonymous=False)
    whom = Audience(chats=frozenset({chat}), units=stage.to_one.units)
    number = await stage.sent(Content(parts=(poll,)), whom=whom)
    (posted,) = [one for one in await stage.phones[0].chat(chat) if "poll" in one.raw["other"]]
    (own,) = [one for one in await stage.said() if "poll" in one.raw["other"]]
    await stage.phones[0].vote(own.id, 1)
    await stage.phones[0].vote(posted.id, 0, chat=chat)
    stranger = await stage.world.person("Eve")
    await stage.world.door.ask("POST", f"/groups/{chat}/join", json={"person": stranger.id})
    await stranger.vote(posted.id, 1, chat=chat)
    await stage.settled()
    with stage.town.store.reading() as session:
        (found,) = results(session, stage.town.notice(session, number))
        kept = session.exec(select(Inbox.raw)).all()
    assert list(found.votes) == [1, 1], "the liaison voted twice and counts as they did last"
    assert [one.person.name for one in found.answered] == ["Liaison 0"]
    assert (found.voters, found.unnamed, found.silent) == (2, 1, [])
    assert not any("Eve" in raw for raw in kept if "poll_answer" in raw)


async def test_a_group_is_written_to_where_it_has_moved_and_not_where_we_left(stage: Stage) -> None:
    moved = await stage.world.door.group("Moved", stage.phones)
    left = await stage.world.door.group("Left", stage.phones)
    new = (await stage.world.door.ask("POST", f"/groups/{moved}/migrate"))["id"]
    await stage.world.door.ask("POST", f"/groups/{left}/remove-bot")
    await stage.world.settle()
    with stage.town.store.transaction() as session:
        session.exec(delete_rows(GroupChat).where(col(GroupChat.chat_id) == new))
        for chat in (moved, left):
            stage.board(session, chat)
    number = await stage.sent(whom=Audience(chats=frozenset({moved, left})), confirm=True)
    assert stage.progress(number).counts == {Standing.SENT: 1, Standing.UNDELIVERABLE: 1}
    assert {row.sent_chat_id for row in stage.rows()} == {new, None}
    with stage.town.store.reading() as session:
        chats = {one.chat_id: one.left_at for one in session.exec(select(GroupChat))}
    assert chats[new] is None
    assert chats[left] is not None
    said = [one for one in await stage.phones[0].chat(new) if one.from_bot]
    assert [one.text.startswith(SAYS.title(99)) for one in said] == [True]
