"""The second pair of eyes: a notice to many goes out when a colleague has looked at it."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import new_words, words
from handlers.notices.buttons import (
    ApproveNoticePress,
    NewWordsPress,
    RejectNoticePress,
    TakeBackNoticePress,
)
from handlers.notices.page import page
from handlers.notices.progress import follow
from handlers.notices.seen import approves, office_of, own_notice
from handlers.notices.writing.preview import as_it_arrives
from handlers.pressing import on_press
from handlers.view import Ask, Shown, View, lines
from models.authority import Act
from models.focus import Focus, Topic
from models.notices.notices import GONE_OUT, Notice, NoticeState, notice_id
from models.notices.proposing import proposed
from models.notices.seals import seal
from models.notices.sending import approve, reject, take_back
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused


def to_approve(scene: Scene, number: int) -> Notice:
    """One that waits, for whoever had no hand in it; Refused(OWN_NOTICE, ALREADY_DECIDED)."""
    notice = own_notice(scene, number)
    scene.me.require_own(Act.APPROVE_NOTICE, notice.office_id)
    if notice.state is not NoticeState.AWAITING_APPROVAL:
        raise Refused(Reason.ALREADY_DECIDED)
    if not approves(scene, notice):
        raise Refused(Reason.OWN_NOTICE)
    return notice


def approved(turn: Turn, press: ApproveNoticePress) -> Shown:
    """It goes out, as it was looked at; Refused(STALE_PREVIEW) when it changed since.

    Of one that is out already, its other words do.
    """
    out = own_notice(turn, press.notice)
    if out.state in GONE_OUT:
        new_words.let_go(turn, out, press.seal)
        return Shown(page(turn, out), turn.tr.plain("On its way."))
    notice = to_approve(turn, press.notice)
    if press.seal != seal(turn.session, notice):
        raise Refused(Reason.STALE_PREVIEW)
    let_go(turn, notice)
    follow(turn, notice, turn.message_id)
    return Shown(page(turn, notice), turn.tr.plain("On its way."))


def let_go(turn: Turn, notice: Notice) -> None:
    """Send what a colleague has written; refused as `models.notices.sending.approve`."""
    calendar = turn.at(notice.office_id).office.calendar
    approve(turn.session, notice, office_of(turn, notice), calendar, turn.me.id, turn.now)


def words_wanted(turn: Turn, press: NewWordsPress) -> Shown:
    """The notice as it would read, and the card from which the new words are let go."""
    new_words.bring(turn, own_notice(turn, press.notice))
    return Shown(toast=turn.tr.plain("The preview follows."))


def why(turn: Turn, press: RejectNoticePress) -> View:
    """Why is it sent back?"""
    notice = to_approve(turn, press.notice)
    text = lines(words.heading(turn, notice), turn.tr("Please send the reason for returning it."))
    asks = Ask(Topic.NOTICE_REJECT, notice_id(notice))
    return View(text, [[words.back(turn, notice)]], asks)


def reason_heard(turn: Turn, asked: Focus) -> None:
    """The reason as a text."""
    if answered(turn.session, turn.update_id, "notice_sent_back"):
        return
    notice = to_approve(turn, asked.subject_id or 0)
    reject(turn.session, notice, turn.text, turn.me.id, turn.now)
    turn.say("notice_sent_back", notice_id(notice))


def taken_back(turn: Turn, press: TakeBackNoticePress) -> Shown:
    """It is a draft again."""
    notice = own_notice(turn, press.notice)
    take_back(turn.session, notice, turn.me.id, turn.now)
    return Shown(page(turn, notice), turn.tr.plain("It is a draft again."))


def brought(scene: Scene, row: Outbox) -> View | None:
    """To a colleague: the notice as it will arrive, then its card; None once it is decided."""
    notice = own_notice(scene, row.subject_id or 0)
    return as_it_arrives(scene, notice, row.step, page) if approves(scene, notice) else None


def told(scene: Scene, row: Outbox) -> View | None:
    """To who submitted it: it came back, with a reason; None when it has gone on since."""
    notice = own_notice(scene, row.subject_id or 0)
    return page(scene, notice) if notice.state is NoticeState.DRAFT else None


def sent_back(scene: Scene, row: Outbox) -> View:
    """To who sent it back: that it is with its author again."""
    notice = own_notice(scene, row.subject_id or 0)
    return View(
        lines(words.heading(scene, notice), scene.tr("Sent back to its author with the reason."))
    )


def words_now(turn: Turn, press: NewWordsPress) -> View:
    """The notice as it is now; Refused(OWN_NOTICE) while the reader's own words wait."""
    notice = own_notice(turn, press.notice)
    if proposed(turn.session, notice):
        raise Refused(Reason.OWN_NOTICE)
    return page(turn, notice)


def current(turn: Turn, press: ApproveNoticePress | RejectNoticePress) -> View:
    """The notice as it is now, when a verdict was refused."""
    notice = own_notice(turn, press.notice)
    if notice.state is NoticeState.AWAITING_APPROVAL:
        notice = to_approve(turn, press.notice)
    return page(turn, notice)


def own_current(turn: Turn, press: TakeBackNoticePress) -> View:
    """The same for who wanted it back."""
    return page(turn, own_notice(turn, press.notice))


ROUTES: tuple[Route, ...] = (
    on_press(ApproveNoticePress, approved, current),
    on_press(NewWordsPress, words_wanted, words_now),
    on_press(RejectNoticePress, why, current),
    on_press(TakeBackNoticePress, taken_back, own_current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_to_approve": brought,
    "notice_rejected": told,
    "notice_sent_back": sent_back,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.NOTICE_REJECT: reason_heard}
