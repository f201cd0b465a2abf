"""The whole history of a slip: every deed has words, and every message that brought it."""

import ast
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path

from sqlmodel import Session, col, select

import models
from handlers.slips.register.history import CHANGED, DEEDS
from models.outbox import Outbox, Sending
from models.people.posts import Person, Role, person_id
from models.slips.answers import (
    AnswerKind,
    SlipAnswer,
    Verdict,
    draft_of,
    submit_answer,
    write_answer,
)
from models.slips.changing import Change, change
from models.slips.drafting import submit
from models.slips.extension_verdicts import approve_extension, refuse_extension
from models.slips.extensions import ask_extension
from models.slips.manuscript_sending import send
from models.slips.manuscripts import begin
from models.slips.receipts import receive
from models.slips.rungs import SlipKind
from models.slips.signing import reject, sign
from models.slips.slips import Slip, slip_id
from models.slips.verdicts import accept_answer, ask_back, return_answer
from models.slips.writing import about_subject, add_units, write_basis, write_demand
from models.units import unit_id
from tests.conversation import World
from tests.desk import CALENDAR, OPENED, RULES, Desk
from tests.handlers.office import Phones, ask, tap

SLIPS = RULES.slips
MODELS = Path(models.__file__).parent


class Course:
    """A slip that goes through everything, an hour from one step to the next."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self.session, self.now = session, OPENED
        self.lin, self.unit = person_id(desk.lin), person_id(desk.liaisons[0])
        self.sun = session.get_one(Person, person_id(desk.sun))
        paper = begin(session, unit_id(desk.office), self.lin, SlipKind.ASSIGNMENT, self.step())
        about_subject(session, paper, "公共数据共享")
        add_units(session, paper, [unit_id(desk.units[0])])
        write_demand(session, paper, "请办理")
        write_basis(session, paper, "市委改革办〔2026〕8号")
        (self.slip,) = send(session, paper, SLIPS, CALENDAR, self.lin, self.step())

    def step(self) -> datetime:
        """An hour on."""
        self.now += timedelta(minutes=10)
        return self.now

    def signed(self) -> None:
        """Given back, changed, brought again and signed; received by the unit."""
        session, slip, today = self.session, self.slip, CALENDAR.today(OPENED)
        reject(session, slip, "数字有误", self.sun, self.step())
        copies = Change(demand="请尽快办理", copies=[Role.LEADER])
        change(session, slip, copies, self.lin, today, self.step())
        submit(session, [slip], SLIPS, CALENDAR, self.lin, self.step())
        sign(session, {slip_id(slip): slip.revision}, self.sun, SLIPS, CALENDAR, self.step())
        receive(session, slip, self.unit, self.step())

    def put_off(self) -> None:
        """An extension is refused, another one approved."""
        today = CALENDAR.today(OPENED)
        for wanted, approved in ((date(2026, 12, 20), False), (date(2026, 12, 15), True)):
            asked = ask_extension(
                self.session, self.slip, wanted, "等待批复", self.unit, today, self.step()
            )
            if approved:
                approve_extension(self.session, asked, wanted, self.lin, self.step())
            else:
                refuse_extension(self.session, asked, "理由不充分", self.lin, self.step())

    def answered(self) -> None:
        """A plan accepted; an answer asked about, returned, handed in again and accepted."""
        session = self.session
        accept_answer(session, self._hand_in(AnswerKind.PLAN, "方案"), self.lin, self.step())
        first = self._hand_in(AnswerKind.ANSWER, "已完成")
        ask_back(session, first, "有无文号？", self.lin, 1, self.step())
        return_answer(session, first, "缺少佐证", self.lin, SLIPS, CALENDAR, self.step())
        second = self._hand_in(AnswerKind.ANSWER, "已完成，文号见附件")
        accept_answer(session, second, self.lin, self.step())

    def _hand_in(self, kind: AnswerKind, text: str) -> SlipAnswer:
        draft = draft_of(self.session, self.slip, kind, self.unit, self.step())
        write_answer(self.session, draft, text, self.unit)
        submit_answer(self.session, draft, self.unit, self.step())
        return draft


def gone_through(world: World, desk: Desk) -> None:
    """A slip that went through everything, delivered to the liaison, its copy undelivered."""
    with world.store.transaction() as session:
        course = Course(session, desk)
        course.signed()
        course.put_off()
        course.answered()
        for row in session.exec(select(Outbox).where(col(Outbox.kind).startswith("slip"))):
            row.state = Sending.SENT
            row.sent_at, row.sent_to = row.created_at, row.person_id or course.unit
        for row in session.exec(select(Outbox).where(Outbox.kind == "slip_copies")):
            row.state, row.sent_at, row.sent_to = Sending.FAILED, None, None
            row.claimed_at, row.reason = row.created_at, "Forbidden: bot was blocked by the user"


STEPS = (
    "Lin: drafted",
    "Lin: brought before whoever signs",
    "Sun: not signed, given back: “数字有误”",
    "Lin: changed the copies, the demand",
    "Lin: brought before whoever signs",
    "Sun: signed as deputy director, number 改交〔2026〕1号",
    "delivered to Liaison 0",
    "copy to Leader, not delivered. The person has blocked the bot.",
    "Liaison 0: receipt confirmed",
    "Liaison 0: asked for an extension from 9 Dec 2026 to 20 Dec 2026",
    "Lin: extension refused: “理由不充分”",
    "Liaison 0: asked for an extension from 9 Dec 2026 to 15 Dec 2026",
    "Lin: extension approved, 9 Dec 2026 → 15 Dec 2026",
    "Liaison 0: plan handed in, version 1",
    "Lin: plan accepted, version 1",
    "Liaison 0: answer handed in, version 1",
    "Lin: asked about the answer: “有无文号？”",
    "Lin: answer returned, version 1: “缺少佐证”",
    "Liaison 0: answer handed in, version 2",
    "Lin: answer accepted, version 2",
)


async def test_everything_that_happened_the_newest_first(world: World, phones: Phones) -> None:
    gone_through(world, phones.desk)
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/slips")
    await tap(world, lin, "Done with 1")
    facts = await tap(world, lin, "改交〔2026〕1号")
    assert "State: answer accepted" in facts.text
    assert "Answer by 15 Dec 2026, at first by 9 Dec 2026" in facts.text
    assert "Received 18 Nov 2026 by Liaison 0" in facts.text
    assert "Answer 2 by Liaison 0, 18 Nov 2026: accepted" in facts.text
    assert "已完成，文号见附件" in facts.text
    assert "Withdraw" not in facts.labels
    page = await tap(world, lin, f"What happened {len(STEPS)}")
    told = page.text.splitlines()[2:]
    while "Page 3 of 3" not in page.labels:
        page = await tap(world, lin, "▶")
        told += page.text.splitlines()[2:]
    assert len(told) == len(STEPS)
    for line, words in zip(reversed(told), STEPS, strict=True):
        assert line.startswith("18 Nov 2026, "), line
        assert line.endswith(words), line


async def test_a_prompt_by_rule_and_an_undelivered_one(world: World, phones: Phones) -> None:
    desk = phones.desk
    with world.store.transaction() as session:
        paper = begin(session, unit_id(desk.office), person_id(desk.lin), SlipKind.PROMPT, OPENED)
        about_subject(session, paper, "公共数据共享")
        add_units(session, paper, [unit_id(desk.units[1])])
        (slip,) = send(session, paper, SLIPS, CALENDAR, person_id(desk.lin), OPENED)
        slip.signed_by = None
        for row in session.exec(select(Outbox).where(Outbox.kind == "slips")):
            row.state, row.reason = Sending.HELD, "nobody answers for the unit"
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/slips")
    await tap(world, lin, "All 1")
    await tap(world, lin, "改提〔2026〕1号")
    page = await tap(world, lin, "What happened 3")
    assert "by rule: sent out without a signature, number 改提〔2026〕1号" in page.text
    assert "not delivered yet. Nobody answers for the unit now." in page.text


def test_every_deed_that_is_written_down_has_words() -> None:
    found = {deed for path in sorted(MODELS.rglob("*.py")) for deed in _deeds(path)}
    assert len(found) > 10, "deeds are not found any more"
    assert found == set(DEEDS)


def _deeds(path: Path) -> Iterator[str]:
    """The deeds that a module writes down for the subject "slip"."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            args = [*node.args, *(word.value for word in node.keywords)]
            yield from _by_walk(node) if _called(node) == "change_all" else _by_note(args)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _by_walk(node: ast.Call) -> Iterator[str]:
    deed = node.args[1]
    assert isinstance(deed, ast.Constant), "a deed by rule is a plain word"
    yield str(deed.value)


def _by_note(args: list[ast.expr]) -> Iterator[str]:
    for deed, subject in pairwise(args):
        if isinstance(subject, ast.Constant) and subject.value == "slip":
            yield from _words(deed)


def _words(deed: ast.expr) -> Iterator[str]:
    """A plain word; the one that is put together is a verdict on an answer."""
    if isinstance(deed, ast.Constant):
        yield str(deed.value)
    elif isinstance(deed, ast.JoinedStr):
        yield from (f"{verdict}_{kind}" for verdict, kind in product(Verdict, AnswerKind))


def test_everything_that_can_be_changed_has_words() -> None:
    assert set(Change.__dataclass_fields__) <= set(CHANGED)
    assert set(CHANGED) <= set(Slip.model_fields)
