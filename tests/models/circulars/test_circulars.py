"""A circular's life: versions, approval with a number, return, withdrawal, broadcast."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.circulars.approving import approve, reject, withdraw
from models.circulars.bringing import bring_waiting
from models.circulars.broadcasting import (
    CircularCopy,
    broadcast,
    confirm,
    copies,
    reach,
    unconfirmed,
)
from models.circulars.circulars import Circular, CircularState, CircularText, Origin, Part, text_now
from models.circulars.drafting import begin, rewrite, submit
from models.circulars.nudging import nudge
from models.numbers import Counter
from models.outbox import Outbox
from models.people.absences import take_leave
from models.people.posts import Person, person_id
from models.refusals import Reason, Refused
from models.store import Store
from models.units import Unit, unit_id
from tests.desk import CALENDAR, RULES
from tests.models.circulars.month import AFTER, WORDS, City, found

NIGHT = datetime(2026, 12, 4, 14, 0, tzinfo=UTC)


@pytest.fixture
def city(store: Store) -> City:
    """A city whose November is scored and published."""
    made = found(store)
    made.score()
    return made


def refused(reason: Reason) -> Any:
    return pytest.raises(Refused, check=lambda error: error.reason is reason)


def issued(city: City) -> int:
    number = city.submitted()
    with city.store.transaction() as session:
        signs(city, session, number, city.desk.qian)
    return number


def signs(city: City, session: Session, number: int, who: Person) -> Circular:
    circular, person = city.circular(session, number), city.stored(session, who)
    approve(session, circular, circular.version, person, RULES.circulars, CALENDAR, AFTER)
    return circular


def test_a_month_has_one_circular(city: City) -> None:
    with city.store.transaction() as session:
        city.draft(session)
        with refused(Reason.ALREADY_DRAFTED):
            city.draft(session)


def test_every_version_is_kept_with_who_and_when(city: City) -> None:
    with city.store.transaction() as session:
        circular = city.draft(session)
        figures = text_now(session, circular).read_figures()
        words = {**WORDS, Part.NEXT: "请各单位抓好落实。"}
        rewrite(session, circular, 1, words, figures, Origin.CHAT, city.clerk, AFTER)
        first, second = session.exec(select(CircularText).order_by(col(CircularText.version)))
    assert (first.words["next"], second.words["next"]) == ("", "请各单位抓好落实。")
    assert (second.origin, second.written_by, second.written_at) == (
        Origin.CHAT,
        city.clerk,
        AFTER,
    )


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(city: City) -> None:
    with city.store.transaction() as session:
        circular = city.draft(session)
        figures = text_now(session, circular).read_figures()
        rewrite(session, circular, 1, WORDS, figures, Origin.CHAT, city.clerk, AFTER)
        with refused(Reason.STALE_PREVIEW):
            rewrite(session, circular, 1, WORDS, figures, Origin.CHAT, city.clerk, AFTER)
        with refused(Reason.TEXT_MISSING):
            rewrite(session, circular, 2, {}, figures, Origin.CHAT, city.clerk, AFTER)


def test_the_director_approves_and_the_number_is_given(city: City) -> None:
    number = city.submitted()
    with city.store.transaction() as session:
        circular = signs(city, session, number, city.desk.qian)
        assert circular.number_text == "改通〔2026〕1号"
        assert circular.approved_by == person_id(city.desk.qian)
        assert circular.issued_on == date(2026, 12, 4)
    with city.store.transaction() as session:
        circular = city.circular(session, number)
        assert circular.state is CircularState.ISSUED
        figures = text_now(session, circular).read_figures()
        with refused(Reason.ALREADY_DECIDED):
            rewrite(session, circular, 1, WORDS, figures, Origin.CHAT, city.clerk, AFTER)


def test_who_signs_is_told_once_per_submission(city: City) -> None:
    city.submitted()
    with city.store.reading() as session:
        rows = session.exec(select(Outbox).where(Outbox.kind == "circular_to_approve")).all()
    assert [row.person_id for row in rows] == [person_id(city.desk.qian)]


def test_nobody_else_approves_but_the_stand_in_while_the_director_is_away(city: City) -> None:
    number = city.submitted()
    for who in (city.desk.lin, city.desk.sun, city.desk.zhou):
        with city.store.transaction() as session, refused(Reason.NOT_THE_SIGNER):
            signs(city, session, number, who)
    with city.store.transaction() as session:
        day = CALENDAR.today(AFTER)
        take_leave(session, city.stored(session, city.desk.qian), day, day, day, AFTER)
    with city.store.transaction() as session:
        assert signs(city, session, number, city.desk.sun).state is CircularState.ISSUED


def test_the_stand_in_whose_turn_comes_later_is_told_once(city: City) -> None:
    number = city.submitted()
    tomorrow = AFTER + timedelta(days=3)
    day = CALENDAR.today(tomorrow)
    with city.store.transaction() as session:
        assert bring_again(city, session, AFTER) == 0, "the director had it"
        take_leave(session, city.stored(session, city.desk.qian), day, day, day, AFTER)
    with city.store.transaction() as session:
        assert bring_again(city, session, tomorrow) == 1
        assert bring_again(city, session, tomorrow + timedelta(hours=1)) == 0
    with city.store.reading() as session:
        told = select(Outbox.person_id).where(
            Outbox.kind == "circular_to_approve", Outbox.subject_id == number
        )
        assert set(session.exec(told)) == {person_id(city.desk.qian), person_id(city.desk.sun)}


def test_what_does_not_wait_is_brought_to_nobody(city: City) -> None:
    number = city.submitted()
    with city.store.transaction() as session:
        signs(city, session, number, city.desk.qian)
        assert bring_again(city, session, AFTER + timedelta(days=3)) == 0


def bring_again(city: City, session: Session, now: datetime) -> int:
    """Look in the morning whom to bring the circular to."""
    office = session.get_one(Unit, unit_id(city.desk.office))
    return bring_waiting(session, office, RULES.circulars, CALENDAR.today(now), now)


def test_a_number_that_was_not_committed_leaves_no_gap(city: City) -> None:
    number = city.submitted()

    with city.store.reading() as session:  # what is changed in it is thrown away
        assert signs(city, session, number, city.desk.qian).number == 1
    with city.store.transaction() as session:
        assert signs(city, session, number, city.desk.qian).number == 1
        assert session.exec(select(Counter.last).where(Counter.series == "circular")).one() == 1


def test_scores_that_were_published_since_ask_for_new_figures(store: Store) -> None:
    city = found(store)
    city.score(None)
    number = city.submitted()
    city.score()
    with city.store.transaction() as session, refused(Reason.FIGURES_CHANGED):
        signs(city, session, number, city.desk.qian)
    with city.store.transaction() as session:
        circular = city.circular(session, number)
        reject(session, circular, 1, "old figures", city.desk.qian, AFTER)
        with refused(Reason.FIGURES_CHANGED):
            submit(session, circular, 1, RULES.circulars, CALENDAR, city.clerk, AFTER)


def test_a_returned_one_is_a_draft_again_with_the_reason(city: City) -> None:
    number = city.submitted()
    with city.store.transaction() as session:
        circular = city.circular(session, number)
        with refused(Reason.REASON_NEEDED):
            reject(session, circular, 1, " ", city.desk.qian, AFTER)
        reject(session, circular, 1, "请补充分析", city.desk.qian, AFTER)
        assert (circular.state, circular.reason) == (CircularState.DRAFT, "请补充分析")
        told = session.exec(select(Outbox).where(Outbox.kind == "circular_rejected")).one()
        assert told.person_id == city.clerk
        submit(
            session, circular, 1, RULES.circulars, CALENDAR, city.clerk, AFTER + timedelta(hours=1)
        )
        assert circular.reason == ""


def test_a_withdrawn_number_is_never_used_again(city: City) -> None:
    number = issued(city)
    with city.store.transaction() as session:
        withdraw(session, city.circular(session, number), "数据有误", city.clerk, AFTER)
    second = issued(city)
    with city.store.reading() as session:
        circular = city.circular(session, second)
        assert (circular.edition, circular.number_text) == (2, "改通〔2026〕2号")


def test_it_reaches_liaisons_leaders_and_the_office_once_each(city: City) -> None:
    number, desk = issued(city), city.desk
    with city.store.transaction() as session:
        found = reach(session, city.circular(session, number), CALENDAR.today(AFTER))
        wanted = [*desk.liaisons, desk.town_liaison, desk.leader]
        office = [desk.lin, desk.qian, desk.he, desk.sun, desk.zhou]
        assert {person.id for person in found.people} == {one.id for one in [*wanted, *office]}
        broadcast(session, city.circular(session, number), CALENDAR, city.clerk, NIGHT)
    with city.store.transaction() as session:
        with refused(Reason.ALREADY_SENT):
            broadcast(session, city.circular(session, number), CALENDAR, city.clerk, NIGHT)
        rows = session.exec(select(Outbox).where(Outbox.kind == "circular")).all()
        assert len(rows) == len({row.person_id for row in rows}) == len(found.people)
        assert {row.due_at for row in rows} == {datetime(2026, 12, 7, 0, 30, tzinfo=UTC)}


def test_the_deputy_stands_in_and_units_without_anybody_are_named(city: City) -> None:
    number, desk = issued(city), city.desk
    with city.store.transaction() as session:
        for away in (desk.liaisons[0], desk.liaisons[1]):
            city.stored(session, away).blocked_at = AFTER
    with city.store.reading() as session:
        found = reach(session, city.circular(session, number), CALENDAR.today(AFTER))
    assert desk.deputy.id in {person.id for person in found.people}
    assert [unit.name for unit in found.nobody] == ["District", "Unit 1"]


def test_a_draft_is_sent_to_nobody(city: City) -> None:
    number = city.submitted()
    with city.store.transaction() as session, refused(Reason.NOT_ISSUED):
        broadcast(session, city.circular(session, number), CALENDAR, city.clerk, AFTER)


def test_each_confirms_once_and_the_rest_is_reminded_once_a_day(city: City) -> None:
    number, wang = issued(city), person_id(city.desk.liaisons[0])
    with city.store.transaction() as session:
        broadcast(session, city.circular(session, number), CALENDAR, city.clerk, AFTER)
        first = confirm(session, number, wang, AFTER).confirmed_at
        later = AFTER + timedelta(hours=1)
        assert confirm(session, number, wang, later).confirmed_at == first == AFTER
        with refused(Reason.GONE):
            confirm(session, number, person_id(city.desk.ma), AFTER)
    with city.store.transaction() as session:
        circular = city.circular(session, number)
        all_copies = copies(session, number)
        assert [copy.person_id for copy, _ in all_copies if copy.confirmed_at] == [wang]
        told = nudge(session, circular, CALENDAR, city.clerk, AFTER).told
        assert len(told) == len(all_copies) - 1
        assert wang not in {person.id for person in told}
        again = nudge(session, circular, CALENDAR, city.clerk, AFTER)
        assert (len(again.told), len(again.already)) == (0, len(told))
        rows = session.exec(select(Outbox).where(Outbox.kind == "circular_nudge")).all()
        assert len(rows) == len(told)


def test_a_withdrawn_one_is_owed_by_nobody(city: City) -> None:
    number, sun = issued(city), person_id(city.desk.liaisons[1])
    with city.store.transaction() as session:
        circular = city.circular(session, number)
        broadcast(session, circular, CALENDAR, city.clerk, AFTER)
        assert [one.id for one in unconfirmed(session, sun)] == [number]
        withdraw(session, circular, "数据有误", city.clerk, AFTER)
        assert unconfirmed(session, sun) == []
        assert session.exec(select(CircularCopy)).first(), "who was sent it stays on record"


def test_two_at_the_same_moment_write_one(city: City) -> None:
    with city.store.transaction() as session:
        figures = city.figures(session)
        office = unit_id(city.desk.office)
        begin(session, office, figures, WORDS, city.clerk, AFTER)
        with refused(Reason.ALREADY_DRAFTED):
            begin(session, office, figures, WORDS, person_id(city.desk.qian), AFTER)
        assert len(session.exec(select(Circular)).all()) == 1
