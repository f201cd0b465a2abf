"""同意, 退回 and 询问 by text: a command with the number of a slip, a reason, a question."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.slips.buttons import AnswerCardPress
from handlers.slips.judging.answer_buttons import NextAnswerPress
from handlers.slips.judging.answer_cards import limit_of, seen_answer, verdict_line, waiting_answer
from handlers.slips.judging.answer_verdicts import give_back, question, why
from handlers.slips.judging.commands import heading, own_slip_in, to_carry_out
from handlers.view import Key, View, lines
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.people.posts import people_by_id
from models.slips.answer_queue import Handed, waiting_on
from models.slips.answers import Verdict
from models.slips.verdicts import accept_answer, ask_back


def reason_by_text(turn: Turn, focus: Focus) -> None:
    """The reason as a text after it was asked for."""
    if not answered(turn.session, turn.update_id, "answer_verdict"):
        one = waiting_answer(turn, focus.subject_id or 0)
        give_back(turn, one, turn.text)
        _say(turn, one)


def question_by_text(turn: Turn, focus: Focus) -> None:
    """The question as a text after it was asked for."""
    if not answered(turn.session, turn.update_id, "answer_asked"):
        _ask(turn, waiting_answer(turn, focus.subject_id or 0), turn.text)


def _ask(turn: Turn, one: Handed, question: str) -> None:
    ask_back(turn.session, one.answer, question, turn.me.id, turn.update_id, turn.now)
    turn.say("answer_asked", params={"answer": one.answer.id})


def _say(turn: Turn, one: Handed) -> None:
    turn.say("answer_verdict", params={"answer": one.answer.id})


def accept_command(turn: Turn) -> None:
    """`/accept` shows what waits; `/accept NUMBER` accepts what was answered to that slip."""
    if to_carry_out(turn, "slip_answers", "answer_verdict"):
        one, _ = _named(turn)
        accept_answer(turn.session, one.answer, turn.me.id, turn.now)
        _say(turn, one)


def return_answer(turn: Turn) -> None:
    """`/return NUMBER reason`; without a reason it is asked for."""
    if to_carry_out(turn, "slip_answers", "answer_verdict"):
        one, reason = _named(turn)
        if not reason:
            turn.say("answer_why", one.answer.id)
            return
        give_back(turn, one, reason)
        _say(turn, one)


def ask_command(turn: Turn) -> None:
    """`/ask NUMBER question`; without a question it is asked for."""
    if to_carry_out(turn, "slip_answers", "answer_asked"):
        one, words_said = _named(turn)
        if not words_said:
            turn.say("answer_what", one.answer.id)
            return
        _ask(turn, one, words_said)


def _named(turn: Turn) -> tuple[Handed, str]:
    """What waits on the slip that the text names, and what is said after its number."""
    slip, rest = own_slip_in(turn, turn.text)
    return waiting_on(turn.session, slip), rest


def why_said(scene: Scene, row: Outbox) -> View:
    """The question for a reason, as a new message."""
    return why(scene, waiting_answer(scene, row.subject_id or 0))


def what_said(scene: Scene, row: Outbox) -> View:
    """The question for a question, as a new message."""
    return question(scene, waiting_answer(scene, row.subject_id or 0))


def verdict_said(scene: Scene, row: Outbox) -> View:
    """What was decided by text, until when the unit answers again, and the way on."""
    one = seen_answer(scene, int(row.params["answer"]))
    return _said(scene, one, _decided(scene, one), _again(scene, one))


def asked_said(scene: Scene, row: Outbox) -> View:
    """That the question is on its way."""
    one = seen_answer(scene, int(row.params["answer"]))
    return _said(scene, one, scene.tr("The question goes to the unit; the answer still waits."))


def _said(scene: Scene, one: Handed, *body: Markup | None) -> View:
    tr = scene.tr
    number = one.answer.id or 0
    keys = [
        Key(tr.plain("The answer"), AnswerCardPress(number)),
        Key(tr.plain("Next"), NextAnswerPress(number)),
    ]
    return View(lines(heading(scene, one.slip, one.unit), *body), [keys])


def _decided(scene: Scene, one: Handed) -> Markup:
    by = [one.answer.decided_by] if one.answer.decided_by else []
    return verdict_line(scene, one.answer, people_by_id(scene.session, by))


def _again(scene: Scene, one: Handed) -> Markup | None:
    limit = limit_of(one)
    if one.answer.verdict is not Verdict.RETURNED or limit is None:
        return None
    return scene.tr("The unit answers again by {day}.", day=scene.tr.date(limit))


ROUTES: tuple[Route, ...] = (
    on_command("accept", accept_command),
    on_command("ask", ask_command),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "answer_why": why_said,
    "answer_what": what_said,
    "answer_verdict": verdict_said,
    "answer_asked": asked_said,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.ANSWER_RETURN: reason_by_text,
    Topic.ANSWER_QUESTION: question_by_text,
}
