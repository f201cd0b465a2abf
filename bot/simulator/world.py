"""The world: everybody and everything in it, and the few things that can happen to a message."""

import random
from typing import TYPE_CHECKING, Any

from bot.simulator.callbacks import Callbacks
from bot.simulator.chats import Chat
from bot.simulator.clock import Clock
from bot.simulator.events import Events
from bot.simulator.faults import Faults
from bot.simulator.journal import Journal
from bot.simulator.limits import Limits
from bot.simulator.media import FileStore
from bot.simulator.menus import Menus
from bot.simulator.messages import Message
from bot.simulator.people import BotAccount, Person
from bot.simulator.updates import UpdateQueue
from bot.simulator.views import message_to_door
from bot.simulator.webhook import Webhook

if TYPE_CHECKING:
    from bot.simulator.polls import Poll

Json = dict[str, Any]


class World:
    """State of the simulated Telegram. One bot lives in it, made by the first token."""

    def __init__(self, token: str | None = None) -> None:
        self.fixed_token = token
        self.bot = BotAccount(5000000001, "5000000001:nobody")
        self.clock = Clock()
        self.journal = Journal()
        self.faults = Faults()
        self.limits = Limits()
        self.events = Events()
        self.updates = UpdateQueue(self.clock, self.faults.duplicates)
        self.webhook = Webhook(self.updates, self.clock)
        self.latency = 0.0
        self._start()

    def _start(self) -> None:
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.menus = Menus()
        self.callbacks = Callbacks(self.clock)
        self.polls: dict[str, Poll] = {}
        self.facts: dict[tuple[str, str], Any] = {}
        self.revision = 0

    def clear(self) -> None:
        """Empty the world; the bot, its webhook and its numbering of updates stay."""
        self._start()
        self.updates.clear()
        self.faults.clear()
        self.journal.clear()
        self.limits = Limits()
        self.clock.offset = 0.0
        self.latency = 0.0

    def admit(self, token: str) -> BotAccount | None:
        """The bot with that token: the first well-formed one makes it, others are strangers."""
        number, colon, secret = token.partition(":")
        if not (colon and secret and number.isdigit()):
            return None
        if self.fixed_token is not None and token != self.fixed_token:
            return None
        if not self.bot.claimed:
            self.bot.id, self.bot.token, self.bot.claimed = int(number), token, True
        return self.bot if self.bot.id == int(number) else None

    def knows(self, token: str) -> bool:
        """Whether a bot with that token has called before."""
        return self.bot.claimed and self.admit(token) is not None

    def enter(
        self, name: str, person_id: int | None, username: str | None, language_code: str | None
    ) -> Person:
        """A person joins Telegram, or is found again by id with what changed about them."""
        number = person_id if person_id is not None else self._free_id()
        person = self.people.setdefault(number, Person(number, name))
        person.name = name
        person.username = username or person.username
        person.language_code = language_code or person.language_code
        if number in self.chats:
            self.chats[number].renamed()
        return person

    def _free_id(self) -> int:
        while (number := random.randrange(10**8, 10**10)) in self.people:  # noqa: S311
            continue
        return number

    def private_chat(self, person: Person) -> Chat:
        """The person's chat with the bot; for the bot it begins with the person's first word."""
        chat = self.chats.get(person.id)
        if chat is None:
            chat = Chat(person.id, "private", person.name, {person.id: person})
            self.chats[person.id] = chat
        return chat

    def post(self, message: Message) -> Message:
        """Put a new message into its chat and show it to the members."""
        message.chat.add(message)
        self._changed(message, "message")
        return message

    def touch(self, message: Message) -> None:
        """Show everybody that a message was edited."""
        self._changed(message, "edit")

    def delete(self, message: Message) -> None:
        """Take a message away from everybody."""
        message.deleted = True
        self._changed(message, "delete")

    def _changed(self, message: Message, event: str) -> None:
        self.revision += 1
        message.chat.mark(message, self.revision)
        self.tell(message.chat, event, message)

    def tell(self, chat: Chat, event: str, message: Message) -> None:
        """Send an event about a message to every member's client."""
        for person_id in chat.members:
            self.events.publish(person_id, event, lambda: message_to_door(self, message))
