"""What waits for a signature: before whom it is brought, and what stands in the way of signing."""

from datetime import date

import pytest
from sqlmodel import select

from models.matters.ledger import State
from models.outbox import Outbox
from models.people.absences import take_leave
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.refusals import Reason, Refused
from models.slips.basis import name_basis_of_all, put_forward, without_basis
from models.slips.changing import Change, change
from models.slips.rungs import SlipKind
from models.slips.signing import reject, sign
from models.slips.slips import SlipState, slip_id
from models.slips.to_sign import to_sign
from models.store import Store
from models.units import unit_id
from tests.desk import Counted
from tests.models.slips.city import CALENDAR, LADDER, City, at, found

PROMPTED = date(2026, 9, 16)
MISSED = date(2026, 10, 8)
LATER = date(2026, 10, 9)


def brought(city: City, person: Person) -> list[list[int]]:
    rows = city.session.exec(
        select(Outbox).where(Outbox.kind == "slip_drafts", Outbox.person_id == person_id(person))
    )
    return [row.params["slips"] for row in rows]


def waiting(city: City, person: Person, day: date) -> list[str]:
    rows = to_sign(city.session, person, [city.office], LADDER, day)
    return [slip.matter_number for slip, _ in rows]


def missed(city: City, *numbers: str) -> None:
    for number in numbers:
        city.matter(number)
    city.walk(PROMPTED)
    city.walk(MISSED)


