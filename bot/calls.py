"""One call of the Bot API over HTTP, without what only browsers need.

httpx's client looks after cookies, redirects, logins and relative addresses: for a call of the Bot
API that is a third of the work. Here a request goes straight to its line.
"""

from functools import lru_cache
from typing import Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest, RequestData

from bot.lines import Lines

UPLOAD_TIMEOUT = 60.0
"""Seconds that writing a request with a file may take."""

_NOT_SET = type(HTTPXRequest.DEFAULT_NONE)
_address = lru_cache(maxsize=512)(httpx.URL)


class Calls(HTTPXRequest):
    """Calls over lines of our own; errors are those that python-telegram-bot promises."""

    def __init__(self, lines: Lines, most: int, timeout: httpx.Timeout) -> None:
        self._lines = lines
        self._timeout = timeout
        super().__init__(
            connection_pool_size=most,
            read_timeout=timeout.read,
            write_timeout=timeout.write,
            connect_timeout=timeout.connect,
            pool_timeout=timeout.pool,
            httpx_kwargs={"trust_env": False, "transport": lines},
        )

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = HTTPXRequest.DEFAULT_NONE,
        write_timeout: Any = HTTPXRequest.DEFAULT_NONE,
        connect_timeout: Any = HTTPXRequest.DEFAULT_NONE,
        pool_timeout: Any = HTTPXRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and body of the answer; TimedOut or NetworkError, with httpx's as cause."""
        files = request_data.multipart_data if request_data else None
        set_by_hand = {
            "read": read_timeout,
            "write": write_timeout,
            "connect": connect_timeout,
            "pool": pool_timeout,
        }
        request = httpx.Request(
            method,
            _address(url),
            headers={"User-Agent": self.USER_AGENT},
            data=request_data.json_parameters if request_data else None,
            files=files,
            extensions={"timeout": self._seconds(set_by_hand, bool(files))},
        )
        try:
            response = await self._lines.handle_async_request(request)
            try:
                return response.status_code, await response.aread()
            finally:
                await response.aclose()
        except httpx.TimeoutException as error:
            raise TimedOut(str(error) or "Timed out") from error
        except httpx.HTTPError as error:
            raise NetworkError(f"httpx.{type(error).__name__}: {error}") from error

    def _seconds(self, set_by_hand: dict[str, Any], uploads: bool) -> dict[str, Any]:  # noqa: FBT001  what it carries
        seconds: dict[str, Any] = self._timeout.as_dict()
        if uploads:
            seconds["write"] = UPLOAD_TIMEOUT
        return seconds | {k: v for k, v in set_by_hand.items() if not isinstance(v, _NOT_SET)}
