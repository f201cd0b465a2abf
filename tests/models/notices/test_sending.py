"""A notice goes out once, with a second pair of eyes, and its receipts add up."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, delete, select

from models.audit import Audit
from models.groups import GroupChat
from models.notices.audiences import Audience
from models.notices.content import Content, Text
from models.notices.copies import NoticeCopy, confirm, copies_of, unconfirmed
from models.notices.drafting import Terms, add_part, address, discard, forecast, settle_terms
from models.notices.notices import NoticeState, When, content_now
from models.notices.nudging import nudge, planned_nudge
from models.notices.receipts import Standing, per_unit, receipts
from models.notices.replies import Answer, replied, replies, reply
from models.notices.rules import NoticeRules
from models.notices.sending import approve, reject, send, take_back
from models.outbox import Sending, Urgency
from models.people.posts import Post, Role, person_id
from models.refusals import Reason
from models.store import Store
from models.units import unit_id
from tests.desk import CALENDAR, RULES, Counted
from tests.models.at_once import at_once, reasons
from tests.models.notices.town import ALONE, NOW, SAYS, Town, found, refused

NIGHT = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""Friday 21:00 on the office's clock."""


@pytest.fixture
def town(store: Store) -> Town:
    return found(store)


def test_everybody_gets_a_row_and_a_second_sending_none(town: Town) -> None:
    number = town.sent()
    rows = town.rows()
    assert len(rows) == 6
    assert sum(row.person_id is None for row in rows) == 1, "nobody answers for the district"
    assert {row.urgency for row in rows} == {Urgency.BULK}
    with refused(Reason.ALREADY_SENT):
        town.send(number)
    assert len(town.rows()) == 6
    assert town.progress(number).counts == {Standing.WAITING: 6}


def test_an_urgent_one_overtakes_and_a_group_chat_is_written_to(town: Town) -> None:
    with town.store.transaction() as session:
        office = unit_id(town.desk.office)
        session.add(GroupChat(chat_id=-5, office_id=office, title="Chat", member_since=NOW))
    town.sent(Audience(chats=frozenset({-5})), urgent=True)
    (row,) = town.rows()
    assert (row.chat_id, row.person_id, row.urgency) == (-5, None, Urgency.URGENT)


def test_an_empty_notice_or_one_for_nobody_is_not_sent(town: Town) -> None:
    empty = town.written(content=Content())
    with refused(Reason.NOTICE_EMPTY):
        town.send(empty)
    with refused(Reason.NOBODY_TO_TELL):
        town.send(town.written(Audience()))


def test_many_recipients_need_a_second_pair_of_eyes(town: Town) -> None:
    number = town.written()
    assert town.send(number, NoticeRules(second_above=5)) is NoticeState.AWAITING_APPROVAL
    assert not town.rows()
    asked = {row.person_id for row in town.rows("notice_to_approve")}
    assert asked == {town.qian, person_id(town.desk.sun)}, "the staff but not the author"

    def by(who: int) -> None:
        town.do(
            number,
            lambda session, notice: approve(
                session, notice, town.office(session), CALENDAR, who, NOW
            ),
        )

    with refused(Reason.OWN_NOTICE):
        by(town.lin)
    by(town.qian)
    assert len(town.rows()) == 6
    with refused(Reason.ALREADY_DECIDED):
        by(person_id(town.desk.sun))
    assert len(town.rows()) == 6
    with town.store.reading() as session:
        deeds = session.exec(select(Audit.deed).where(Audit.subject == "notice")).all()
    assert deeds == ["draft", "submit", "approve"]
    with town.store.transaction() as session:
        session.exec(delete(Post).where(col(Post.person_id).in_(asked)))
    with refused(Reason.OWN_NOTICE):
        town.send(town.written(), NoticeRules(second_above=5))