def test_what_waits_is_brought_once_before_a_new_director(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        missed(city, "2026-001", "2026-002")
        ids = [slip_id(slip) for slip in city.slips(SlipKind.REMINDER)]
        assert brought(city, city.director) == [ids]
        successor = add_person(session, "Successor", "en")
        successor.telegram_id = 900_001
        appoint(session, successor, city.office, Role.DIRECTOR, None, at(MISSED, "15:00"))
        for day in (LATER, date(2026, 10, 10), date(2026, 10, 12)):
            city.walk(day)
        assert brought(city, successor) == [ids]
        assert brought(city, city.director) == [ids]
        assert waiting(city, successor, LATER) == ["2026-001", "2026-002"]
        assert waiting(city, city.director, LATER) == []


def test_it_comes_back_to_the_director_who_was_away_when_it_was_drafted(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        take_leave(session, city.director, MISSED, LATER, MISSED, at(MISSED, "08:00"))
        missed(city, "2026-001")
        assert len(brought(city, city.deputy_director)) == 1
        assert brought(city, city.director) == []
        city.walk(date(2026, 10, 10))
        assert len(brought(city, city.director)) == 1
        assert waiting(city, city.deputy_director, date(2026, 10, 10)) == []


def test_what_was_given_back_and_submitted_is_brought_again(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        missed(city, "2026-001")
        slip = city.only(SlipKind.REMINDER)
        reject(session, slip, "again", city.director, at(MISSED, "10:00"))
        clerk = person_id(city.clerk)
        put_forward(session, [slip], LADDER, CALENDAR, clerk, at(MISSED, "11:00"))
        assert len(brought(city, city.director)) == 2
        with pytest.raises(Refused) as refused:
            put_forward(session, [slip], LADDER, CALENDAR, clerk, at(MISSED, "11:00"))
        assert refused.value.reason is Reason.ALREADY_DECIDED


def test_a_few_come_with_their_documents_and_many_do_not(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        missed(city, "2026-001", "2026-002", "2026-003")
        kinds = select(Outbox).where(Outbox.kind == "slip_preview_brought")
        assert len(session.exec(kinds).all()) == 3
        for number in range(4, 9):
            city.matter(f"2026-00{number}", date(2026, 10, 12))
        city.walk(date(2026, 10, 9))
        city.walk(date(2026, 10, 13))
        assert len(brought(city, city.director)) == 2
        assert len(session.exec(kinds).all()) == 3


def test_a_limit_that_would_be_over_is_changed_first(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        missed(city, "2026-001")
        slip = city.only(SlipKind.REMINDER)
        limit = Change(limit_on=LATER)
        change(session, slip, limit, person_id(city.director), MISSED, at(MISSED))
        seen = {slip_id(slip): slip.revision}
        with pytest.raises(Refused) as refused:
            sign(session, seen, city.director, LADDER, CALENDAR, at(MISSED, "20:00"))
        assert refused.value.reason is Reason.LIMIT_PASSED, "signed at night it goes out on the 9th"
        sign(session, seen, city.director, LADDER, CALENDAR, at(MISSED, "10:00"))
        assert city.only(SlipKind.REMINDER).due_on == LATER


def test_a_change_after_the_signature_changes_nothing(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        missed(city, "2026-001")
        slip = city.only(SlipKind.REMINDER)
        seen = {slip_id(slip): slip.revision}
        sign(session, seen, city.director, LADDER, CALENDAR, at(MISSED, "10:00"))
        with pytest.raises(Refused) as refused:
            change(session, slip, Change(demand="x"), 1, MISSED, at(MISSED, "10:00"))
        assert refused.value.reason is Reason.ALREADY_DECIDED


def test_a_prompt_about_what_is_done_does_not_go_out_with_its_basis(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        done = city.matter("2026-001", unit=city.district)
        city.matter("2026-002", unit=city.district)
        city.walk(PROMPTED)
        office = unit_id(city.office)
        assert len(without_basis(session, office)) == 2
        done.state = State.CLOSED
        session.flush()
        clerk, now = person_id(city.clerk), at(PROMPTED, "10:00")
        name_basis_of_all(session, office, "文件", LADDER, CALENDAR, clerk, now)
        first, second = city.slips(SlipKind.PROMPT)
        assert (first.state, second.state) == (SlipState.DRAFT, SlipState.ISSUED)
        change(session, first, Change(authority_basis="文件"), clerk, PROMPTED, now)
        with pytest.raises(Refused) as refused:
            put_forward(session, [first], LADDER, CALENDAR, clerk, now)
        assert refused.value.reason is Reason.NO_LONGER_HOLDS


def test_one_basis_sends_out_the_prompts_that_waited_for_it(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        for number in ("2026-001", "2026-002"):
            city.matter(number, unit=city.district)
        city.walk(PROMPTED)
        office, clerk = unit_id(city.office), person_id(city.clerk)
        for text, reason in (("  ", Reason.BASIS_NEEDED), ("长" * 501, Reason.TEXT_TOO_LONG)):
            with pytest.raises(Refused) as refused:
                name_basis_of_all(session, office, text, LADDER, CALENDAR, clerk, at(PROMPTED))
            assert refused.value.reason is reason
        name_basis_of_all(session, office, " 文件 ", LADDER, CALENDAR, clerk, at(PROMPTED))
        slips = city.slips(SlipKind.PROMPT)
        assert [(slip.state, slip.number) for slip in slips] == [
            (SlipState.ISSUED, 1),
            (SlipState.ISSUED, 2),
        ]
        assert {slip.authority_basis for slip in slips} == {"文件"}
        with pytest.raises(Refused) as refused:
            name_basis_of_all(session, office, "文件", LADDER, CALENDAR, clerk, at(PROMPTED))
        assert refused.value.reason is Reason.ALREADY_DECIDED


def test_many_take_no_more_statements_than_few(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        missed(city, "2026-001", "2026-002")
        with Counted(store) as few:
            waiting(city, city.director, LATER)
    with store.transaction() as session:
        for number in range(3, 40):
            city.matter(f"2026-{number:03d}", date(2026, 10, 12))
        city.walk(date(2026, 10, 9))
        city.walk(date(2026, 10, 13))
        with Counted(store) as many:
            assert len(waiting(city, city.director, date(2026, 10, 13))) == 39
    assert len(many.statements) <= len(few.statements) + 1
