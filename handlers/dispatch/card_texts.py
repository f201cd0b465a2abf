"""Words about the card that is open: a figure, a note, what the difficulty is, who can help."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.dispatch.card_views import card_view
from handlers.dispatch.cards import record
from handlers.dispatch.panel import panel
from handlers.dispatch.sheets import seen, seen_with, taken, taken_with
from handlers.dispatch.understood import example
from handlers.view import View, lines
from locales import N_
from models.dispatch.progress import LONGEST_NOTE, Said, Saying
from models.dispatch.sheets import Card, Sheet
from models.focus import Focus, Topic
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.understanding.phrases import Doubt, read_words

_DOUBTS: Mapping[str, str] = {
    Doubt.NOTHING_SAID: N_("Please send a few words or a number from 0 to 100."),
    Doubt.PERCENT_RANGE: N_("Please send one number from 0 to 100."),
    Doubt.TOO_LONG: N_("That is longer than {most} characters. Please shorten it."),
}


def said(turn: Turn, focus: Focus) -> None:
    """Words or a figure for the open card. Words alone leave it open for the figure."""
    _say(turn, *_there(turn, focus))


def _say(turn: Turn, sheet: Sheet, card: Card) -> None:
    steps = [(step.id or 0, step.title) for step in card.open_steps]
    heard = read_words(turn.text, card.item.last_percent, steps)
    if isinstance(heard, Doubt):
        turn.say("unclear", card.id, {"doubt": heard.value})
        return
    record(turn, sheet, card, heard)
    stay = heard.saying is Saying.PROGRESS and heard.percent is None
    turn.say("noted", card.id, {"stay": stay})


def difficulty(turn: Turn, focus: Focus) -> None:
    """What the difficulty is; when it does not name who can help, that is asked next."""
    sheet, card = _there(turn, focus)
    text = turn.text.strip()
    if len(text) > LONGEST_NOTE:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_NOTE, length=len(text))
    heard = read_words(text, card.item.last_percent)
    who = heard.help_wanted if isinstance(heard, Said) else None
    record(turn, sheet, card, Said(Saying.DIFFICULTY, note=text, help_wanted=who))
    if who:
        turn.say("noted", card.id)
    else:
        turn.say("helper", card.id)


def helper(turn: Turn, focus: Focus) -> None:
    """Who can help."""
    sheet, card = _there(turn, focus)
    record(turn, sheet, card, Said(Saying.DIFFICULTY, help_wanted=turn.text))
    turn.say("noted", card.id)


def _there(turn: Turn, focus: Focus) -> tuple[Sheet, Card]:
    """The card that is meant. A month that is closed is only meant when one replies to its card."""
    sheet, card = taken_with(turn, focus.subject_id or 0)
    if sheet.cycle.closed_at and turn.reply_to is None:
        raise Refused(Reason.NOTHING_TO_ANSWER)
    return sheet, card


def about_return(turn: Turn, focus: Focus) -> None:
    """Words at a return as a whole: about its only matter, or else please with a number."""
    sheet = taken(turn, focus.subject_id or 0)
    if len(sheet.cards) != 1:
        turn.say("which", sheet.id)
        return
    _say(turn, sheet, sheet.cards[0])


def unclear(scene: Scene, row: Outbox) -> View:
    """The card again, with what was not understood."""
    sheet, card = seen_with(scene, row.subject_id or 0)
    word = scene.tr(_DOUBTS[row.params["doubt"]], most=LONGEST_NOTE)
    return card_view(scene, sheet, card, word)


def which(scene: Scene, row: Outbox) -> View:
    """The return again: which matter is meant?"""
    sheet = seen(scene, row.subject_id or 0)
    whole = panel(scene, sheet)
    return View(
        lines(
            scene.tr("Which matter is it about? Please begin with its number, or open its card."),
            example(scene, sheet.cards[0].matter.number),
            Markup(""),
            whole.text,
        ),
        whole.keys,
        whole.asks,
    )


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"unclear": unclear, "which": which}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.CARD: said,
    Topic.PERCENT: said,
    Topic.DIFFICULTY: difficulty,
    Topic.HELP: helper,
    Topic.RETURN: about_return,
    Topic.FORM: about_return,
}
