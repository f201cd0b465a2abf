"""The people's door for groups, as JSON under /groups."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.simulator import membership, touching, writing
from bot.simulator.chats import Chat
from bot.simulator.people import Person
from bot.simulator.world import World

Json = dict[str, Any]
Answer = Callable[[Request], Awaitable[Response]]


class GroupsDoor:
    """The routes for groups."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """All of them."""
        acts_by_name: dict[str, Answer] = {
            "messages": self._say,
            "join": self._join,
            "leave": self._leave,
            "migrate": self._migrate,
            "remove-bot": self._remove_bot,
            "add-bot": self._add_bot,
            "promote-bot": self._promote_bot,
        }
        return [
            Route("/groups", self._found, methods=["POST"]),
            *(
                Route(f"/groups/{{id}}/{name}", act, methods=["POST"])
                for name, act in acts_by_name.items()
            ),
        ]

    async def _found(self, request: Request) -> Response:
        body = await request.json()
        chat = membership.found_group(
            self._world,
            str(body["title"]),
            [self._person(number) for number in body["members"]],
            kind="supergroup" if body.get("forum") else str(body.get("type", "group")),
            forum=bool(body.get("forum")),
        )
        chat.administrators.update(int(number) for number in body.get("administrators", ()))
        if body.get("admin"):
            membership.bot_becomes(self._world, chat, _owner(chat), "administrator")
        return JSONResponse(_shape(chat))

    def _person(self, number: Any) -> Person:
        person = self._world.people.get(int(number))
        if person is None:
            raise touching.NotShownError(f"there is no person {number}")
        return person

    def _group(self, request: Request) -> Chat:
        chat = self._world.chats.get(int(request.path_params["id"]))
        if chat is None or chat.kind == "private":
            raise touching.NotShownError("there is no such group")
        return chat

    async def _say(self, request: Request) -> Response:
        chat, body = self._group(request), await request.json()
        message = writing.say(
            self._world,
            self._person(body["from"]),
            chat,
            writing.words(str(body["text"])),
            reply_to=body.get("reply_to"),
            thread_id=body.get("thread"),
        )
        return JSONResponse({"message_ids": [message.id]})

    async def _join(self, request: Request) -> Response:
        chat, body = self._group(request), await request.json()
        person = self._person(body["person"])
        by = self._person(body["by"]) if "by" in body else person
        membership.join(self._world, chat, person, by)
        return JSONResponse(_shape(chat))

    async def _leave(self, request: Request) -> Response:
        chat, body = self._group(request), await request.json()
        person = self._person(body["person"])
        if person.id not in chat.members:
            raise touching.NotShownError(f"{person.name} is not in this group")
        membership.leave(self._world, chat, person)
        return JSONResponse(_shape(chat))

    async def _migrate(self, request: Request) -> Response:
        return JSONResponse(_shape(membership.migrate(self._world, self._group(request))))

    async def _remove_bot(self, request: Request) -> Response:
        chat = self._group(request)
        membership.remove_bot(self._world, chat, _owner(chat))
        return JSONResponse(_shape(chat))

    async def _add_bot(self, request: Request) -> Response:
        return self._bot_becomes(request, "member")

    async def _promote_bot(self, request: Request) -> Response:
        return self._bot_becomes(request, "administrator")

    def _bot_becomes(self, request: Request, status: str) -> Response:
        chat = self._group(request)
        membership.bot_becomes(self._world, chat, _owner(chat), status)
        return JSONResponse(_shape(chat))


def _owner(chat: Chat) -> Person:
    return next(iter(chat.members.values()))


def _shape(chat: Chat) -> Json:
    return {
        "id": chat.id,
        "title": chat.title,
        "type": chat.kind,
        "members": list(chat.members),
        "bot": chat.bot_status,
    }
