"""Experiences of unit 0 in every state, for the buttons and commands that everybody tries."""

from typing import Any

from sqlmodel import Session, col, select

from handlers.experiences.words import fingerprint
from models.experiences.experiences import Experience, ExperienceFile, experience_id, newest
from models.experiences.reviewing import accept
from models.experiences.writing import add_text, attach, begin, draft_of, name_it, submit
from models.outbox import Outbox, Sending
from models.people.posts import person_id
from models.units import Unit, unit_id
from tests.desk import OPENED, Desk


def written(session: Session, desk: Desk, unit: int, title: str) -> Experience:
    """A draft with title, text and a file."""
    by = person_id(desk.liaisons[unit])
    one = begin(session, session.get_one(Unit, unit_id(desk.units[unit])), by, OPENED)
    draft = draft_of(session, one, by, OPENED)
    name_it(session, draft, title, by)
    add_text(session, draft, f"The text of {title}.", by)
    file = ExperienceFile(
        experience_id=experience_id(one),
        unique_id="u",
        file_id="AgAD",
        photo=False,
        name="plan.pdf",
        added_at=OPENED,
    )
    attach(session, draft, file)
    return one


def handed_in(session: Session, desk: Desk, unit: int, title: str) -> Experience:
    """One that waits for the review."""
    one = written(session, desk, unit, title)
    submit(session, one, person_id(desk.liaisons[unit]), OPENED)
    return one


def taken(session: Session, desk: Desk, unit: int, title: str) -> Experience:
    """One that was accepted by the clerk."""
    one = handed_in(session, desk, unit, title)
    accept(session, one, person_id(desk.lin), OPENED)
    return one


def experiences(desk: Desk) -> dict[str, Any]:
    """Some of unit 0: drafts, those that wait, and accepted ones."""
    with desk.store.transaction() as session:
        drafts = [written(session, desk, 0, f"Draft {n}") for n in range(3)]
        waits = [handed_in(session, desk, 0, f"Waits {n}") for n in range(4)]
        done = [taken(session, desk, 0, f"Taken {n}") for n in range(4)]
        for row in session.exec(select(Outbox).where(col(Outbox.kind).startswith("experience"))):
            row.state = Sending.SENT
        named = {"draft": drafts, "waits": waits, "taken": done}
        ids = {
            f"experience_{name}_{n}": experience_id(one)
            for name, found in named.items()
            for n, one in enumerate(found)
        }
        return ids | {"experience_seen": fingerprint(newest(session, drafts[1]))}
