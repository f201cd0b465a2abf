"""The office's verdicts: each version decided once, a closing never by its reporter (DOMAIN §2)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from models.dispatch.drafts import say
from models.dispatch.handing_in import answer
from models.dispatch.progress import Progress, Said, Saying, Source, versions
from models.dispatch.returns import Item, Mark
from models.dispatch.review_queue import (
    accept_plain,
    awaiting_of,
    card,
    plain_of,
    waiting,
    waiting_ids,
)
from models.dispatch.reviews import Review, Verdict, accept, last_review, send_back
from models.matters.ledger import Matter, State, milestones_of
from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.refusals import Reason, Refused
from models.store import Store
from tests.desk import CALENDAR, DONE, HALF, HARD, MONTHS, OPENED, Desk, settle

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
AFTER_CUTOFF = datetime(2026, 12, 8, 2, 0, tzinfo=UTC)


def judge(session: Session, desk: Desk, unit: int, matter: int, by: Person) -> None:
    """Accept a card."""
    accept(session, *desk.card(session, unit, matter), person_id(by), CALENDAR, NOW)


def refused(reason: Reason) -> pytest.RaisesExc[Refused]:
    """A refusal for that reason."""
    return pytest.raises(Refused, match=f"^{reason.value}$")


def test_accepting_a_closing_closes_the_matter(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0, (0, DONE))
    with store.transaction() as session:
        item, matter = desk.card(session, 0, 0)
        assert matter.state is State.CLOSING
        judge(session, desk, 0, 0, desk.lin)
        assert (matter.state, matter.closed_on) == (State.CLOSED, date(2026, 11, 18))
        assert item.mark is Mark.ACCEPTED
        with refused(Reason.ALREADY_DECIDED):
            judge(session, desk, 0, 0, desk.qian)


def test_a_closing_is_never_accepted_by_its_reporter(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0, (0, DONE), by=desk.lin)  # the clerk typed in what came on paper
    with store.transaction() as session:
        with refused(Reason.OWN_REPORT):
            judge(session, desk, 0, 0, desk.lin)
        judge(session, desk, 0, 0, desk.qian)


def test_nor_after_somebody_else_has_touched_the_note(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0, (0, DONE), by=desk.lin)
    desk.hand_in(0, (0, Said(Saying.DONE, note="改了一个字")))
    with store.transaction() as session, refused(Reason.OWN_REPORT):
        judge(session, desk, 0, 0, desk.lin)


def test_a_return_reopens_says_why_and_tells_the_unit(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0, (0, DONE))
    with store.transaction() as session:
        item, matter = desk.card(session, 0, 0)
        with refused(Reason.REASON_NEEDED):
            send_back(session, item, matter, "  ", person_id(desk.lin), NOW)
        send_back(session, item, matter, " 缺佐证 ", person_id(desk.lin), NOW)
        assert (item.mark, matter.state, matter.percent) == (Mark.RETURNED, State.UNDER_WAY, 0)
        review = last_review(session, item)
        assert review
        assert (review.verdict, review.reason) == (Verdict.RETURNED, "缺佐证")
        told = session.exec(select(Outbox).where(Outbox.kind == "returned")).one()
        assert (told.unit_id, told.subject_id) == (desk.units[0].id, item.id)
        with refused(Reason.ALREADY_DECIDED):
            send_back(session, item, matter, "再退", person_id(desk.qian), NOW)


def test_a_correction_shows_in_the_ledger_only_when_it_is_accepted(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0)
    desk.hand_in(0, (0, HALF), at=AFTER_CUTOFF)
    with store.transaction() as session:
        item, matter = desk.card(session, 0, 0)
        assert (item.mark, matter.percent) == (Mark.CORRECTION, 0)
        judge(session, desk, 0, 0, desk.lin)
        assert matter.percent == 50


def test_a_milestone_keeps_the_day_on_which_it_was_first_accepted(store: Store) -> None:
    desk = settle(store)
    with store.reading() as session:
        _, matter = desk.card(session, 0, 0)
        step = milestones_of(session, [matter.id or 0])[matter.id or 0][0].id or 0
    reached = Said(Saying.PROGRESS, percent=50, milestones=(step,))
    desk.hand_in(0, (0, reached))
    with store.transaction() as session:
        judge(session, desk, 0, 0, desk.lin)
    desk.hand_in(0, (0, Said(Saying.PROGRESS, percent=60)), at=NOW)
    with store.transaction() as session:
        judge(session, desk, 0, 0, desk.lin)
        found = milestones_of(session, [matter.id or 0])[matter.id or 0][0]
        assert found.done_on == date(2026, 11, 18)


def test_what_waits_is_what_has_consequences(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0, (0, DONE), (1, HARD))
    desk.hand_in(1, (0, HALF))
    desk.hand_in(2)
    desk.hand_in(2, (0, HALF), at=AFTER_CUTOFF)
    with store.reading() as session:
        found = waiting(session, "/1/")
        assert [one.matter.number for one in found] == [
            desk.number(0, 0),
            desk.number(0, 1),
            desk.number(2, 0),
        ]
        assert len(waiting_ids(session, "/1/")) == 3
        assert waiting(session, desk.district_office.path) == []
        assert card(session, found[0].item.id or 0) == found[0]
        assert awaiting_of(session, found[0].matter).id == found[0].item.id


def test_plain_cards_are_accepted_in_one_go(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0, (0, DONE), (1, HALF))
    with store.transaction() as session:
        one = desk.return_of(session, 0)
        assert len(plain_of(session, one)) == 2
        assert accept_plain(session, one, person_id(desk.lin), CALENDAR, NOW) == 2
        assert desk.card(session, 0, 0)[0].mark is Mark.SUBMITTED  # a closing is looked at
        with refused(Reason.ALREADY_DECIDED):
            accept_plain(session, one, person_id(desk.lin), CALENDAR, NOW)


def test_two_reviewers_at_the_same_moment_decide_once(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0, (0, DONE))
    with store.reading() as session:
        stale, matter = desk.card(session, 0, 0)
    with store.transaction() as session:
        judge(session, desk, 0, 0, desk.lin)
    with store.transaction() as session, refused(Reason.ALREADY_DECIDED):
        send_back(session, stale, matter, "too late", person_id(desk.qian), NOW)


PEOPLE = st.integers(0, 3)
SAYINGS = st.sampled_from([DONE, HALF, HARD, Said(Saying.NO_CHANGE)])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), PEOPLE, SAYINGS),
        st.tuples(st.just("accept"), PEOPLE, st.none()),
        st.tuples(st.just("return"), PEOPLE, st.none()),
    ),
    max_size=14,
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_whatever_happens_history_only_grows(
    judged: tuple[Store, Desk], steps: list[tuple[str, int, Said | None]]
) -> None:
    store, desk = judged
    people = [desk.liaisons[0], desk.deputy, desk.lin, desk.qian]
    with store.reading() as session:  # thrown away after each example
        item, matter = desk.card(session, 0, 0)
        before: dict[int, tuple[object, ...]] = {}
        for deed, who, said in steps:
            _do(session, desk, (item, matter), deed, people[who], said)
            after = _history(session, item)
            assert before.items() <= after.items()
            before = after
            _decided_once(session, item, matter)


@pytest.fixture
def judged(sqlite_url: str) -> tuple[Store, Desk]:
    """A city whose unit 0 has handed in."""
    store = Store(sqlite_url)
    desk = settle(store, units=1, matters=1)
    desk.hand_in(0)
    return store, desk


def _do(
    session: Session, desk: Desk, one: tuple[Item, Matter], deed: str, by: Person, said: Said | None
) -> None:
    item, matter = one
    try:
        match deed:
            case "say":
                assert said
                source = Source(person_id=person_id(by), now=NOW)
                answer(session, desk.return_of(session, 0), one, said, source, MONTHS)
            case "accept":
                accept(session, item, matter, person_id(by), CALENDAR, NOW)
            case "return":
                send_back(session, item, matter, "why", person_id(by), NOW)
    except Refused:
        return
    session.flush()


def _history(session: Session, item: Item) -> dict[int, tuple[object, ...]]:
    return {
        one.version: (one.saying, one.percent, one.note, one.person_id, one.said_at)
        for one in versions(session, item.id or 0)
    }


def _decided_once(session: Session, item: Item, matter: Matter) -> None:
    reviews = session.exec(
        select(Review, Progress)
        .join(Progress, col(Progress.id) == col(Review.progress_id))
        .where(Progress.item_id == item.id)
    ).all()
    assert len({review.progress_id for review, _ in reviews}) == len(reviews)
    closings = {
        said.person_id for said in versions(session, item.id or 0) if said.saying is Saying.DONE
    }
    for review, said in reviews:
        if review.verdict is Verdict.ACCEPTED and said.saying is Saying.DONE:
            reporters = closings & {
                one.person_id
                for one in versions(session, item.id or 0)
                if one.version <= said.version and one.saying is Saying.DONE
            }
            assert review.person_id not in reporters
    if matter.state is State.CLOSED:
        assert any(said.saying is Saying.DONE for _, said in reviews)


def test_saying_a_draft_takes_a_card_out_of_the_queue(store: Store) -> None:
    desk = settle(store)
    desk.hand_in(0, (0, DONE))
    with store.transaction() as session:
        item, matter = desk.card(session, 0, 0)
        source = Source(person_id=person_id(desk.liaisons[0]), now=OPENED)
        say(session, item, matter, HALF, source)
        assert waiting(session, "/1/") == []
        with refused(Reason.ALREADY_DECIDED):
            judge(session, desk, 0, 0, desk.lin)
