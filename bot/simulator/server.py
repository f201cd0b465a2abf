"""One local HTTP server with all doors and the page."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.simulator import page_door
from bot.simulator.bot_door import BotDoor
from bot.simulator.control_door import ControlDoor
from bot.simulator.groups_door import GroupsDoor
from bot.simulator.people_door import PeopleDoor
from bot.simulator.refusals import ApiError
from bot.simulator.world import World


def application(world: World, stage: str | None = None) -> Starlette:
    """The web application; `stage` is the base address of the demo's stage."""

    def hang_up(scope: Scope) -> None:
        app.state.hang_up(scope)

    app = Starlette(
        routes=[
            Route("/bot{token:path}/{method}", BotDoor(world, hang_up)),
            *PeopleDoor(world).routes(),
            *GroupsDoor(world).routes(),
            *ControlDoor(world).routes(),
            *page_door.routes(world, stage),
        ],
        exception_handlers={
            LookupError: _refusal(404),
            KeyError: _refusal(400),
            ValueError: _refusal(400),
            ApiError: _refusal(400),
        },
    )
    app.state.hang_up = lambda _scope: None  # until a server that can is running it
    return app


def _refusal(status: int) -> Callable[[Request, Exception], Response]:
    """How the people's and the control door say that they cannot."""

    def answer(_request: Request, problem: Exception) -> Response:
        words = f"missing: {problem}" if isinstance(problem, KeyError) else str(problem)
        return JSONResponse({"error": words}, status)

    return answer


class _Server(uvicorn.Server):
    """uvicorn that leaves signals to the program it runs in and stops at once when told."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                _cancellable(app),
                log_config=None,
                access_log=False,
                lifespan="off",
                ws="none",
                server_header=False,
                date_header=False,
            )
        )
        self._told_to_stop = asyncio.Event()

    async def main_loop(self) -> None:
        """Sleep until told to stop; uvicorn's own looks at its flags ten times a second."""
        await self._told_to_stop.wait()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield

    def hang_up(self, scope: Scope) -> None:
        """Close the connection a request came over, without a word."""
        for connection in list(self.server_state.connections):
            if getattr(connection, "client", None) == scope["client"]:
                connection.transport.abort()

    def stop(self) -> None:
        """Let `serve` come to its end."""
        self._told_to_stop.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End everything at once; long polls and event streams would go on for ever."""
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)  # every request learns that its connection is gone
        tasks = list(self.server_state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _cancellable(app: ASGIApp) -> ASGIApp:
    """The application, ending without complaint when the server closes on it."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(asyncio.CancelledError):
            await app(scope, receive, send)

    return run


def _listener(port: int) -> socket.socket:
    """A socket that names its protocol: asyncio sends without delay on such sockets only."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    return listener


@asynccontextmanager
async def serving(world: World, port: int = 0, stage: str | None = None) -> AsyncIterator[str]:
    """Serve the world on 127.0.0.1 in the running loop; yields the base URL."""
    try:
        async with listening(application(world, stage), port) as url:
            yield url
    finally:
        world.webhook.stop()


@asynccontextmanager
async def listening(app: Starlette, port: int = 0) -> AsyncIterator[str]:
    """Serve any web application on 127.0.0.1 (0 is a free port); yields its base URL."""
    listener = _listener(port)
    server = _Server(app)
    app.state.hang_up = server.hang_up
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not task.done():  # noqa: ASYNC110 - uvicorn offers no event
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.stop()
        await task
