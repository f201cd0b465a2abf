"""Registering gives each unit a matter with dated steps; deciding adds or takes the third (§4)."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from models.documents.announcing import announce, assign
from models.documents.deciding import Decision, decide, decide_many
from models.documents.documents import DocumentDuty, Need, Step, duty_id, steps_of
from models.documents.registering import give, register
from models.documents.status import overviews, stand_of
from models.matters.ledger import Kind, Matter, Milestone, State
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.slips.rungs import SlipKind
from models.slips.slips import SlipState
from models.units import Cohort, add_unit, unit_id
from models.workbooks.ledger_milestones import replace_milestones
from models.workbooks.values import Step as LedgerStep
from tests.models.documents.desk import PLAN, RECEIVED, Desk


def only_duty(desk: Desk) -> DocumentDuty:
    desk.session.expire_all()
    return desk.session.exec(select(DocumentDuty)).one()


def reason_of(act: pytest.ExceptionInfo[Refused]) -> Reason:
    return act.value.reason


def test_each_unit_gets_a_matter_with_the_dates_of_the_rules(desk: Desk) -> None:
    document = register(desk.registry, desk.entry(desk.city.bureau, desk.city.district))
    duties = desk.session.exec(select(DocumentDuty).order_by(col(DocumentDuty.id))).all()
    assert [duty.unit_id for duty in duties] == [
        unit_id(desk.city.bureau),
        unit_id(desk.city.district),
    ]
    matters = [desk.session.get_one(Matter, duty.matter_id) for duty in duties]
    assert [one.number for one in matters] == ["2026-001", "2026-002"]
    assert {(one.kind, one.title, one.basis) for one in matters} == {
        (Kind.DOCUMENT, "On one window", "Provincial 2026-3")
    }
    steps = steps_of(desk.session, [duty_id(duties[0])])[duty_id(duties[0])]
    assert {step: (one.title, one.due_on) for step, one in steps.items()} == {
        Step.CONVEYED: ("Conveyed", date(2026, 9, 8)),  # five working days after Tuesday
        Step.STUDIED: ("Studied", date(2026, 9, 15)),
    }
    assert matters[0].due_on == document.study_by == date(2026, 9, 15)
    assert document.plan_by == PLAN


def test_numbers_follow_those_of_the_ledger(desk: Desk) -> None:
    desk.city.matter("2026-041")
    desk.city.matter("X-900")
    register(desk.registry, desk.entry(desk.city.bureau))
    assert desk.session.get_one(Matter, only_duty(desk).matter_id).number == "2026-042"


def test_a_number_is_registered_once(desk: Desk) -> None:
    register(desk.registry, desk.entry(desk.city.bureau))
    with pytest.raises(Refused) as refused:
        register(desk.registry, desk.entry(desk.city.district))
    assert reason_of(refused) is Reason.DOCUMENT_KNOWN


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"number": " "}, Reason.DOCUMENT_NUMBER_NEEDED),
        ({"title": ""}, Reason.DOCUMENT_TITLE_NEEDED),
        ({"units": {}}, Reason.UNITS_NEEDED),
        ({"received_on": date(2026, 9, 9)}, Reason.STEPS_BACKWARDS),
    ],
)
def test_what_is_missing_or_backwards_is_refused(
    desk: Desk, what: dict[str, Any], reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        register(desk.registry, desk.entry(desk.city.bureau, **what))
    assert reason_of(refused) is reason


def test_a_unit_of_another_office_is_refused(desk: Desk) -> None:
    district = desk.city.district
    add_unit(desk.session, "DO", "District office", Cohort.OFFICE, district)
    town = add_unit(desk.session, "T", "Town", Cohort.TOWN, district)
    with pytest.raises(Refused) as refused:
        register(desk.registry, desk.entry(town))
    assert refused.value.facts == {"unit": "Town"}
    assert reason_of(refused) is Reason.UNIT_ELSEWHERE


def test_more_units_are_given_it_and_the_old_ones_once(desk: Desk) -> None:
    document = register(desk.registry, desk.entry(desk.city.bureau))
    both = {
        unit_id(desk.city.bureau): Need.YES,
        unit_id(desk.city.district): Need.YES,
    }
    (new,) = give(desk.registry, document, both)
    assert new.unit_id == unit_id(desk.city.district)
    assert give(desk.registry, document, both) == []
    assert desk.session.get_one(Matter, new.matter_id).due_on == PLAN


def test_a_plan_that_is_needed_adds_the_third_step_and_dates_the_matter(desk: Desk) -> None:
    register(desk.registry, desk.entry(desk.city.bureau))
    duty = only_duty(desk)
    decide(desk.registry, duty, Decision(plan_by=date(2026, 10, 20)))
    steps = steps_of(desk.session, [duty_id(duty)])[duty_id(duty)]
    assert steps[Step.ISSUED].due_on == date(2026, 10, 20)
    assert desk.session.get_one(Matter, duty.matter_id).due_on == date(2026, 10, 20)
    assert (duty.needs_local, duty.decided_by) == (Need.YES, desk.city.clerk.id)
    with pytest.raises(Refused) as refused:
        decide(desk.registry, duty, Decision(plan_by=date(2026, 10, 20)))
    assert reason_of(refused) is Reason.ALREADY_DECIDED
    decide(desk.registry, duty, Decision(plan_by=date(2026, 10, 30)))
    assert desk.session.get_one(Matter, duty.matter_id).due_on == date(2026, 10, 30)
    kinds = [row.kind for row in desk.session.exec(select(Outbox))]
    assert kinds.count("document_decided") == 2


def test_no_plan_takes_the_open_step_away_and_slips_about_it(desk: Desk) -> None:
    register(desk.registry, desk.entry(desk.city.bureau, need=Need.YES))
    desk.city.walk(date(2026, 10, 10))  # what has come near; the plan and the matter are one
    assert len(desk.city.slips(SlipKind.PROMPT)) == 3
    duty = only_duty(desk)
    decide(desk.registry, duty, Decision(basis="Applies directly"))
    duty = only_duty(desk)
    steps = steps_of(desk.session, [duty_id(duty)])[duty_id(duty)]
    assert set(steps) == {Step.CONVEYED, Step.STUDIED}
    assert len(desk.session.exec(select(Milestone)).all()) == 2
    assert desk.session.get_one(Matter, duty.matter_id).due_on == date(2026, 9, 15)
    desk.city.walk(date(2026, 10, 12))
    about_plan = [slip for slip in desk.city.slips() if slip.about_on == PLAN]
    assert about_plan
    assert {slip.state for slip in about_plan} == {SlipState.SETTLED}


def test_a_step_that_is_reached_stays(desk: Desk) -> None:
    register(desk.registry, desk.entry(desk.city.bureau, need=Need.YES))
    duty = only_duty(desk)
    steps_of(desk.session, [duty_id(duty)])[duty_id(duty)][Step.ISSUED].done_on = RECEIVED
    decide(desk.registry, duty, Decision(basis="Superseded"))
    assert Step.ISSUED in steps_of(desk.session, [duty_id(duty)])[duty_id(duty)]


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (Decision(basis=" "), Reason.REASON_NEEDED),
        (Decision(basis="x" * 501), Reason.TEXT_TOO_LONG),
        (Decision(plan_by=date(2026, 9, 14)), Reason.STEPS_BACKWARDS),
    ],
)
def test_a_decision_needs_its_reason_or_a_sound_date(
    desk: Desk, decision: Decision, reason: Reason
) -> None:
    register(desk.registry, desk.entry(desk.city.bureau))
    with pytest.raises(Refused) as refused:
        decide(desk.registry, only_duty(desk), decision)
    assert reason_of(refused) is reason
    assert only_duty(desk).needs_local is Need.PENDING


def test_nothing_is_decided_about_a_matter_that_is_over(desk: Desk) -> None:
    register(desk.registry, desk.entry(desk.city.bureau))
    duty = only_duty(desk)
    desk.session.get_one(Matter, duty.matter_id).state = State.CLOSED
    with pytest.raises(Refused) as refused:
        decide(desk.registry, duty, Decision(basis="Applies directly"))
    assert reason_of(refused) is Reason.MATTER_CLOSED


def test_many_units_at_once(desk: Desk) -> None:
    register(desk.registry, desk.entry(desk.city.bureau, desk.city.district))
    duties = desk.session.exec(select(DocumentDuty)).all()
    assert decide_many(desk.registry, duties, Decision(basis="Applies directly")) == 2
    assert {duty.needs_local for duty in duties} == {Need.NO}
    with pytest.raises(Refused) as refused:
        decide_many(desk.registry, [], Decision(basis="Applies directly"))
    assert reason_of(refused) is Reason.NOTHING_UNDECIDED


def test_assignment_slips_wait_for_a_signature_or_for_a_basis(desk: Desk) -> None:
    document = register(desk.registry, desk.entry(desk.city.bureau, desk.city.district))
    assert assign(desk.registry, document, "Convey it.") == 2
    bureau, district = desk.city.slips(SlipKind.ASSIGNMENT)
    assert (bureau.state, bureau.demand) == (SlipState.AWAITING_SIGNATURE, "Convey it.")
    assert bureau.cause == f"document:{document.id}:{bureau.unit_id}"
    assert bureau.matter_number == "2026-001"
    assert district.state is SlipState.DRAFT, "a slip to a district rests on something"


def test_without_slips_each_unit_is_told_once(desk: Desk) -> None:
    document = register(desk.registry, desk.entry(desk.city.bureau, desk.city.district))
    announce(desk.registry, document)
    announce(desk.registry, document)
    rows = desk.session.exec(select(Outbox).where(Outbox.kind == "document")).all()
    assert [row.unit_id for row in rows] == [
        unit_id(desk.city.bureau),
        unit_id(desk.city.district),
    ]


def test_the_list_puts_what_is_overdue_first(desk: Desk) -> None:
    late = register(desk.registry, desk.entry(desk.city.bureau))
    newer = register(
        desk.registry,
        desk.entry(desk.city.bureau, number="Central 9", received_on=date(2026, 9, 2), late=9),
    )
    offices = [unit_id(desk.city.office)]
    first, second = overviews(desk.session, offices, date(2026, 9, 9))
    assert (first.document.id, first.late, second.late) == (late.id, 1, 0)
    assert (second.document.id, second.undecided, second.needed) == (newer.id, 1, 0)
    duty = desk.session.exec(select(DocumentDuty).where(DocumentDuty.document_id == late.id)).one()
    steps_of(desk.session, [duty_id(duty)])[duty_id(duty)][Step.CONVEYED].done_on = RECEIVED
    first, second = overviews(desk.session, offices, date(2026, 9, 9))
    assert first.document.id == newer.id, "nothing is late any more: the newest first"
    assert second.reached == {Step.CONVEYED: 1, Step.STUDIED: 0, Step.ISSUED: 0}
    assert not stand_of(desk.session, duty).overdue(date(2026, 9, 15))
    assert stand_of(desk.session, duty).overdue(date(2026, 9, 16))


def test_a_ledger_without_a_step_drops_it_from_the_document(desk: Desk) -> None:
    register(desk.registry, desk.entry(desk.city.bureau))
    duty = only_duty(desk)
    replace_milestones(desk.session, {duty.matter_id: [LedgerStep(date(2026, 9, 15), "Studied")]})
    desk.session.flush()
    desk.session.expire_all()
    assert set(steps_of(desk.session, [duty_id(duty)])[duty_id(duty)]) == {Step.STUDIED}
