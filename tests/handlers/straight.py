"""Updates handed straight to the conversations: the whole program but for Telegram and the wire.

A press takes a millisecond here, which makes it cheap to let everybody try everything. What the
wire and Telegram itself do to messages is tried where conversations are held.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from telegram import InlineKeyboardMarkup, InputFile, Update
from telegram.error import BadRequest, TelegramError

from bot.addresses import Unsendable
from bot.handling import Handling
from bot.mailroom import Mailroom
from bot.posting import post
from bot.telegram_bot import TelegramBot
from handlers.context import Office
from models.outbox import Sending

AT_ONCE = 100
MOMENT = 1_800_000_000
"""Unix seconds of every message; no conversation asks for it."""

Json = dict[str, Any]


@dataclass
class Told:
    """What one update came to: the word at the button, and whatever was written or handed over.

    `alert`: the word is a window that has to be closed. `shown` are messages with the labels and
    data of their buttons, `files` the contents of papers and pictures.
    """

    text: str = ""
    alert: bool = False
    shown: list[str] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)


class Scribe(TelegramBot):
    """A bot that notes what it is asked to send, and sends nothing. No file is known to it."""

    def __init__(self) -> None:
        super().__init__("1:straight")
        self._numbers = count(1000)
        self._noted: dict[int, Told] = defaultdict(Told)

    @property
    def noted(self) -> dict[int, Told]:
        """What it was asked to send, by chat."""
        return self._noted

    async def _do_post(self, endpoint: str, data: Json, **_: Any) -> Any:
        if endpoint == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "Bot", "username": "straight_bot"}
        if endpoint == "getFile":
            raise BadRequest("file is not known")
        if endpoint == "answerCallbackQuery":
            noted = self.noted[int(data["callback_query_id"])]
            noted.text, noted.alert = data.get("text", ""), bool(data.get("show_alert"))
            return True
        noted = self.noted[data.get("chat_id", 0)]
        words = [data[name] for name in ("text", "caption", "question") if data.get(name)]
        noted.shown += ["\n".join([*words, *_buttons(data.get("reply_markup"))])]
        files = [one.input_file_content for one in data.values() if isinstance(one, InputFile)]
        noted.files += [one for one in files if isinstance(one, bytes)]
        return _message(next(self._numbers), data) if endpoint in SENDING else True


SENDING = {"sendMessage", "sendDocument", "sendPhoto", "sendPoll"}
"""What is answered with a message; anything else of ours with True."""


def _buttons(markup: object) -> list[str]:
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    keys = [key for row in markup.inline_keyboard for key in row]
    return [f"[{key.text}] {key.callback_data or key.url}" for key in keys]


def _message(number: int, data: Mapping[str, Any]) -> Json:
    chat = {"id": data["chat_id"], "type": "private"}
    return {"message_id": number, "date": MOMENT, "chat": chat}


class Straight:
    """The program of an office, over its database; `language` is that of a stranger's client."""

    def __init__(self, office: Office, language: str = "en") -> None:
        self.office = office
        self._language = language
        self._bot = Scribe()
        self._handling = Handling(office, self._bot, lambda: None)
        self._mailroom = Mailroom(office)
        self._updates = count(1_000_000)

    async def begin(self) -> "Straight":
        """Load the conversations."""
        await self._handling.start()
        return self

    async def end(self) -> None:
        """Take nothing more, and close the database."""
        await self._handling.stop()
        self.office.store.close()

    async def press(self, account: int, data: str, message: int = 1) -> Told:
        """Press a button on a message of one's own chat."""
        query = {
            "id": str(account),
            "from": self._user(account),
            "chat_instance": "1",
            "data": data,
            "message": self._message(account, account, message) | {"text": "…"},
        }
        return await self._handle({"callback_query": query}, account)

    async def say(self, account: int, text: str, group: int | None = None) -> Told:
        """Write to the bot, alone or in a group; most of what it answers is delivered later."""
        message = self._message(account, group or account, next(self._updates)) | {"text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self._handle({"message": message}, group or account)

    def _user(self, account: int) -> Json:
        code = self._language
        return {"id": account, "is_bot": False, "first_name": "Somebody", "language_code": code}

    def _message(self, account: int, chat: int, number: int) -> Json:
        place = {"id": chat, "type": "group" if chat < 0 else "private", "title": "Group"}
        sender = self._user(account)
        return {"message_id": number, "date": MOMENT, "chat": place, "from": sender}

    async def _handle(self, raw: Json, chat: int) -> Told:
        self._bot.noted.clear()
        update = Update.de_json(raw | {"update_id": next(self._updates)}, self._bot)
        await self._handling.handle(update)
        return self._bot.noted[chat]

    async def deliver(self) -> dict[int, Told]:
        """Send whatever may go out at this moment; what each chat has got."""
        self._bot.noted.clear()
        now = self.office.clock.now()
        while rows := self._mailroom.due(now, AT_ONCE):
            for row in rows:
                await self._deliver(row, now)
        return dict(self._bot.noted)

    async def _deliver(self, row: int, now: datetime) -> None:
        letter = self._mailroom.open_letter(row, now)
        if isinstance(letter, Unsendable):
            self._mailroom.close(letter)
        elif letter and self._mailroom.claim(letter, now):
            try:
                messages = await post(self._bot, letter.chat_id, letter.said)
            except TelegramError as error:
                self._mailroom.settle(letter, Sending.FAILED, error.message)
            else:
                self._mailroom.settle_sent(letter, messages, now)
