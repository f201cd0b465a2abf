"""Members of a reform office and of its units with the chat app open, in a city at work."""

from dataclasses import dataclass

from bot.simulator.client import Person as Chatter
from bot.simulator.seen import Message
from models.people.posts import Person
from tests.conversation import World
from tests.desk import Desk


@dataclass
class Phones:
    """Opens the chat of anybody of a city."""

    world: World
    desk: Desk

    async def of(self, person: Person) -> Chatter:
        """The telephone of somebody."""
        return await self.world.person(person.name[:60], id=person.telegram_id, language_code="en")

    async def begun(self, person: Person) -> Chatter:
        """The telephone of somebody who has begun the chat, so that the bot can write first."""
        phone = await self.of(person)
        await phone.send("/whoami")
        await self.world.settle()
        return phone


async def ask(world: World, phone: Chatter, text: str) -> Message:
    """Send a text and read the answer."""
    sent = await phone.send(text)
    await world.settle()
    answer = await phone.last()
    assert answer.id > sent, await phone.told()
    return answer


async def tap(world: World, phone: Chatter, label: str) -> Message:
    """Press a button by its label and read what the message has become."""
    messages = await phone.chat()
    pressed = [message.id for message in messages if message.button(label)]
    await phone.answer_to(await phone.press(label))
    await world.settle()
    return next(message for message in await phone.chat() if message.id == pressed[-1])


async def tap_on(world: World, phone: Chatter, message: Message, begins: str) -> Message:
    """Press the first button of a message whose label begins so."""
    label = next(label for label in message.labels if label.startswith(begins))
    return await tap(world, phone, label)
