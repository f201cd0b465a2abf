"""方案报审: versions, each step once, and nothing counts as issued before it is filed (§4)."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.audit import history
from models.calendar import Month
from models.dispatch.handing_in import answer, hand_in
from models.dispatch.opening import open_cycle
from models.dispatch.progress import Said, Saying, Source
from models.dispatch.returns import Item, Mark, Return, items_of
from models.dispatch.review_queue import accept_plain
from models.dispatch.reviews import accept
from models.documents.deciding import Decision, decide
from models.documents.documents import DocumentDuty, Need, Step, duty_id, steps_of
from models.documents.examining import approve_plan, clear_plan, file_plan, return_plan, submit_plan
from models.documents.filings import (
    MOST_FILES,
    Filing,
    FilingState,
    PlanFile,
    PlanVersion,
    attach_plan,
    draft_of,
    plan_files,
    versions_of,
    write_plan,
)
from models.documents.plan_queue import examined, waiting_plans
from models.documents.registering import register
from models.matters.ledger import Matter, State
from models.outbox import Outbox
from models.people.posts import person_id
from models.refusals import Reason, Refused
from models.units import unit_id
from tests.models.documents.desk import RECEIVED, Desk
from tests.models.slips.city import CALENDAR, RULES, at

NOW = at(RECEIVED, "15:00")
TODAY = RECEIVED


class Plan:
    """The bureau's duty with its plan, and the two sides of its examination."""

    def __init__(self, desk: Desk, need: Need = Need.YES) -> None:
        self.desk, self.session = desk, desk.session
        self.document = register(desk.registry, desk.entry(desk.city.bureau, need=need))
        self.duty = desk.session.exec(select(DocumentDuty)).one()
        self.unit = person_id(desk.city.liaison)
        self.office = person_id(desk.city.clerk)

    def draft(self, text: str = "") -> PlanVersion:
        draft = draft_of(self.session, self.duty, self.unit, NOW)
        if text:
            write_plan(self.session, draft, text, self.unit)
        return draft

    def submit(self, text: str = "The plan") -> Filing:
        return submit_plan(self.session, self.draft(text), self.unit, NOW)

    def filed(self) -> Filing:
        filing = self.submit()
        clear_plan(self.session, filing, self.office, NOW)
        approve_plan(self.session, filing, "No. 9 meeting", TODAY, self.office, TODAY, NOW)
        file_plan(self.session, filing, self.office, NOW)
        return filing

    def file(self, name: str) -> PlanFile:
        draft = self.draft()
        return PlanFile(
            version_id=draft.id or 0,
            unique_id=name,
            file_id=name,
            photo=False,
            name=name,
            added_at=NOW,
        )

    def told(self) -> list[str]:
        self.session.flush()
        kinds = [row.kind for row in self.session.exec(select(Outbox).order_by("id"))]
        return [kind for kind in kinds if kind.startswith("plan")]


def refused(reason: Reason) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=f"^{reason.value}$")


def test_returned_with_an_opinion_then_approved_and_filed(desk: Desk) -> None:
    plan = Plan(desk)
    filing = plan.submit("First thoughts")
    return_plan(desk.session, filing, "Name the units in charge", plan.office, NOW)
    assert filing.state is FilingState.RETURNED
    assert plan.submit("Second thoughts") is filing
    clear_plan(desk.session, filing, plan.office, NOW)
    approve_plan(desk.session, filing, "Ninth meeting", TODAY, plan.office, TODAY, NOW)
    file_plan(desk.session, filing, plan.office, NOW)
    assert (filing.meeting, filing.approved_on, filing.filed_at) == ("Ninth meeting", TODAY, NOW)
    assert [(one.version, one.text, one.opinion) for one in versions_of(desk.session, filing)] == [
        (1, "First thoughts", "Name the units in charge"),
        (2, "Second thoughts", ""),
    ]
    deeds = [one.deed for one in history(desk.session, "filing", filing.id or 0)]
    assert deeds == [
        *("submit_plan", "return_plan", "submit_plan"),
        *("clear_plan", "approve_plan", "file_plan"),
    ]
    staff = 3  # clerk, director and deputy director
    assert plan.told() == [
        *["plan_submitted"] * staff,
        "plan_returned",
        *["plan_submitted"] * staff,
        *("plan_cleared", "plan_approved", "plan_filed"),
    ]
    assert waiting_plans(desk.session, unit_id(desk.city.office)) == []


def test_each_step_is_taken_once_and_in_its_order(desk: Desk) -> None:
    plan = Plan(desk)
    filing = plan.submit()
    assert [one.filing for one in waiting_plans(desk.session, unit_id(desk.city.office))] == [
        filing
    ]
    with refused(Reason.ALREADY_DECIDED):
        approve_plan(desk.session, filing, "Ninth", TODAY, plan.office, TODAY, NOW)
    with refused(Reason.ALREADY_DECIDED):
        file_plan(desk.session, filing, plan.office, NOW)
    clear_plan(desk.session, filing, plan.office, NOW)
    with refused(Reason.ALREADY_DECIDED):
        clear_plan(desk.session, filing, plan.office, NOW)
    with refused(Reason.ALREADY_SUBMITTED):
        plan.draft()
    approve_plan(desk.session, filing, "Ninth", TODAY, plan.office, TODAY, NOW)
    with refused(Reason.ALREADY_DECIDED):
        return_plan(desk.session, filing, "Too late", plan.office, NOW)


