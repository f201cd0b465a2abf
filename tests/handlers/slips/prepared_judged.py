"""Answers and requests of unit 0 before the office, for the buttons that everybody tries."""

from datetime import date
from typing import Any

from sqlmodel import col, select

from models.outbox import Outbox, Sending
from models.slips.rungs import SlipKind
from models.slips.slips import Slip
from tests.desk import Desk
from tests.handlers.slips.out import asked_for, handed_in, issued

JUDGED = ("slip_answered", "extension_asked", "slips", "slip_paper", "slip_copies")


def judged(desk: Desk) -> dict[str, Any]:
    """Two answers, one with files and more text than its card takes, and two requests."""
    slips = [issued(desk, 0, matter) for matter in range(3)]
    long, short = handed_in(desk, slips[0], "办" * 3000, files=1), handed_in(desk, slips[1])
    asked = asked_for(desk, slips[2], date(2026, 12, 2))
    other = asked_for(desk, _another(desk), date(2026, 12, 31))
    with desk.store.transaction() as session:
        for row in session.exec(select(Outbox).where(col(Outbox.kind).in_(JUDGED))):
            row.state = Sending.SENT
    return {
        "handed": long.id,
        "handed_2": short.id,
        "asked": asked.id,
        "asked_2": other.id,
        "handed_number": slips[0].number_text,
        "asked_number": slips[2].number_text,
    }


def _another(desk: Desk) -> Slip:
    return issued(desk, 0, 0, kind=SlipKind.ASSIGNMENT)
