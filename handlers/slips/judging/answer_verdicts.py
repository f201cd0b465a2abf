"""同意, 退回 and 询问 for what a unit answered to a slip: the buttons on the card."""

from collections.abc import Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import AnswerCardPress
from handlers.slips.judging.answer_buttons import (
    AcceptAnswerPress,
    CommonFault,
    FaultPress,
    QuestionAnswerPress,
    ReturnAnswerPress,
)
from handlers.slips.judging.answer_cards import card, limit_of, seen_answer, waiting_answer
from handlers.slips.judging.answers import following
from handlers.view import Ask, Key, Shown, View, clip, lines
from locales import N_
from models.focus import Topic
from models.slips.answer_queue import Handed, newest_handed
from models.slips.verdicts import accept_answer, limit_again, return_answer

FAULTS: Mapping[CommonFault, str] = {
    CommonFault.MEASURES: N_("The measures are too general. Please say who does what by when."),
    CommonFault.RESULT: N_("What was demanded is not done yet. Please say when it will be."),
    CommonFault.EVIDENCE: N_("Please say what shows it: a document, a link, a photo."),
    CommonFault.DATES: N_("Please give a date for each step that is still open."),
}

BUTTONS: Mapping[CommonFault, str] = {
    CommonFault.MEASURES: N_("Too general"),
    CommonFault.RESULT: N_("Not done yet"),
    CommonFault.EVIDENCE: N_("No evidence"),
    CommonFault.DATES: N_("Dates missing"),
}


def accepted(turn: Turn, press: AcceptAnswerPress) -> Shown:
    """同意: then the next answer that waits."""
    one = waiting_answer(turn, press.answer)
    accept_answer(turn.session, one.answer, turn.me.id, turn.now)
    toast = turn.tr.plain("Accepted: {name}", name=_short(turn, one))
    return Shown(following(turn, one.answer), toast)


def why_back(turn: Turn, press: ReturnAnswerPress) -> View:
    """退回: why? A common reason by a tap, or any by text."""
    return why(turn, waiting_answer(turn, press.answer))


def faulty(turn: Turn, press: FaultPress) -> Shown:
    """退回 for a common reason; then the next answer that waits."""
    one = waiting_answer(turn, press.answer)
    give_back(turn, one, turn.tr.plain(FAULTS[press.fault]))
    day = turn.tr.date(limit_of(one) or turn.today)
    toast = turn.tr.plain("Returned: {name}, again by {day}", name=_short(turn, one), day=day)
    return Shown(following(turn, one.answer), toast)


def what_to_ask(turn: Turn, press: QuestionAnswerPress) -> View:
    """询问: what? It goes to the unit as it is written, and decides nothing."""
    return question(turn, waiting_answer(turn, press.answer))


def current(
    turn: Turn, press: AcceptAnswerPress | ReturnAnswerPress | FaultPress | QuestionAnswerPress
) -> View:
    """The newest version as it stands now, when something was refused."""
    return card(turn, newest_handed(turn.session, seen_answer(turn, press.answer)))


def _short(scene: Scene, one: Handed) -> str:
    return clip(words.name(scene.tr, one.slip), 60)


def give_back(turn: Turn, one: Handed, reason: str) -> None:
    """Return an answer by the office's rules."""
    office = turn.at(one.slip.office_id).office
    rules, calendar = office.rules.slips, office.calendar
    return_answer(turn.session, one.answer, reason, turn.me.id, rules, calendar, turn.now)


def why(scene: Scene, one: Handed) -> View:
    """The question for a reason, with the limit that would be set and what was returned before."""
    tr, number = scene.tr, one.answer.id or 0
    office = scene.at(one.slip.office_id).office
    rules, calendar = office.rules.slips, office.calendar
    again = limit_again(one.slip, one.answer.kind, rules, calendar, scene.now)
    text = lines(
        tr(
            "<b>Return {name}</b> {unit}",
            name=words.name(tr, one.slip),
            unit=clip(one.unit.name, 60),
        ),
        tr("Please choose a reason, or send one as a message."),
        tr("The unit answers again by {day}.", day=tr.date(again)),
        tr.plural("It was returned {n} time before.", "It was returned {n} times before.", n)
        if (n := one.slip.returns)
        else None,
    )
    reasons = [Key(tr.plain(label), FaultPress(number, fault)) for fault, label in BUTTONS.items()]
    back = Key(tr.plain("Back"), AnswerCardPress(number))
    return View(text, [reasons[:2], reasons[2:], [back]], Ask(Topic.ANSWER_RETURN, number))


def question(scene: Scene, one: Handed) -> View:
    """The question for a question."""
    tr, number = scene.tr, one.answer.id or 0
    text = lines(
        tr(
            "<b>Ask about {name}</b> {unit}",
            name=words.name(tr, one.slip),
            unit=clip(one.unit.name, 60),
        ),
        tr("Please send the question as a message. It goes to the unit and decides nothing."),
    )
    back = Key(tr.plain("Back"), AnswerCardPress(number))
    return View(text, [[back]], Ask(Topic.ANSWER_QUESTION, number))


ROUTES: tuple[Route, ...] = (
    on_press(AcceptAnswerPress, accepted, current),
    on_press(ReturnAnswerPress, why_back, current),
    on_press(FaultPress, faulty, current),
    on_press(QuestionAnswerPress, what_to_ask, current),
)
