"""`python -m tests.proofs.publish`: a month is published once to everyone, through kill -9.

91 units' scores are published and the circular is sent, by programs that are killed again and
again while these messages go out; then every chat is compared with what it ought to have.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlmodel import col, select

from models.exceptions import undelivered
from models.outbox import Outbox, Sending
from models.parts import asked_part
from models.people.posts import Person, Post, Role
from models.units import unit_by_code
from tests.proofs.killing import in_state, killed, live_on
from tests.proofs.publish_stage import BLOCKED, KINDS, UNLINKED, Publication, announce, say_again
from tests.proofs.stage import Stage, staged
from tests.proofs.verdict import conclude

UNITS = 91
ALIVE = 1.5
"""Seconds a program lives at most after its first request for updates: a picture takes its time."""

FEWEST_KILLS = 10
"""So often at least must the messages be interrupted for this to show anything."""

METHOD_OF = {
    "standing_published": "sendPhoto",
    "run_published": "sendPhoto",
    "circular": "sendDocument",
}
"""Everybody has the scores as one picture and the circular as one document."""

METHODS = frozenset(METHOD_OF.values())


@dataclass
class Found:
    """What had become of every message in the end, and of each kill on the way.

    `arrived` ones are there exactly once; `refused` ones were for who has blocked the bot, `held`
    ones for a unit with nobody to tell. `again` counts what could be said a second time.
    """

    said: int = 0
    arrived: int = 0
    missing: int = 0
    doubled: int = 0
    unknown: int = 0
    refused: int = 0
    held: int = 0
    unlisted: int = 0
    besides: int = 0
    again: int = 0
    left: int = 0
    per_kill: list[int] = field(default_factory=list)


async def live(seed: int, kills: int, folder: Path) -> Found:
    """Kill while something is left to be sent, as often as is wanted; then look."""
    dice, found = random.Random(seed), Found()
    async with staged(folder, UNITS, matters=4) as stage:
        known = await announce(stage)
        while len(found.per_kill) < kills and in_state(stage, Sending.QUEUED):
            await _one_life(stage, dice)
            found.per_kill.append(in_state(stage, Sending.UNKNOWN, Sending.SENDING))
            found.again += say_again(stage, known)
        await live_on(stage, partial(_is_done, stage))
        found.left = in_state(stage, Sending.QUEUED, Sending.SENDING)
        _look(stage, known, await stage.calls(), found)
    return found


async def _one_life(stage: Stage, dice: random.Random) -> None:
    """Start the program and kill it at a random moment after it has begun to work."""
    calls = len(await stage.calls())
    program = await stage.start()
    await stage.asked("deleteWebhook", calls)  # the last call before it asks for updates
    await asyncio.sleep(dice.uniform(0, ALIVE))
    program.kill()
    await program.wait()


async def _is_done(stage: Stage) -> bool:
    return not in_state(stage, Sending.QUEUED, Sending.SENDING)


def _look(
    stage: Stage, known: Publication, calls: Sequence[Mapping[str, object]], found: Found
) -> None:
    """Compare what arrived in each chat with what was to arrive, and the rest with the lists."""
    arrived = Counter(
        (int(str(call["chat_id"])), str(call["method"]))
        for call in calls
        if call["code"] == 200 and str(call["method"]).startswith("send")
    )
    doubtful = _look_at_rows(stage, found)
    wanted = [(chat, how) for chat in known.chats - known.blocked for how in METHODS]
    for place in wanted:
        found.arrived += arrived[place] == 1
        found.missing += arrived[place] == 0 and place not in doubtful
        found.doubled += arrived[place] > 1
    found.besides = arrived.total() - sum(arrived[place] for place in wanted)


def _look_at_rows(stage: Stage, found: Found) -> set[tuple[int | None, str]]:
    """Count what the office has to look after; the chats and ways of which nobody can be sure."""
    with stage.store.reading() as session:
        rows = session.exec(select(Outbox).where(col(Outbox.kind).in_(KINDS))).all()
        part = asked_part(session, unit_by_code(session, "OFFICE"))
        listed = {one.row.id for one in undelivered(session, part)}
        of_person = dict(session.exec(select(Person.id, Person.telegram_id)).all())
        posts = select(Post.unit_id, Post.person_id).where(Post.role == Role.LIAISON)
        of_unit = dict(session.exec(posts).all())
    states = Counter(row.state for row in rows)
    found.said = len(rows)
    found.unknown = states[Sending.UNKNOWN]
    found.refused, found.held = states[Sending.FAILED], states[Sending.HELD]
    found.unlisted = sum(row.state is not Sending.SENT and row.id not in listed for row in rows)
    return {
        (of_person[row.person_id or of_unit[row.unit_id or 0]], METHOD_OF[row.kind])
        for row in rows
        if row.state is Sending.UNKNOWN
    }


def main() -> None:
    """Kill, look and conclude."""
    run = killed("publish", __doc__, 30, live)
    found, most = run.found, run.most_by_one
    conclude(
        f"{UNITS} units, {found.said} messages, {len(found.per_kill)} kills while they went out: "
        f"{found.arrived} arrived once, {found.doubled} twice, {found.missing} missing; "
        f"{found.unknown} unknown, at most {most} by one kill; {found.refused} to who has blocked "
        f"the bot, {found.held} to units with nobody; {found.unlisted} not sent and not on the "
        f"exception list; {found.again} of {2 * len(found.per_kill)} repetitions allowed, "
        f"{found.besides} messages besides, {found.left} unfinished; "
        f"{run.seconds:.0f} s",
        holds=not (found.doubled or found.missing or found.unlisted)
        and not (found.again or found.besides or found.left)
        and found.held >= UNLINKED
        and found.held + found.refused <= UNLINKED + 2 * BLOCKED
        and most <= 1
        and len(found.per_kill) >= FEWEST_KILLS,
    )


if __name__ == "__main__":
    main()
