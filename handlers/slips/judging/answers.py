"""回复 before the office: what was handed in is told, listed, shown, and its files sent again."""

from collections.abc import Callable, Mapping
from datetime import datetime

from markupsafe import Markup

from handlers.attached import send_again
from handlers.context import Scene, Turn
from handlers.desk.queues import worked_off
from handlers.hearing import Route
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import AnswerCardPress, AnswersPress
from handlers.slips.judging.answer_buttons import AnswerFilesPress, AnswerRestPress, NextAnswerPress
from handlers.slips.judging.answer_cards import MOST_TEXT, card, limit_of, seen_answer, what
from handlers.view import Key, Paper, Shown, View, clip, lines
from models.authority import Act
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.slips.answer_queue import Handed, awaits_verdict, waiting_answers
from models.slips.answers import SlipAnswer, SlipFile, files_of
from models.units import unit_id

ON_A_PAGE = 8


def told(scene: Scene, row: Outbox) -> View | None:
    """An answer came in, for the office's staff; nothing when it was decided meanwhile."""
    one = seen_answer(scene, row.subject_id or 0)
    return card(scene, one) if awaits_verdict(scene.session, one) else None


def waiting(scene: Scene) -> list[Handed]:
    """What waits for this person's verdict, oldest first."""
    scene.me.require(Act.DECIDE_SLIP)
    offices = [unit_id(unit) for unit in scene.me.listed(Act.DECIDE_SLIP)]
    return list(waiting_answers(scene.session, offices))


def list_said(scene: Scene, _row: Outbox) -> View:
    """The list as a new message."""
    return listed(scene, 0)


def list_pressed(turn: Turn, press: AnswersPress) -> View:
    """The list in the pressed message."""
    return listed(turn, press.page)


def listed(scene: Scene, page: int) -> View:
    """Everything that waits for a verdict, oldest first."""
    tr, found = scene.tr, waiting(scene)
    head = tr("<b>Answers to judge: {n}</b>", n=len(found))
    if not found:
        return worked_off(scene, head, tr("Nothing waits for a verdict."))
    shown = page_of(found, page, ON_A_PAGE)
    text = lines(
        head,
        *(_line(scene, one) for one in shown.items),
    )
    keys = [[Key(_label(one), AnswerCardPress(one.answer.id or 0))] for one in shown.items]
    return View(text, [*keys, page_keys(tr, shown, AnswersPress), [back_to_desk(tr)]])


def _label(one: Handed) -> str:
    return clip(one.slip.number_text, 30)


def _line(scene: Scene, one: Handed) -> Markup:
    tr, limit, came = scene.tr, limit_of(one), one.answer.submitted_at or one.answer.begun_at
    late = limit is not None and scene.at(one.slip.office_id).office.calendar.today(came) > limit
    facts = {
        "name": words.name(tr, one.slip),
        "unit": clip(one.unit.name, 30),
        "what": what(scene, one.answer),
        "when": tr.moment(came),
    }
    if late:
        return tr("<b>{name}</b> {unit}: {what}, {when}, late", **facts)
    return tr("<b>{name}</b> {unit}: {what}, {when}", **facts)


def card_pressed(turn: Turn, press: AnswerCardPress) -> View:
    """One answer in the pressed message."""
    return card(turn, seen_answer(turn, press.answer))


def next_pressed(turn: Turn, press: NextAnswerPress) -> View:
    """The answer that waits after this one; the list when none does."""
    return following(turn, seen_answer(turn, press.answer).answer)


def following(scene: Scene, answer: SlipAnswer) -> View:
    """The card after one in the order of the list, decided or not; from the start at its end."""
    found = waiting(scene)
    later = [one for one in found if _place(one.answer) > _place(answer)]
    coming = next(iter([*later, *found]), None)
    return card(scene, coming) if coming else listed(scene, 0)


def _place(answer: SlipAnswer) -> tuple[datetime, int]:
    return answer.submitted_at or answer.begun_at, answer.id or 0


def files_pressed(turn: Turn, press: AnswerFilesPress) -> Shown:
    """Have each file of the answer sent as a new message."""
    one = seen_answer(turn, press.answer)
    found = files_of(turn.session, [one.answer]).get(press.answer, [])
    return send_again(turn, "slip_answer_file", [file.id for file in found])


def file_said(scene: Scene, row: Outbox) -> View:
    """One file with the number of its slip."""
    file = scene.session.get(SlipFile, row.subject_id)
    if file is None:
        raise Refused(Reason.GONE)
    one = seen_answer(scene, file.answer_id)
    text = scene.tr(
        "<b>{name}</b> {unit}", name=words.name(scene.tr, one.slip), unit=clip(one.unit.name, 60)
    )
    return View(text, paper=Paper(file.name, photo=file.photo, file_id=file.file_id))


def rest_pressed(turn: Turn, press: AnswerRestPress) -> Shown:
    """Have the part of the text sent that its card has no place for."""
    one = seen_answer(turn, press.answer)
    if len(one.answer.text) <= MOST_TEXT:
        raise Refused(Reason.GONE)
    turn.say("slip_answer_rest", press.answer)
    return Shown(toast=turn.tr.plain("The rest of the text follows."))


def rest_said(scene: Scene, row: Outbox) -> View:
    """The rest of a long answer."""
    one = seen_answer(scene, row.subject_id or 0)
    tr = scene.tr
    text = lines(
        tr("<b>{name}</b>, the text goes on:", name=words.name(tr, one.slip)),
        tr("…{text}", text=one.answer.text[MOST_TEXT:]),
    )
    return View(text)


ROUTES: tuple[Route, ...] = (
    on_press(AnswersPress, list_pressed),
    on_press(AnswerCardPress, card_pressed),
    on_press(NextAnswerPress, next_pressed),
    on_press(AnswerFilesPress, files_pressed),
    on_press(AnswerRestPress, rest_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "slip_answered": told,
    "slip_answers": list_said,
    "slip_answer_file": file_said,
    "slip_answer_rest": rest_said,
}
