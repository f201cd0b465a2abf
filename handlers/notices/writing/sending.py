"""Sending a draft, after one more look; what goes to many waits for a second pair of eyes."""

from collections.abc import Callable, Mapping

from sqlmodel import col, select

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.page import page
from handlers.notices.progress import follow
from handlers.notices.seen import office_of, own_notice
from handlers.notices.writing.buttons import SendNoticePress
from handlers.notices.writing.form import back_key
from handlers.notices.writing.preview import complete, facts
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, lines
from models.notices.drafting import hold, must_be_draft
from models.notices.notices import Notice, NoticeState, notice_id
from models.notices.seals import seal
from models.notices.sending import send
from models.outbox import Outbox
from models.refusals import Reason, Refused


def pressed(turn: Turn, press: SendNoticePress) -> View | Shown:
    """First whom it reaches once more, then the deed; Refused(STALE_PREVIEW) when it changed."""
    notice = own_notice(turn, press.notice)
    hold(turn.session, notice)
    if press.seal != seal(turn.session, notice):
        raise Refused(Reason.STALE_PREVIEW)
    if press.sure is Sure.ASK:
        return _look(turn, notice, press.seal)
    state = send_now(turn, notice)
    follow(turn, notice, turn.message_id)
    tr = turn.tr
    waits = state is NoticeState.AWAITING_APPROVAL
    word = tr.plain("A colleague is asked.") if waits else tr.plain("On its way.")
    return Shown(page(turn, notice), word)


def _look(scene: Scene, notice: Notice, sealed: int) -> View:
    tr, found = scene.tr, complete(scene, notice)
    text = lines(
        words.heading(scene, notice),
        *facts(scene, notice, found),
        tr("<b>Send it now?</b>"),
        tr("A text “send to all” does the same as the key."),
    )
    sure = Key(tr.plain("Send to all"), SendNoticePress(notice_id(notice), sealed, Sure.YES))
    return View(text, [[sure, back_key(scene, notice)]])


def send_now(turn: Turn, notice: Notice) -> NoticeState:
    """Send it, or lay it before a colleague; refused as `models.notices.sending.send`."""
    office = turn.at(notice.office_id).office
    rules, calendar = office.rules.notices, office.calendar
    return send(
        turn.session, notice, office_of(turn, notice), rules, calendar, turn.me.id, turn.now
    )


def looked_at(turn: Turn, notice: Notice) -> bool:
    """Whether the newest preview or last look this person had shows it as it is now."""
    looks = select(Outbox).where(
        col(Outbox.kind).in_(("notice_preview", "notice_send")),
        Outbox.subject_id == notice_id(notice),
        Outbox.person_id == turn.me.id,
    )
    newest = turn.session.exec(looks.order_by(col(Outbox.id).desc())).first()
    return newest is not None and newest.params.get("seal") == seal(turn.session, notice)


def look_said(scene: Scene, row: Outbox) -> View:
    """The last look, as a new message after the text “send”."""
    notice = own_notice(scene, row.subject_id or 0)
    must_be_draft(notice)
    return _look(scene, notice, seal(scene.session, notice))


def current(turn: Turn, press: SendNoticePress) -> View:
    """Where it stands when something was refused: sent already, or changed since."""
    return page(turn, own_notice(turn, press.notice))


ROUTES: tuple[Route, ...] = (on_press(SendNoticePress, pressed, current),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_send": look_said}
