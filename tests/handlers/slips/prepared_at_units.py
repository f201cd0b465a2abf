"""Slips that unit 0 has received, for the buttons and commands that everybody tries."""

from typing import Any

from sqlmodel import Session, col, select

from handlers.slips.unit.answering_views import fingerprint
from models.outbox import Outbox, Sending
from models.people.posts import person_id
from models.slips.answers import AnswerKind, SlipAnswer, attach_file, draft_of, write_answer
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, slip_id
from tests.desk import OPENED, Desk
from tests.handlers.slips.out import file_of, issued


def at_the_unit(desk: Desk) -> dict[str, Any]:
    """Slips that have gone out to unit 0, two of them with an answer that is being written."""
    out = [issued(desk, matter=matter) for matter in range(3)]
    assignment = issued(desk, kind=SlipKind.ASSIGNMENT)
    with desk.store.transaction() as session:
        session.get_one(Slip, slip_id(out[0])).demand = f"{out[1].subject}\n{out[2].subject}"[:4000]
        draft = _begun(session, desk, out[1], out[1].subject)
        _begun(session, desk, out[2], "已办")
        for row in session.exec(select(Outbox).where(col(Outbox.kind).startswith("slip"))):
            row.state = Sending.SENT
    return {
        "slip": slip_id(out[0]),
        "slip_2": slip_id(out[1]),
        "seen_2": fingerprint(draft),
        "slip_3": slip_id(out[2]),
        "slip_4": slip_id(assignment),
        "slip_number": out[0].number_text,
        "slip_number_4": assignment.number_text,
    }


def _begun(session: Session, desk: Desk, slip: Slip, words: str) -> SlipAnswer:
    by = person_id(desk.liaisons[0])
    known = session.get_one(Slip, slip_id(slip))
    draft = draft_of(session, known, AnswerKind.ANSWER, by, OPENED)
    write_answer(session, draft, words, by)
    attach_file(session, draft, file_of(draft, f"AgAD{slip.id}"))
    return draft
