"""确认收到 of a notice, and the wish to write back."""

from dataclasses import replace

from handlers.context import Turn
from handlers.hearing import Route
from handlers.notices.arriving import last_message
from handlers.notices.buttons import ConfirmNoticePress, ReplyNoticePress
from handlers.pressing import on_press
from handlers.view import Ask, Shown
from models.focus import Topic
from models.notices.copies import NoticeCopy, confirm, copy_by_id, reads
from models.notices.notices import GONE_OUT, Notice, notice_by_id
from models.refusals import Reason, Refused


def confirmed(turn: Turn, press: ConfirmNoticePress) -> Shown:
    """Once; the first time is kept and shown, however often it is pressed."""
    copy, notice = _of(turn, press.copy)
    confirm(turn.session, notice, copy, turn.me.id, turn.now)
    when = turn.tr.moment(copy.confirmed_at or turn.now)
    toast = turn.tr.plain("Confirmed {when}. Thank you.", when=when)
    return Shown(last_message(turn, notice, copy), toast)


def asked_to_write(turn: Turn, press: ReplyNoticePress) -> Shown:
    """The next text or file is the reply."""
    copy, notice = _of(turn, press.copy)
    if not reads(turn.session, copy, turn.me.id):
        raise Refused(Reason.NOT_ALLOWED)
    if not notice.reply or notice.state not in GONE_OUT:
        raise Refused(Reason.GONE)
    view = replace(last_message(turn, notice, copy), asks=Ask(Topic.NOTICE_REPLY, copy.id))
    return Shown(view, turn.tr.plain("Please send your reply now, as text or files."))


def _of(turn: Turn, number: int) -> tuple[NoticeCopy, Notice]:
    copy = copy_by_id(turn.session, number)
    return copy, notice_by_id(turn.session, copy.notice_id)


ROUTES: tuple[Route, ...] = (
    on_press(ConfirmNoticePress, confirmed),
    on_press(ReplyNoticePress, asked_to_write),
)
