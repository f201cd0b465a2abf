"""The people's and the control door themselves: streams, forged acts, the journal."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ChatAction

from bot.simulator.client import Door, Person
from bot.simulator.server import listening, serving
from bot.simulator.world import World
from tests.simulator.pictures import png
from tests.waiting import PATIENCE


async def test_people_are_found_again_by_id(door: Door) -> None:
    await door.person("Wang", id=5)
    await door.person("Wang Fang", id=5, language_code="zh-hans")
    assert (await door.ask("GET", "/people"))["people"] == [
        {
            "id": 5,
            "name": "Wang Fang",
            "username": None,
            "language_code": "zh-hans",
            "blocked": False,
        }
    ]


async def test_events_tell_everything_at_once(url: str, bot: Bot, anna: Person) -> None:
    async with httpx.AsyncClient(base_url=url) as http, http.stream("GET", events(anna)) as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == ": open"
        button = InlineKeyboardButton("A", callback_data="a")
        await bot.send_chat_action(anna.id, ChatAction.TYPING)
        sent = await bot.send_message(anna.id, "a", reply_markup=InlineKeyboardMarkup([[button]]))
        await bot.answer_callback_query(await anna.press("A"), "noted")
        await bot.edit_message_text("b", anna.id, sent.message_id)
        await bot.delete_message(anna.id, sent.message_id)
        await bot.set_my_commands([("start", "Start")])
        told = [await next_event(lines) for _ in range(6)]
    kinds = [kind for kind, _ in told]
    assert kinds == ["typing", "message", "answer", "edit", "delete", "commands"]
    assert told[1][1]["buttons"][0][0]["label"] == "A"
    assert told[2][1]["text"] == "noted"
    assert (told[3][1]["text"], told[4][1]["deleted"]) == ("b", True)
    assert told[5][1]["commands"] == [{"command": "start", "description": "Start"}]


def events(person: Person) -> str:
    """The address of a person's stream."""
    return f"/people/{person.id}/events"


async def next_event(lines: Any) -> tuple[str, Any]:
    """The next event's kind and data."""
    kind = ""
    async with asyncio.timeout(PATIENCE):
        async for line in lines:
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            if line.startswith("data: "):
                return kind, json.loads(line.removeprefix("data: "))
    raise AssertionError("the stream ended")


async def test_what_a_client_does_not_show_cannot_be_acted_on(
    bot: Bot, door: Door, anna: Person
) -> None:
    sent = await bot.send_message(anna.id, "no buttons")
    with pytest.raises(LookupError, match="no such button"):
        await door.ask(
            "POST",
            f"/people/{anna.id}/presses",
            json={"message_id": sent.message_id, "label": "A"},
        )
    with pytest.raises(LookupError, match="sees no button 'A':\n   1     /start\n   2 bot"):
        await anna.press("A")
    with pytest.raises(LookupError, match="no message 99"):
        await anna.press_data(99, "x")
    with pytest.raises(LookupError, match="one's own"):
        await anna.edit(sent.message_id, "mine")
    with pytest.raises(LookupError, match="no such person"):
        await door.ask("GET", "/people/99/chat")
    with pytest.raises(ValueError, match="must not be empty"):
        await anna.send(" ")
    with pytest.raises(ValueError, match="missing: 'text'"):
        await door.ask("POST", f"/people/{anna.id}/messages", json={})


async def test_a_button_is_pressed_on_the_message_that_is_meant(
    bot: Bot, door: Door, anna: Person
) -> None:
    for data in ("first", "second"):
        rows = [[InlineKeyboardButton("A", callback_data=data)]]
        await bot.send_message(anna.id, data, reply_markup=InlineKeyboardMarkup(rows))
    first = (await anna.chat())[-2]
    await anna.press("A")
    await anna.press("A", on=first.id)
    await anna.press(first.buttons[0][0])
    pressed = [update["callback_query"]["data"] for update in (await door.pending())[1:]]
    assert pressed == ["second", "first", "first"]


async def test_buttons_can_be_pressed_by_place(bot: Bot, door: Door, anna: Person) -> None:
    rows = [[InlineKeyboardButton(label, callback_data=label) for label in "AB"]]
    sent = await bot.send_message(anna.id, "?", reply_markup=InlineKeyboardMarkup(rows))
    place = {"message_id": sent.message_id, "row": 0, "column": 1}
    await door.ask("POST", f"/people/{anna.id}/presses", json=place)
    assert (await door.pending())[-1]["callback_query"]["data"] == "B"


