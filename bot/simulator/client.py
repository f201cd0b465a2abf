"""A client of the people's and the control door, for tests and the demo."""

import asyncio
import mimetypes
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import httpx

from bot.simulator.seen import Answer, Button, Message, parse_message, shown

Json = dict[str, Any]
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""The doors speak plain HTTP on this machine; loading certificates would take most of a test."""

File = Path | str | tuple[str, bytes]


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

    async def person(self, name: str, **facts: Any) -> "Person":
        """A person: new, or the one with that `id`; `username` and `language_code` as wished."""
        body = await self.ask("POST", "/people", json={"name": name} | facts)
        return Person(self, body["id"], body["name"])

    async def group(self, title: str, members: Iterable["Person"], **facts: Any) -> int:
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


@dataclass(slots=True)
class Person:
    """A person with the chat app open. Acts go to the private chat unless `chat` says else."""

    door: Door
    id: int
    name: str

    async def _act(self, act: str, body: Json, chat: int | None = None) -> Json:
        where = {} if chat is None else {"chat": chat}
        return await self.door.ask("POST", f"/people/{self.id}/{act}", json=body | where)

    async def send(self, text: str, *, reply_to: int | None = None, chat: int | None = None) -> int:
        """Write a message; its id."""
        body = await self._act("messages", {"text": text, "reply_to": reply_to}, chat)
        return int(body["message_ids"][0])

    async def send_files(
        self, files: Iterable[File], *, caption: str = "", as_document: bool = False, **fields: Any
    ) -> list[int]:
        """Send files, two or more as an album; `reply_to` and `chat` as wished. Their ids."""
        form = {"caption": caption} | {name: str(value) for name, value in fields.items()}
        if as_document:
            form["as"] = "document"
        parts = [("file", _part(file)) for file in files]
        path = f"/people/{self.id}/messages"
        body = await self.door.ask("POST", path, data=form, files=parts)
        return list(body["message_ids"])

    async def forward(self, message_id: int, from_chat: int | None = None) -> int:
        """Forward a message to the bot; the id of the new one."""
        body = {"message_id": message_id, "from_chat": from_chat}
        return int((await self._act("forwards", body))["message_ids"][0])

    async def edit(self, message_id: int, text: str, *, chat: int | None = None) -> None:
        """Rewrite one's own message."""
        await self._act("edits", {"message_id": message_id, "text": text}, chat)

    async def press(self, button: str | Button, *, chat: int | None = None) -> str:
        """Press a button by label on the latest message that has it; the query id."""
        label = button if isinstance(button, str) else button.label
        for message in reversed(await self.chat(chat)):
            if message.button(label) is not None:
                body = {"message_id": message.id, "label": label}
                return str((await self._act("presses", body, chat))["callback_id"])
        raise LookupError(f"{self.name} sees no button {label!r}:\n{await self.told(chat)}")

    async def press_data(self, message_id: int, data: str, *, chat: int | None = None) -> str:
        """Press with any data, forged or stale; the query id."""
        body = {"message_id": message_id, "data": data}
        return str((await self._act("presses", body, chat))["callback_id"])

    async def vote(self, message_id: int, *options: int, chat: int | None = None) -> None:
        """Vote in a poll."""
        await self._act("votes", {"message_id": message_id, "options": options}, chat)

    async def react(self, message_id: int, emoji: str, *, chat: int | None = None) -> None:
        """Set a reaction to a message; an empty one takes it back."""
        await self._act("reactions", {"message_id": message_id, "emoji": emoji}, chat)

    async def block(self) -> None:
        """Block the bot."""
        await self._act("block", {})

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self._act("unblock", {})

    async def answers(self) -> list[str]:
        """The notices shown after button presses, oldest first; empty ones included."""
        body = await self.door.ask("GET", f"/people/{self.id}/answers")
        return [str(answer["text"]) for answer in body["answers"]]

    async def answer_to(self, query_id: str, timeout: float = 5.0) -> Answer:  # noqa: ASYNC109
        """The notice that answers one press; an AssertionError when none comes in time."""
        until = asyncio.get_running_loop().time() + timeout
        seen, left = 0, timeout
        while left > 0:
            query = {"after": seen, "wait": left}
            body = await self.door.ask("GET", f"/people/{self.id}/answers", params=query)
            for answer in body["answers"]:
                if answer["callback_id"] == query_id:
                    return Answer(answer["text"], answer["alert"], answer["url"])
            seen += len(body["answers"])
            left = until - asyncio.get_running_loop().time()
        raise AssertionError(f"{self.name} got no answer to the press:\n{await self.told()}")

    async def commands(self, chat: int | None = None) -> dict[str, str]:
        """The command menu: name to description."""
        query = "" if chat is None else f"?chat={chat}"
        body = await self.door.ask("GET", f"/people/{self.id}/commands{query}")
        return {one["command"]: one["description"] for one in body["commands"]}

    async def chat(self, chat: int | None = None) -> list[Message]:
        """All messages of the chat as it looks now, oldest first."""
        return (await self._look(chat, 0, 0))[1]

    async def last(self, chat: int | None = None) -> Message:
        """The latest message of the chat; a LookupError in an empty one."""
        messages = await self.chat(chat)
        if not messages:
            raise LookupError(f"{self.name} sees an empty chat")
        return messages[-1]

    async def wait(
        self,
        wanted: str | Callable[[Message], bool],
        timeout: float = 5.0,  # noqa: ASYNC109 - its failure prints the chat
        *,
        chat: int | None = None,
        after: int = 0,
    ) -> Message:
        """The latest message of the bot that fits: text it holds, or a predicate.

        Messages up to id `after` are passed over. After `timeout` seconds an AssertionError
        prints the chat.
        """
        fits = _fitting(wanted)
        until = asyncio.get_running_loop().time() + timeout
        revision, left = 0, timeout
        while left > 0:
            revision, messages = await self._look(chat, revision, left)
            for message in reversed(messages):
                if message.from_bot and message.id > after and fits(message):
                    return message
            left = until - asyncio.get_running_loop().time()
        raise AssertionError(f"{self.name} waited for {wanted!r}:\n{await self.told(chat)}")

    async def told(self, chat: int | None = None) -> str:
        """The chat as plain text, to be printed when a test fails."""
        return "\n".join(shown(message) for message in await self.chat(chat)) or "(empty chat)"

    async def _look(
        self, chat: int | None, after: int, seconds: float
    ) -> tuple[int, list[Message]]:
        query: Json = {"after": after, "wait": seconds}
        if chat is not None:
            query["chat"] = chat
        body = await self.door.ask("GET", f"/people/{self.id}/chat", params=query)
        return body["rev"], [parse_message(message) for message in body["messages"]]


def _fitting(wanted: str | Callable[[Message], bool]) -> Callable[[Message], bool]:
    if isinstance(wanted, str):
        return lambda message: wanted in message.text
    return wanted


def _part(file: File) -> tuple[str, bytes, str]:
    name, content = file if isinstance(file, tuple) else (Path(file).name, Path(file).read_bytes())
    return name, content, mimetypes.guess_type(name)[0] or "application/octet-stream"
