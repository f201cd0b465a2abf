"""Circulars of the city's office in every state, for the buttons and commands that all try."""

from typing import Any

from sqlmodel import Session, col, select

from models.calendar import Month
from models.circulars.approving import approve
from models.circulars.broadcasting import broadcast
from models.circulars.circulars import Circular, Part, circular_id
from models.circulars.drafting import begin, submit
from models.circulars.figures import Figures
from models.circulars.reading import figures_of
from models.dispatch.cycles import Cycle
from models.outbox import Outbox, Sending
from models.people.posts import Person, person_id
from models.standings.computing import compute, store
from models.standings.gathering import gather
from models.standings.rules import Mode
from models.standings.runs import run_id
from models.units import Unit, unit_id
from tests.desk import CALENDAR, OPENED, RULES, Desk
from tests.models.circulars.month import SCHEME

WORDS = {Part.OPENING: "现将有关情况通报如下。", Part.OVERALL: "总体平稳。"}

NAMES = (
    *("draft", "draft_2", "draft_3"),
    *("waits", "waits_2"),
    *("issued", "issued_2"),
    *("sent", "sent_2"),
)
DRAFTS, WAITING, SENT = 3, 2, 2


def circulars(desk: Desk) -> dict[str, Any]:
    """Drafts, some that wait for the director, and some that are issued; two of these were sent."""
    with desk.store.transaction() as session:
        made = [_draft(session, desk, Month(2025, 1).plus(at)) for at in range(len(NAMES))]
        for circular in made[DRAFTS:]:
            submit(session, circular, 1, RULES.circulars, CALENDAR, person_id(desk.lin), OPENED)
        qian = session.get_one(Person, person_id(desk.qian))
        for circular in made[DRAFTS + WAITING :]:
            approve(session, circular, 1, qian, RULES.circulars, CALENDAR, OPENED)
        for circular in made[-SENT:]:
            broadcast(session, circular, CALENDAR, person_id(desk.lin), OPENED)
        for row in session.exec(select(Outbox).where(col(Outbox.kind).startswith("circular"))):
            row.state = Sending.SENT
        return {f"circular_{name}": circular_id(one) for name, one in zip(NAMES, made, strict=True)}


def _figures(session: Session, desk: Desk, month: Month) -> Figures:
    """November's figures as if they were another month's, whose scores are published."""
    office, november = session.get_one(Unit, unit_id(desk.office)), Month(2026, 11)
    cycle = session.get_one(Cycle, desk.cycle.id)
    facts = gather(session, office, november, cycle, CALENDAR)
    facts = facts.model_copy(update={"month": str(month)})
    run = store(session, unit_id(office), facts, SCHEME, OPENED, None, "", OPENED)
    run.published_at, run.mode = OPENED, Mode.FULL
    compute(session, office, november, SCHEME, RULES.standings, CALENDAR, None, OPENED)
    figures = figures_of(session, office, november, RULES, CALENDAR, OPENED)
    known = {"month": str(month), "run": run_id(run), "published": True, "mode": Mode.FULL}
    return figures.model_copy(update=known)


def _draft(session: Session, desk: Desk, month: Month) -> Circular:
    figures = _figures(session, desk, month)
    return begin(session, unit_id(desk.office), figures, WORDS, person_id(desk.lin), OPENED)
