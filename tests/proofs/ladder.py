"""`python -m tests.proofs.ladder`: the ladder through ten weeks with National Day in between.

Six matters are missed on purpose, each in its own way; the time machine lets the days pass, the
director and the head sign in chat, and then it is compared what was raised, when, and how often.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from models.migrating import upgrade
from models.outbox import Outbox, Sending
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState
from models.store import Store
from tests.conversation import opened
from tests.models.slips.city import CALENDAR, DUE, found
from tests.proofs.ladder_story import (
    ANSWERED,
    APPROVED,
    ASIDE,
    LATE,
    ORDER,
    PROMPT,
    REFUSED,
    REMINDER,
    SILENT,
    WAYS,
    Story,
    on,
)
from tests.proofs.verdict import conclude
from tests.proofs.year import Errors


@dataclass(frozen=True)
class Raised:
    """One slip: when it was drafted, went out and had to be answered, and where it stands."""

    kind: SlipKind
    drafted: str
    out: str
    limit: str
    state: SlipState

    def __str__(self) -> str:
        """The slip on one line."""
        out = f"out {self.out}" if self.out else "not out"
        limit = f", limit {self.limit}" if self.limit else ""
        return f"{self.kind.value} drafted {self.drafted}, {out}{limit}, {self.state.value}"


def _prompt(state: SlipState = SlipState.ISSUED) -> Raised:
    return Raised(PROMPT, "09-16", "09-16", "", state)


EXPECTED = {
    SILENT: [
        _prompt(),
        Raised(REMINDER, "10-08", "10-08", "10-14", SlipState.ISSUED),
        Raised(ORDER, "10-15", "11-16", "11-23", SlipState.ISSUED),
    ],
    APPROVED: [
        _prompt(SlipState.SETTLED),
        Raised(PROMPT, "10-16", "10-16", "", SlipState.ISSUED),
        Raised(REMINDER, "11-02", "", "", SlipState.AWAITING_SIGNATURE),
    ],
    REFUSED: [_prompt(), Raised(REMINDER, "10-10", "", "", SlipState.AWAITING_SIGNATURE)],
    LATE: [_prompt(), Raised(REMINDER, "10-08", "", "", SlipState.AWAITING_SIGNATURE)],
    ASIDE: [_prompt(), Raised(REMINDER, "10-13", "", "", SlipState.AWAITING_SIGNATURE)],
    ANSWERED: [_prompt(), Raised(REMINDER, "10-08", "10-08", "10-14", SlipState.ACCEPTED)],
}
"""What the calendar asks for: the 20th of September and the 10th of October are worked, the first
week of October and the 25th of September are free."""


async def live(store: Store, folder: Path) -> tuple[dict[str, list[Raised]], dict[str, int], int]:
    """Live through it: what was raised about each matter, what went wrong, and error lines."""
    errors = Errors()
    logging.getLogger().addHandler(errors)
    with store.transaction() as session:
        city = found(session)
        for number in WAYS:
            city.matter(number, DUE)
    async with opened(store, folder, start=on(9, 14)) as world:
        people = (city.clerk, city.director, city.head, city.liaison, city.deputy, city.leader)
        for person in people:
            await world.person(person.name, id=person.telegram_id, started=True)
        story = Story(world, city)
        await story.unfold()
    with store.reading() as session:
        slips = session.exec(select(Slip).order_by(col(Slip.id))).all()
        faults = {
            "late requests not refused": int(not story.too_late),
            "slips said twice or never": _said_wrongly(session, slips),
            "sent without a signature": sum(_unsigned(slip) for slip in slips),
        }
    raised = {
        number: [_raised(one) for one in slips if one.matter_number == number] for number in WAYS
    }
    return raised, faults, len(errors.lines)


def _raised(slip: Slip) -> Raised:
    out = slip.issued_on.strftime("%m-%d") if slip.issued_on else ""
    limit = slip.due_on.strftime("%m-%d") if slip.due_on else ""
    drafted = CALENDAR.today(slip.drafted_at).strftime("%m-%d")
    return Raised(slip.kind, drafted, out, limit, slip.state)


def _said_wrongly(session: Session, slips: Sequence[Slip]) -> int:
    """How many slips the unit was not told of exactly once, when they went out and not before."""
    rows = session.exec(select(Outbox).where(Outbox.kind == "slips")).all()
    told = Counter(number for row in rows for number in row.params["slips"])
    sent = {number for row in rows if row.state is Sending.SENT for number in row.params["slips"]}
    return sum(told[one.id] != (one.number is not None) for one in slips) + len(set(told) - sent)


def _unsigned(slip: Slip) -> bool:
    """Whether a slip above a prompt went out without its signer's name."""
    return slip.kind is not PROMPT and slip.number is not None and slip.signed_by is None


def main() -> None:
    """Run it, print what happened about each matter, and conclude."""
    argparse.ArgumentParser(prog="python -m tests.proofs.ladder", description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/liaison.db"
        upgrade(url)
        raised, faults, errors = asyncio.run(live(Store(url), Path(folder)))
    wrong = 0
    for number, way in WAYS.items():
        right = raised[number] == EXPECTED[number]
        wrong += not right
        said = "as expected" if right else "NOT AS EXPECTED"
        sys.stdout.write(f"{number} ({way}), due {DUE:%m-%d}: {said}\n")
        sys.stdout.writelines(f"    {one}\n" for one in raised[number])
    named = "; ".join(f"{count} {name}" for name, count in faults.items())
    conclude(
        f"{len(WAYS)} matters over the National Day week of 2026, {wrong} not as expected; "
        f"{named}; {errors} errors",
        holds=not wrong and not any(faults.values()) and not errors,
    )


if __name__ == "__main__":
    main()
