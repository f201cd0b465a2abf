"""The burden is counted from what was sent and entered; answers and silence are not counted."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.burden.causes import Cause, cause_of
from models.burden.counting import UnitBurden, burdens, heaviest_first
from models.burden.rules import BurdenRules
from models.calendar import Month
from models.outbox import Message, Outbox, Sending, Urgency, put
from models.store import Store
from tests.desk import CALENDAR, DONE, HALF, HARD, OPENED, Counted, Desk, settle

NOVEMBER, OCTOBER = Month(2026, 11), Month(2026, 10)


@pytest.fixture
def desk(store: Store) -> Desk:
    return settle(store)


def counted(desk: Desk, month: Month = NOVEMBER) -> dict[str, UnitBurden]:
    with desk.store.reading() as session:
        return {one.unit.code: one for one in burdens(session, desk.office, month, CALENDAR)}


def send(desk: Desk, *messages: Message, state: Sending = Sending.SENT) -> None:
    """Let messages have gone out."""
    with desk.store.transaction() as session:
        put(session, OPENED, *messages)
        keys = {one.key for one in messages}
        for row in session.exec(select(Outbox)):
            if row.dedupe_key in keys:
                row.state, row.sent_at, row.sent_to = state, OPENED, row.person_id


def test_messages_to_a_unit_and_to_its_people(desk: Desk) -> None:
    liaison, unit = desk.liaisons[0].id, desk.units[0].id
    send(
        desk,
        Message("reminder", "a", person_id=liaison),
        Message("slips", "b", unit_id=unit),
        Message("rank_said", "c", person_id=liaison, urgency=Urgency.ANSWER),
        Message("reminder", "d", person_id=desk.lin.id),
    )
    send(desk, Message("slips", "e", unit_id=unit), state=Sending.FAILED)
    found = counted(desk)
    assert found["U0"].messages == {Cause.REMINDER: 1, Cause.SLIP: 1}
    assert all(one.told == 0 for code, one in found.items() if code != "U0")
    assert counted(desk, OCTOBER)["U0"].told == 0


def test_fields_are_what_had_to_be_filled_in(desk: Desk) -> None:
    desk.hand_in(0, (0, DONE), (1, HALF), (2, HARD))
    desk.hand_in(1)
    found = counted(desk)
    assert (found["U0"].cards, found["U0"].fields) == (3, 1 + 2 + 3)
    assert (found["U1"].cards, found["U1"].fields) == (3, 0)
    assert (found["U2"].cards, found["U2"].inputs) == (3, 0)
    assert found["U1"].inputs == 1  # handed in
    assert "V" not in found  # another office asks it


def test_those_over_a_cap_come_first(desk: Desk) -> None:
    desk.hand_in(2, (0, HALF), at=OPENED + timedelta(hours=1))
    found = list(counted(desk).values())
    caps = BurdenRules(fields=1)
    first, *rest = heaviest_first(found, caps)
    assert (first.unit.code, first.over(caps)) == ("U2", True)
    assert not any(one.over(caps) for one in rest)


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        ("circular_nudge", Cause.REMINDER),
        ("circular", Cause.CIRCULAR),
        ("extension_decided", Cause.SLIP),
        ("standing_preview", Cause.SCORE),
        ("plan_returned", Cause.DOCUMENT),
        ("leave_over", Cause.OTHER),
    ],
)
def test_causes(kind: str, cause: Cause) -> None:
    assert cause_of(kind) is cause


def test_statements_do_not_grow(databases_of_two_sizes: tuple[Desk, Desk]) -> None:
    counts = []
    for desk in databases_of_two_sizes:
        with Counted(desk.store) as statements:
            counted(desk)
        counts.append(len(statements.statements))
    assert counts[0] == counts[1]
