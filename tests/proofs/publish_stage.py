"""What `tests.proofs.publish` stands on: a scored month, and people in and out of reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, delete, select, update

from bot.simulator.client import Person as Chatter
from models.calendar import Month
from models.dispatch.cycles import newest_cycle
from models.dispatch.opening import close_cycle
from models.matters.ledger import Matter, State
from models.outbox import Outbox
from models.people.posts import Person, Post, Role, add_person, appoint
from models.rules import HoursRules, Rules
from models.scoring.scheme import RankingScheme, Scheme
from models.standings.computing import compute
from models.units import Cohort, Unit, unit_by_code, unit_id
from tests.proofs.stage import ZONE, Stage

RULES = Rules(hours=HoursRules(opens=None, closes=None))
CALENDAR = RULES.calendar_in(ZONE)
SCHEME = Scheme(ranking=RankingScheme(fewest_items=1))

LEADERS = 11
FIRST_CHAT_ABOVE = 20_000
UNLINKED, BLOCKED = 2, 2
"""So many liaisons have opened no invitation, and so many have blocked the bot."""


@dataclass(frozen=True)
class Cast:
    """Who publishes, and the chats that are to be told of it; `blocked` let nothing through."""

    hands: Mapping[Role, Chatter]
    chats: frozenset[int]
    blocked: frozenset[int]


async def scored(stage: Stage) -> Cast:
    """Score the month, so that it can be published; nothing else is left to be said."""
    liaisons = [seat.chat for seat in stage.seats]
    gone, blocked = liaisons[:UNLINKED], liaisons[UNLINKED : UNLINKED + BLOCKED]
    above = range(FIRST_CHAT_ABOVE, FIRST_CHAT_ABOVE + LEADERS + 2)
    for chat in blocked:
        await (await stage.door.person("", id=chat)).block()
    *_, director, clerk = [
        await stage.door.person(f"Person {chat}", id=chat, started=True) for chat in above
    ]
    with stage.store.transaction() as session:
        office = unit_by_code(session, "OFFICE")
        office.cohort = Cohort.OFFICE  # it scores, and is not scored
        _appoint(session, office, above)
        nobody = {"telegram_id": None, "linked_at": None}
        session.exec(update(Person).where(col(Person.telegram_id).in_(gone)).values(**nobody))
        _score(session, office)
        session.exec(delete(Outbox))  # said long before
    return Cast(
        {Role.DIRECTOR: director, Role.CLERK: clerk},
        frozenset({*liaisons, *above} - {*gone}),
        frozenset(blocked),
    )


def _appoint(session: Session, office: Unit, chats: Sequence[int]) -> None:
    """Leaders of some units, the office's director, and its clerk, who has a telephone now."""
    now = datetime.now(UTC)
    *leading, director, clerk = chats
    for number, chat in enumerate(leading, start=20):
        leader = _linked(add_person(session, f"Leader {chat}", "en"), chat, now)
        appoint(session, leader, unit_by_code(session, f"U{number}"), Role.LEADER, None, now)
    head = _linked(add_person(session, "Director", "en"), director, now)
    appoint(session, head, office, Role.DIRECTOR, None, now)
    clerks = select(Person).join(Post, col(Post.person_id) == col(Person.id))
    _linked(session.exec(clerks.where(Post.role == Role.CLERK)).one(), clerk, now)
    session.flush()


def _linked(person: Person, chat: int, now: datetime) -> Person:
    person.telegram_id, person.linked_at = chat, now
    return person


def _score(session: Session, office: Unit) -> None:
    now = datetime.now(UTC)
    month = _close_month(session, office, now)
    compute(session, office, month, SCHEME, RULES.standings, CALENDAR, None, now)


def _close_month(session: Session, office: Unit, now: datetime) -> Month:
    """Let one matter of each unit be due in the month, two thirds of them done; then cut it off."""
    cycle = newest_cycle(session, unit_id(office))
    assert cycle
    month = Month.parse(cycle.month)
    first = select(Matter).where(col(Matter.number).endswith("00")).order_by(col(Matter.id))
    for number, matter in enumerate(session.exec(first)):
        matter.due_on = month.last
        if number % 3:
            matter.state = State.CLOSED
            matter.closed_on = date(month.year, month.month, 1 + number % 28)
    session.flush()
    close_cycle(session, cycle, now)
    return month