def test_what_waits_is_given_back_or_taken_back(town: Town) -> None:
    number, strict = town.written(), NoticeRules(second_above=0)
    town.send(number, strict)
    with refused(Reason.REASON_NEEDED):
        town.do(number, lambda session, notice: reject(session, notice, " ", town.qian, NOW))
    town.do(number, lambda session, notice: reject(session, notice, "Shorter", town.qian, NOW))
    assert [row.person_id for row in town.rows("notice_rejected")] == [town.lin]
    part = Text(html="Thank you.")
    town.do(number, lambda session, notice: add_part(session, notice, part, town.lin, NOW))
    town.send(number, strict)
    town.do(number, lambda session, notice: take_back(session, notice, town.lin, NOW))
    assert town.send(number) is NoticeState.SENDING


def test_a_draft_is_settled_before_it_goes_and_not_after(town: Town) -> None:
    number = town.written()
    past = Terms(when=When.AT, at=NOW)
    with refused(Reason.DATES_PAST):
        town.do(number, lambda session, notice: settle_terms(session, notice, past, NOW))
    late = Terms(
        when=When.AT,
        at=NOW + timedelta(days=2),
        confirm=True,
        confirm_by=NOW + timedelta(days=1),
    )
    with refused(Reason.DATES_BACKWARDS):
        town.do(number, lambda session, notice: settle_terms(session, notice, late, NOW))
    town.send(number)
    with refused(Reason.ALREADY_SENT):
        town.do(number, lambda session, notice: address(session, notice, Audience()))


@pytest.mark.parametrize(
    ("terms", "begins"),
    [
        (Terms(), datetime(2026, 11, 23, 0, 30, tzinfo=UTC)),
        (Terms(when=When.NEXT_MORNING), datetime(2026, 11, 23, 0, 30, tzinfo=UTC)),
        (
            Terms(when=When.AT, at=datetime(2026, 11, 24, 6, 0, tzinfo=UTC)),
            datetime(2026, 11, 24, 6, 0, tzinfo=UTC),
        ),
    ],
)
def test_it_goes_out_in_working_hours(store: Store, terms: Terms, begins: datetime) -> None:
    town = found(store)
    number = town.written()
    with town.store.transaction() as session:
        notice, office = town.notice(session, number), town.office(session)
        settle_terms(session, notice, terms, NIGHT)
        seen = forecast(session, notice, office, CALENDAR, RULES.messages, NIGHT)
        send(session, notice, office, ALONE, CALENDAR, town.lin, NIGHT)
        assert content_now(session, notice) == SAYS
    assert seen.begins_at == begins
    assert (seen.reach.people, seen.messages, len(seen.reach.unreachable)) == (5, 5, 1)
    assert seen.takes == timedelta(seconds=5 / 28)
    assert {row.due_at for row in town.rows()} == {begins}


def test_receipts_add_up_in_every_state_in_one_statement(town: Town) -> None:
    number = town.sent(confirm=True)
    *rows, nobody = town.rows()
    town.deliver(rows[0])
    town.deliver(rows[1])
    town.settle(rows[2], Sending.UNKNOWN, reason="no answer came back")
    town.settle(rows[3], Sending.FAILED, reason="the person has blocked the bot")
    town.settle(nobody, Sending.HELD, reason="nobody answers for the unit now")
    confirm_by_first(town, number)
    with Counted(town.store) as counted:
        seen = town.progress(number)
    asked = [one for one in counted.statements if one.startswith("SELECT")]
    assert len(asked) == 2, "the notice and the counts"
    assert seen.total == 6
    assert not seen.done
    assert seen.counts == {
        Standing.CONFIRMED: 1,
        Standing.SENT: 1,
        Standing.UNKNOWN: 1,
        Standing.UNDELIVERABLE: 2,
        Standing.WAITING: 1,
    }
    with town.store.reading() as session:
        table = receipts(session, town.notice(session, number))
        units = per_unit(session, table)
    assert [one.standing for one in table if one.row.reason] == [
        Standing.UNKNOWN,
        Standing.UNDELIVERABLE,
        Standing.UNDELIVERABLE,
    ]
    assert sum(one.counts.total() for one in units) == 6
    assert [one.unit.code for one in units if one.unit] == ["D", "T", "U0", "U1", "U2", "U3"]


