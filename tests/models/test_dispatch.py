"""Opening a month, what is asked in it, who owes, and cutting it off."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import select

from models.calendar import Month
from models.dispatch.cycles import newest_cycle
from models.dispatch.finding import newest_returns, numbers_led, returns_to_type, returns_with
from models.dispatch.handing_in import answer, hand_in
from models.dispatch.opening import close_cycle, open_cycle
from models.dispatch.progress import Said, Saying
from models.dispatch.returns import Mark, Return, Stage, items_of, missed_in, owing, returns_in
from models.dispatch.sheet_reading import look, look_with, take, take_with
from models.matters.ledger import Milestone, State, matter_by_number
from models.outbox import Outbox
from models.parts import alone, asked_part
from models.refusals import Reason, Refused
from models.store import Store
from models.units import unit_id
from tests.models.round import AFTER, IN_TIME, MONTHS, NOVEMBER, OPENED, Round, begin, open_month
from tests.scheduler.city import AROUND, RULES, add_matter, at, found


@pytest.fixture
def november(store: Store) -> Iterator[Round]:
    with store.transaction() as session:
        yield begin(session)


def submit(november: Round, percent: int = 50) -> None:
    for card in november.sheet().cards:
        place, one = (card.item, card.matter), november.sheet().one
        said = Said(Saying.PROGRESS, percent, f"words on {card.matter.number}")
        answer(november.session, one, place, said, november.alice(), MONTHS)
    hand_in(november.session, november.sheet().one, november.alice(), MONTHS)


def test_one_return_and_one_prompt_for_each_unit_with_open_matters(november: Round) -> None:
    units = {one.unit_id for one in returns_in(november.session, november.cycle.id or 0)}
    assert units == {unit_id(november.town.water), unit_id(november.town.roads)}
    prompts = november.session.exec(select(Outbox).where(Outbox.kind == "prompt")).all()
    assert {row.unit_id for row in prompts} == units
    assert {row.due_at for row in prompts} == {november.cycle.prompt_at}
    assert newest_cycle(november.session, unit_id(november.town.office)) == november.cycle


def test_a_month_is_opened_once(november: Round) -> None:
    again = open_cycle(
        november.session,
        november.town.office,
        NOVEMBER,
        AROUND.calendar,
        RULES.dispatch,
        OPENED,
    )
    assert again is None


def test_what_is_due_or_overdue_comes_first(store: Store) -> None:
    with store.transaction() as session:
        town = found(session)
        late = add_matter(session, 4, town.water, due=date(2026, 9, 30))
        step = Milestone(
            matter_id=matter_by_number(session, "2026-002").id or 0,
            title="plan",
            due_on=date(2026, 11, 30),
        )
        session.add(step)
        session.flush()
        this = Round(session, town, open_month(session, town, NOVEMBER, OPENED))
        cards = this.sheet().cards
        assert [(card.matter.number, card.item.pressing) for card in cards] == [
            (late.number, True),
            ("2026-002", True),
            ("2026-001", False),
        ]
        assert [card.item.position for card in cards] == [1, 2, 3]
        assert [one.title for one in cards[1].open_steps] == ["plan"]


def test_who_owes_and_who_is_missing(november: Round) -> None:
    cycle = november.cycle.id or 0
    assert len(owing(november.session, cycle)) == 2
    submit(november)
    (roads,) = owing(november.session, cycle)
    assert roads.unit_id == unit_id(november.town.roads)
    assert close_cycle(november.session, november.cycle, AFTER) == 1
    assert close_cycle(november.session, november.cycle, AFTER) == 0
    november.session.expire_all()
    (missed,) = missed_in(november.session, cycle)
    assert (missed.unit_id, missed.stage) == (unit_id(november.town.roads), Stage.MISSING)


def test_nothing_is_owed_when_every_matter_was_set_aside(november: Round) -> None:
    matter = matter_by_number(november.session, "2026-003")
    matter.state = State.SUSPENDED
    november.session.flush()
    (water,) = owing(november.session, november.cycle.id or 0)
    assert water.unit_id == unit_id(november.town.water)


def test_a_card_that_was_answered_stays_when_its_matter_leaves(november: Round) -> None:
    submit(november)
    matter = november.card("2026-001").matter
    matter.state = State.CLOSED
    november.session.flush()
    one = november.sheet()
    assert [m.number for _, m in items_of(november.session, one.id)] == ["2026-001", "2026-002"]
    assert one.cards[0].item.mark is Mark.SUBMITTED


def test_last_month_stands_on_the_card(november: Round) -> None:
    submit(november, percent=60)
    december = Round(
        november.session,
        november.town,
        open_month(november.session, november.town, Month(2026, 12), at("2026-12-21 09:00")),
    )
    card = december.card("2026-001")
    assert (card.item.last_percent, card.last_words) == (60, "words on 2026-001")
    assert (card.said, card.percent, card.version) == (None, 60, 0)
    assert november.card("2026-001").last_words == ""


def test_moving_from_card_to_card(november: Round) -> None:
    one = november.sheet()
    first, second = one.cards
    assert (one.place(second), one.beside(second, 1), one.beside(first, -1)) == (2, first, second)
    assert one.next_waiting(None) is first
    assert one.next_waiting(second) is first
    submit(november)
    assert november.sheet().next_waiting(None) is None


def test_a_return_is_opened_by_itself_or_by_a_card(november: Round) -> None:
    session, one = november.session, november.sheet()
    for open_one, number in ((look, one.id), (take, one.id)):
        assert open_one(session, number).unit.name == "Water"
    for open_by, number in ((look_with, one.cards[0].id), (take_with, one.cards[0].id)):
        assert open_by(session, number).id == one.id
    for missing in (look, take, look_with, take_with):
        with pytest.raises(Refused, match=Reason.GONE.value):
            missing(session, 9999)
    with pytest.raises(Refused, match=Reason.GONE.value):
        one.card(9999)


def test_finding_returns(november: Round) -> None:
    session, town = november.session, november.town
    water = november.sheet()
    open_month(session, town, Month(2026, 12), at("2026-12-21 09:00"))
    (newest,) = newest_returns(session, [unit_id(town.water)])
    assert newest != water.id
    assert returns_with(session, [card.id for card in water.cards]) == [water.id]
    assert sorted(numbers_led(session, [unit_id(town.water)])) == ["2026-001", "2026-002"]
    part = asked_part(session, town.office)
    assert [name for _, name, _ in returns_to_type(session, [part], "")] == ["Water", "Roads"]
    assert [name for _, name, _ in returns_to_type(session, [part], "oad")] == ["Roads"]
    own = returns_to_type(session, [alone(town.roads)], "")
    assert [name for _, name, _ in own] == ["Roads"]
    assert returns_to_type(session, [], "") == []


def test_two_receipts_have_two_numbers(november: Round) -> None:
    submit(november)
    wanted = select(Return).where(Return.unit_id == unit_id(november.town.roads))
    roads = look(november.session, november.session.exec(wanted).one().id or 0)
    card = roads.cards[0]
    source = november.alice(IN_TIME)
    place = (card.item, card.matter)
    answer(november.session, roads.one, place, Said(Saying.NO_CHANGE), source, MONTHS)
    assert hand_in(november.session, roads.one, source, MONTHS).sequence == 2
