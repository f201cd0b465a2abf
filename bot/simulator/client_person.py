"""A person with the chat app open, for tests and the demo: acts, and looks at the chat."""

import asyncio
import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.simulator.seen import Answer, Button, Message, parse_message, shown

if TYPE_CHECKING:
    from bot.simulator.client import Door

Json = dict[str, Any]
File = Path | str | tuple[str, bytes]


@dataclass(slots=True)
class Person:
    """A person. Acts go to the private chat unless `chat` says else."""

    door: "Door"
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

    async def press(
        self, button: str | Button, *, on: int | None = None, chat: int | None = None
    ) -> str:
        """Press a button, by label or itself, on the message `on` or else on the latest
        message that has it; the query id."""
        for message in reversed(await self.chat(chat)):
            found = message.button(button) if on in {None, message.id} else None
            if found is not None and found.data is not None:
                return await self.press_data(message.id, found.data, chat=chat)
        raise LookupError(f"{self.name} sees no button {button!r}:\n{await self.told(chat)}")

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

    async def deactivate(self) -> None:
        """Close the account for good."""
        await self._act("deactivate", {})

    async def answers(self) -> list[str]:
        """The notices shown after button presses, oldest first; empty ones included."""
        body = await self.door.ask("GET", f"/people/{self.id}/answers")
        return [str(answer["text"]) for answer in body["answers"]]

    async def answer_to(self, query_id: str, timeout: float = 30.0) -> Answer:  # noqa: ASYNC109
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
        timeout: float = 30.0,  # noqa: ASYNC109 - its failure prints the chat
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
