"""Photos, files and videos that go with an answer: kept by Telegram's id, albums as one."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import Sent, say_once
from handlers.context import Turn
from handlers.dispatch.attachments import filed
from handlers.slips.seen import unit_slip
from handlers.slips.unit.answering_views import KINDS
from models.authority import Act
from models.focus import Focus, Topic
from models.slips.answers import (
    AnswerKind,
    SlipAnswer,
    SlipFile,
    asks_for,
    attach_file,
    draft_of,
    write_answer,
)
from models.slips.slips import OPEN, Slip, slip_id
from models.understanding.wishes import is_chatter


def attached(turn: Turn, message: Message, sent: Sent, focus: Focus) -> None:
    """A file after the question, or at the draft."""
    slip, _ = unit_slip(turn, focus.subject_id or 0, Act.ANSWER_SLIP)
    if slip.state in OPEN:
        _attach(turn, message, sent, slip, KINDS[focus.aside or 0])
    else:
        say_once(turn, message, "slip_page", slip_id(slip), {"word": "over"})


def at_slip(turn: Turn, message: Message, sent: Sent, focus: Focus) -> None:
    """A file at a slip's page begins its answer; one with words of its own only in reply to it."""
    meant = turn.reply_to is not None or not turn.text.strip()
    if focus.subject_id is None or not meant:
        filed(turn, message, sent)
        return
    slip, _ = unit_slip(turn, focus.subject_id, Act.ANSWER_SLIP)
    if slip.state in OPEN and asks_for(slip, AnswerKind.ANSWER):
        _attach(turn, message, sent, slip, AnswerKind.ANSWER)
    else:
        filed(turn, message, sent)


def _attach(turn: Turn, message: Message, sent: Sent, slip: Slip, kind: AnswerKind) -> None:
    """Put a file on the draft; its caption becomes the words when there are none yet."""
    draft = draft_of(turn.session, slip, kind, turn.me.id, turn.now)
    file = SlipFile(
        answer_id=draft.id or 0,
        unique_id=sent.unique_id[:80],
        file_id=sent.file_id[:250],
        photo=sent.photo,
        name=sent.name,
        added_at=turn.now,
    )
    attach_file(turn.session, draft, file)
    note = _captioned(turn, draft)
    params = {"kind": kind.value, "note": note}
    say_once(turn, message, "slip_asks", slip_id(slip), params)


def _captioned(turn: Turn, draft: SlipAnswer) -> str:
    caption = turn.text.strip()
    if not caption or is_chatter(caption) or caption == draft.text:
        return "attached"
    if draft.text:
        return "caption"
    write_answer(turn.session, draft, caption, turn.me.id)
    return "attached"


FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = {
    Topic.SLIP: at_slip,
    Topic.SLIP_ANSWER: attached,
}
