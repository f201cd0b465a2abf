"""A client of the people's and the control door, for tests and the demo."""

import ssl
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

import httpx

from bot.simulator.client_person import Person
from bot.simulator.seen import Answer, Button, Media, Message

__all__ = ["Answer", "Button", "Door", "Media", "Message", "Person"]

Json = dict[str, Any]
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""The doors speak plain HTTP on this machine; loading certificates would take most of a test."""


class Door:
    """The simulator's doors at a base URL; `async with` closes its connections."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._http = httpx.AsyncClient(
            base_url=base_url, timeout=httpx.Timeout(70), verify=_NO_CERTIFICATES, trust_env=False
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def ask(self, method: str, path: str, **request: Any) -> Json:
        """One request to a door; what it refuses is a LookupError or ValueError in its words."""
        answer = await self._http.request(method, path, **request)
        if answer.is_success:
            body: Json = answer.json()
            return body
        refusal = answer.json()
        words = refusal.get("error") or refusal.get("description") or answer.text
        raise (LookupError if answer.status_code == 404 else ValueError)(words)

    async def person(self, name: str, **facts: Any) -> Person:
        """A person: new, or the one with that `id`; `username` and `language_code` as wished."""
        body = await self.ask("POST", "/people", json={"name": name} | facts)
        return Person(self, body["id"], body["name"])

    async def group(self, title: str, members: Iterable[Person], **facts: Any) -> int:
        """A group of people and the bot; its chat id."""
        numbers = [person.id for person in members]
        body = await self.ask("POST", "/groups", json={"title": title, "members": numbers} | facts)
        return int(body["id"])

    async def fault(self, kind: str, **facts: Any) -> None:
        """Let something go wrong: `method`, `chat`, `times`, `share`, `seed`, `seconds` …"""
        await self.ask("POST", "/control/faults", json={"kind": kind} | facts)

    async def no_faults(self) -> None:
        """Let everything go well again."""
        await self.ask("DELETE", "/control/faults")

    async def limits(
        self,
        per_second: int | None = None,
        per_chat_seconds: float | None = None,
        per_group_minute: int | None = None,
    ) -> None:
        """Set the flood limits; None is off."""
        body = {
            "per_second": per_second,
            "per_chat_seconds": per_chat_seconds,
            "per_group_minute": per_group_minute,
        }
        await self.ask("POST", "/control/limits", json=body)

    async def clock(self, offset_seconds: float | None = None, now: datetime | None = None) -> None:
        """Move the world's time by an offset from real time, or to a moment (aware)."""
        body: Json = {"offset_seconds": offset_seconds or 0}
        await self.ask("POST", "/control/clock", json={"now": now.isoformat()} if now else body)

    async def latency(self, seconds: float) -> None:
        """Let every Bot API call take this much longer."""
        await self.ask("POST", "/control/latency", json={"seconds": seconds})

    async def update(self, raw: Json) -> int:
        """Queue any object as an update; its id."""
        return int((await self.ask("POST", "/control/updates", json=raw))["update_id"])

    async def journal(self, after: int = 0) -> list[Json]:
        """Every Bot API call later than number `after`."""
        calls: list[Json] = (await self.ask("GET", f"/control/journal?after={after}"))["calls"]
        return calls

    async def pending(self) -> list[Json]:
        """The updates the bot has not acknowledged."""
        updates: list[Json] = (await self.ask("GET", "/control/pending"))["updates"]
        return updates

    async def clear(self) -> None:
        """Empty the world."""
        await self.ask("DELETE", "/control/state")

    async def fetch(self, url: str) -> bytes:
        """The bytes of a file in a message."""
        return (await self._http.get(url)).raise_for_status().content
