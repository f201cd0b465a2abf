"""Who signs, what is signed, and the numbers it gets, over the turn of the year too."""

from datetime import date, datetime

import pytest

from models.people.absences import take_leave
from models.people.posts import Person, Role, person_id
from models.refusals import Reason, Refused
from models.slips.changing import Change, change
from models.slips.drafting import Fact, submit, write
from models.slips.rungs import SlipKind
from models.slips.signing import reject, sign
from models.slips.slips import Slip, SlipState, slip_id
from models.slips.withdrawing import withdraw
from models.store import Store
from models.units import Unit
from tests.models.slips.city import CALENDAR, LADDER, City, at, found

DAY = date(2026, 10, 12)
NOW = at(DAY, "10:00")


def awaiting(city: City, kind: SlipKind, name: str, unit: Unit | None = None) -> Slip:
    """A draft by the clerk before its signer."""
    fact = Fact(unit=unit or city.bureau, cause=f"test:{name}", subject=name)
    (slip,) = write(city.session, city.office, kind, [fact], LADDER, city.clerk.id, NOW)
    slip.authority_basis = "市委文件" if unit else ""
    submit(city.session, [slip], LADDER, CALENDAR, city.clerk.id, NOW)
    return slip


def signed(city: City, by: Person, *slips: Slip, at_: datetime = NOW) -> list[Slip]:
    looked_at = {slip_id(slip): slip.revision for slip in slips}
    return sign(city.session, looked_at, by, LADDER, CALENDAR, at_)


def refused_to(city: City, by: Person, *slips: Slip, at_: datetime = NOW) -> Reason:
    with pytest.raises(Refused) as refused:
        signed(city, by, *slips, at_=at_)
    return refused.value.reason


def away(city: City, person: Person) -> None:
    take_leave(city.session, person, DAY, DAY, DAY, NOW)


