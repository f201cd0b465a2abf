"""What can be done to slips in any order: by their unit, their signers and the office."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models.matters.ledger import Matter
from models.people.absences import Absence
from models.people.posts import Person, person_id
from models.refusals import Reason, Refused
from models.slips.answers import AnswerKind, SlipAnswer, draft_of, submit_answer, write_answer
from models.slips.changing import Change, change
from models.slips.drafting import Fact, submit, write
from models.slips.extension_verdicts import approve_extension, refuse_extension
from models.slips.extensions import Decision, Extension, ask_extension
from models.slips.receipts import receive
from models.slips.rungs import SlipKind, SlipRules
from models.slips.signing import reject, sign
from models.slips.slips import OPEN, RUNNING, UNSIGNED, Slip, SlipState, slip_id
from models.slips.verdicts import accept_answer, return_answer
from models.slips.withdrawing import withdraw
from models.units import Unit, unit_id
from tests.models.slips.city import CALENDAR, LADDER, City, at

AWAITING = frozenset({SlipState.AWAITING_SIGNATURE})
WITH_BASIS = LADDER.model_copy(update={"authority_basis": "市委改革办〔2026〕8号"})
BEGINS = date(2026, 9, 14)


@dataclass
class Paperwork:
    """An office's slips; `refused` counts the deeds that were refused, by their names.

    `signatures` keeps who signed which slip, and who was on leave then.
    """

    city: City
    today: date = BEGINS
    rules: SlipRules = WITH_BASIS
    refused: list[str] = field(default_factory=list)
    signatures: dict[int, tuple[int, frozenset[int]]] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """Ten o'clock of the day."""
        return at(self.today, "10:00")

    def receive(self, session: Session, one: int, _other: int) -> None:
        """签收."""
        receive(
            session,
            self._slip(session, one, {SlipState.ISSUED}),
            person_id(self.city.liaison),
            self.now,
        )

    def answer(self, session: Session, one: int, other: int) -> None:
        """An answer, or a plan."""
        kind = AnswerKind.PLAN if other % 4 == 0 else AnswerKind.ANSWER
        by = person_id(self.city.liaison)
        draft = draft_of(session, self._slip(session, one, RUNNING), kind, by, self.now)
        write_answer(session, draft, "已办", by)
        submit_answer(session, draft, by, self.now)

    def judge(self, session: Session, one: int, other: int) -> None:
        """An answer is accepted or returned."""
        found = session.exec(select(SlipAnswer).order_by(col(SlipAnswer.id))).all()
        if not found:
            return
        answer, by = found[-1 - one % min(2, len(found))], person_id(self.city.clerk)
        if other % 2:
            accept_answer(session, answer, by, self.now)
        else:
            return_answer(session, answer, "无附件", by, self.rules, CALENDAR, self.now)

    def ask(self, session: Session, one: int, other: int) -> None:
        """An extension is asked for."""
        slip, by = self._slip(session, one, RUNNING), person_id(self.city.liaison)
        wanted = (slip.due_on or slip.about_on or self.today) + timedelta(days=other % 20)
        ask_extension(session, slip, wanted, "等待批复", by, self.today, self.now)

    def decide(self, session: Session, _one: int, other: int) -> None:
        """The oldest request that is pending is approved or refused."""
        pending = select(Extension).where(Extension.decision == Decision.PENDING)
        asked = session.exec(pending.order_by(col(Extension.id))).first()
        if asked is None:
            return
        if other % 2:
            approve_extension(session, asked, asked.wanted_on, person_id(self.city.clerk), self.now)
        else:
            refuse_extension(session, asked, "不同意", person_id(self.city.clerk), self.now)

    def sign(self, session: Session, one: int, other: int) -> None:
        """Anybody signs a slip, or two of them."""
        by = session.get_one(Person, self._people()[other % 5])
        found = [self._slip(session, number, AWAITING) for number in (one, one // 7)]
        looked_at = {slip_id(slip): slip.revision for slip in found}
        self._sign(session, looked_at, by)

    def sign_newest(self, session: Session, one: int, _other: int) -> None:
        """Whoever signs this kind signs one that waits."""
        newest = self._slip(session, one, AWAITING)
        signer = {
            SlipKind.PROMPT: self.city.clerk,
            SlipKind.ASSIGNMENT: self.city.deputy_director,
            SlipKind.REMINDER: self.city.director,
            SlipKind.ORDER: self.city.head,
        }[newest.kind]
        by = session.get_one(Person, person_id(signer))
        self._sign(session, {slip_id(newest): newest.revision}, by)

    def _sign(self, session: Session, looked_at: dict[int, int], by: Person) -> None:
        sign(session, looked_at, by, self.rules, CALENDAR, self.now)
        leaves = session.exec(select(Absence).where(col(Absence.ended_at).is_(None))).all()
        away = {one.person_id for one in leaves if one.first_day <= self.today <= one.last_day}
        self.signatures |= dict.fromkeys(looked_at, (person_id(by), frozenset(away)))

    def change(self, session: Session, one: int, other: int) -> None:
        """A draft is changed."""
        what = Change(demand="请抓紧", answer_days=other % 6)
        slip = self._slip(session, one, UNSIGNED)
        change(session, slip, what, person_id(self.city.clerk), self.today, self.now)

    def reject(self, session: Session, one: int, _other: int) -> None:
        """A draft is given back."""
        by = session.get_one(Person, person_id(self.city.director))
        reject(session, self._slip(session, one, AWAITING), "再核实", by, self.now)

    def submit(self, session: Session, one: int, _other: int) -> None:
        """A draft is brought before its signer again."""
        slip = self._slip(session, one, {SlipState.DRAFT})
        if slip.kind is not SlipKind.PROMPT:
            submit(session, [slip], self.rules, CALENDAR, person_id(self.city.clerk), self.now)

    def withdraw(self, session: Session, one: int, _other: int) -> None:
        """撤回."""
        withdraw(
            session,
            self._slip(session, one, OPEN | UNSIGNED),
            "有误",
            person_id(self.city.clerk),
            self.now,
        )

    def assign(self, session: Session, one: int, other: int) -> None:
        """A slip is written by hand, about a matter or not."""
        matter = self._matter(session, one)
        cause = f"hand:{len(self._slips(session))}"
        unit = session.get_one(Unit, unit_id(self.city.bureau))
        fact = Fact(unit, cause, "限期办结", matter_id=matter.id if other % 2 else None)
        by, office = person_id(self.city.clerk), session.get_one(Unit, unit_id(self.city.office))
        made = write(session, office, SlipKind.ASSIGNMENT, [fact], self.rules, by, self.now)
        submit(session, made, self.rules, CALENDAR, by, self.now)

    def _people(self) -> list[int]:
        city = self.city
        signers = (city.director, city.head, city.deputy_director, city.clerk, city.liaison)
        return [person_id(one) for one in signers]

    @staticmethod
    def _matter(session: Session, one: int) -> Matter:
        found = session.exec(select(Matter).order_by(col(Matter.id))).all()
        return found[one % len(found)]

    def _slip(self, session: Session, one: int, fit: Collection[SlipState]) -> Slip:
        """A slip in a state in which something can be done to it, and now and then any other."""
        found = [slip for slip in self._slips(session) if slip.state in fit or one % 9 == 0]
        if not found:
            raise Refused(Reason.GONE)
        return found[-1 - one % len(found)]

    @staticmethod
    def _slips(session: Session) -> list[Slip]:
        return list(session.exec(select(Slip).order_by(col(Slip.id))))
