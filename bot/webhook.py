"""The door for Telegram's calls: one address that keeps updates and then says 200."""

import asyncio
import json
import logging
from contextlib import suppress
from hmac import compare_digest
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.health import Health
from bot.inbox import Inbox

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
"""Bytes of one update; Telegram's are some kilobytes."""

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  the name of the header


class Webhook:
    """An HTTP server for updates; behind a web server that has the certificate."""

    def __init__(self, inbox: Inbox, health: Health, path: str, secret: str) -> None:
        self._inbox = inbox
        self._health = health
        self._secret = secret.encode()
        self.app = Starlette(
            routes=[
                Route(path or "/", self._receive, methods=["POST"]),
                Route("/healthz", self._healthz, methods=["GET"]),
            ]
        )

    async def _receive(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not compare_digest(given, self._secret):
            return PlainTextResponse("", 403)
        body = await _read(request)
        if body is None:
            return PlainTextResponse("", 413)
        update = _parsed(body)
        if update is None:
            log.error("a call with the right secret was no update and is refused")
            return PlainTextResponse("", 400)
        await self._inbox.keep([update])  # 200 means: kept for good
        self._health.heard()
        return PlainTextResponse("")

    async def _healthz(self, _request: Request) -> Response:
        return JSONResponse(self._health.state())

    async def serve(self, listen: str) -> None:
        """Answer calls on `host:port` until cancelled."""
        host, _, port = listen.rpartition(":")
        config = uvicorn.Config(
            self.app, host=host, port=int(port), log_config=None, access_log=False, lifespan="off"
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(), name="webhook server")
        try:
            await asyncio.shield(serving)
        finally:
            server.should_exit = True
            with suppress(asyncio.CancelledError):
                await serving


class _Server(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """Signals are the program's business."""


async def _read(request: Request) -> bytes | None:
    """The body, or None when it is too large; never more than that is held."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _parsed(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except ValueError:
        return None
    if isinstance(update, dict) and type(update.get("update_id")) is int:
        return update
    return None