def test_each_kind_is_signed_by_its_own_posts(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        reminder = awaiting(city, SlipKind.REMINDER, "reminder")
        order = awaiting(city, SlipKind.ORDER, "order")
        for person in (city.clerk, city.deputy_director, city.head, city.liaison):
            assert refused_to(city, person, reminder) is Reason.NOT_THE_SIGNER
        for person in (city.director, city.deputy_director, city.clerk):
            assert refused_to(city, person, order) is Reason.NOT_THE_SIGNER
        signed(city, city.director, reminder)
        signed(city, city.head, order)
        assert (reminder.signed_as, order.signed_as) == (Role.DIRECTOR, Role.HEAD)
        assert refused_to(city, city.director, reminder) is Reason.ALREADY_DECIDED


def test_the_stand_in_signs_only_while_the_director_is_away(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = awaiting(city, SlipKind.REMINDER, "reminder")
        away(city, city.director)
        assert refused_to(city, city.director, slip) is Reason.NOT_THE_SIGNER
        away(city, city.deputy_director)
        assert refused_to(city, city.deputy_director, slip) is Reason.NOT_THE_SIGNER
        tomorrow = at(date(2026, 10, 13))
        assert refused_to(city, city.deputy_director, slip, at_=tomorrow) is Reason.NOT_THE_SIGNER
        signed(city, city.director, slip, at_=tomorrow)


def test_nobody_stands_in_for_the_head(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        order = awaiting(city, SlipKind.ORDER, "order")
        away(city, city.head)
        for person in (city.director, city.deputy_director, city.head):
            assert refused_to(city, person, order) is Reason.NOT_THE_SIGNER


def test_what_was_changed_since_it_was_looked_at_is_not_signed(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = awaiting(city, SlipKind.REMINDER, "reminder")
        looked_at = {slip_id(slip): slip.revision}
        what = Change(demand=" 请即报送 ", answer_days=3)
        change(session, slip, what, person_id(city.clerk), DAY, NOW)
        with pytest.raises(Refused) as refused:
            sign(session, looked_at, city.director, LADDER, CALENDAR, NOW)
        assert refused.value.reason is Reason.STALE_PREVIEW
        signed(city, city.director, slip)
        assert (slip.demand, slip.due_on) == ("请即报送", date(2026, 10, 15))
        with pytest.raises(Refused):
            change(session, slip, Change(demand="晚了"), person_id(city.clerk), DAY, NOW)


def test_all_of_them_or_none(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slips = [awaiting(city, SlipKind.REMINDER, str(n)) for n in range(3)]
        withdraw(session, slips[1], "重复", person_id(city.clerk), NOW)
    looked_at = {slip_id(slip): 1 for slip in slips}
    with store.transaction() as session, pytest.raises(Refused):
        sign(session, looked_at, city.director, LADDER, CALENDAR, NOW)
    with store.transaction() as session:
        first, second, third = (session.get_one(Slip, slip.id) for slip in slips)
        assert first.number is third.number is None
        city.session = session
        signed(city, city.director, first, third)
        assert [first.number, second.number, third.number] == [1, None, 2]


def test_a_number_of_a_slip_that_is_withdrawn_is_never_used_again(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        first, second = (awaiting(city, SlipKind.REMINDER, name) for name in ("one", "two"))
        signed(city, city.director, first)
        withdraw(session, first, "有误", person_id(city.clerk), NOW)
        signed(city, city.director, second)
        assert (first.number, first.state) == (1, SlipState.WITHDRAWN)
        assert second.number_text == "改催〔2026〕2号"


def test_numbers_begin_anew_at_midnight_of_the_offices_own_new_year(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slips = [awaiting(city, SlipKind.REMINDER, str(n)) for n in range(3)]
        moments = [
            at(date(2026, 12, 31), "17:00"),
            at(date(2026, 12, 31), "23:59"),
            at(date(2027, 1, 1), "00:01"),
        ]
        for slip, moment in zip(slips, moments, strict=True):
            signed(city, city.director, slip, at_=moment)
        assert [slip.number_text for slip in slips] == [
            "改催〔2026〕1号",
            "改催〔2026〕2号",
            "改催〔2027〕1号",
        ]
        assert slips[0].issued_on == date(2026, 12, 31)
        assert slips[1].issued_on == slips[2].issued_on == CALENDAR.on_or_after(date(2027, 1, 1))


def test_a_limit_that_passed_while_it_waited_is_not_signed(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = awaiting(city, SlipKind.REMINDER, "reminder")
        limit = Change(limit_on=date(2026, 10, 13))
        change(session, slip, limit, person_id(city.clerk), DAY, NOW)
        evening = at(DAY, "19:00")
        assert refused_to(city, city.director, slip, at_=evening) is Reason.LIMIT_PASSED
        signed(city, city.director, slip)
        assert slip.due_on == date(2026, 10, 13)


@pytest.mark.parametrize("what", [Change(limit_on=DAY), Change(answer_days=0)])
def test_a_limit_lies_after_today(store: Store, what: Change) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = awaiting(city, SlipKind.REMINDER, "reminder")
        with pytest.raises(Refused) as refused:
            change(session, slip, what, person_id(city.clerk), DAY, NOW)
        assert refused.value.reason is Reason.DATES_PAST


def test_a_slip_to_a_district_is_not_signed_without_its_basis(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = awaiting(city, SlipKind.REMINDER, "reminder", unit=city.district)
        change(session, slip, Change(authority_basis=" "), person_id(city.clerk), DAY, NOW)
        assert refused_to(city, city.director, slip) is Reason.AUTHORITY_NEEDED


def test_what_is_given_back_is_submitted_again(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = awaiting(city, SlipKind.REMINDER, "reminder")
        with pytest.raises(Refused) as refused:
            reject(session, slip, " ", city.director, NOW)
        assert refused.value.reason is Reason.REASON_NEEDED
        reject(session, slip, "措辞过重", city.director, NOW)
        assert (slip.state, slip.reason, slip.revision) == (SlipState.DRAFT, "措辞过重", 2)
        assert refused_to(city, city.director, slip) is Reason.ALREADY_DECIDED
        submit(session, [slip], LADDER, CALENDAR, city.clerk.id, NOW)
        signed(city, city.director, slip)
        assert (slip.number, slip.reason) == (1, "")
