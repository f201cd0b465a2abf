"""The hands of `tests.proofs.publish`: a director and a clerk publish a month by pressing keys."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from sqlmodel import col, select

from bot.simulator.client import Answer, Message, Person
from models.audit import Audit
from models.people.posts import Role
from tests.proofs.stage import Stage

Key = tuple[Person, int, str]
"""Whose it is, in which message, and its data."""

PATIENCE, AT_ONCE = 60.0, 0.05
"""Seconds to wait for an answer, and to look whether there is one."""


ANSWERING = 0.06
"""Seconds after a press in which the program may be killed: an answer takes about as long."""


@dataclass(frozen=True)
class Step:
    """A command that somebody writes, and the key under its answer; `deed` as the audit calls it.

    `shows` is a part of the text, or a key, of the page on which it is done.
    """

    deed: str
    who: Role
    command: str
    label: str
    shows: str

    def is_shown(self, message: Message) -> bool:
        """Whether a message shows that the step was taken."""
        return self.shows in message.text or self.shows in message.labels

    def is_found(self, message: Message) -> bool:
        """Whether it has the key, or shows that no press is needed any more."""
        return self.label in message.labels or self.is_shown(message)


STORY = (
    Step("publish", Role.DIRECTOR, "/publish", "Publish now", "Circular of the month"),
    Step("submit", Role.CLERK, "/circular", "To approval", "· awaiting approval"),
    Step("approve", Role.DIRECTOR, "/circular", "Sign and issue", "· issued"),
    Step("broadcast", Role.CLERK, "/circular", "Send to all", "Confirmations"),
)
"""The scores, then the circular; to send it takes two presses of keys that are called the same."""


End = Callable[[Step], Coroutine[None, None, None]]
"""Returns when the program is to be killed that has just heard a press of a step."""


@dataclass(frozen=True)
class Hanging:
    """A press that nobody has answered in time."""

    step: Step
    who: Person
    query: str

    async def is_answered(self) -> bool:
        """Whether it was answered since."""
        with suppress(AssertionError):
            await self.who.answer_to(self.query, AT_ONCE)
            return True
        return False


@dataclass
class Hands:
    """Both people at their telephones, and where they are in the story.

    `known` are the keys they have pressed, `presses` how often.
    """

    people: Mapping[Role, Person]
    done: int = 0
    presses: int = 0
    hanging: Hanging | None = None
    known: list[Key] = field(default_factory=list)

    @property
    def left(self) -> int:
        """How many steps are still to be taken."""
        return len(STORY) - self.done

    async def go_on(self, end: End) -> None:
        """Take the steps that are left, until after a press the end comes before its answer."""
        while self.left and await self._take(STORY[self.done], end):
            self.done, self.hanging = self.done + 1, None

    async def _take(self, step: Step, end: End) -> bool:
        """Call up what it is about, and press until that shows it was done; False if it hangs."""
        who = self.people[step.who]
        written = await who.send(step.command)
        page = await who.wait(step.is_found, PATIENCE, after=written)
        while not step.is_shown(page):
            button = page.button(step.label)
            assert button
            query = await self._tap((who, page.id, button.data or ""))
            self.hanging = Hanging(step, who, query)
            if not await _comes_first(who.answer_to(query, PATIENCE), end(step)):
                return False
            page = await _changed(who, page)
        return True

    async def _tap(self, key: Key) -> str:
        self.known.append(key)
        self.presses += 1
        who, message, data = key
        return await who.press_data(message, data)

    async def again(self, dice: random.Random, seconds: float) -> None:
        """Press one of these keys once more at some moment, as who saw nothing come of it."""
        await asyncio.sleep(dice.uniform(0, seconds))
        await self._tap(dice.choice(self.known))


async def _comes_first(
    answer: Coroutine[None, None, Answer], end: Coroutine[None, None, None]
) -> bool:
    tasks = [asyncio.create_task(answer), asyncio.create_task(end)]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return tasks[0] in done
    finally:
        for task in tasks:
            task.cancel()


async def _changed(who: Person, page: Message) -> Message:
    return await who.wait(lambda one: one.id == page.id and one != page, PATIENCE)


def deeds(stage: Stage) -> Counter[str]:
    """How often each deed of the story was done."""
    wanted = [step.deed for step in STORY]
    with stage.store.reading() as session:
        return Counter(session.exec(select(Audit.deed).where(col(Audit.deed).in_(wanted))))


async def end(stage: Stage, dice: random.Random, step: Step) -> None:
    """A random moment after a press, or that between its deed and the answer."""
    if dice.choice([True, False]):
        await asyncio.sleep(dice.uniform(0, ANSWERING))
        return
    while not deeds(stage)[step.deed]:  # noqa: ASYNC110  another process writes it
        await asyncio.sleep(0.001)
