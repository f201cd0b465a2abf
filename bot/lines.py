"""Connections to the Bot API, each used by one request at a time.

httpx's pool looks at every connection it has, twice for each request, and its client looks after
cookies, redirects and logins: together two thirds of the work of a request. A bot talks to one
server and needs none of it, so here are its connections alone.
"""

import asyncio
import ssl
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore
import httpx


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


@cache
def _certificates() -> ssl.SSLContext:
    """Once for all connections: reading them takes 20 ms and some memory."""
    return httpx.create_ssl_context(trust_env=False)


class Lines:
    """At most `most` connections; the one used last is used first, so that few stay open.

    A request that finds none free for as long as its pool timeout raises httpcore.PoolTimeout:
    nothing of it has been sent then. Every other error of httpcore's is passed on as it is.
    """

    def __init__(self, most: int, proxy: str | None) -> None:
        self._room = asyncio.Semaphore(most)
        self._proxy = _proxy(proxy) if proxy else None
        self._free: list[httpcore.AsyncConnectionInterface] = []

    async def call(self, request: httpcore.Request) -> Answer:
        """Send a request and read its answer to the end."""
        await self._wait_for_room(request.extensions["timeout"]["pool"])
        try:
            line = await self._take(request.url.origin)
            try:
                answer = await _exchange(line, request)
            except BaseException:
                await asyncio.shield(line.aclose())
                raise
            self._free.append(line)
            return answer
        finally:
            self._room.release()

    async def _wait_for_room(self, seconds: float | None) -> None:
        if not self._room.locked():
            await self._room.acquire()
            return
        try:
            await asyncio.wait_for(self._room.acquire(), seconds)
        except TimeoutError:
            raise httpcore.PoolTimeout("no free connection") from None

    async def _take(self, origin: httpcore.Origin) -> httpcore.AsyncConnectionInterface:
        while self._free:
            line = self._free.pop()
            if line.can_handle_request(origin) and line.is_idle() and not line.has_expired():
                return line
            await line.aclose()
        return self._make(origin)

    def _make(self, origin: httpcore.Origin) -> httpcore.AsyncConnectionInterface:
        maker = httpcore.AsyncConnectionPool(  # knows the proxies; it never holds a connection
            ssl_context=_certificates() if origin.scheme == b"https" else None,
            proxy=self._proxy,
            keepalive_expiry=60,
        )
        return maker.create_connection(origin)

    async def close(self) -> None:
        """Close every connection that is not in use."""
        lines, self._free = self._free, []
        for line in lines:
            await line.aclose()


async def _exchange(line: httpcore.AsyncConnectionInterface, request: httpcore.Request) -> Answer:
    response = await line.handle_async_request(request)
    try:
        return Answer(response.status, await response.aread())
    finally:
        await response.aclose()


def _proxy(address: str) -> httpcore.Proxy:
    read: Any = httpx.Proxy(address)
    return httpcore.Proxy(str(read.url), auth=read.raw_auth, headers=read.headers.raw)