def confirm_by_first(town: Town, number: int) -> None:
    with town.store.transaction() as session:
        copy = copies_of(session, number)[0]
        notice = town.notice(session, number)
        assert confirm(session, notice, copy, copy.person_id or 0, NOW)


def test_confirming_is_kept_once_and_is_for_ones_own_copy(town: Town) -> None:
    number = town.sent(confirm=True)
    row = town.rows()[0]
    town.deliver(row)
    with town.store.reading() as session:
        assert len(unconfirmed(session, row.person_id or 0)) == 1
    confirm_by_first(town, number)
    with town.store.transaction() as session:
        copy, notice = copies_of(session, number)[0], town.notice(session, number)
        assert not confirm(session, notice, copy, copy.person_id or 0, NOW + timedelta(hours=1))
        assert copy.confirmed_at == NOW
        assert not unconfirmed(session, copy.person_id or 0)
        with refused(Reason.NOT_ALLOWED):
            confirm(session, notice, copy, town.lin, NOW)


def test_a_reminder_goes_once_per_notice_and_once_a_day(town: Town) -> None:
    first, second = town.sent(confirm=True), town.sent(confirm=True)
    for row in town.rows()[:2] + town.rows()[6:9]:
        town.deliver(row)
    told = town.do(first, lambda session, one: nudge(session, one, CALENDAR, town.lin, NIGHT))
    assert [person.name for person in told.told] == ["Towner", "Liaison 0"]
    assert {row.due_at for row in town.rows("notice_nudge")} == {
        datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    }
    other = town.do(second, lambda session, one: nudge(session, one, CALENDAR, town.lin, NIGHT))
    assert [person.name for person in other.told] == ["Liaison 1"]
    assert [person.name for person in other.today] == ["Towner", "Liaison 0"]
    later = NIGHT + timedelta(days=4)
    again = town.do(first, lambda session, one: planned_nudge(session, one, CALENDAR, later))
    assert [person.name for person in again.before] == ["Towner", "Liaison 0"]
    assert not again.told


def test_replies_are_kept_by_time_and_each_once(town: Town) -> None:
    number = town.sent(reply=True)
    row = town.rows()[0]
    town.deliver(row)
    for update, text in ((1, "First"), (1, "First"), (2, "Second")):
        answer(town, number, Answer(update, text), row.person_id or 0)
    with refused(Reason.TEXT_EMPTY):
        answer(town, number, Answer(3), row.person_id or 0)
    with refused(Reason.NOT_ALLOWED):
        answer(town, number, Answer(4, "Not mine"), town.lin)
    with town.store.reading() as session:
        notice = town.notice(session, number)
        said = replies(session, notice)
        assert [(one.reply.text, one.person.name) for one in said] == [
            ("First", "Towner"),
            ("Second", "Towner"),
        ]
        assert replied(session, notice) == 1


def answer(town: Town, number: int, given: Answer, person: int) -> None:
    with town.store.transaction() as session:
        copy: NoticeCopy = copies_of(session, number)[0]
        reply(session, town.notice(session, number), copy, given, person, NOW)


def test_leaders_get_it_by_their_post(town: Town) -> None:
    number = town.sent(Audience(posts=frozenset({Role.LEADER})))
    assert town.progress(number).total == 1


def test_who_sends_and_who_writes_at_the_same_moment_wait_for_each_other(town: Town) -> None:
    more, number = Text(html="One more"), town.written()

    def adds(session: Session) -> None:
        add_part(session, town.notice(session, number), more, town.lin, NOW)

    assert reasons(at_once(town.store, adds, adds)) == []
    with town.store.reading() as session:
        said = content_now(session, town.notice(session, number)).parts
    assert said == (*SAYS.parts, more, more)

    def throws(session: Session) -> None:
        discard(session, town.notice(session, number), town.qian, NOW)

    def sends(session: Session) -> None:
        notice, office = town.notice(session, number), town.office(session)
        send(session, notice, office, ALONE, CALENDAR, town.lin, NOW)

    assert reasons(at_once(town.store, sends, throws)) == [Reason.ALREADY_SENT]
    with town.store.reading() as session:
        assert town.notice(session, number).state is NoticeState.SENDING
