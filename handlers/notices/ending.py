"""A notice that goes out is stopped, one that has gone is deleted where Telegram allows it."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.buttons import DeleteNoticePress, StopNoticePress, Twice
from handlers.notices.page import page
from handlers.notices.seen import own_notice
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, lines
from models.notices.ending import delete, stop
from models.notices.notices import GONE_OUT, Notice, NoticeState, notice_id
from models.outbox import Outbox
from models.refusals import Reason, Refused


def stopped(turn: Turn, press: StopNoticePress) -> View | Shown:
    """Stop what has not gone, after one more look."""
    notice, tr = own_notice(turn, press.notice), turn.tr
    if press.sure is Sure.ASK:
        if notice.state is not NoticeState.SENDING:
            raise Refused(Reason.ALREADY_DECIDED)
        yes = Key(tr.plain("Stop"), StopNoticePress(press.notice, Sure.YES))
        question = tr("Stop what has not gone yet? It cannot be started again.")
        text = lines(words.heading(turn, notice), question)
        return View(text, [[yes, words.back(turn, notice)]])
    n = stop(turn.session, notice, turn.me.id, turn.now)
    word = tr.plain_plural("Stopped: {n} message.", "Stopped: {n} messages.", n)
    return Shown(page(turn, notice), word)


def deleted(turn: Turn, press: DeleteNoticePress) -> View | Shown:
    """Delete what has gone, after two more looks; it says how many could not be."""
    notice, tr = own_notice(turn, press.notice), turn.tr
    if press.sure is Twice.YES:
        found = delete(turn.session, notice, turn.me.id, turn.now)
        word = tr.plain(
            "Being deleted: {n}. Too old for Telegram: {old}. Not known where: {doubt}.",
            n=found.asked,
            old=found.too_old,
            doubt=found.in_doubt,
        )
        return Shown(page(turn, notice), word, alert=True)
    if notice.state not in GONE_OUT:
        raise Refused(Reason.ALREADY_DECIDED)
    return _first_question(turn, notice) if press.sure is Twice.ASK else surely(turn, notice)


def _first_question(scene: Scene, notice: Notice) -> View:
    tr = scene.tr
    question = tr(
        "Delete it at everybody who has got it? Telegram allows that within 48 hours; the "
        "record of it stays."
    )
    yes = Key(tr.plain("Delete"), DeleteNoticePress(notice_id(notice), Twice.AGAIN))
    return View(lines(words.heading(scene, notice), question), [[words.back(scene, notice)], [yes]])


def surely(scene: Scene, notice: Notice) -> View:
    """The second question, which is also what the word alone is answered with."""
    tr, number = scene.tr, notice_id(notice)
    text = lines(
        words.heading(scene, notice),
        tr("<b>Really delete it at all recipients?</b> This cannot be taken back."),
        tr("A text “/notices {number} delete at all” does the same as the key.", number=number),
    )
    yes = Key(tr.plain("Delete at all"), DeleteNoticePress(number, Twice.YES))
    return View(text, [[words.back(scene, notice)], [yes]])


def surely_said(scene: Scene, row: Outbox) -> View | None:
    """The same as a new message; None once there is nothing to delete any more."""
    notice = own_notice(scene, row.subject_id or 0)
    return surely(scene, notice) if notice.state in GONE_OUT else None


def current(turn: Turn, press: StopNoticePress | DeleteNoticePress) -> View:
    """The notice as it is now, when something was refused."""
    return page(turn, own_notice(turn, press.notice))


ROUTES: tuple[Route, ...] = (
    on_press(StopNoticePress, stopped, current),
    on_press(DeleteNoticePress, deleted, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_delete_asked": surely_said}
