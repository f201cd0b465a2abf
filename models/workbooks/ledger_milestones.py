"""Milestones of many matters written at once; what was reached stays reached."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, delete, insert

from models.matters.ledger import Milestone, milestones_of
from models.workbooks.values import Step


def insert_milestones(session: Session, steps: Mapping[int, Sequence[Step]]) -> None:
    """Add milestones, matter id → steps, in one statement."""
    rows: list[dict[str, Any]] = [
        {"matter_id": matter, "title": step.title, "due_on": step.due_on, "done_on": None}
        for matter, listed in steps.items()
        for step in listed
    ]
    if rows:
        session.connection().execute(insert(Milestone), rows)


def replace_milestones(session: Session, steps: Mapping[int, Sequence[Step]]) -> None:
    """Make these the milestones of their matters.

    A milestone named again, be it with another date, is the same one: reports refer to it.
    """
    new: dict[int, list[Step]] = {}
    gone: list[int | None] = []
    for matter, stored in milestones_of(session, list(steps)).items():
        left = list(steps[matter])
        for milestone in stored:
            step = _same(milestone, left)
            if step is None:
                gone.append(milestone.id)
            else:
                left.remove(step)
                milestone.due_on = step.due_on
        new[matter] = left
    session.flush()
    session.exec(delete(Milestone).where(col(Milestone.id).in_(gone)))
    insert_milestones(session, new)


def _same(milestone: Milestone, steps: Sequence[Step]) -> Step | None:
    named = [step for step in steps if step.title == milestone.title]
    dated = [step for step in named if step.due_on == milestone.due_on]
    return next(iter(dated or named), None)
