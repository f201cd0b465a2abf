"""The people of the demo's page at work: they tap, write, send a file, and read what comes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from bot.simulator.client import Door
from bot.simulator.client_person import Person
from bot.simulator.seen import Message, shown
from locales import translator
from tests.demo import cast, told

PATIENCE = 30.0
"""Seconds to wait for a message; the pictures of 91 units are drawn meanwhile."""

TEXTS = {
    "zh_CN": {
        "rest": "其余无变化",
        "progress": "60% 按计划推进",
        "doubt": "试点已于11月20日启动，当日已在填报中写明，请核实。",
        "verdict": "经核实，该里程碑已按时完成，予以认定。",
        "paragraph": "请未按期完成的单位于12月15日前书面说明情况。",
    },
    "en": {
        "rest": "rest no change",
        "progress": "60% on schedule",
        "doubt": "The pilot was begun on 20 November, as we wrote that day. Please check.",
        "verdict": "Checked: it was done on time.",
        "paragraph": "Whoever missed a date explains it in writing by 15 December.",
    },
}


@dataclass
class Seen:
    """What somebody sees at a step."""

    step: str
    who: str
    message: Message

    def __str__(self) -> str:
        return f"{self.who} sees\n{shown(self.message)}"


@dataclass
class Month:
    """The page and its people; `seen` is everything that was looked at, in order."""

    page: httpx.AsyncClient
    door: Door
    language: str
    liaison: Person
    clerk: Person
    director: Person
    reviewer: Person
    leader: Person
    telling: Callable[[str], None]
    seen: list[Seen] = field(default_factory=list)
    step: str = ""
    begun: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    taps_made: int = 0
    texts_written: int = 0

    def word(self, english: str, **values: object) -> str:
        """A label or sentence of the bot in the language that is played."""
        return translator(self.language, ZoneInfo("Asia/Shanghai")).plain(english, **values)

    def text(self, key: str) -> str:
        """What a person writes."""
        return TEXTS[self.language][key]

    def begin(self, step: str) -> None:
        """A new step begins."""
        self.step = step
        self.telling(f"\n== {step} ({time.monotonic() - self.begun:.0f} s)")

    def end(self) -> None:
        """The month is over."""
        self.seconds = time.monotonic() - self.begun

    async def clock(self, to: str) -> Any:
        """Let the page's clock step."""
        state = await told(self.page, to)
        self.telling(f"   the clock: {state['now'][:16]}Z, {state['log'][-1]['text']['en']}")
        return state

    async def looks(self, who: Person, wanted: str | Callable[[Message], bool]) -> Message:
        """Wait for the newest message that holds a text, or that fits, and keep it."""
        message = await who.wait(wanted, PATIENCE)
        self.seen.append(Seen(self.step, who.name, message))
        self.telling(str(self.seen[-1]))
        return message

    async def finds(self, who: Person, label: str) -> Message:
        """Wait for the newest message with a button."""
        return await self.looks(who, lambda one: label in one.labels)

    async def taps(self, who: Person, label: str) -> str:
        """Press the newest button with that label; the toast."""
        self.taps_made += 1
        query = await who.press(label)
        toast = (await who.answer_to(query, PATIENCE)).text
        self.telling(f"{who.name} taps [{label}]" + (f", is told: {toast}" if toast else ""))
        return toast

    async def opens(self, who: Person, label: str, wanted: str) -> Message:
        """Press a button and look at the message that then has a text or a button."""
        await self.taps(who, label)
        return await self.looks(who, _holding(wanted))

    async def writes(self, who: Person, text: str, wanted: str) -> Message:
        """Write, and look at the answer."""
        self.texts_written += 1
        after = await who.send(text)
        self.telling(f"{who.name} writes: {text}")
        holds = _holding(wanted)
        return await self.looks(who, lambda one: one.id > after and holds(one))


def _holding(wanted: str) -> Callable[[Message], bool]:
    return lambda one: wanted in one.text or wanted in one.labels


async def enter(
    page: httpx.AsyncClient, door: Door, language: str, telling: Callable[[str], None]
) -> Month:
    """Look at the page and pick its people."""
    state = (await page.get("/stage/state")).json()
    return Month(
        page,
        door,
        language,
        cast(door, state, "Liaison"),
        cast(door, state, "Clerk"),
        cast(door, state, "Director"),
        cast(door, state, "Deputy director"),
        cast(door, state, "Leader"),
        telling,
    )
