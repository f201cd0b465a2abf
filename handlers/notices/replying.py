"""Writing back to a notice: texts and files, each kept as one more version; 收到 confirms."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import say_once
from handlers.context import Scene, Turn
from handlers.notices.received import own_copy
from handlers.notices.writing.incoming import file_of
from handlers.view import View, lines
from models.notices.copies import NoticeCopy, confirm
from models.notices.notices import Notice
from models.notices.replies import Answer, reply
from models.outbox import Outbox
from models.understanding.first_word import plain_word

RECEIVED_WORDS = frozenset({"确认收到", "收到", "已收到", "received", "confirm", "confirmed"})
KIND = "notice_replied"


def heard(turn: Turn, message: Message, number: int) -> None:
    """A reply, or the confirmation typed instead of pressed; anything else gets a hint."""
    notice, copy = own_copy(turn, number)
    word = plain_word(turn.text).strip(" 。.!！")
    if notice.confirm and word in RECEIVED_WORDS:
        confirm(turn.session, notice, copy, turn.me.id, turn.now)
        turn.say("notice_confirmed", copy.id)
    elif not notice.reply:
        turn.say("notice_no_reply", copy.id)
    elif answer := _answer(turn, message):
        reply(turn.session, notice, copy, answer, turn.me.id, turn.now)
        say_once(turn, message, KIND, copy.id)
    else:
        turn.say("notice_reply_not_taken", copy.id)


def _answer(turn: Turn, message: Message) -> Answer | None:
    if message.text:
        return Answer(turn.update_id, text=turn.text)
    file = file_of(message)
    if file is None:
        return None
    return Answer(turn.update_id, turn.text, file.shown, file.file_id, file.unique_id, file.name)


def _of(scene: Scene, row: Outbox) -> tuple[Notice, NoticeCopy]:
    return own_copy(scene, row.subject_id or 0)


def replied(scene: Scene, row: Outbox) -> View:
    """That it has been kept, and that more may follow."""
    _of(scene, row)
    return View(
        lines(
            scene.tr("Your reply is with the reform office. Thank you."),
            scene.tr("Whatever you still send in reply to the notice is kept beside it."),
        )
    )


def confirmed(scene: Scene, row: Outbox) -> View:
    """Since when it is confirmed."""
    _, copy = _of(scene, row)
    when = scene.tr.moment(copy.confirmed_at or scene.now)
    return View(scene.tr("✓ Receipt confirmed {when}.", when=when))


def no_reply(scene: Scene, row: Outbox) -> View:
    """That nobody waits for a reply to this one."""
    _of(scene, row)
    return View(scene.tr("No reply is wanted to this notice; nothing was kept."))


def not_taken(scene: Scene, row: Outbox) -> View:
    """What can be a reply."""
    _of(scene, row)
    return View(scene.tr("Only text, photos and files can be kept as a reply."))


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_replied": replied,
    "notice_confirmed": confirmed,
    "notice_no_reply": no_reply,
    "notice_reply_not_taken": not_taken,
}
