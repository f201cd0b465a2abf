"""The ladder over the days: prompt, reminder, order, each once and only while it holds."""

from datetime import date

import pytest
from sqlmodel import select

from models.matters.ledger import Milestone, State
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.store import Store
from models.workbooks.ledger_milestones import replace_milestones
from tests.models.slips.city import CALENDAR, LADDER, City, at, found


def signed(city: City, slip: Slip, day: date) -> None:
    by = {
        SlipKind.ASSIGNMENT: city.deputy_director,
        SlipKind.REMINDER: city.director,
        SlipKind.ORDER: city.head,
    }[slip.kind]
    sign(city.session, {slip_id(slip): slip.revision}, by, LADDER, CALENDAR, at(day, "10:00"))


def test_a_missed_matter_walks_the_ladder_over_the_national_day_week(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        city.matter()
        assert city.walk(date(2026, 9, 15)) == 0, "eleven working days before"
        assert city.walk(date(2026, 9, 16)) == 1, "ten: the 20th is a make-up day"
        assert city.walk(date(2026, 9, 16)) == 0, "never twice"
        prompt = city.only(SlipKind.PROMPT)
        assert (prompt.state, prompt.number_text) == (SlipState.ISSUED, "改提〔2026〕1号")
        assert city.walk(date(2026, 9, 30)) == 0, "not missed yet"
        assert city.walk(date(2026, 10, 7)) == 0, "a holiday is no working day after the date"
        assert city.walk(date(2026, 10, 8)) == 1, "the first working day after it"
        reminder = city.only(SlipKind.REMINDER)
        assert reminder.state is SlipState.AWAITING_SIGNATURE
        assert reminder.number is None
        signed(city, reminder, date(2026, 10, 8))
        assert city.only(SlipKind.REMINDER).due_on == date(2026, 10, 14), "Saturday is made up"
        assert city.walk(date(2026, 10, 14)) == 0
        assert city.walk(date(2026, 10, 15)) == 1
        for day in (16, 19, 20, 30):
            assert city.walk(date(2026, 10, day)) == 0
        assert city.only(SlipKind.ORDER).state is SlipState.AWAITING_SIGNATURE, "it waits for ever"


def test_what_is_late_already_is_prompted_first(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        city.matter(due_on=date(2026, 3, 2))
        assert city.walk(date(2026, 9, 16)) == 1
        assert [slip.kind for slip in city.slips()] == [SlipKind.PROMPT]
        assert city.walk(date(2026, 9, 16)) == 0
        assert city.walk(date(2026, 9, 17)) == 1
        assert city.only(SlipKind.REMINDER)


def test_a_side_state_stops_it_and_the_draft_comes_back(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter()
        city.walk(date(2026, 9, 16))
        city.walk(date(2026, 10, 8))
        matter.state = State.SUSPENDED
        assert city.walk(date(2026, 10, 9)) == 0
        reminder = city.only(SlipKind.REMINDER)
        assert reminder.state is SlipState.WITHDRAWN
        with pytest.raises(Refused) as refused:
            signed(city, reminder, date(2026, 10, 9))
        assert refused.value.reason is Reason.ALREADY_DECIDED
        matter.state = State.UNDER_WAY
        assert city.walk(date(2026, 10, 12)) == 1
        assert city.only(SlipKind.REMINDER).state is SlipState.AWAITING_SIGNATURE
        signed(city, city.only(SlipKind.REMINDER), date(2026, 10, 12))
        assert city.only(SlipKind.REMINDER).number == 1


def test_a_draft_that_no_longer_holds_is_not_signed(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter()
        city.walk(date(2026, 9, 16))
        city.walk(date(2026, 10, 8))
        matter.state = State.CLOSING
        session.flush()
        with pytest.raises(Refused) as refused:
            signed(city, city.only(SlipKind.REMINDER), date(2026, 10, 8))
        assert refused.value.reason is Reason.NO_LONGER_HOLDS


def test_slips_of_a_unit_go_out_as_one_message(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        for number in range(5):
            city.matter(f"2026-00{number}")
        city.walk(date(2026, 9, 16))
        rows = session.exec(select(Outbox).where(Outbox.kind == "slips")).all()
        assert [len(row.params["slips"]) for row in rows] == [5]


def test_a_district_gets_nothing_without_a_basis(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        city.matter(unit=city.district)
        city.walk(date(2026, 9, 16))
        assert city.only(SlipKind.PROMPT).state is SlipState.DRAFT
        city.walk(date(2026, 10, 8))
        assert not city.slips(SlipKind.REMINDER), "no rung is skipped"


def test_a_milestone_on_the_matters_own_day_is_prompted_once(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter()
        session.add(Milestone(matter_id=matter.id or 0, title="Last step", due_on=matter.due_on))
        assert city.walk(date(2026, 9, 16)) == 1
        assert city.only(SlipKind.PROMPT).subject == "Last step"
        assert city.walk(date(2026, 9, 17)) == 0


def test_a_slip_about_a_milestone_that_is_taken_out_of_the_ledger_is_settled(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter(due_on=date(2026, 12, 31))
        step = Milestone(matter_id=matter.id or 0, title="Dropped", due_on=date(2026, 9, 30))
        session.add(step)
        city.walk(date(2026, 9, 16))
        replace_milestones(session, {matter.id or 0: []})
        city.walk(date(2026, 9, 17))
        assert city.only(SlipKind.PROMPT).state is SlipState.SETTLED
