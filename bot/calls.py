"""One call of the Bot API: its parameters as JSON, its errors as python-telegram-bot has them."""

from functools import lru_cache
from typing import Any

import httpcore
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.lines import Lines

UPLOAD_SECONDS = 60.0
"""How long writing a request with a file may take."""

_NOT_SET = type(BaseRequest.DEFAULT_NONE)
_JSON = (b"Content-Type", b"application/json")
_address = lru_cache(maxsize=512)(httpcore.URL)
Headers = list[tuple[bytes, bytes]]


class Calls(BaseRequest):
    """Makes the requests of a bot on its lines; `timeouts` hold unless a call sets its own."""

    def __init__(self, lines: Lines, timeouts: httpx.Timeout) -> None:
        self._lines = lines
        self._timeouts = timeouts

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Nothing to prepare: connections are made when they are needed."""

    async def shutdown(self) -> None:
        """Close the connections."""
        await self._lines.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and body of the answer; TimedOut or NetworkError with httpcore's as cause."""
        given = {
            "read": read_timeout,
            "write": write_timeout,
            "connect": connect_timeout,
            "pool": pool_timeout,
        }
        seconds: dict[str, Any] = self._timeouts.as_dict()
        if request_data and request_data.contains_files:
            seconds["write"] = UPLOAD_SECONDS
        seconds |= {name: own for name, own in given.items() if not isinstance(own, _NOT_SET)}
        try:
            answer = await self._lines.call(self._request(url, method, request_data, seconds))
        except httpcore.TimeoutException as error:
            raise TimedOut(f"Timed out: {type(error).__name__}") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error
        return answer.status, answer.body

    def _request(
        self, url: str, method: str, data: RequestData | None, seconds: dict[str, Any]
    ) -> httpcore.Request:
        address = _address(url)
        headers, content = _body(url, data)
        host = address.host if address.port is None else b"%s:%d" % (address.host, address.port)
        headers += [(b"Host", host), (b"User-Agent", self.USER_AGENT.encode())]
        headers.append((b"Content-Length", str(len(content)).encode()))
        return httpcore.Request(
            method, address, headers=headers, content=content, extensions={"timeout": seconds}
        )


def _body(url: str, data: RequestData | None) -> tuple[Headers, bytes]:
    if data is None:
        return [], b""
    if not data.contains_files:
        return [_JSON], data.json_payload
    parts = httpx.Request("POST", url, data=data.json_parameters, files=data.multipart_data)
    return [(b"Content-Type", parts.headers["Content-Type"].encode())], parts.read()
