"""Slips the fictional city has behind it and before it: in every state, some to answer, to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session, col, delete, select

from bot.demo.city import City
from bot.demo.names import Names
from models.calendar import Calendar
from models.matters.ledger import Matter, State
from models.outbox import Outbox
from models.people.posts import Person, Role, person_id
from models.slips.answers import AnswerKind, SlipAnswer, draft_of, submit_answer, write_answer
from models.slips.extensions import ask_extension
from models.slips.ladder import walk
from models.slips.manuscript_sending import send
from models.slips.manuscripts import begin
from models.slips.receipts import receive
from models.slips.rungs import SlipKind, SlipRules
from models.slips.signing import reject, sign
from models.slips.slips import RUNNING, Slip, SlipState, slip_id
from models.slips.verdicts import accept_answer, return_answer
from models.slips.withdrawing import withdraw
from models.units import Unit, unit_id

WALKED = 14
"""So many working days back the ladder has been walked."""

TO_SIGN = 4
"""So many reminders wait for the director on the last day, of which one is given back."""


@dataclass(frozen=True)
class Past:
    """The office at work on the days before the demo opens."""

    session: Session
    city: City
    names: Names
    calendar: Calendar
    rules: SlipRules

    def at(self, day: date, hour: int) -> datetime:
        """A moment of a past day on the office's clock."""
        return self.calendar.at(day, time(hour, 0))

    def person(self, role: Role) -> Person:
        """Who holds a post of the office."""
        return self.city.first(role).person

    def liaison(self, unit: int) -> int:
        """Who answers for a unit; the clerk types in what came on paper for the others."""
        for player in self.city.players:
            if player.role is Role.LIAISON and unit_id(player.unit) == unit:
                return person_id(player.person)
        return person_id(self.person(Role.DEPUTY_DIRECTOR))


def write_slips(
    session: Session, city: City, names: Names, now: datetime, calendar: Calendar, rules: SlipRules
) -> None:
    """Walk the ladder over the days before, with everybody doing their part of it."""
    past = Past(session, city, names, calendar, rules)
    yesterday = calendar.add(calendar.today(now), -1)
    days = [calendar.add(yesterday, 1 - back) for back in range(WALKED, 0, -1)]
    _assign(past, days[-6], [city.units[0], *city.units[12:18]])
    _come_due(past, days[-2])
    for day in days:
        keep = TO_SIGN if day == yesterday else 0
        walk(session, city.office, rules, calendar, past.at(day, 9))
        _sign(past, day, SlipKind.REMINDER, Role.DIRECTOR, keep=keep)
        _sign(past, day, SlipKind.ORDER, Role.HEAD, keep=1)
        _unit_side(past, day)
        _office_side(past, day)
    _close_one(past, yesterday)
    given = _assign(past, yesterday, [city.units[0], *city.units[18:22]])
    _leave_for_the_page(past, yesterday, given[1:])
    session.exec(delete(Outbox))  # all of it went out on its own day


def _come_due(past: Past, day: date) -> None:
    """A few matters are due on a day and will be missed: reminders to sign the next morning."""
    own = unit_id(past.city.units[0])
    plain = select(Matter).where(
        Matter.state == State.UNDER_WAY, Matter.due_on > day, Matter.lead_unit_id != own
    )
    for matter in past.session.exec(plain.order_by(col(Matter.due_on)).limit(TO_SIGN)):
        matter.due_on = day
    past.session.flush()


def _close_one(past: Past, day: date) -> None:
    """A matter that was prompted is done, which settles its prompt."""
    slip = _of(past, SlipState.RECEIVED, SlipKind.PROMPT)[-1]
    matter = past.session.get_one(Matter, slip.matter_id)
    matter.state, matter.closed_on, matter.percent = State.CLOSED, day, 100
    walk(past.session, past.city.office, past.rules, past.calendar, past.at(day, 18))


def _of(past: Past, state: SlipState, kind: SlipKind | None = None) -> list[Slip]:
    """The slips in a state, oldest first."""
    statement = select(Slip).where(Slip.state == state).order_by(col(Slip.id))
    return [slip for slip in past.session.exec(statement) if kind in {None, slip.kind}]


def _assign(past: Past, day: date, units: list[Unit]) -> list[Slip]:
    """The clerk writes an assignment to some units, and the deputy director signs it."""
    clerk, at = past.person(Role.CLERK), past.at(day, 10)
    office = unit_id(past.city.office)
    paper = begin(past.session, office, person_id(clerk), SlipKind.ASSIGNMENT, at)
    paper.subject, paper.demand = past.names.any("subjects"), past.names["demands"][0]
    paper.units = [unit_id(unit) for unit in units]
    given = send(past.session, paper, past.rules, past.calendar, person_id(clerk), at)
    _sign(past, day, SlipKind.ASSIGNMENT, Role.DEPUTY_DIRECTOR, keep=0)
    return given


