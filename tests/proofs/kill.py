"""`python -m tests.proofs.kill`: kill -9 at random moments loses no reply and no prompt."""

import asyncio
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlmodel import func, select

from bot.simulator.client import Person as Chatter
from models.dispatch.progress import Progress
from models.inbox import Hearing, Inbox
from models.outbox import Outbox, Sending, Urgency
from tests.proofs.killing import arrived, in_state, killed, live_on, on_the_list, one_life
from tests.proofs.stage import Seat, Stage, staged
from tests.proofs.verdict import conclude

UNITS = 500
ALIVE = 0.35
"""Seconds a program lives at most after its first request for updates."""


@dataclass
class Found:
    """What had become of everything in the end, and of each kill on the way."""

    lost: int = 0
    twice: int = 0
    unanswered: int = 0
    missing: int = 0
    doubled: int = 0
    unknown: int = 0
    unlisted: int = 0
    left: int = 0
    per_kill: list[int] = field(default_factory=list)


async def live(seed: int, kills: int, folder: Path) -> Found:
    """Kill again and again while everybody replies and everybody is prompted; then look."""
    dice, found = random.Random(seed), Found()
    async with staged(folder, UNITS, matters=2) as stage:
        waiting = list(stage.seats)
        dice.shuffle(waiting)
        for left in range(kills, 0, -1):
            now, waiting = _share(waiting, left)
            await _one_life(stage, now, dice)
            found.per_kill.append(in_state(stage, Sending.UNKNOWN, Sending.SENDING))
            _tell(kills - left + 1, kills)
        await live_on(stage, partial(_is_done, stage))
        await _look(stage, found)
    return found


def _share(waiting: list[Seat], lives: int) -> tuple[list[Seat], list[Seat]]:
    count = -(-len(waiting) // lives)
    return waiting[:count], waiting[count:]


async def _one_life(stage: Stage, replying: Sequence[Seat], dice: random.Random) -> None:
    """Let some people reply to a program that is killed at a random moment of all that."""
    async with one_life(stage), asyncio.TaskGroup() as until:
        until.create_task(asyncio.sleep(dice.uniform(0, ALIVE)))
        until.create_task(_reply(stage, replying, dice))


async def _reply(stage: Stage, replying: Sequence[Seat], dice: random.Random) -> None:
    for seat in replying:
        await asyncio.sleep(dice.uniform(0, ALIVE / len(replying)))
        chatter = Chatter(stage.door, seat.chat, "")
        await chatter.send(f"{seat.numbers[0]} 55% reply of {seat.chat}")


async def _is_done(stage: Stage) -> bool:
    return not _unfinished(stage) and not await stage.door.pending()


def _unfinished(stage: Stage) -> int:
    with stage.store.reading() as session:
        heard = select(func.count()).select_from(Inbox).where(Inbox.state == Hearing.NEW)
        waiting = session.exec(heard).one()
    return waiting + in_state(stage, Sending.QUEUED, Sending.SENDING)


async def _look(stage: Stage, found: Found) -> None:
    """Compare what was typed and what arrived with what the database says about it."""
    _look_at_replies(stage, found)
    found.left = _unfinished(stage)
    with stage.store.reading() as session:
        rows = session.exec(select(Outbox)).all()
    listed, received = on_the_list(stage), arrived(await stage.calls())
    of_chat = _by_chat(stage, rows)
    for seat in stage.seats:
        mine, here = of_chat[seat.chat], received[seat.chat, "sendMessage"]
        sent = sum(row.state is Sending.SENT for row in mine)
        suspects = [row for row in mine if row.state is Sending.UNKNOWN]
        found.unknown += len(suspects)
        found.unlisted += sum(row.id not in listed for row in suspects)
        found.missing += max(0, sent - here)
        found.missing += not any(row.kind == "prompt" for row in mine)
        found.unanswered += not any(row.urgency == Urgency.ANSWER for row in mine)
        found.doubled += max(0, here - sent - len(suspects))


def _look_at_replies(stage: Stage, found: Found) -> None:
    with stage.store.reading() as session:
        recorded = Counter(
            one.item_id for one in session.exec(select(Progress).where(Progress.percent == 55))
        )
    for seat in stage.seats:
        times = sum(recorded[item] for item in seat.items)
        found.lost += times == 0
        found.twice += times > 1


def _by_chat(stage: Stage, rows: Sequence[Outbox]) -> dict[int, list[Outbox]]:
    """The messages for each chat; a prompt is addressed to a unit, in the order of the chats."""
    found: dict[int, list[Outbox]] = {seat.chat: [] for seat in stage.seats}
    units = sorted({row.unit_id for row in rows if row.unit_id is not None})
    chats = dict(zip(units, sorted(found), strict=True))
    for row in rows:
        chat = row.sent_chat_id or row.chat_id or chats[row.unit_id or 0]
        found[chat].append(row)
    return found


def _tell(done: int, kills: int) -> None:
    if done % 20 == 0:
        sys.stderr.write(f"{done} of {kills} kills\n")


def main() -> None:
    """Kill, look and conclude."""
    run = killed("kill", __doc__, 200, live)
    found, most = run.found, run.most_by_one
    conclude(
        f"{run.kills} kills, {UNITS} replies: {found.lost} lost, {found.twice} applied twice, "
        f"{found.unanswered} without an answer; "
        f"{UNITS} prompts: {found.missing} missing; {found.unknown} unknown and {found.doubled} "
        f"doubled in all, at most {most} by one kill, {found.unlisted} of them not on the "
        f"exception list; {found.left} unfinished; {run.seconds:.0f} s",
        holds=not (found.lost or found.twice or found.unanswered)
        and not (found.missing or found.unlisted or found.left)
        and most <= 1
        and found.unknown + found.doubled <= run.kills,
    )


if __name__ == "__main__":
    main()
