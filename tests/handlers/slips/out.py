"""Slips that have gone out in the desk's city, and what its units hand in, without the chat."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlmodel import Session

from models.matters.ledger import matter_by_number, matter_id
from models.people.posts import Person, person_id
from models.slips.answers import (
    AnswerKind,
    SlipAnswer,
    SlipFile,
    attach_file,
    draft_of,
    submit_answer,
    write_answer,
)
from models.slips.drafting import Fact, submit, write
from models.slips.extensions import Extension, ask_extension
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, slip_id
from models.units import Unit, unit_id
from tests.desk import CALENDAR, OPENED, RULES, Desk

BASIS = "市委改革办职责规定"


def drafted(
    desk: Desk, session: Session, unit: int = 0, matter: int = 0, kind: SlipKind = SlipKind.REMINDER
) -> Slip:
    """A slip to a unit about one of its matters, before those who sign it."""
    about = matter_by_number(session, desk.number(unit, matter))
    office = session.get_one(Unit, unit_id(desk.office))
    fact = Fact(
        unit=session.get_one(Unit, unit_id(desk.units[unit])),
        cause=f"out:{kind.value}:{uuid4().hex}",
        subject=about.title,
        matter_id=matter_id(about),
        matter_number=about.number,
    )
    (slip,) = write(session, office, kind, [fact], RULES.slips, None, OPENED)
    slip.authority_basis = BASIS
    slip.drafted_by = person_id(desk.lin)
    submit(session, [slip], RULES.slips, CALENDAR, slip.drafted_by, OPENED)
    return slip


def issued(desk: Desk, unit: int = 0, matter: int = 0, kind: SlipKind = SlipKind.REMINDER) -> Slip:
    """The same, signed and on its way."""
    with desk.store.transaction() as session:
        slip = drafted(desk, session, unit, matter, kind)
        person = desk.zhou if kind is SlipKind.ORDER else desk.qian
        signer = session.get_one(Person, person_id(person))
        looked_at = {slip_id(slip): slip.revision}
        return sign(session, looked_at, signer, RULES.slips, CALENDAR, OPENED)[0]


def overdue_by(desk: Desk, slip: Slip, days: int = 1) -> date:
    """Let a slip's limit have passed some days ago; the limit."""
    with desk.store.transaction() as session:
        known = session.get_one(Slip, slip_id(slip))
        known.due_on = known.first_due_on = CALENDAR.today(OPENED) - timedelta(days=days)
        return known.due_on


def handed_in(
    desk: Desk,
    slip: Slip,
    text: str = "已约谈责任科室，12月5日前印发文件。",
    kind: AnswerKind = AnswerKind.ANSWER,
    by: Person | None = None,
    files: int = 0,
    now: datetime = OPENED,
) -> SlipAnswer:
    """A unit's next version, with files that Telegram does not know."""
    person = person_id(by or desk.liaisons[0])
    with desk.store.transaction() as session:
        draft = draft_of(session, session.get_one(Slip, slip_id(slip)), kind, person, now)
        write_answer(session, draft, text, person)
        for n in range(files):
            attach_file(session, draft, file_of(draft, f"AgAD{n}"))
        submit_answer(session, draft, person, now)
        return draft


def file_of(draft: SlipAnswer, file_id: str) -> SlipFile:
    """A file of an answer."""
    return SlipFile(
        answer_id=draft.id or 0,
        unique_id=file_id,
        file_id=file_id,
        photo=False,
        name="report.pdf",
        added_at=OPENED,
    )


def asked_for(
    desk: Desk, slip: Slip, wanted_on: date, by: Person | None = None, reason: str = "等待省厅批复"
) -> Extension:
    """A unit's request to put the slip's date off."""
    today = CALENDAR.today(OPENED)
    person = person_id(by or desk.liaisons[0])
    with desk.store.transaction() as session:
        known = session.get_one(Slip, slip_id(slip))
        return ask_extension(session, known, wanted_on, reason, person, today, OPENED)


def now_of(session: Session, slip: Slip) -> Slip:
    """A slip as it is stored now."""
    return session.get_one(Slip, slip_id(slip))