async def test_waiting_fails_with_the_chat(anna: Person) -> None:
    with pytest.raises(AssertionError, match="Anna waited for 'never':\n   1     /start"):
        await anna.wait("never", timeout=0.05)


async def test_writing_to_a_blocked_bot_restarts_it(bot: Bot, anna: Person) -> None:
    await anna.block()
    await anna.send("/start")
    kinds = [update.my_chat_member is not None for update in await bot.get_updates()]
    assert kinds == [False, True, True, False]


async def test_the_journal_is_complete(bot: Bot, door: Door, anna: Person) -> None:
    before = len(await door.journal())
    await bot.send_message(anna.id, "a")
    await bot.get_updates()
    calls = await door.journal(after=before)
    assert [(call["method"], call["chat_id"], call["message_id"]) for call in calls] == [
        ("sendMessage", 31, 2),
        ("getUpdates", None, None),
    ]
    assert calls[0]["n"] == before + 1
    assert calls[0]["at"] <= calls[1]["at"]


async def test_the_world_can_be_emptied(bot: Bot, door: Door, anna: Person) -> None:
    await door.fault("500")
    await door.latency(5)
    await door.clear()
    assert await door.ask("GET", "/people") == {"people": []}
    assert (await door.pending(), await door.journal()) == ([], [])
    assert (await bot.get_me()).id == 700001
    assert anna.id == 31


async def test_files_can_be_looked_at_before_a_bot_has_called(door: Door) -> None:
    anna = await door.person("Anna")
    await anna.send_files([("a.png", png(9, 9))])
    media = (await anna.last()).media
    assert media is not None
    assert await door.fetch(media.url) == png(9, 9)
    path = media.url.removeprefix("/people/files/")
    with pytest.raises(httpx.HTTPStatusError):
        await door.fetch(f"/file/bot9:stranger/{path}")
    assert (await door.ask("POST", "/bot7:first/getMe"))["result"]["id"] == 7
    assert await door.fetch(f"/file/bot7:first/{path}") == png(9, 9)


async def test_one_fixed_token_keeps_others_out() -> None:
    async with serving(World("1:right")) as url, Door(url) as door:
        with pytest.raises(ValueError, match="Unauthorized"):
            await door.ask("POST", "/bot1:wrong/getMe")
        assert (await door.ask("POST", "/bot1:right/getMe"))["result"]["id"] == 1


async def test_json_bodies_and_any_case_of_method_names(door: Door, anna: Person) -> None:
    body = {"chat_id": anna.id, "text": "a", "reply_markup": {"remove_keyboard": True}}
    answer = await door.ask("POST", "/bot700001:x/SENDmessage", json=body)
    assert answer["result"]["text"] == "a"
    answer = await door.ask("GET", f"/bot700001:x/sendMessage?chat_id={anna.id}&text=b")
    assert answer["result"]["text"] == "b"


async def test_it_runs_as_a_program() -> None:
    command = [sys.executable, "-m", "bot.simulator", "--port", "0", "--token", "1:fixed"]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().split()[-1]
        async with Door(url) as door:
            assert (await door.ask("POST", "/bot1:fixed/getMe"))["result"]["is_bot"]
            page = await door.fetch("/")
            assert b"<html" in page
    finally:
        process.terminate()
        await process.wait()


async def test_the_stage_is_passed_through() -> None:
    async with (
        listening(stage_app()) as behind,
        serving(World(), stage=behind) as url,
        Door(url) as door,
    ):
        answer = await door.ask("POST", "/stage/step?x=1", json={"to": "day"})
        assert answer == {"path": "/stage/step", "query": "x=1", "body": {"to": "day"}}
        with pytest.raises(ValueError, match="busy"):
            await door.ask("GET", "/stage/state")
    async with serving(World()) as url, httpx.AsyncClient(base_url=url) as http:
        assert (await http.get("/stage/state")).status_code == 404


def stage_app() -> Starlette:
    """A stage that tells what it was asked."""

    async def answer(request: Request) -> Response:
        if request.method == "GET":
            return JSONResponse({"error": "busy"}, 409)
        asked = {"path": request.url.path, "query": request.url.query}
        return JSONResponse(asked | {"body": await request.json()})

    return Starlette(routes=[Route("/stage/{path:path}", answer, methods=["GET", "POST"])])
