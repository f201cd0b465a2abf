"""Handing in: in time, late, as a correction; the rest unchanged; receipts and flags."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from models.audit import history
from models.calendar import Month
from models.dispatch.handing_in import (
    answer,
    hand_in,
    receipt_number,
    rest_unchanged,
    tally,
    unchanged_run,
)
from models.dispatch.opening import close_cycle
from models.dispatch.progress import Said, Saying, Way
from models.dispatch.returns import Item, Mark, Return, Stage
from models.matters.ledger import Matter, State
from models.refusals import Reason, Refused
from models.store import Store
from tests.models.round import AFTER, IN_TIME, LATE, MONTHS, Round, begin, open_month
from tests.scheduler.city import at


@pytest.fixture
def november(store: Store) -> Iterator[Round]:
    with store.transaction() as session:
        yield begin(session)


def say(november: Round, number: str, said: Said, now: datetime = IN_TIME) -> None:
    card = november.card(number)
    one = november.sheet().one
    answer(november.session, one, (card.item, card.matter), said, november.alice(now), MONTHS)


def submit(november: Round, now: datetime = IN_TIME) -> Return:
    return hand_in(november.session, november.sheet().one, november.alice(now), MONTHS)


def both(november: Round, now: datetime = IN_TIME) -> Return:
    say(november, "2026-001", Said(Saying.PROGRESS, 50, "draft"), now)
    say(november, "2026-002", Said(Saying.NO_CHANGE), now)
    return submit(november, now)


def refusal(reason: Reason) -> Any:
    return pytest.raises(Refused, match=reason.value)


def test_in_time(november: Round) -> None:
    one = both(november)
    assert (one.stage, one.late, one.on_paper, one.unchanged) == (
        Stage.SUBMITTED,
        False,
        False,
        False,
    )
    assert receipt_number(one, november.cycle) == "2026-11-001"
    matter = november.card("2026-001").matter
    assert (matter.percent, matter.state) == (50, State.UNDER_WAY)
    assert november.card("2026-002").matter.state is State.NOT_STARTED
    assert [note.deed for note in history(november.session, "return", one.id or 0)] == ["hand_in"]


def test_nothing_is_handed_in_while_a_card_has_no_answer(november: Round) -> None:
    with refusal(Reason.UNANSWERED_LEFT):
        submit(november)
    say(november, "2026-001", Said(Saying.NO_CHANGE))
    with refusal(Reason.UNANSWERED_LEFT):
        submit(november)


def test_twice_is_refused_and_a_change_counts_at_once(november: Round) -> None:
    one = both(november)
    with refusal(Reason.ALREADY_SUBMITTED):
        submit(november)
    say(november, "2026-001", Said(Saying.DONE), LATE)
    again = november.sheet().one
    assert (again.sequence, again.late, again.changed_at) == (1, False, LATE)
    assert again.submitted_at == one.submitted_at
    assert november.card("2026-001").matter.state is State.CLOSING
    say(november, "2026-001", Said(Saying.PROGRESS, 90), LATE)
    assert november.card("2026-001").matter.state is State.UNDER_WAY


def test_late_and_after_cut_off(november: Round) -> None:
    assert both(november, LATE).late
    say(november, "2026-001", Said(Saying.PROGRESS, 70), AFTER)
    card = november.card("2026-001")
    assert card.item.mark is Mark.CORRECTION
    assert card.matter.percent == 50, "a correction counts once the office has approved it"


def test_a_first_answer_after_cut_off_stays_missing(november: Round) -> None:
    close_cycle(november.session, november.cycle, AFTER)
    one = both(november, AFTER)
    assert (one.stage, one.late) == (Stage.MISSING, True)
    assert {card.item.mark for card in november.sheet().cards} == {Mark.CORRECTION}


def test_one_returned_card_does_not_hold_back_another(november: Round) -> None:
    both(november)
    for card in november.sheet().cards:
        card.item.mark = Mark.RETURNED
    november.session.flush()
    say(november, "2026-001", Said(Saying.PROGRESS, 60))
    assert november.card("2026-001").item.mark is Mark.SUBMITTED
    assert november.card("2026-002").item.mark is Mark.RETURNED


def test_the_rest_is_unchanged_but_never_what_is_due(november: Round) -> None:
    card = november.card("2026-001")
    card.item.pressing = True
    november.session.flush()
    with pytest.raises(Refused) as refused:
        rest_unchanged(november.session, november.sheet().one, november.alice())
    assert refused.value.facts == {"numbers": ["2026-001"]}
    say(november, "2026-001", Said(Saying.PROGRESS, 10))
    assert rest_unchanged(november.session, november.sheet().one, november.alice()) == 1
    assert rest_unchanged(november.session, november.sheet().one, november.alice()) == 0
    said = november.card("2026-002").said
    assert said
    assert (said.saying, said.percent) == (Saying.NO_CHANGE, 0)


def test_returned_cards_are_answered_one_by_one(november: Round) -> None:
    both(november)
    november.card("2026-002").item.mark = Mark.RETURNED
    november.session.flush()
    with refusal(Reason.MUST_ANSWER_SINGLY):
        rest_unchanged(november.session, november.sheet().one, november.alice())


def test_all_unchanged_months_in_a_row_are_flagged(november: Round) -> None:
    town, session = november.town, november.session
    runs = []
    for month in (Month(2026, 11), Month(2026, 12), Month(2027, 1)):
        cycle = (
            november.cycle
            if month == Month(2026, 11)
            else open_month(session, town, month, at(f"{month}-20 09:00"))
        )
        for matter in session.exec(select(Matter)).all():
            matter.due_on = date(2027, 12, 31)
        this = Round(session, town, cycle)
        for card in this.sheet().cards:
            card.item.pressing = False
        session.flush()
        now = at(f"{month}-21 09:00")
        rest_unchanged(session, this.sheet().one, this.alice(now))
        one = hand_in(session, this.sheet().one, this.alice(now), MONTHS)
        runs.append((one.flagged, unchanged_run(session, one, cycle)))
    assert runs == [(False, 1), (True, 2), (True, 3)]
    say(this, "2026-001", Said(Saying.PROGRESS, 5), at("2027-01-22 09:00"))
    one = this.sheet().one
    assert (one.flagged, one.unchanged, unchanged_run(session, one, cycle)) == (False, False, 0)


def test_paper_counts_the_same_and_is_marked(november: Round) -> None:
    paper = replace(november.alice(), way=Way.PAPER)
    for card in november.sheet().cards:
        answer(
            november.session,
            november.sheet().one,
            (card.item, card.matter),
            Said(Saying.PROGRESS, 50),
            paper,
            MONTHS,
        )
    one = hand_in(november.session, november.sheet().one, paper, MONTHS)
    assert (one.on_paper, one.late, one.stage) == (True, False, Stage.SUBMITTED)


@given(st.lists(st.tuples(st.sampled_from(Mark), st.booleans()), max_size=20))
def test_a_tally_adds_up(marks: list[tuple[Mark, bool]]) -> None:
    cards = [
        (
            Item(return_id=1, matter_id=n, position=n, mark=mark, pressing=pressing),
            Matter.model_construct(),
        )
        for n, (mark, pressing) in enumerate(marks)
    ]
    count = tally(cards)
    assert count.cards == len(marks)
    assert 0 <= count.pressing_unanswered <= count.unanswered <= count.cards
    assert count.unanswered + count.drafted <= count.cards
    assert count.ready == (count.unanswered == 0 and count.drafted > 0)
