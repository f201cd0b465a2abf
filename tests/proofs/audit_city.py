"""The fictional city's year for `tests.proofs.audit_year`: everything twelve scores can rest on."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlmodel import Session, col, select

from bot.demo.city import City, found_city
from bot.demo.ledger import write_ledger
from bot.demo.names import Names
from bot.demo.past import write_past
from bot.demo.play import OFFICE_FILE
from bot.demo.slips import write_slips
from bot.office_file import load
from models.calendar import Month
from models.dispatch.progress import Progress, Saying
from models.dispatch.reviews import Review, Verdict
from models.matters.ledger import Matter, Milestone, State
from models.people.posts import Role, person_id
from models.slips.answers import AnswerKind, draft_of, submit_answer, write_answer
from models.slips.slips import Slip, SlipState
from models.slips.verdicts import accept_answer, return_answer
from models.store import Store
from tests.proofs.stage import ZONE

YEAR = 2026
NOW = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
RULES = load(OFFICE_FILE)
CALENDAR = RULES.calendar_in(ZONE)

AROUND_A_DATE = (-60, -9, -4, -2, -1, 0, 0, 1, 3, 5, 8, 16, 45)
"""Days before or after a date on which it is met: early, on time, late, in a later month."""


def months() -> list[Month]:
    """The months of the year."""
    return [Month(YEAR, number) for number in range(1, 13)]


def live(store: Store, seed: int) -> City:
    """Let the city live through its year: returns, verdicts, slips, dates kept and missed."""
    names, dice = Names("zh_CN", seed), Random(seed)
    with store.transaction() as session:
        city = found_city(session, names, NOW)
        write_ledger(session, city.units, names, CALENDAR.today(NOW))
        _spread(session, dice)
        write_past(session, city, names, NOW, CALENDAR, RULES, len(months()))
        clerk = person_id(city.first(Role.CLERK).person)
        _review(session, clerk, dice)
        for month in months():
            evening = CALENDAR.at(CALENDAR.last_working_day(month), time(18, 0))
            write_slips(session, city, names, evening, CALENDAR, RULES.slips)
        typist = person_id(city.first(Role.DEPUTY_DIRECTOR).person)
        _answer_again(session, typist, clerk, dice)
        _close(session, dice)
    return city


def _spread(session: Session, dice: Random) -> None:
    """The demo's dates lie around one day; let them lie all over the year."""
    steps = session.exec(select(Milestone).order_by(col(Milestone.id))).all()
    back = {}
    for matter in session.exec(select(Matter).order_by(col(Matter.id))):
        back[matter.id] = timedelta(days=dice.randint(0, 330))
        matter.start_on -= back[matter.id]
        matter.due_on -= back[matter.id]
    for step in steps:
        step.due_on -= back[step.matter_id]
        step.done_on = _met(step.due_on, dice) if dice.random() < 0.8 else None
    session.flush()


def _met(due: date, dice: Random) -> date | None:
    """The day a date was met; None while that day has not come."""
    day = due + timedelta(days=dice.choice(AROUND_A_DATE))
    return day if day < CALENDAR.today(NOW) else None


def _review(session: Session, clerk: int, dice: Random) -> None:
    """Some reports never came, some say that a date is met; the office judges some of them."""
    steps: dict[int, list[int]] = {}
    for step in session.exec(select(Milestone).where(col(Milestone.done_on).is_(None))):
        steps.setdefault(step.matter_id, []).append(step.id or 0)
    for said in session.exec(select(Progress).order_by(col(Progress.id))).all():
        chance = dice.random()
        if chance < 0.03:
            said.submitted_at = None
        elif chance < 0.05:
            said.saying = Saying.DONE
            _judge(session, said, clerk, dice.choice([0, 0, 1]), accepted=dice.random() < 0.8)
        elif chance < 0.15 and said.matter_id in steps:
            said.milestones, said.reaches = steps[said.matter_id][:1], True
            _judge(session, said, clerk, 0, accepted=dice.random() < 0.8)
        elif said.saying is Saying.DIFFICULTY or chance > 0.98:
            _judge(session, said, clerk, dice.randint(0, 3), accepted=dice.random() < 0.6)
    session.flush()


def _judge(session: Session, said: Progress, clerk: int, returns: int, *, accepted: bool) -> None:
    """Return a version so often, then accept it or leave it waiting."""
    verdicts = [Verdict.RETURNED] * returns + [Verdict.ACCEPTED] * accepted
    for hours, verdict in enumerate(verdicts, start=1):
        assert said.submitted_at
        at = said.submitted_at + timedelta(hours=hours)
        assert said.id
        session.add(Review(progress_id=said.id, verdict=verdict, person_id=clerk, at=at))


def _answer_again(session: Session, typist: int, clerk: int, dice: Random) -> None:
    """What was returned is answered once more, in time or not, and sometimes returned again."""
    statement = select(Slip).where(Slip.state == SlipState.RETURNED).order_by(col(Slip.id))
    for slip in session.exec(statement).all():
        if dice.random() < 0.2 or slip.due_on is None:
            continue
        at = CALENDAR.at(slip.due_on + timedelta(days=dice.choice([-1, 0, 3])), time(11, 0))
        draft = draft_of(session, slip, AnswerKind.ANSWER, typist, at)
        write_answer(session, draft, "已整改到位，有关材料另附。", typist)
        submit_answer(session, draft, typist, at)
        later = at + timedelta(hours=3)
        if dice.random() < 0.5:
            reason = "佐证材料不全。"
            return_answer(session, draft, reason, clerk, RULES.slips, CALENDAR, later)
        elif dice.random() < 0.8:
            accept_answer(session, draft, clerk, later)


def _close(session: Session, dice: Random) -> None:
    """Matters are closed around their dates, some of those that were reminded of, too."""
    for matter in session.exec(select(Matter).order_by(col(Matter.id))):
        if matter.state is State.CLOSED:
            matter.closed_on = _met(matter.due_on, dice) or CALENDAR.today(NOW)
        elif matter.state is State.UNDER_WAY and dice.random() < 0.4:
            matter.closed_on = _met(matter.due_on, dice)
            matter.state = State.CLOSED if matter.closed_on else State.UNDER_WAY
