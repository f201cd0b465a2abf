"""What comes due and has no prompt yet: matters and milestones, found by their dates alone."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import Session, col, select

from models.matters.ledger import OPEN_STATES, Matter, Milestone, matter_id
from models.parts import asked_by
from models.slips.drafting import Fact
from models.slips.rungs import SlipKind
from models.slips.settling import may_come_back
from models.slips.slips import Slip
from models.units import Unit


class Target(NamedTuple):
    """A date of a matter that a unit has to keep: its own, or that of a milestone.

    `earlier` is the prompt that the ladder took back when the date, the matter or its unit was
    another for a while.
    """

    matter: Matter
    unit: Unit
    milestone: Milestone | None
    earlier: Slip | None

    @property
    def day(self) -> date:
        """The date."""
        return self.milestone.due_on if self.milestone else self.matter.due_on

    def fact(self) -> Fact:
        """What a prompt is raised for."""
        step = self.milestone.id if self.milestone else None
        title = self.milestone.title if self.milestone else self.matter.title
        return Fact(
            unit=self.unit,
            cause=f"prompt:{self.matter.id}:{step or 0}:{self.day.isoformat()}:{self.unit.id}",
            subject=title,
            matter_id=matter_id(self.matter),
            matter_number=self.matter.number,
            milestone_id=step,
            about_on=self.day,
        )


def _prompt_about(*date_and_step: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(
        col(Slip.matter_id) == col(Matter.id),
        col(Slip.kind) == SlipKind.PROMPT,
        col(Slip.unit_id) == col(Matter.lead_unit_id),
        *date_and_step,
    )


def said_by_milestone() -> ColumnElement[bool]:
    """The condition that an open milestone of the matter lies on its own date: one and the same."""
    return exists().where(
        col(Milestone.matter_id) == col(Matter.id),
        col(Milestone.due_on) == col(Matter.due_on),
        col(Milestone.done_on).is_(None),
    )


def coming_matters(
    session: Session, office: Unit, until: date, but: ColumnElement[bool]
) -> Sequence[Target]:
    """Open matters due until a day, overdue ones too, for whose date no prompt was raised.

    `but`: which of them are left out, because something else says the same date.
    """
    prompt = _prompt_about(
        col(Slip.about_on) == col(Matter.due_on), col(Slip.milestone_id).is_(None)
    )
    statement = (
        select(Matter, Unit, Slip)
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .outerjoin(Slip, prompt)
        .where(
            col(Matter.state).in_(OPEN_STATES),
            col(Matter.due_on) <= until,
            asked_by(session, office),
            ~but,
            or_(col(Slip.id).is_(None), may_come_back(Slip)),
        )
        .order_by(col(Unit.position), col(Matter.due_on), col(Matter.id))
    )
    return [Target(matter, unit, None, slip) for matter, unit, slip in session.exec(statement)]


def coming_milestones(session: Session, office: Unit, until: date) -> Sequence[Target]:
    """Milestones of open matters due until a day that were not reached and have no prompt."""
    prompt = _prompt_about(
        col(Slip.about_on) == col(Milestone.due_on), col(Slip.milestone_id) == col(Milestone.id)
    )
    statement = (
        select(Matter, Unit, Milestone, Slip)
        .join(Milestone, col(Milestone.matter_id) == col(Matter.id))
        .join(Unit, col(Unit.id) == col(Matter.lead_unit_id))
        .outerjoin(Slip, prompt)
        .where(
            col(Milestone.done_on).is_(None),
            col(Milestone.due_on) <= until,
            col(Matter.state).in_(OPEN_STATES),
            asked_by(session, office),
            or_(col(Slip.id).is_(None), may_come_back(Slip)),
        )
        .order_by(col(Unit.position), col(Milestone.due_on), col(Milestone.id))
    )
    return [Target(*row) for row in session.exec(statement)]
