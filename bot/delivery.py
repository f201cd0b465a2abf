"""The way out: one row after the other is claimed, sent in its turn, and settled for what it is."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.addresses import Unsendable
from bot.letters import Letter
from bot.logs import place
from bot.mailroom import Mailroom
from bot.outcomes import Outcome, Verdict, classify
from bot.pacing import Pacer, Turn
from bot.posting import post
from bot.telegram_bot import TelegramBot
from bot.traffic import Traffic
from handlers.context import Office
from models.outbox import Sending

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between looks into the outbox when nobody says that there is something new."""

AT_A_LOOK = 8
SETTLE_AGAIN = (0.2, 1.0, 5.0, 15.0)
"""Seconds between attempts to write down what became of a message."""


class Delivery:
    """Sends what is due, most urgent first. `wake` after every commit that may have put a row."""

    def __init__(self, office: Office, bot: TelegramBot, pacer: Pacer) -> None:
        self._clock = office.clock
        self._mailroom = Mailroom(office)
        self._bot = bot
        self._pacer = pacer
        self._traffic = Traffic(pacer)
        self._tasks: set[asyncio.Task[None]] = set()
        self._aside: dict[int, int] = {}  # row to the chat whose second is not over yet
        self._new = asyncio.Event()
        self._wakes = 0
        self._quiet_at = -1
        self._quiet = asyncio.Event()
        self._lost_claims_known = False

    def wake(self) -> None:
        """There may be something new to send."""
        self._wakes += 1
        self._new.set()

    async def run(self) -> None:
        """Send until cancelled. A request that is under way then is finished by `stop`."""
        await self._give_up_lost_claims()
        while True:
            wakes = self._wakes
            self._new.clear()
            await self._traffic.room()
            await self._pacer.turn(Turn.BULK)
            if await self._next():
                continue
            # What landed while `_next` was looking may have queued its row's next message.
            if not self._tasks and not self._aside and not self._new.is_set():
                self._quiet_at = wakes
                self._quiet.set()
            await self._pause_for_news()

    async def _give_up_lost_claims(self) -> None:
        if not self._lost_claims_known:  # only those of the process before this one are lost
            lost = await asyncio.to_thread(self._mailroom.abandon)
            self._lost_claims_known = True
            if lost:
                log.warning("%d messages may or may not have been sent before the start", lost)

    async def _next(self) -> bool:
        """Start one message; True when something has been done and there may be more."""
        picked = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._one(picked), name="delivery of one message")
        self._tasks.add(task)
        task.add_done_callback(self._landed)
        # Shielded: a stop must not come between the claim and the request.
        return bool(await asyncio.shield(picked))

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a message could not be settled and stays `sending`: %s", place(error))

    async def _one(self, picked: asyncio.Future[bool]) -> None:
        try:
            letter = await self._pick()
        except BaseException as error:
            picked.set_exception(error)
            return
        picked.set_result(letter is not None)
        if isinstance(letter, Letter):
            await self._send(letter)

    async def _pick(self) -> Letter | Unsendable | None:
        """The first row that can go now, claimed; or one that was closed instead of sent."""
        now = self._clock.now()
        self._aside = {row: chat for row, chat in self._aside.items() if self._wait(chat) > 0}
        rows = await asyncio.to_thread(self._mailroom.due, now, AT_A_LOOK + len(self._aside))
        for row_id in rows:
            if row_id in self._aside:
                continue
            opened = await asyncio.to_thread(self._mailroom.open_letter, row_id, now)
            if isinstance(opened, Unsendable):
                log.info("message %d is %s: %s", row_id, opened.state, opened.reason)
                await asyncio.to_thread(self._mailroom.close, opened)
                return opened
            if opened and await self._claimed(opened):
                return opened
        return None

    async def _claimed(self, letter: Letter) -> bool:
        if self._wait(letter.chat_id) > 0:
            self._aside[letter.row_id] = letter.chat_id
            return False
        self._pacer.begin(letter.chat_id, letter.messages)
        if not await asyncio.to_thread(self._mailroom.claim, letter, self._clock.now()):
            self._pacer.end(letter.chat_id)
            return False
        return True

    async def _send(self, letter: Letter) -> None:
        with self._traffic.under_way(letter.row_id):
            try:
                await self._pacer.room(letter.messages)
                posted = await post(self._bot, letter.chat_id, letter.said)
            except Exception as error:  # every error is a state of the row
                outcome = classify(error)
                log.warning("message %d: %s (%s)", letter.row_id, outcome.verdict, outcome.reason)
                self._traffic.went_badly(outcome)
                await self._settle_error(letter, outcome)
            else:
                self._traffic.went_well()
                await self._write(self._mailroom.settle_sent, letter, posted, self._clock.now())
            finally:
                self._pacer.end(letter.chat_id)
                self._new.set()

    async def _write(self, act: Callable[..., None], *args: object) -> None:
        """Settle in a thread; a lost database is tried again, for the message is out already."""
        for wait in SETTLE_AGAIN:
            try:
                return await asyncio.to_thread(act, *args)
            except SQLAlchemyError as error:
                log.error("cannot settle a message, trying again: %s", place(error))
                await asyncio.sleep(wait)
        return await asyncio.to_thread(act, *args)

    async def _settle_error(self, letter: Letter, outcome: Outcome) -> None:
        now, room, reason = self._clock.now(), self._mailroom, outcome.reason
        match outcome.verdict:
            case Verdict.AGAIN:
                until = now + timedelta(seconds=outcome.pause)
                await self._write(room.again, letter, until, reason)
            case Verdict.MOVED:
                await self._write(room.moved, letter, outcome.new_chat_id, now)
            case Verdict.BLOCKED:
                await self._write(room.blocked, letter, reason, now)
            case Verdict.SILENCED:
                await self._write(room.silenced, letter, reason, now)
            case Verdict.UNKNOWN if letter.may_repeat:
                await self._write(room.again, letter, now, reason)
            case Verdict.UNKNOWN:
                await self._write(room.settle, letter, Sending.UNKNOWN, reason)
            case Verdict.FAILED:
                await self._write(room.settle, letter, Sending.FAILED, reason)

    async def _pause_for_news(self) -> None:
        wait = min(map(self._wait, self._aside.values()), default=LOOK_EVERY)
        with suppress(TimeoutError):
            # Not wait_for: in Python 3.11 it loses a cancellation that comes with the event.
            async with asyncio.timeout(max(0.0, min(wait, LOOK_EVERY))):
                await self._new.wait()

    def _wait(self, chat_id: int) -> float:
        """The seconds until a chat may be written to."""
        return self._pacer.free_at(chat_id) - asyncio.get_running_loop().time()

    async def drained(self) -> None:
        """Wait until nothing that may go out now is left."""
        self.wake()
        wakes = self._wakes
        while self._quiet_at < wakes:
            self._quiet.clear()
            await self._quiet.wait()

    async def stop(self, grace: float) -> None:
        """Let the requests under way come back within `grace` seconds; cancel `run` before."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=grace)
