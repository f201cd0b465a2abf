"""What `tests.proofs.publish` publishes: a scored month, its circular, and people out of reach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, delete, select, update

from models.calendar import Month
from models.circulars.approving import approve
from models.circulars.broadcasting import broadcast
from models.circulars.circulars import Circular, Part, circular_id
from models.circulars.drafting import begin, submit
from models.circulars.reading import figures_of
from models.dispatch.cycles import newest_cycle
from models.dispatch.opening import close_cycle
from models.matters.ledger import Matter, State
from models.outbox import Outbox
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.refusals import Refused
from models.rules import HoursRules, Rules
from models.scoring.scheme import RankingScheme, Scheme
from models.standings.computing import compute
from models.standings.publishing import publish
from models.standings.rules import Mode
from models.standings.runs import Run, run_id
from models.units import Cohort, Unit, unit_by_code, unit_id
from tests.proofs.stage import ZONE, Stage

RULES = Rules(hours=HoursRules(opens=None, closes=None))
CALENDAR = RULES.calendar_in(ZONE)
SCHEME = Scheme(ranking=RankingScheme(fewest_items=1))
WORDS = {Part.OPENING: "The reform work of the month is reported as follows."}
KINDS = ("standing_published", "run_published", "circular")

LEADERS = 11
FIRST_CHAT_ABOVE = 20_000
UNLINKED, BLOCKED = 2, 2
"""So many liaisons have opened no invitation, and so many have blocked the bot."""


Deed = Callable[[Session, "Publication"], None]


@dataclass(frozen=True)
class Publication:
    """What is published, who does it, and the chats that are to be told of it.

    `blocked` are those that let nothing through.
    """

    run: int
    circular: int
    director: int
    chats: frozenset[int]
    blocked: frozenset[int]


async def announce(stage: Stage) -> Publication:
    """Score the month, publish it, issue its circular and send it: everything is said, not sent."""
    liaisons = [seat.chat for seat in stage.seats]
    gone, blocked = liaisons[:UNLINKED], liaisons[UNLINKED : UNLINKED + BLOCKED]
    above = list(range(FIRST_CHAT_ABOVE, FIRST_CHAT_ABOVE + LEADERS + 1))
    for chat in blocked:
        await (await stage.door.person("", id=chat)).block()
    for chat in above:
        await stage.door.person(f"Leader {chat}", id=chat, started=True)
    with stage.store.transaction() as session:
        unit_by_code(session, "OFFICE").cohort = Cohort.OFFICE  # it scores, and is not scored
        director = _appoint(session, above)
        nobody = {"telegram_id": None, "linked_at": None}
        session.exec(update(Person).where(col(Person.telegram_id).in_(gone)).values(**nobody))
        run, circular = _publish(session, director)
        session.exec(delete(Outbox).where(col(Outbox.kind).not_in(KINDS)))  # said long before
        return Publication(
            run=run_id(run),
            circular=circular_id(circular),
            director=person_id(director),
            chats=frozenset({*liaisons, *above} - {*gone}),
            blocked=frozenset(blocked),
        )


def _appoint(session: Session, chats: list[int]) -> Person:
    """Leaders of some units, and the director, who is told of the whole."""
    now = datetime.now(UTC)
    people = [add_person(session, f"Leader {chat}", "en") for chat in chats]
    for person, chat in zip(people, chats, strict=True):
        person.telegram_id, person.linked_at = chat, now
    *leaders, director = people
    for number, person in enumerate(leaders, start=20):
        appoint(session, person, unit_by_code(session, f"U{number}"), Role.LEADER, None, now)
    appoint(session, director, unit_by_code(session, "OFFICE"), Role.DIRECTOR, None, now)
    session.flush()
    return director


def _publish(session: Session, director: Person) -> tuple[Run, Circular]:
    office, now, by = unit_by_code(session, "OFFICE"), datetime.now(UTC), person_id(director)
    month = _close_month(session, office, now)
    run = compute(session, office, month, SCHEME, RULES.standings, CALENDAR, None, now)
    publish(session, run, Mode.FULL, by, now)
    figures = figures_of(session, office, month, RULES, CALENDAR, now)
    circular = begin(session, unit_id(office), figures, WORDS, by, now)
    submit(session, circular, circular.version, RULES.circulars, CALENDAR, by, now)
    approve(session, circular, circular.version, director, RULES.circulars, CALENDAR, now)
    broadcast(session, circular, CALENDAR, by, now)
    session.exec(update(Outbox).values(due_at=now))  # proofs are run on holidays, too
    return run, circular


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


def say_again(stage: Stage, known: Publication) -> int:
    """Publish and send once more, as somebody might who saw it stop; how often that was allowed."""
    return sum(_allowed(stage, known, deed) for deed in (_published_again, _sent_again))


def _allowed(stage: Stage, known: Publication, deed: Deed) -> bool:
    try:
        with stage.store.transaction() as session:
            deed(session, known)
    except Refused:
        return False
    return True


def _published_again(session: Session, known: Publication) -> None:
    run = session.get_one(Run, known.run)
    publish(session, run, Mode.FULL, known.director, datetime.now(UTC))


def _sent_again(session: Session, known: Publication) -> None:
    circular = session.get_one(Circular, known.circular)
    broadcast(session, circular, CALENDAR, known.director, datetime.now(UTC))
