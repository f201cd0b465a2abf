"""In a group: one polite word at most, nothing kept of what people say, and no figure ever."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from handlers.groups.gate import IN_PRIVATE, ON_BOARDS
from handlers.pushes import PUSHES
from models.audit import Audit
from models.outbox import Message, Outbox, Sending, Urgency, put
from tests.conversation import START
from tests.handlers.authority_table import BUTTONS, COMMANDS
from tests.handlers.groups.hall import Hall, hall
from tests.handlers.office import Phones

ANSWER = "我只在私聊中答复。"


async def test_a_command_is_answered_in_private_once_an_hour(phones: Phones) -> None:
    here = await hall(phones)
    for text in (f"/rank{here.bot}", "/tasks", f"/help{here.bot}", "/start", "/unheard_of"):
        await here.say(here.liaison, text)
    assert await here.from_the_bot() == [ANSWER]
    said = (await here.lin.chat(here.chat))[-5:]
    answer = next(one for one in said if one.from_bot)
    assert [button.url for row in answer.buttons for button in row] == [
        f"https://t.me/{here.bot[1:]}"
    ]
    await here.world.step(START + timedelta(minutes=59))
    await here.say(here.eve, f"/start{here.bot}")
    assert await here.from_the_bot() == [ANSWER]
    await here.world.step(START + timedelta(minutes=61))
    await here.say(here.eve, f"/start{here.bot}")
    assert await here.from_the_bot() == [ANSWER, ANSWER]


async def test_another_bot_s_commands_are_left_to_it(phones: Phones) -> None:
    here = await hall(phones)
    await here.say(here.liaison, "/help@someone_else_bot")
    other = {"id": 77, "is_bot": True, "first_name": "Other", "username": "someone_else_bot"}
    await here.news(new_chat_members=[other])
    assert here.known.other_bots == [77]
    await here.say(here.liaison, "/help")
    await here.say(here.lin, "/bind")
    assert await here.from_the_bot() == []
    await here.news(left_chat_member=other)
    await here.say(here.liaison, "/help")
    assert await here.from_the_bot() == [ANSWER]


async def test_nothing_people_say_in_a_group_is_kept(phones: Phones) -> None:
    here = await hall(phones)
    await here.world.door.ask("POST", f"/groups/{here.chat}/promote-bot")  # so it hears everything
    sent = await here.say(here.liaison, "secret one")
    await here.liaison.edit(sent, "secret two", chat=here.chat)
    await here.eve.send_files([("a.txt", b"x")], caption="secret three", chat=here.chat)
    await here.say(here.liaison, f"/report{here.bot} 2026-0000 secret four")
    newcomer = await here.world.person("Newcomer Secret")
    joining = f"/groups/{here.chat}/join"
    await here.world.door.ask("POST", joining, json={"person": newcomer.id})
    await here.news(pinned_message={"message_id": 1, "date": 0, "text": "secret five"})
    await here.update(channel_post={"chat": {"id": -5, "type": "channel"}, "text": "secret six"})
    await here.world.settle()
    assert "secret" not in here.raw().lower()
    assert await here.from_the_bot() == [ANSWER]
    with here.world.store.reading() as session:
        assert session.exec(select(Audit).where(Audit.subject == "progress")).first() is None


@pytest.fixture
async def board(phones: Phones) -> Hall:
    """A group that is bound."""
    here = await hall(phones)
    here.bind()
    return here


async def test_no_kind_of_message_reaches_a_group_but_those_on_the_list(board: Hall) -> None:
    """Every row that there can be is put for the group; none but an answer in private comes out."""
    row = (await board.world.door.journal())[-1]["n"]
    with board.world.store.transaction() as session:
        for kind in PUSHES:
            answer, key = Urgency.ANSWER, f"forged:{kind}"
            put(session, START, Message(kind, key, None, None, board.chat, 1, urgency=answer))
    board.world.app.delivery.wake()
    await board.world.settle()
    with board.world.store.reading() as session:
        forged = col(Outbox.dedupe_key).startswith("forged:")
        states = {one.kind: one.state for one in session.exec(select(Outbox).where(forged))}
    assert {kind for kind, state in states.items() if state is not Sending.VOID} == {IN_PRIVATE}
    assert set(PUSHES) > ON_BOARDS, "those are void, for there is no such notice"
    calls = await board.world.door.journal(row)
    assert {one["method"] for one in calls if one["method"].startswith("send")} == {"sendMessage"}
    assert await board.from_the_bot() == [ANSWER]


async def test_no_command_and_no_forged_press_does_anything_in_a_group(board: Hall) -> None:
    number = await board.post()
    before = await board.from_the_bot()
    shown = (await board.lin.last(board.chat)).id
    with board.world.store.reading() as session:
        last = session.exec(select(Outbox.id).order_by(col(Outbox.id).desc())).first() or 0
    for one in COMMANDS.values():
        if "{" not in one.sample and not one.sample.startswith("/bind"):
            await board.lin.send(one.sample.split()[0] + board.bot, chat=board.chat)
    for code, row in BUTTONS.items():
        data = row.sample.format_map(_Ones())
        if code != "na":
            query = await board.lin.press_data(shown, data, chat=board.chat)
            assert (await board.lin.answer_to(query)).alert, code
    query = await board.lin.press_data(shown, f"na:{number + 1}", chat=board.chat)
    assert (await board.lin.answer_to(query)).alert
    await board.world.settle()
    assert await board.from_the_bot() == [*before, ANSWER]
    with board.world.store.reading() as session:
        new = session.exec(select(Outbox).where(col(Outbox.id) > last)).all()
    assert {one.kind for one in new} == {IN_PRIVATE}


class _Ones(dict[str, int]):
    """Every id is 1."""

    def __missing__(self, key: str) -> int:
        return 1
