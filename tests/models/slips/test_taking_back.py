"""What the ladder takes back by itself stands again when its fact is there again."""

from datetime import date

from models.matters.ledger import State
from models.matters.side_states import take_up
from models.slips.extension_verdicts import approve_extension
from models.slips.extensions import ask_extension
from models.slips.ladder import walk
from models.slips.rungs import SlipKind
from models.slips.signing import reject, sign
from models.slips.slips import Slip, SlipState, slip_id
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id
from tests.models.slips.city import CALENDAR, LADDER, City, at, found

PROMPTED = date(2026, 9, 16)
MISSED = date(2026, 10, 8)
NAMED = LADDER.model_copy(update={"authority_basis": "市委深改委工作规则"})


def signed(city: City, slip: Slip, day: date) -> None:
    sign(city.session, {slip_id(slip): slip.revision}, city.director, LADDER, CALENDAR, at(day))


def test_a_date_that_returns_walks_on_where_it_stood(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter()
        city.walk(PROMPTED)
        matter.due_on = date(2026, 12, 30)
        assert city.walk(date(2026, 9, 17)) == 0
        assert city.only(SlipKind.PROMPT).state is SlipState.SETTLED
        matter.due_on = date(2026, 9, 30)
        city.walk(date(2026, 9, 18))
        prompt = city.only(SlipKind.PROMPT)
        assert (prompt.state, prompt.number, prompt.settled_at) == (SlipState.ISSUED, 1, None)
        assert city.walk(MISSED) == 1
        assert city.only(SlipKind.REMINDER).previous_id == prompt.id


def test_a_matter_that_was_ended_and_is_taken_up_owes_again(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter()
        city.walk(PROMPTED)
        city.walk(MISSED)
        signed(city, city.only(SlipKind.REMINDER), MISSED)
        matter.state = State.TERMINATED
        city.walk(date(2026, 10, 9))
        assert {slip.state for slip in city.slips()} == {SlipState.SETTLED}
        take_up(session, matter, city.clerk.id, at(date(2026, 10, 12)))
        city.walk(date(2026, 10, 12))
        assert {slip.state for slip in city.slips()} == {SlipState.ISSUED}
        assert city.walk(date(2026, 10, 15)) == 1
        assert [slip.kind for slip in city.slips()] == [
            SlipKind.PROMPT,
            SlipKind.REMINDER,
            SlipKind.ORDER,
        ]


def test_another_unit_that_leads_the_matter_is_prompted_first(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        root = session.get_one(Unit, city.bureau.parent_id)
        other = add_unit(session, "B2", "Other Bureau", Cohort.DEPARTMENT, root)
        matter = city.matter()
        city.walk(PROMPTED)
        city.walk(MISSED)
        matter.lead_unit_id = unit_id(other)
        assert city.walk(date(2026, 10, 9)) == 1
        states = [(slip.kind, slip.unit_id, slip.state) for slip in city.slips()]
        assert states == [
            (SlipKind.PROMPT, city.bureau.id, SlipState.SETTLED),
            (SlipKind.REMINDER, city.bureau.id, SlipState.WITHDRAWN),
            (SlipKind.PROMPT, other.id, SlipState.ISSUED),
        ]
        assert city.walk(date(2026, 10, 12)) == 1
        assert city.slips(SlipKind.REMINDER)[1].unit_id == other.id


def test_a_basis_named_later_sends_on_what_still_holds(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        for number in ("open", "done", "aside"):
            city.matter(number, unit=city.district)
        city.walk(PROMPTED)
        prompts = {slip.matter_number: slip for slip in city.slips()}
        assert {slip.state for slip in prompts.values()} == {SlipState.DRAFT}
        for number, state in (("done", State.CLOSED), ("aside", State.SUSPENDED)):
            city.of(prompts[number]).state = state
        walk(session, city.office, NAMED, CALENDAR, at(date(2026, 9, 17)))
        prompts = {slip.matter_number: slip for slip in city.slips()}
        assert prompts["open"].number_text == "改提〔2026〕1号"
        assert prompts["open"].authority_basis == NAMED.authority_basis
        assert prompts["done"].state is prompts["aside"].state is SlipState.WITHDRAWN
        city.of(prompts["aside"]).state = State.UNDER_WAY
        walk(session, city.office, NAMED, CALENDAR, at(date(2026, 9, 18)))
        prompts = {slip.matter_number: slip for slip in city.slips()}
        assert prompts["aside"].number_text == "改提〔2026〕2号"


def test_what_a_signer_gave_back_stays_with_the_office_after_a_side_state(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter()
        city.walk(PROMPTED)
        city.walk(MISSED)
        reject(session, city.only(SlipKind.REMINDER), "先电话核实", city.director, at(MISSED))
        matter.state = State.SUSPENDED
        city.walk(date(2026, 10, 9))
        matter.state = State.UNDER_WAY
        city.walk(date(2026, 10, 10))
        reminder = city.only(SlipKind.REMINDER)
        assert (reminder.state, reminder.reason) == (SlipState.DRAFT, "先电话核实")


def test_an_extension_of_the_date_asks_for_the_new_one_only(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter()
        city.walk(PROMPTED)
        prompt, today = city.only(SlipKind.PROMPT), date(2026, 9, 29)
        asked = ask_extension(
            session,
            prompt,
            date(2026, 11, 30),
            "部委文件未下发",
            city.liaison.id or 0,
            today,
            at(today),
        )
        assert city.walk(MISSED) == 0, "it stands while the office has not decided"
        approve_extension(session, asked, date(2026, 11, 30), city.clerk.id or 0, at(MISSED))
        assert city.walk(date(2026, 10, 9)) == 0
        assert (matter.due_on, asked.before_on) == (date(2026, 11, 30), date(2026, 9, 30))
        assert city.only(SlipKind.PROMPT).state is SlipState.SETTLED
        assert city.walk(date(2026, 11, 16)) == 1
        assert [slip.about_on for slip in city.slips()] == [date(2026, 9, 30), date(2026, 11, 30)]
