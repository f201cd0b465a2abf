"""What the processes in the proof of the numbers share: an office's drafts, and signing them."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import select

from models.people.posts import Person, Role, add_person, appoint, person_id
from models.slips.drafting import Fact, submit, write
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.store import Store
from tests.models.slips.city import CALENDAR, FOUNDED, LADDER, at, found

SIGNINGS = 200
NIGHT = at(date(2026, 10, 12), "21:00")
ONE_KIND = (SlipKind.REMINDER,)
MIXED = (SlipKind.ASSIGNMENT, SlipKind.REMINDER, SlipKind.ORDER)
LINGERS = 0.02
"""Seconds a transaction stays open at most after the signature, when its process may be killed."""


@dataclass
class Run:
    """One office's drafts, who signs them, and what was counted."""

    url: str
    kinds: Sequence[SlipKind]
    drafts: list[int] = field(default_factory=list)
    signer: int = 0
    kills: int = 0
    killed_inside: int = 0
    faults: list[str] = field(default_factory=list)


def prepared(url: str, kinds: Sequence[SlipKind], slips: int = SIGNINGS) -> Run:
    """An office where one person may sign everything, with drafts of each kind in turn."""
    run, store = Run(url, kinds), Store(url)
    with store.transaction() as session:
        city = found(session)
        person = add_person(session, "Signer", "en")
        run.signer = person_id(person)
        for role in (Role.DIRECTOR, Role.HEAD):
            appoint(session, person, city.office, role, None, FOUNDED)
        for kind in kinds:
            each = range(slips // len(kinds) + (kinds.index(kind) < slips % len(kinds)))
            facts = [Fact(city.bureau, f"{kind.value}:{n}", f"Subject {n}") for n in each]
            made = write(session, city.office, kind, facts, LADDER, None, NIGHT)
            submit(session, made, LADDER, CALENDAR, None, NIGHT)
            run.drafts += [slip_id(slip) for slip in made]
    store.close()
    random.Random(1).shuffle(run.drafts)
    return run


def work(
    run: Run, share: Sequence[int], at_once: int, lingers: float, begin: Any, inside: Any
) -> None:
    """What one process does: sign its share, so many at a time."""
    store = Store(run.url)
    begin.wait()
    for first in range(0, len(share), at_once):
        batch = share[first : first + at_once]
        with store.transaction() as session:
            by = session.get_one(Person, run.signer)
            sign(session, dict.fromkeys(batch, 1), by, LADDER, CALENDAR, NIGHT)
            inside.value = 1
            time.sleep(random.uniform(0, lingers))
        inside.value = 0
    store.close()


def unsigned(run: Run, drafts: Sequence[int]) -> list[int]:
    """Which of some drafts still wait."""
    store = Store(run.url)
    with store.reading() as session:
        waiting = select(Slip.id).where(Slip.state == SlipState.AWAITING_SIGNATURE)
        found = set(session.exec(waiting))
    store.close()
    return [number for number in drafts if number in found]
