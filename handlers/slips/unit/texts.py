"""Words said at a slip's message: 收到, an answer in reply, a wish for an extension."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.slips import words
from handlers.slips.seen import unit_slip
from handlers.slips.unit import extending
from handlers.slips.unit.answering import begun, say_draft, say_submitted
from handlers.slips.unit.buttons import AnswerPress
from handlers.slips.unit.receipts import receive_all, say_received
from handlers.view import Key, View, lines
from models.authority import Act
from models.focus import Focus, Topic
from models.outbox import Outbox, said_there
from models.slips.answers import AnswerKind, asks_for
from models.slips.slips import OPEN, Slip, slip_id
from models.understanding.slip_words import is_receipt
from models.understanding.wishes import Wish, is_chatter, read_wish


def heard(turn: Turn, focus: Focus) -> None:
    """A text at one slip, or at the message that brought several."""
    number = _of_document(turn) or focus.subject_id
    if number is None:
        _at_several(turn, focus)
        return
    slip, _ = unit_slip(turn, number, Act.ANSWER_SLIP)
    if is_receipt(turn.text):
        say_received(turn, slip)
    elif is_chatter(turn.text):
        turn.say("thanked")
    elif slip.state not in OPEN:
        turn.say("slip_page", slip_id(slip), {"word": "over"})
    elif read_wish(turn.text) is Wish.SUBMIT:
        _submit(turn, slip)
    elif extending.is_wish(turn.text):
        extending.say_understood(turn, slip, turn.text)
    elif turn.reply_to is not None and asks_for(slip, AnswerKind.ANSWER):
        say_draft(turn, slip, AnswerKind.ANSWER, turn.text)
    else:
        turn.say("slip_hint", slip_id(slip))


def _of_document(turn: Turn) -> int | None:
    """The slip whose document is replied to: it may be one of several that came together."""
    if turn.reply_to is None:
        return None
    row = said_there(turn.session, turn.chat_id, turn.reply_to)
    return row.subject_id if row and row.kind == "slip_paper" else None


def _submit(turn: Turn, slip: Slip) -> None:
    """提交 at the page: the draft that waits, if there is one."""
    kind = next((one for one in AnswerKind if begun(turn, slip, one)), None)
    if kind is None:
        turn.say("slip_hint", slip_id(slip))
    else:
        say_submitted(turn, slip, kind)


def _at_several(turn: Turn, focus: Focus) -> None:
    """收到 to a message with several slips is for each of them."""
    turn.me.require(Act.ANSWER_SLIP)
    row = said_there(turn.session, focus.chat_id, focus.message_id)
    if row is not None and row.kind == "slips" and is_receipt(turn.text):
        receive_all(turn, row.params["slips"])
    elif is_chatter(turn.text):
        turn.say("thanked")
        return
    turn.say("own_slips")


def hint(scene: Scene, row: Outbox) -> View:
    """What can be said at a slip; nothing was recorded."""
    tr = scene.tr
    slip, _ = unit_slip(scene, row.subject_id or 0, Act.ANSWER_SLIP)
    number = slip.number_text
    answers = asks_for(slip, AnswerKind.ANSWER) and slip.state in OPEN
    text = lines(
        tr("Nothing was recorded: the last message was about {name}.", name=words.name(tr, slip)),
        tr("To answer it: <code>/answer {number}</code> with your words.", number=number)
        if answers
        else None,
        tr("To answer for this month's matters: /tasks."),
    )
    answer = Key(tr.plain("Answer"), AnswerPress(slip_id(slip), AnswerKind.ANSWER))
    return View(text, [[answer]] if answers else [])


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"slip_hint": hint}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.SLIP: heard}
