"""Stopping, editing and deleting: what waits, what is out, and what is under way at that moment."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models import settling
from models.notices.changing import EDIT, changed, edit, edits
from models.notices.content import Album, Content, File, FileKind, Poll, Text
from models.notices.ending import DELETE, delete, stop
from models.notices.notices import Notice, NoticeState, content_now, versions_of
from models.notices.proposing import let_change, propose
from models.notices.receipts import Standing
from models.outbox import Outbox, Sending
from models.refusals import Reason
from models.store import Store
from tests.models.at_once import at_once, reasons
from tests.models.notices.town import NOW, SAYS, Town, found, refused

SHORT = Content(parts=(Text(html="Please check."),))
PHOTO = File(shown=FileKind.PHOTO, file_id="p1", html="One")
OTHER = PHOTO.model_copy(update={"file_id": "p2"})
RICH = Content(parts=(Album(items=(PHOTO, OTHER)), Text(html="Two")))


@pytest.fixture
def town(store: Store) -> Town:
    return found(store)


def test_stopping_withdraws_what_has_not_gone(town: Town) -> None:
    number = town.sent()
    first, under_way, held, *_ = town.rows()
    town.deliver(first)
    town.settle(under_way, Sending.SENDING)
    town.settle(held, Sending.HELD)
    assert town.do(number, lambda session, one: stop(session, one, town.lin, NOW)) == 4
    assert town.progress(number).counts == {
        Standing.SENT: 1,
        Standing.WAITING: 1,
        Standing.WITHDRAWN: 4,
    }
    with refused(Reason.ALREADY_DECIDED):
        town.do(number, lambda session, one: stop(session, one, town.lin, NOW))


def test_an_edit_reaches_what_is_out_and_what_waits(town: Town) -> None:
    number = town.sent()
    first, under_way, *_ = town.rows()
    town.deliver(first)
    town.settle(under_way, Sending.SENDING)
    asked = town.do(number, lambda session, one: edit(session, one, SHORT, town.lin, NOW))
    assert asked == 2
    rows = town.rows(EDIT)
    assert [row.repeatable for row in rows] == [True, True]
    assert rows[0].due_at == NOW
    assert rows[1].due_at > NOW, "what is under way must land first"
    assert {row.edition for row in town.rows() if row.state is Sending.QUEUED} == {1}
    with town.store.reading() as session:
        notice = town.notice(session, number)
        assert content_now(session, notice) == SHORT
        assert [row.read() for row in versions_of(session, notice)] == [SAYS, SHORT]
        assert edits(session, notice) == {Sending.QUEUED: 2}


def test_what_was_opened_before_an_edit_is_not_sent_after_it(town: Town) -> None:
    number = town.sent()
    row = town.rows()[0]
    town.do(number, lambda session, one: edit(session, one, SHORT, town.lin, NOW))
    with town.store.transaction() as session:
        assert not settling.claim(session, row.id or 0, row.attempts, row.edition, NOW)
        assert settling.claim(session, row.id or 0, row.attempts, row.edition + 1, NOW)


@pytest.mark.parametrize(
    "content",
    [
        Content(parts=(*SHORT.parts, *SHORT.parts)),
        Content(parts=(PHOTO,)),
        Content(parts=(Text(html="x" * 4000),)),
    ],
)
def test_an_edit_keeps_the_messages_what_they_are(town: Town, content: Content) -> None:
    number = town.sent()
    with refused(Reason.MESSAGES_DIFFER):
        town.do(number, lambda session, one: edit(session, one, content, town.lin, NOW))
    draft = town.written()
    with refused(Reason.GONE):
        town.do(draft, lambda session, one: edit(session, one, SHORT, town.lin, NOW))


def test_a_poll_stays_as_it_is(town: Town) -> None:
    poll = Poll(question="When?", options=("Now", "Later"))
    number = town.sent(content=Content(parts=(poll,)))
    other = Content(parts=(poll.model_copy(update={"question": "Why?"}),))
    with refused(Reason.MESSAGES_DIFFER):
        town.do(number, lambda session, one: edit(session, one, other, town.lin, NOW))


def test_the_changed_messages_are_known_over_all_versions(town: Town) -> None:
    number = town.sent(content=RICH)
    for album in ((PHOTO, PHOTO), (PHOTO, PHOTO.model_copy(update={"html": "New"}))):
        _edited(town, number, Content(parts=(Album(items=album), RICH.parts[1])))
    assert town.do(number, changed) == {1: True}


def _edited(town: Town, number: int, content: Content) -> None:
    town.do(number, lambda session, one: edit(session, one, content, town.lin, NOW))


def test_deleting_reports_what_it_cannot(town: Town) -> None:
    number = town.sent()
    young, old, doubtful, under_way, *_ = town.rows()
    town.deliver(young)
    town.deliver(old)
    town.settle(under_way, Sending.SENDING)
    town.settle(old, Sending.SENT, sent_at=NOW - timedelta(hours=48))
    town.settle(doubtful, Sending.UNKNOWN)
    done = town.do(number, lambda session, one: delete(session, one, town.lin, NOW))
    assert (done.asked, done.too_old, done.in_doubt) == (2, 1, 1)
    at_once, later = town.rows(DELETE)
    assert [at_once.person_id, later.person_id] == [young.person_id, under_way.person_id]
    assert at_once.due_at == NOW
    assert later.due_at > NOW, "what is under way must land first"
    assert town.progress(number).counts == {
        Standing.SENT: 2,
        Standing.UNKNOWN: 1,
        Standing.WAITING: 1,
        Standing.WITHDRAWN: 2,
    }
    assert town.do(number, _state) is NoticeState.WITHDRAWN
    with refused(Reason.ALREADY_DECIDED):
        town.do(number, lambda session, one: delete(session, one, town.lin, NOW))


def _state(_session: Session, notice: Notice) -> NoticeState:
    return notice.state


def test_what_does_no_harm_twice_is_done_again_after_a_crash(town: Town) -> None:
    number = town.sent()
    first, second, *_ = town.rows()
    town.deliver(first)
    town.do(number, lambda session, one: edit(session, one, SHORT, town.lin, NOW))
    (change,) = town.rows(EDIT)
    town.settle(change, Sending.SENDING)
    town.settle(second, Sending.SENDING)
    with town.store.transaction() as session:
        assert settling.abandon_claims(session) == 1
    with town.store.reading() as session:
        states = dict(session.exec(select(Outbox.id, Outbox.state)).all())
    assert states[change.id] is Sending.QUEUED
    assert states[second.id] is Sending.UNKNOWN


def test_two_colleagues_let_other_words_go_at_once(town: Town) -> None:
    number = town.sent()
    town.do(number, lambda session, one: propose(session, one, SHORT, town.lin, NOW))

    def lets(session: Session) -> None:
        let_change(session, town.notice(session, number), town.qian, NOW)

    assert reasons(at_once(town.store, lets, lets)) == [Reason.ALREADY_DECIDED]
    assert town.do(number, content_now) == SHORT
    with refused(Reason.OWN_NOTICE):
        town.do(number, lambda session, one: propose(session, one, SAYS, town.lin, NOW))
        town.do(number, lambda session, one: let_change(session, one, town.lin, NOW))
