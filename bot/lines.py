"""Connections to the Bot API, each kept by itself: choosing one costs nothing, however many.

httpx's own pool looks at every connection it has, twice for each request: with twenty of them that
was a third of all the work of a busy bot.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from functools import cache

import httpx

_ALONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=60)


@cache
def _certificates() -> ssl.SSLContext:
    """One for all connections: reading them takes 20 ms and some memory."""
    return httpx.create_ssl_context(trust_env=False)


class Lines(httpx.AsyncBaseTransport):
    """At most `most` connections; the one used last is used first, so that few stay open.

    A request that finds none free for as long as its pool timeout raises httpx.PoolTimeout:
    nothing of it has been sent then.
    """

    def __init__(self, most: int, proxy: str | None) -> None:
        self._room = asyncio.Semaphore(most)
        self._proxy = proxy
        self._free: list[httpx.AsyncHTTPTransport] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send on a free line; the line is free again when the answer has been read."""
        await self._wait_for_room(request)
        line = self._free.pop() if self._free else self._new()
        try:
            response = await line.handle_async_request(request)
        except BaseException:
            self._give_back(line)
            raise
        assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101  narrows the type
        response.stream = _Reading(response.stream, lambda: self._give_back(line))
        return response

    async def _wait_for_room(self, request: httpx.Request) -> None:
        if not self._room.locked():
            await self._room.acquire()
            return
        seconds = request.extensions.get("timeout", {}).get("pool")
        try:
            await asyncio.wait_for(self._room.acquire(), seconds)
        except TimeoutError:
            raise httpx.PoolTimeout("no free connection", request=request) from None

    def _new(self) -> httpx.AsyncHTTPTransport:
        return httpx.AsyncHTTPTransport(
            verify=_certificates(), trust_env=False, limits=_ALONE, proxy=self._proxy
        )

    def _give_back(self, line: httpx.AsyncHTTPTransport) -> None:
        self._free.append(line)
        self._room.release()

    async def aclose(self) -> None:
        """Close every connection that is not in use."""
        lines, self._free = self._free, []
        for line in lines:
            await line.aclose()


class _Reading(httpx.AsyncByteStream):
    """An answer's body that tells when it has been read or given up."""

    def __init__(self, body: httpx.AsyncByteStream, done: Callable[[], None]) -> None:
        self._body = body
        self._done: Callable[[], None] | None = done

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._body:
            yield piece

    async def aclose(self) -> None:
        """Read or not, the line is free again, once."""
        done, self._done = self._done, None
        if done:
            try:
                await self._body.aclose()
            finally:
                done()
