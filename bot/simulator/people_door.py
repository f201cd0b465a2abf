"""The people's door: what persons do and see, as JSON under /people."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.simulator import membership, polls, touching, writing
from bot.simulator.chats import Chat
from bot.simulator.people import Person
from bot.simulator.reading import read_upload
from bot.simulator.views import chat_to_door
from bot.simulator.world import World

Json = dict[str, Any]
Answer = Callable[[Request], Awaitable[Response]]


class PeopleDoor:
    """The routes of the people's door."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """All of them."""
        acts_by_name: dict[str, Answer] = {
            "messages": self._say,
            "forwards": self._forward,
            "edits": self._edit,
            "presses": self._press,
            "votes": self._vote,
            "reactions": self._react,
            "block": self._block,
            "unblock": self._unblock,
            "deactivate": self._deactivate,
        }
        looks: dict[str, Answer] = {
            "chat": self._chat,
            "events": self._events,
            "answers": self._answers,
            "commands": self._commands,
        }
        return [
            Route("/people", self._enter, methods=["POST"]),
            Route("/people", self._everybody),
            *(Route(f"/people/{{id:int}}/{name}", look) for name, look in looks.items()),
            *(
                Route(f"/people/{{id:int}}/{name}", act, methods=["POST"])
                for name, act in acts_by_name.items()
            ),
        ]

    async def _enter(self, request: Request) -> Response:
        body = await request.json()
        number = body.get("id")
        person = self._world.enter(
            str(body["name"]),
            None if number is None else int(number),
            body.get("username"),
            body.get("language_code"),
        )
        if body.get("started"):  # somebody who has written to the bot before
            self._world.private_chat(person).started = True
        return JSONResponse(person.to_door())

    async def _everybody(self, _request: Request) -> Response:
        people = [person.to_door() for person in self._world.people.values()]
        return JSONResponse({"people": people})

    def _person(self, request: Request) -> Person:
        person = self._world.people.get(request.path_params["id"])
        if person is None:
            raise touching.NotShownError("there is no such person")
        return person

    def _chat_of(self, person: Person, wanted: Any) -> Chat:
        if not wanted or int(wanted) == person.id:
            return self._world.private_chat(person)
        chat = self._world.chats.get(int(wanted))
        if chat is None or person.id not in chat.members:
            raise touching.NotShownError("there is no such chat")
        return chat

    async def _act(self, request: Request) -> tuple[Person, Chat, Json]:
        """Who acts, in which chat, and the body of the request."""
        person = self._person(request)
        body = await request.json() if await request.body() else {}
        return person, self._chat_of(person, body.get("chat")), body

    async def _say(self, request: Request) -> Response:
        if request.headers.get("content-type", "").startswith("multipart/"):
            return await self._send_files(request)
        person, chat, body = await self._act(request)
        content: Json = {name: body[name] for name in ("location", "contact") if name in body}
        message = writing.say(
            self._world,
            person,
            chat,
            content or writing.words(str(body["text"])),
            reply_to=body.get("reply_to"),
            thread_id=body.get("thread"),
        )
        return JSONResponse({"message_ids": [message.id]})

    async def _send_files(self, request: Request) -> Response:
        person = self._person(request)
        async with request.form(max_part_size=2**21) as form:
            chat = self._chat_of(person, form.get("chat"))
            uploads = [
                await read_upload(part)
                for part in form.getlist("file")
                if isinstance(part, UploadFile)
            ]
            caption = str(form.get("caption") or form.get("text") or "")
            reply_to = str(form.get("reply_to") or "")
            as_document = form.get("as") == "document"
        reply = int(reply_to) if reply_to else None
        if uploads:
            sent = writing.send_files(
                self._world, person, chat, uploads, caption, as_document=as_document, reply_to=reply
            )
        else:
            sent = [writing.say(self._world, person, chat, writing.words(caption), reply_to=reply)]
        return JSONResponse({"message_ids": [message.id for message in sent]})

    async def _forward(self, request: Request) -> Response:
        person, chat, body = await self._act(request)
        source = self._chat_of(person, body.get("from_chat"))
        original = source.find(int(body["message_id"]))
        if original is None:
            raise touching.NotShownError("there is no such message")
        message = writing.forward(self._world, person, chat, original)
        return JSONResponse({"message_ids": [message.id]})

    async def _edit(self, request: Request) -> Response:
        person, chat, body = await self._act(request)
        writing.edit(self._world, person, chat, int(body["message_id"]), str(body["text"]))
        return JSONResponse({})

    async def _press(self, request: Request) -> Response:
        person, chat, body = await self._act(request)
        message_id = int(body["message_id"])
        data = body.get("data")
        if data is None:
            data = touching.data_behind(chat, message_id, body)
        query_id = touching.press(self._world, person, chat, message_id, str(data))
        return JSONResponse({"callback_id": query_id})

    async def _vote(self, request: Request) -> Response:
        person, chat, body = await self._act(request)
        message = touching.shown(chat, int(body["message_id"]))
        polls.vote(self._world, person, message, [int(option) for option in body["options"]])
        return JSONResponse({})

    async def _react(self, request: Request) -> Response:
        person, chat, body = await self._act(request)
        touching.react(self._world, person, chat, int(body["message_id"]), str(body["emoji"]))
        return JSONResponse({})

    async def _block(self, request: Request) -> Response:
        membership.block(self._world, self._person(request))
        return JSONResponse({})

    async def _unblock(self, request: Request) -> Response:
        membership.unblock(self._world, self._person(request))
        return JSONResponse({})

    async def _deactivate(self, request: Request) -> Response:
        self._person(request).deactivated = True
        return JSONResponse({})

    async def _chat(self, request: Request) -> Response:
        query = request.query_params
        chat = self._chat_of(self._person(request), query.get("chat"))
        after = int(query.get("after") or 0)
        seconds = _wait_of(request)
        if seconds and next(chat.changes_after(after), None) is None:
            await chat.changed.wait(seconds)
        return JSONResponse(chat_to_door(self._world, chat, after))

    async def _events(self, request: Request) -> Response:
        stream = self._world.events.stream(self._person(request).id)
        return StreamingResponse(
            stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def _answers(self, request: Request) -> Response:
        person, callbacks = self._person(request), self._world.callbacks
        after, seconds = int(request.query_params.get("after") or 0), _wait_of(request)
        if seconds and len(callbacks.seen_by(person.id)) <= after:
            await callbacks.answered.wait(seconds)
        return JSONResponse({"answers": callbacks.seen_by(person.id)[after:]})

    async def _commands(self, request: Request) -> Response:
        person = self._person(request)
        chat = self._chat_of(person, request.query_params.get("chat"))
        return JSONResponse({"commands": self._world.menus.shown(chat, person)})


def _wait_of(request: Request) -> float:
    """How long the caller wants to wait for something new, in seconds."""
    return min(float(request.query_params.get("wait") or 0), 60)
