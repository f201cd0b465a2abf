"""The register as rows: what lies on which shelf, what brought a slip, and what followed it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from models.outbox import Message, Outbox, Sending, put
from models.people.posts import Role
from models.slips.answers import AnswerKind, draft_of, submit_answer, write_answer
from models.slips.drafting import Fact, write
from models.slips.issuing import issue
from models.slips.register import Shelf, Wanted, above, counts, deliveries, last_answers, look
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState, slip_id
from models.store import Store
from models.units import unit_id
from tests.desk import Counted
from tests.models.slips.city import CALENDAR, LADDER, City, at, found

DAY = date(2026, 9, 1)
NOW = at(DAY)


@pytest.fixture
def city(store: Store) -> Iterator[City]:
    with store.transaction() as session:
        yield found(session)


def drafted(city: City, cause: str, kind: SlipKind = SlipKind.ASSIGNMENT) -> Slip:
    """A draft to the bureau, with a copy to its leader."""
    fact = Fact(unit=city.bureau, cause=cause, subject=f"Subject {cause}")
    (slip,) = write(city.session, city.office, kind, [fact], LADDER, city.clerk.id, NOW)
    slip.copies = [Role.LEADER.value]
    return slip


def issued(city: City, cause: str, kind: SlipKind = SlipKind.ASSIGNMENT) -> Slip:
    """The same after it went out."""
    slip = drafted(city, cause, kind)
    slip.signed_at = NOW
    issue(city.session, [slip], LADDER, CALENDAR, NOW)
    return slip


def standing(city: City) -> dict[Shelf, int]:
    """How many slips each shelf holds, but for empty ones."""
    known = counts(city.session, unit_id(city.office), DAY)
    return {shelf: count for shelf, count in known.items() if count}


def test_what_lies_on_which_shelf(city: City) -> None:
    drafted(city, "draft")
    drafted(city, "signing").state = SlipState.AWAITING_SIGNATURE
    issued(city, "open")
    issued(city, "unreceived").receipt_due_on = DAY - timedelta(days=1)
    issued(city, "late").due_on = DAY - timedelta(days=1)
    issued(city, "plan").plan_due_on = DAY - timedelta(days=1)
    issued(city, "answered").state = SlipState.ANSWERED
    issued(city, "done").state = SlipState.ACCEPTED
    issued(city, "gone").state = SlipState.WITHDRAWN
    city.session.flush()
    assert standing(city) == {
        Shelf.OPEN: 5,
        Shelf.OVERDUE: 2,
        Shelf.UNRECEIVED: 1,
        Shelf.TO_SIGN: 1,
        Shelf.DRAFTS: 1,
        Shelf.ANSWERED: 1,
        Shelf.DONE: 2,
        Shelf.ALL: 9,
    }
    for shelf, count in standing(city).items():
        assert look(city.session, Wanted(unit_id(city.office), shelf), DAY).total == count


def test_a_look_is_narrowed_ordered_and_cut(city: City) -> None:
    issued(city, "first")
    late = issued(city, "late", SlipKind.REMINDER)
    late.due_on = DAY - timedelta(days=1)
    city.session.flush()
    office = unit_id(city.office)
    rows = look(city.session, Wanted(office, Shelf.ALL), DAY).rows
    assert [slip.cause for slip, _ in rows] == ["late", "first"]
    of_kind = look(city.session, Wanted(office, Shelf.ALL, SlipKind.REMINDER), DAY)
    assert [slip.cause for slip, _ in of_kind.rows] == ["late"]
    elsewhere = Wanted(office, Shelf.ALL, unit=unit_id(city.district))
    assert look(city.session, elsewhere, DAY).total == 0
    cut = look(city.session, Wanted(office, Shelf.ALL), DAY, skip=1, most=1)
    assert ([slip.cause for slip, _ in cut.rows], cut.total) == (["first"], 2)


def test_what_brought_a_slip_whatever_became_of_it(city: City) -> None:
    slip, other = issued(city, "one"), issued(city, "two")
    rows = deliveries(city.session, slip)
    assert {row.kind for row in rows} == {"slips", "slip_copies"}
    for row in city.session.exec(select(Outbox).where(Outbox.kind == "slip_copies")):
        row.state = Sending.FAILED
    stranger = Message(
        kind="slip_copies", key="x", person_id=city.head.id, params={"slips": [slip.id]}
    )
    put(city.session, NOW, stranger)
    again = deliveries(city.session, slip)
    assert [row.person_id for row in again if row.kind == "slip_copies"] == [city.leader.id]
    assert {row.state for row in again if row.kind == "slip_copies"} == {Sending.FAILED}
    assert all(other.id in row.params["slips"] for row in deliveries(city.session, other))


def test_what_followed_on_the_next_rung(city: City) -> None:
    below, upper = issued(city, "below"), issued(city, "upper", SlipKind.REMINDER)
    upper.previous_id = slip_id(below)
    city.session.flush()
    assert above(city.session, below) == [upper]
    assert above(city.session, upper) == []


def test_the_newest_answers_of_many_in_one_statement(city: City, store: Store) -> None:
    slips = [issued(city, str(n)) for n in range(3)]
    for slip in slips[:2]:
        _answer(city.session, slip, city.liaison.id or 0, "first")
        _answer(city.session, slip, city.liaison.id or 0, "second")
    city.session.flush()
    with Counted(store) as counted:
        known = last_answers(city.session, [slip_id(slip) for slip in slips])
    assert {slip: one.text for slip, one in known.items()} == dict.fromkeys(
        [slip_id(slip) for slip in slips[:2]], "second"
    )
    assert len(counted.statements) == 1


def _answer(session: Session, slip: Slip, by: int, text: str) -> None:
    draft = draft_of(session, slip, AnswerKind.ANSWER, by, NOW)
    write_answer(session, draft, text, by)
    submit_answer(session, draft, by, NOW)
