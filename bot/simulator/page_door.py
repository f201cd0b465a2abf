"""The chat page, the files people and bots fetch, and the way through to the demo's stage."""

import asyncio
import http.client
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.simulator.media import StoredFile
from bot.simulator.world import World

PAGE = Path(__file__).parent / "page"
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def routes(world: World, stage: str | None) -> list[BaseRoute]:
    """The stage (when there is one) and the page, which takes every other address."""

    async def fetch(request: Request) -> Response:
        known = world.knows(request.path_params["token"])
        return _file(world.files.at(request.path_params["path"]) if known else None)

    async def look(request: Request) -> Response:
        return _file(world.files.at(request.path_params["path"]))

    async def pass_on(request: Request) -> Response:
        return await _pass_on(stage, request)

    return [
        Route("/file/bot{token}/{path:path}", fetch),
        Route("/people/files/{path:path}", look),
        Route("/stage/{path:path}", pass_on, methods=_METHODS),
        Mount("/", StaticFiles(directory=PAGE, html=True, check_dir=False)),
    ]


def _file(stored: StoredFile | None) -> Response:
    """The bytes of a file, or Telegram's own 404."""
    if stored is None:
        answer = {"ok": False, "error_code": 404, "description": "Not Found"}
        return JSONResponse(answer, 404)
    kind = "image/jpeg" if stored.kind == "photo" else stored.shape.get("mime_type")
    return Response(stored.content, media_type=kind or "application/octet-stream")


async def _pass_on(stage: str | None, request: Request) -> Response:
    if stage is None:
        return PlainTextResponse("there is no stage", 404)
    body = await request.body()
    return await asyncio.to_thread(_ask, stage, request, body)


def _ask(stage: str, request: Request, body: bytes) -> Response:
    """Hand the request to the stage and its answer back."""
    parts = urlsplit(stage)
    query = f"?{request.url.query}" if request.url.query else ""
    connection = http.client.HTTPConnection(parts.netloc, timeout=600)
    try:
        kind = {"Content-Type": request.headers.get("content-type", "application/json")}
        target = f"{parts.path.rstrip('/')}{request.url.path}{query}"
        connection.request(request.method, target, body, kind)
        answer = connection.getresponse()
        return Response(answer.read(), answer.status, media_type=answer.headers.get_content_type())
    except (OSError, http.client.HTTPException) as problem:
        return PlainTextResponse(f"the stage does not answer: {problem}", 502)
    finally:
        connection.close()