def test_what_a_step_needs(desk: Desk) -> None:
    plan = Plan(desk)
    with refused(Reason.PLAN_EMPTY):
        submit_plan(desk.session, plan.draft(), plan.unit, NOW)
    filing = plan.submit()
    with refused(Reason.REASON_NEEDED):
        return_plan(desk.session, filing, " ", plan.office, NOW)
    with refused(Reason.OWN_ANSWER):
        clear_plan(desk.session, filing, plan.unit, NOW)
    clear_plan(desk.session, filing, plan.office, NOW)
    with refused(Reason.MEETING_NEEDED):
        approve_plan(desk.session, filing, "", TODAY, plan.office, TODAY, NOW)
    with refused(Reason.DAY_TO_COME):
        tomorrow = TODAY + timedelta(days=1)
        approve_plan(desk.session, filing, "Ninth", tomorrow, plan.office, TODAY, NOW)
    with refused(Reason.GONE):
        examined(desk.session, 999)


def test_files_alone_are_a_plan_and_the_same_one_is_kept_once(desk: Desk) -> None:
    plan = Plan(desk)
    draft = plan.draft()
    attach_plan(desk.session, draft, plan.file("a.docx"))
    attach_plan(desk.session, draft, plan.file("a.docx"))
    for number in range(MOST_FILES - 1):
        attach_plan(desk.session, draft, plan.file(f"{number}.docx"))
    with refused(Reason.TOO_MANY_FILES):
        attach_plan(desk.session, draft, plan.file("one more"))
    submit_plan(desk.session, draft, plan.unit, NOW)
    assert len(plan_files(desk.session, [draft])[draft.id or 0]) == MOST_FILES
    with refused(Reason.ALREADY_SUBMITTED):
        write_plan(desk.session, draft, "More", plan.unit)


@pytest.mark.parametrize("need", [Need.PENDING, Need.NO])
def test_where_no_plan_is_needed_none_is_examined(desk: Desk, need: Need) -> None:
    plan = Plan(desk, need)
    with refused(Reason.NO_PLAN_TO_FILE):
        plan.draft()


def test_a_draft_is_not_handed_in_once_no_plan_is_needed(desk: Desk) -> None:
    plan = Plan(desk)
    draft = plan.draft("The plan")
    decide(desk.registry, plan.duty, Decision(basis="Applies directly"))
    with refused(Reason.NO_PLAN_TO_FILE):
        submit_plan(desk.session, draft, plan.unit, NOW)


class Report:
    """The bureau reports about the document's matter in September."""

    def __init__(self, plan: Plan) -> None:
        self.session, self.plan = plan.session, plan
        desk, opened = plan.desk, at(date(2026, 9, 21))
        open_cycle(desk.session, desk.city.office, Month(2026, 9), CALENDAR, RULES.dispatch, opened)
        self.one = desk.session.exec(select(Return)).one()
        self.item, self.matter = items_of(desk.session, self.one.id or 0)[0]

    def says(self, saying: Saying, *steps: Step) -> None:
        found = steps_of(self.session, [duty_id(self.plan.duty)])[duty_id(self.plan.duty)]
        ids = [found[step].id or 0 for step in steps]
        said = Said(saying, percent=60, note="Done so", milestones=ids)
        source = Source(person_id=self.plan.unit, now=at(date(2026, 9, 22)))
        answer(self.session, self.one, (self.item, self.matter), said, source, 2)
        hand_in(self.session, self.one, source, 2)

    def accept(self) -> None:
        accept(self.session, self.item, self.matter, self.plan.office, CALENDAR, NOW)

    def mark(self) -> Mark:
        self.session.flush()
        return self.session.get_one(Item, self.item.id).mark


def test_the_local_plan_counts_as_issued_only_when_it_is_filed(desk: Desk) -> None:
    plan = Plan(desk)
    report = Report(plan)
    report.says(Saying.PROGRESS, Step.CONVEYED, Step.ISSUED)
    with refused(Reason.PLAN_NOT_FILED) as told:
        report.accept()
    assert told.value.facts == {"number": report.matter.number}
    with refused(Reason.ALREADY_DECIDED):
        accept_plain(desk.session, report.one, plan.office, CALENDAR, NOW)
    assert report.mark() is Mark.SUBMITTED
    plan.filed()
    report.accept()
    steps = steps_of(desk.session, [duty_id(plan.duty)])[duty_id(plan.duty)]
    assert steps[Step.ISSUED].done_on == steps[Step.CONVEYED].done_on == date(2026, 9, 22)


def test_the_first_steps_do_not_wait_for_the_plan(desk: Desk) -> None:
    report = Report(Plan(desk))
    report.says(Saying.PROGRESS, Step.CONVEYED, Step.STUDIED)
    assert accept_plain(desk.session, report.one, report.plan.office, CALENDAR, NOW) == 1


def test_a_closing_waits_for_the_plan_too(desk: Desk) -> None:
    report = Report(Plan(desk))
    report.says(Saying.DONE)
    with refused(Reason.PLAN_NOT_FILED):
        report.accept()


def test_a_closing_waits_for_the_decision_and_no_plan_is_a_valid_end(desk: Desk) -> None:
    plan = Plan(desk, Need.PENDING)
    report = Report(plan)
    report.says(Saying.DONE, Step.CONVEYED, Step.STUDIED)
    with refused(Reason.LOCAL_PLAN_UNDECIDED):
        report.accept()
    decide(desk.registry, plan.duty, Decision(basis="Applies directly"))
    report.accept()
    assert desk.session.get_one(Matter, report.matter.id).state is State.CLOSED


def test_a_document_whose_plans_are_not_filed_waits_for_nothing(desk: Desk) -> None:
    plan = Plan(desk)
    plan.document.needs_filing = False
    report = Report(plan)
    report.says(Saying.PROGRESS, Step.ISSUED)
    report.accept()
    with refused(Reason.NO_PLAN_TO_FILE):
        plan.draft()
