"""`python -m tests.proofs.publish`: a month is published once to everyone, through kill -9.

A director and a clerk publish 91 units' scores and the circular by the keys in their chats, while
the program is killed again and again: between a press and its answer, and while what they said
goes out. Then every chat is compared with what it ought to have.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlmodel import select

from models.outbox import Outbox, Sending
from models.people.posts import Person, Post, Role
from tests.proofs.killing import arrived, in_state, killed, live_on, on_the_list, one_life
from tests.proofs.publish_hands import PATIENCE, Hands, deeds, end
from tests.proofs.publish_stage import BLOCKED, UNLINKED, Cast, scored
from tests.proofs.stage import Stage, staged
from tests.proofs.verdict import conclude

UNITS = 91
WAKING, SENDING = 0.5, 1.5
"""Seconds a program lives at most after its start with a press that was not answered, and while
messages go out: a picture takes its time."""

FEWEST_KILLS, FEWEST_BETWEEN = 10, 3
"""So often at least must the messages, and presses, be interrupted for this to show anything."""

METHOD_OF = {
    "standing_published": "sendPhoto",
    "run_published": "sendPhoto",
    "circular": "sendDocument",
}
"""Everybody has the scores as one picture and the circular as one document."""

METHODS = frozenset(METHOD_OF.values())
TALK = "sendMessage"
"""What the two who publish are told on the way."""


@dataclass
class Found:
    """What had become of every message in the end, and of each kill on the way.

    `between` kills fell between a press and its answer, `committed` ones of them after the deed.
    `received` messages are there exactly once; `refused` ones were for who has blocked the bot,
    `held` ones for a unit with nobody to tell. `again` counts deeds done more than once.
    """

    between: int = 0
    committed: int = 0
    sending: int = 0
    said: int = 0
    received: int = 0
    missing: int = 0
    doubled: int = 0
    unknown: int = 0
    refused: int = 0
    held: int = 0
    unlisted: int = 0
    besides: int = 0
    presses: int = 0
    again: int = 0
    left: int = 0
    per_kill: list[int] = field(default_factory=list)


async def live(seed: int, kills: int, folder: Path) -> Found:
    """Kill while something is left to be pressed or sent, as often as is wanted; then look."""
    dice, found = random.Random(seed), Found()
    async with staged(folder, UNITS, matters=4) as stage:
        cast = await scored(stage)
        hands = Hands(cast.hands)
        while len(found.per_kill) < kills and (hands.left or _unsent(stage)):
            await _one_life(stage, hands, dice, found)
            found.per_kill.append(in_state(stage, Sending.UNKNOWN, Sending.SENDING))
        async with asyncio.TaskGroup() as group:
            group.create_task(hands.go_on(lambda _step: asyncio.sleep(PATIENCE)))
            await live_on(stage, partial(_is_done, stage, hands))
        _look(stage, cast, await stage.calls(), found)
        done = deeds(stage)
        found.again, found.presses = done.total() - len(done), hands.presses
        found.left = hands.left + _unsent(stage)
    return found


async def _one_life(stage: Stage, hands: Hands, dice: random.Random, found: Found) -> None:
    """Let them press, what is next or once more, and kill the program at a random moment of it."""
    before = deeds(stage)
    async with one_life(stage):
        if hands.hanging and dice.choice([True, False]):
            await asyncio.sleep(dice.uniform(0, WAKING))  # what was pressed before is heard again
        elif hands.left:
            await hands.go_on(partial(end, stage, dice))
        else:
            await _send_on(hands, dice)
            found.sending += 1
    if hands.hanging and await hands.hanging.is_answered():
        hands.hanging = None
    if hands.hanging:
        found.between += 1
        deed = hands.hanging.step.deed
        found.committed += deeds(stage)[deed] > before[deed]


async def _send_on(hands: Hands, dice: random.Random) -> None:
    seconds = dice.uniform(0, SENDING)
    async with asyncio.TaskGroup() as until:
        until.create_task(asyncio.sleep(seconds))
        until.create_task(hands.again(dice, seconds))


def _unsent(stage: Stage) -> int:
    return in_state(stage, Sending.QUEUED, Sending.SENDING)


async def _is_done(stage: Stage, hands: Hands) -> bool:
    return not (hands.left or _unsent(stage))


def _look(stage: Stage, cast: Cast, calls: Sequence[Mapping[str, object]], found: Found) -> None:
    """Compare what arrived in each chat with what was to arrive, and the rest with the lists."""
    rows, received = _rows(stage), arrived(calls)
    _look_at_rows(rows, on_the_list(stage), found)
    doubtful = _doubtful(stage, rows)
    wanted = [(chat, how) for chat in cast.chats - cast.blocked for how in METHODS]
    for place in wanted:
        found.received += received[place] == 1
        found.missing += received[place] == 0 and place not in doubtful
        found.doubled += received[place] > 1
    talk = sum(received[one.id, TALK] for one in cast.hands.values())
    found.besides = received.total() - talk - sum(received[place] for place in wanted)
    answers = [row for row in rows if row.kind not in METHOD_OF]
    states = Counter(row.state for row in answers)
    found.doubled += max(0, talk - states[Sending.SENT] - states[Sending.UNKNOWN])


def _rows(stage: Stage) -> Sequence[Outbox]:
    with stage.store.reading() as session:
        return session.exec(select(Outbox)).all()


def _look_at_rows(rows: Sequence[Outbox], listed: frozenset[int | None], found: Found) -> None:
    """Count what the office has to look after."""
    states = Counter(row.state for row in rows)
    found.said = sum(row.kind in METHOD_OF for row in rows)
    found.unknown = states[Sending.UNKNOWN]
    found.refused, found.held = states[Sending.FAILED], states[Sending.HELD]
    open_ones = [row for row in rows if row.state not in {Sending.SENT, Sending.VOID}]
    found.unlisted = sum(row.id not in listed for row in open_ones)


def _doubtful(stage: Stage, rows: Sequence[Outbox]) -> set[tuple[int | None, str]]:
    """The chats and ways of which nobody can be sure."""
    with stage.store.reading() as session:
        of_person = dict(session.exec(select(Person.id, Person.telegram_id)).all())
        posts = select(Post.unit_id, Post.person_id).where(Post.role == Role.LIAISON)
        of_unit = dict(session.exec(posts).all())
    return {
        (of_person[row.person_id or of_unit[row.unit_id or 0]], METHOD_OF[row.kind])
        for row in rows
        if row.state is Sending.UNKNOWN and row.kind in METHOD_OF
    }


def main() -> None:
    """Kill, look and conclude."""
    run = killed("publish", __doc__, 40, live)
    found, most = run.found, run.most_by_one
    conclude(
        f"{UNITS} units, {found.said} messages, {len(found.per_kill)} kills, {found.between} of "
        f"them between a press and its answer ({found.committed} after the deed), {found.sending} "
        f"while messages went out; {found.presses} presses, {found.again} deeds done again; "
        f"{found.received} arrived once, {found.doubled} twice, {found.missing} missing; "
        f"{found.unknown} unknown, at most {most} by one kill; {found.refused} to who has blocked "
        f"the bot, {found.held} to units with nobody; {found.unlisted} not sent and not on the "
        f"exception list; {found.besides} messages besides, {found.left} unfinished; "
        f"{run.seconds:.0f} s",
        holds=not (found.doubled or found.missing or found.unlisted)
        and not (found.again or found.besides or found.left)
        and found.held >= UNLINKED
        and found.held + found.refused <= UNLINKED + 2 * BLOCKED
        and most <= 1
        and found.between >= FEWEST_BETWEEN
        and found.sending >= FEWEST_KILLS,
    )


if __name__ == "__main__":
    main()
