"""The control door: faults, limits, clock and journal, as JSON under /control."""

import json
import random
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.simulator.faults import Fault
from bot.simulator.limits import Limits
from bot.simulator.world import World

Json = dict[str, Any]

_FAULT_FIELDS = ("method", "chat", "times", "share", "retry_after", "seconds")


class ControlDoor:
    """The routes of the control door."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """All of them."""
        return [
            Route("/control/faults", self._fault, methods=["POST"]),
            Route("/control/faults", self._no_faults, methods=["DELETE"]),
            Route("/control/limits", self._limits, methods=["POST"]),
            Route("/control/clock", self._clock, methods=["POST"]),
            Route("/control/updates", self._update, methods=["POST"]),
            Route("/control/latency", self._latency, methods=["POST"]),
            Route("/control/journal", self._journal),
            Route("/control/pending", self._pending),
            Route("/control/state", self._clear, methods=["DELETE"]),
        ]

    async def _fault(self, request: Request) -> Response:
        body = await request.json()
        facts = {name: body[name] for name in _FAULT_FIELDS if body.get(name) is not None}
        self._world.faults.add(
            Fault(str(body["kind"]), dice=random.Random(body.get("seed")), **facts)  # noqa: S311
        )
        return JSONResponse({})

    async def _no_faults(self, _request: Request) -> Response:
        self._world.faults.clear()
        return JSONResponse({})

    async def _limits(self, request: Request) -> Response:
        body = await request.json()
        self._world.limits = Limits(
            body.get("per_second"), body.get("per_chat_seconds"), body.get("per_group_minute")
        )
        return JSONResponse({})

    async def _clock(self, request: Request) -> Response:
        body = await request.json()
        if "now" in body:
            moment = datetime.fromisoformat(body["now"])
            if moment.tzinfo is None:
                raise ValueError("the time needs an offset from UTC")
            self._world.clock.set_now(moment)
        else:
            self._world.clock.offset = float(body["offset_seconds"])
        return JSONResponse({"offset_seconds": self._world.clock.offset})

    async def _update(self, request: Request) -> Response:
        return JSONResponse({"update_id": self._world.updates.put_raw(await request.json())})

    async def _latency(self, request: Request) -> Response:
        self._world.latency = float((await request.json())["seconds"])
        return JSONResponse({})

    async def _journal(self, request: Request) -> Response:
        after = int(request.query_params.get("after") or 0)
        calls = [call.to_door() for call in self._world.journal.after(after)]
        return JSONResponse({"calls": calls})

    async def _pending(self, _request: Request) -> Response:
        updates = [json.loads(update.body) for update in self._world.updates.pending()]
        return JSONResponse({"updates": updates})

    async def _clear(self, _request: Request) -> Response:
        self._world.clear()
        return JSONResponse({})
