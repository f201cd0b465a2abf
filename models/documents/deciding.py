"""Whether a unit needs a local plan of its own: yes with a date, or no with a reason (§4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, delete, update

from models import audit
from models.blank import is_blank
from models.documents.documents import (
    DocumentDuty,
    DocumentStep,
    Need,
    Step,
    duty_id,
    steps_of,
)
from models.documents.registering import add_step
from models.documents.registry import Registry
from models.matters.ledger import Matter, Milestone, State
from models.outbox import Message, put
from models.refusals import Reason, Refused
from models.slips.slips import Slip

ENDED = frozenset({State.CLOSED, State.TERMINATED})
LONGEST_BASIS = 500


@dataclass(frozen=True)
class Decision:
    """A local plan is needed by `plan_by`; or, without a day, none is, for the reason given."""

    plan_by: date | None = None
    basis: str = ""

    @property
    def need(self) -> Need:
        """What is decided."""
        return Need.YES if self.plan_by else Need.NO


def decide(registry: Registry, duty: DocumentDuty, decision: Decision) -> None:
    """Decide about one unit, which is told.

    The third step is added or dated anew, or taken away unless it is reached; the matter is due
    with its last step. Refused(ALREADY_DECIDED) when it stands so, Refused(REASON_NEEDED) for a no
    without one, Refused(TEXT_TOO_LONG), Refused(STEPS_BACKWARDS) for a plan before the study is
    due, Refused(MATTER_CLOSED) when the matter is over.
    """
    session = registry.session
    matter = session.get_one(Matter, duty.matter_id)
    if matter.state in ENDED:
        raise Refused(Reason.MATTER_CLOSED, number=matter.number)
    steps = steps_of(session, [duty_id(duty)])[duty_id(duty)]
    _check(duty, decision, steps.get(Step.ISSUED), steps.get(Step.STUDIED))
    before = _put(registry, duty, decision)
    if decision.plan_by:
        _ask_for_plan(registry, duty, steps.get(Step.ISSUED), decision.plan_by)
    else:
        _ask_no_more(registry, steps.get(Step.ISSUED))
    _redate(registry, duty, matter)
    audit.note(
        session,
        registry.now,
        registry.by,
        "decide_local",
        "duty",
        duty.id,
        before=before.value,
        after=decision.need.value,
        plan_by=decision.plan_by.isoformat() if decision.plan_by else None,
        basis=decision.basis.strip(),
    )
    _tell(registry, duty, decision)


def decide_many(registry: Registry, duties: Sequence[DocumentDuty], decision: Decision) -> int:
    """Decide the same about many units, all of them or none; how many.

    Refused(NOTHING_UNDECIDED) for nobody; otherwise as `decide`.
    """
    if not duties:
        raise Refused(Reason.NOTHING_UNDECIDED)
    for duty in duties:
        decide(registry, duty, decision)
    return len(duties)


def _check(
    duty: DocumentDuty, decision: Decision, issued: Milestone | None, studied: Milestone | None
) -> None:
    same_day = issued is not None and issued.due_on == decision.plan_by
    if duty.needs_local is decision.need and (same_day or decision.need is Need.NO):
        raise Refused(Reason.ALREADY_DECIDED)
    if decision.need is Need.NO and is_blank(decision.basis):
        raise Refused(Reason.REASON_NEEDED)
    if len(decision.basis) > LONGEST_BASIS:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_BASIS, length=len(decision.basis))
    if decision.plan_by and studied and decision.plan_by < studied.due_on:
        raise Refused(Reason.STEPS_BACKWARDS)


def _put(registry: Registry, duty: DocumentDuty, decision: Decision) -> Need:
    """Write the decision once: of two at the same moment, one is refused. What stood before."""
    before = duty.needs_local
    done = registry.session.exec(
        update(DocumentDuty)
        .where(
            col(DocumentDuty.id) == duty.id,
            col(DocumentDuty.needs_local) == before,
            col(DocumentDuty.decided_at).is_not_distinct_from(duty.decided_at),
        )
        .values(
            needs_local=decision.need,
            basis=decision.basis.strip(),
            decided_by=registry.by,
            decided_at=registry.now,
        )
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_DECIDED)
    registry.session.refresh(duty)
    return before


def _ask_for_plan(
    registry: Registry, duty: DocumentDuty, issued: Milestone | None, plan_by: date
) -> None:
    if issued is None:
        add_step(registry, duty, Step.ISSUED, plan_by)
    elif issued.done_on is None:
        issued.due_on = plan_by
        registry.session.add(issued)


def _ask_no_more(registry: Registry, issued: Milestone | None) -> None:
    """Take the open step away; slips about it are about the matter's own date from now on."""
    if issued is None or issued.done_on is not None:
        return
    session = registry.session
    session.exec(update(Slip).where(col(Slip.milestone_id) == issued.id).values(milestone_id=None))
    session.exec(delete(DocumentStep).where(col(DocumentStep.milestone_id) == issued.id))
    session.delete(issued)


def _redate(registry: Registry, duty: DocumentDuty, matter: Matter) -> None:
    """The matter is due with its last step."""
    registry.session.flush()
    steps = steps_of(registry.session, [duty_id(duty)])[duty_id(duty)]
    matter.due_on = max((step.due_on for step in steps.values()), default=matter.due_on)
    registry.session.add(matter)
    registry.session.flush()


def _tell(registry: Registry, duty: DocumentDuty, decision: Decision) -> None:
    told = Message(
        kind="document_decided",
        key=f"document_decided:{duty.id}:{decision.plan_by}:{registry.now.isoformat()}",
        unit_id=duty.unit_id,
        subject_id=duty.id,
    )
    put(registry.session, registry.now, told)
