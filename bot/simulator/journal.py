"""Every Bot API call that arrived, complete and compact."""

import time
from typing import Any, NamedTuple

Json = dict[str, Any]


class Call(NamedTuple):
    """One call. `code` is 200, the error code, or 0 when the connection was dropped."""

    n: int
    at: float
    method: str
    chat_id: int | None
    code: int
    description: str | None
    message_id: int | None

    def to_door(self) -> Json:
        """The call as the control door shows it."""
        return {
            "n": self.n,
            "at": self.at,
            "method": self.method,
            "chat_id": self.chat_id,
            "ok": self.code == 200,
            "code": self.code,
            "description": self.description,
            "message_id": self.message_id,
        }


class Journal:
    """An ever growing list of calls; `n` counts from 1."""

    def __init__(self) -> None:
        self._calls: list[Call] = []

    def write(
        self,
        method: str,
        chat_id: int | None,
        code: int,
        *,
        description: str | None = None,
        message_id: int | None = None,
    ) -> None:
        """Note one call at the present monotonic time, in seconds."""
        n = len(self._calls) + 1
        self._calls.append(
            Call(n, time.monotonic(), method, chat_id, code, description, message_id)
        )

    def after(self, n: int) -> list[Call]:
        """The calls later than number `n`."""
        return self._calls[n:]

    def clear(self) -> None:
        """Forget everything and count from 1 again."""
        self._calls.clear()
