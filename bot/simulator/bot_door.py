"""The bot's door: the Bot API over HTTP, with the failures and delays that were ordered."""

import asyncio
import json
import logging
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.simulator.faults import Fault
from bot.simulator.methods import METHODS
from bot.simulator.parameters import Params
from bot.simulator.reading import read_params
from bot.simulator.refusals import ApiError, bad_request, forbidden, too_many_requests
from bot.simulator.world import World

log = logging.getLogger(__name__)

HangUp = Callable[[Scope], None]

_UNAUTHORIZED = ApiError(401, "Unauthorized")
_NOT_FOUND = ApiError(404, "Not Found")
_LONGEST_POLL = 50


class HungUpError(Exception):
    """The connection is to be closed without an answer."""


class BotDoor:
    """An ASGI application for `/bot<TOKEN>/<method>`."""

    def __init__(self, world: World, hang_up: HangUp) -> None:
        self._world = world
        self._hang_up = hang_up

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call, or hang up."""
        token, _, name = scope["path"].removeprefix("/bot").rpartition("/")
        call = _Call(self._world, name, Request(scope, receive))
        try:
            status, body = await call.answer(token)
        except HungUpError:
            self._hang_up(scope)
            await _disconnected(receive)
            return
        headers = {"Date": formatdate(self._world.clock.now(), usegmt=True)}
        await Response(body, status, headers, "application/json")(scope, receive, send)


class _Call:
    """One call from its arrival to the body of its answer, noted in the journal."""

    def __init__(self, world: World, name: str, request: Request) -> None:
        self.world = world
        self.name = name
        self.key = name.lower()
        self.request = request
        self.chat_id: int | None = None

    async def answer(self, token: str) -> tuple[int, str]:
        """Status and JSON body; raises HungUpError."""
        try:
            body = await self._run(token)
        except ApiError as refusal:
            self._note(refusal.code, description=refusal.description)
            return refusal.code, _refused(refusal)
        except HungUpError:
            self._note(0, description="dropped")
            raise
        except Exception:
            log.exception("the simulator failed in %s", self.name)
            self._note(500, description="Internal Server Error")
            return 500, _refused(ApiError(500, "Internal Server Error"))
        return 200, body

    async def _run(self, token: str) -> str:
        if self.world.admit(token) is None:
            raise _UNAUTHORIZED if ":" in token else _NOT_FOUND
        params = await read_params(self.request)
        self.chat_id = params.integer("chat_id") or None
        if self.world.latency:
            await asyncio.sleep(self.world.latency)
        fault = self.world.faults.take(self.key, self.chat_id)
        if fault is not None:
            _fail_before(fault)
        body = await self._execute(params)
        if fault is not None:
            await _fail_after(fault)
        return body

    async def _execute(self, params: Params) -> str:
        if self.key == "getupdates":
            body = await self._updates(params)
            self._note(200)
            return body
        method = METHODS.get(self.key)
        if method is None:
            log.error("the bot called %r, which the simulator does not know: 404", self.name)
            raise _NOT_FOUND
        result = method.run(self.world, params)
        message_id = result.get("message_id") if isinstance(result, dict) else None
        self._note(200, message_id=message_id)
        return f'{{"ok":true,"result":{json.dumps(result)}}}'

    async def _updates(self, params: Params) -> str:
        queue = self.world.updates
        if params.given("allowed_updates"):
            queue.allow(params.structure("allowed_updates"))
        limit = min(max(params.integer("limit", 100), 1), 100)
        seconds = min(max(params.number("timeout"), 0), _LONGEST_POLL)
        gone = asyncio.create_task(_disconnected(self.request.receive)) if seconds else None
        poll = asyncio.create_task(queue.poll(params.integer("offset"), limit, seconds))
        try:
            await asyncio.wait({poll} | ({gone} if gone else set()), return_when="FIRST_COMPLETED")
            if not poll.done():
                raise HungUpError
            batch = poll.result()
        finally:
            poll.cancel()
            if gone is not None:
                gone.cancel()
        return f'{{"ok":true,"result":[{",".join(update.body for update in batch)}]}}'

    def _note(self, code: int, *, description: str | None = None, **facts: Any) -> None:
        known = METHODS.get(self.key)
        name = known.name if known else "getUpdates" if self.key == "getupdates" else self.name
        self.world.journal.write(name, self.chat_id, code, description=description, **facts)


async def _disconnected(receive: Receive) -> None:
    """Return when the connection is gone."""
    while (await receive())["type"] != "http.disconnect":
        continue


def _refused(refusal: ApiError) -> str:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return json.dumps(body)


def _fail_before(fault: Fault) -> None:
    """The failures in which the call is not carried out."""
    if fault.kind == "drop_before":
        raise HungUpError
    if fault.kind == "blocked":
        raise forbidden("bot was blocked by the user")
    if fault.kind == "silenced":
        raise bad_request("not enough rights to send text messages to the chat")
    if fault.kind == "429":
        raise too_many_requests(fault.retry_after)
    if fault.kind == "500":
        raise ApiError(500, "Internal Server Error")


async def _fail_after(fault: Fault) -> None:
    """The failures in which the call is carried out and its answer is late or lost."""
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
    if fault.kind == "drop_after":
        raise HungUpError