def _sign(past: Past, day: date, kind: SlipKind, role: Role, keep: int) -> None:
    """Somebody signs what waits for them, but for the newest few."""
    waiting = _of(past, SlipState.AWAITING_SIGNATURE, kind)
    signed = {slip_id(slip): slip.revision for slip in waiting[: max(0, len(waiting) - keep)]}
    if signed:
        by, at = past.person(role), past.at(day, 11)
        sign(past.session, signed, by, past.rules, past.calendar, at)


def _unit_side(past: Past, day: date) -> None:
    """Most units confirm receipt the same day, and answer soon; the page's keeps its assignment."""
    chance, own = past.names.chance, unit_id(past.city.units[0])
    for slip in _of(past, SlipState.ISSUED):
        if chance.random() < 0.85:
            receive(past.session, slip, past.liaison(slip.unit_id), past.at(day, 14))
    for slip in _of(past, SlipState.RECEIVED):
        if slip.plan_days and slip.planned_at is None:
            _plan(past, slip, day)
        left_open = slip.unit_id == own and slip.kind is SlipKind.ASSIGNMENT
        if slip.answer_days and not left_open and chance.random() < 0.6:
            _answer(past, slip, day)


def _plan(past: Past, slip: Slip, day: date) -> None:
    """A plan is handed in on the day of the receipt, and accepted in the evening."""
    by, at = past.liaison(slip.unit_id), past.at(day, 15)
    plan = draft_of(past.session, slip, AnswerKind.PLAN, by, at)
    write_answer(past.session, plan, past.names["answers"][0], by)
    submit_answer(past.session, plan, by, at)
    clerk = person_id(past.person(Role.CLERK))
    accept_answer(past.session, plan, clerk, past.at(day, 17))


def _answer(past: Past, slip: Slip, day: date) -> None:
    by, at = past.liaison(slip.unit_id), past.at(day, 16)
    draft = draft_of(past.session, slip, AnswerKind.ANSWER, by, at)
    write_answer(past.session, draft, past.names.any("answers"), by)
    submit_answer(past.session, draft, by, at)


def _office_side(past: Past, day: date) -> None:
    """The clerk accepts most answers in the evening and returns one now and then."""
    clerk, at = person_id(past.person(Role.CLERK)), past.at(day, 17)
    handed_in = select(SlipAnswer).join(Slip, col(Slip.id) == col(SlipAnswer.slip_id))
    waiting = handed_in.where(
        Slip.state == SlipState.ANSWERED, col(SlipAnswer.verdict).is_(None)
    ).order_by(col(SlipAnswer.id))
    for answer in past.session.exec(waiting).all()[:-2]:
        if past.names.chance.random() < 0.3:
            reason = past.names["reasons"][0]
            return_answer(past.session, answer, reason, clerk, past.rules, past.calendar, at)
        else:
            accept_answer(past.session, answer, clerk, at)


def _leave_for_the_page(past: Past, day: date, given: Sequence[Slip]) -> None:
    """What the people of the page find: an extension asked for, a slip taken back, a draft."""
    clerk, director = past.person(Role.CLERK), past.person(Role.DIRECTOR)
    late, moot, *_ = given
    by = past.liaison(late.unit_id)
    receive(past.session, late, by, past.at(day, 14))
    wanted, why = past.calendar.add(late.due_on or day, 10), past.names["reasons"][2]
    ask_extension(past.session, late, wanted, why, by, day, past.at(day, 15))
    withdraw(past.session, moot, past.names["reasons"][1], person_id(clerk), past.at(day, 16))
    draft = _of(past, SlipState.AWAITING_SIGNATURE, SlipKind.REMINDER)[0]
    reject(past.session, draft, past.names["reasons"][0], director, past.at(day, 17))
    _settle_own(past, unit_id(past.city.units[0]), day)


def _settle_own(past: Past, own: int, day: date) -> None:
    """Of the page's liaison only the two assignments are left to answer."""
    statement = select(Slip).where(Slip.unit_id == own, col(Slip.state).in_(RUNNING))
    for slip in past.session.exec(statement).all():
        if slip.kind in {SlipKind.REMINDER, SlipKind.ORDER}:
            if slip.state is SlipState.ISSUED:
                receive(past.session, slip, past.liaison(own), past.at(day, 14))
            _answer(past, slip, day)
