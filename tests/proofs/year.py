"""A year of months through the time machine: 12 cycles, 91 units, 1,400 matters.

Every month most liaisons answer at some moment, some late, some never; then it is counted in the
database who was prompted how often, and whether anybody was reminded after answering.
"""

import asyncio
import logging
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from sqlmodel import Session, col, func, select

from bot.demo.city import City, found_city
from bot.demo.ledger import write_ledger
from bot.demo.names import Names
from bot.demo.others import Others
from bot.demo.past import write_past
from models.dispatch.cycles import Cycle
from models.dispatch.returns import Return
from models.inbox import Hearing, Inbox
from models.migrating import upgrade
from models.outbox import Outbox, Sending
from models.people.posts import Post, Role
from models.store import Store
from scheduler.duties import Appointment
from tests.conversation import World, opened
from tests.proofs.verdict import conclude

START = datetime.fromisoformat("2025-12-19T16:30+08:00")
MONTHS = 12


class Errors(logging.Handler):
    """Counts what the program itself calls an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.lines.append(record.getMessage())


@dataclass(frozen=True)
class Count:
    """What stands in the database after the year."""

    cycles: int
    returns: int
    prompts: int
    most_prompts_a_return: int
    answered: int
    reminders: int
    reminded_after_answering: int
    not_delivered: int
    not_handled: int


async def live(seed: int, store: Store, folder: Path) -> tuple[Count, list[str]]:
    """Live through the year; what was counted, and every error line."""
    errors = Errors()
    logging.getLogger().addHandler(errors)
    async with opened(store, folder, start=START) as world:
        city = await asyncio.to_thread(_found, world)
        for player in city.players:
            await world.door.person(player.person.name, id=player.telegram_id, started=True)
        others = Others(world.app.office, city, world.door, seed)
        chance = Random(seed)
        while (coming := world.machine.next_duty()) and not _is_over(store):
            await world.step(coming.moment)
            if coming.duty.name in {"dispatch", "reminders"}:
                await others.answer(chance.uniform(0.3, 0.9))
                await world.settle()
                _tell(coming, store)
        with store.reading() as session:
            return _count(session, city), errors.lines


def _found(world: World) -> City:
    office = world.app.office
    with office.store.transaction() as session:
        names = Names("zh_CN")
        city = found_city(session, names, office.clock.now())
        write_ledger(session, city.units, names, office.calendar.today(office.clock.now()))
        write_past(session, city, names, office.clock.now(), office.calendar, office.rules)
        return city


def _is_over(store: Store) -> bool:
    with store.reading() as session:
        begun = select(Cycle).where(Cycle.opened_at >= START).order_by(col(Cycle.month))
        cycles = session.exec(begun).all()
        return len(cycles) >= MONTHS and cycles[MONTHS - 1].closed_at is not None


def _tell(coming: Appointment, store: Store) -> None:
    with store.reading() as session:
        answered = session.exec(select(func.count()).where(col(Return.submitted_at) >= START)).one()
    sys.stdout.write(f"{coming.moment:%Y-%m-%d} {coming.duty.name}: {answered} answers so far\n")
    sys.stdout.flush()


def _count(session: Session, city: City) -> Count:
    cycles = session.exec(
        select(Cycle).where(Cycle.opened_at >= START).order_by(col(Cycle.month))
    ).all()[:MONTHS]
    ids = [cycle.id for cycle in cycles]
    returns = session.exec(select(Return).where(col(Return.cycle_id).in_(ids))).all()
    prompts = session.exec(
        select(Outbox.subject_id, func.count())
        .where(Outbox.kind == "prompt", Outbox.state == Sending.SENT)
        .group_by(col(Outbox.subject_id))
    ).all()
    reminders = session.exec(
        select(Outbox).where(Outbox.kind == "reminder", Outbox.state == Sending.SENT)
    ).all()
    bad_states = (Sending.FAILED, Sending.UNKNOWN, Sending.SENDING)
    undelivered = select(func.count()).where(col(Outbox.state).in_(bad_states))
    unhandled = select(func.count()).where(Inbox.state != Hearing.DONE)
    linked = {player.unit.id for player in city.players if player.role is Role.LIAISON}
    prompted = {subject for subject, _ in prompts}
    return Count(
        cycles=len(cycles),
        returns=sum(one.unit_id in linked for one in returns),
        prompts=sum(one.unit_id in linked and one.id in prompted for one in returns),
        most_prompts_a_return=max(number for _, number in prompts),
        answered=sum(one.submitted_at is not None for one in returns),
        reminders=len(reminders),
        reminded_after_answering=sum(_in_vain(session, row, cycles, returns) for row in reminders),
        not_delivered=session.exec(undelivered).one(),
        not_handled=session.exec(unhandled).one(),
    )


def _in_vain(
    session: Session, row: Outbox, cycles: Sequence[Cycle], returns: Sequence[Return]
) -> bool:
    """Whether a person was reminded though every unit of theirs had answered."""
    assert row.sent_at is not None
    sent_at = row.sent_at
    running = {
        cycle.id
        for cycle in cycles
        if cycle.opened_at <= sent_at and (cycle.closed_at is None or cycle.closed_at > sent_at)
    }
    units = session.exec(select(Post.unit_id).where(Post.person_id == row.sent_to)).all()
    asked = [one for one in returns if one.cycle_id in running and one.unit_id in units]
    return all(one.submitted_at is not None and one.submitted_at < sent_at for one in asked)


def main() -> None:
    """Run it on SQLite in a folder of its own, or on the database at --database."""
    parser = ArgumentParser(prog="python -m tests.proofs.year", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="an empty database; SQLite in a temporary folder else")
    chosen = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.database or f"sqlite:///{folder}/liaison.db"
        upgrade(url)
        found, errors = asyncio.run(live(chosen.seed, Store(url), Path(folder)))
    for line in errors:
        sys.stdout.write(f"error: {line}\n")
    conclude(
        f"{found.cycles} months, {found.prompts} prompts for {found.returns} returns, at most "
        f"{found.most_prompts_a_return} each, {found.answered} answered, {found.reminders} "
        f"reminders, {found.reminded_after_answering} of them after the answer, "
        f"{found.not_delivered} messages not delivered, {found.not_handled} updates not handled, "
        f"{len(errors)} errors, {time.monotonic() - began:.0f} s",
        holds=found.cycles == MONTHS
        and found.prompts == found.returns
        and found.most_prompts_a_return == 1
        and found.answered > 0
        and found.reminders > 0
        and not found.reminded_after_answering
        and not found.not_delivered
        and not found.not_handled
        and not errors,
    )


if __name__ == "__main__":
    main()
