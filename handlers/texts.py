"""Every free text: lines that name matters, the message replied to, or what was asked last."""

from collections.abc import Callable, Mapping

from telegram import Message
from telegram.ext import filters

from handlers.circulars import conversations as circulars
from handlers.context import Scene, Turn
from handlers.dispatch import card_texts, paper
from handlers.dispatch.lines import heard_lines, names_own, own_sheets
from handlers.dispatch.sheets import taken, taken_with
from handlers.dispatch.understood import example
from handlers.documents import conversations as documents
from handlers.experiences import conversations as experiences
from handlers.hearing import Route, on_message
from handlers.leave import days_off as leave
from handlers.notices import conversations as notices
from handlers.notices.hearing import took
from handlers.office import conversations as office_side
from handlers.slips import conversations as slips
from handlers.standings import conversations as standings
from handlers.view import View, lines
from models import focus
from models.authority import Act
from models.dispatch.handing_in import hand_in, rest_unchanged
from models.dispatch.sheets import Sheet
from models.focus import Focus, Topic
from models.outbox import Outbox
from models.understanding.lines import looks_numbered
from models.understanding.wishes import Wish, is_chatter, read_wish

TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    **card_texts.TEXTS,
    **paper.TEXTS,
    **leave.TEXTS,
    **office_side.TEXTS,
    **slips.TEXTS,
    **standings.TEXTS,
    **documents.TEXTS,
    **circulars.TEXTS,
    **notices.TEXTS,
    **experiences.TEXTS,
}
"""What a text means at each question; every conversation that takes text is named here."""

AT_RETURN = frozenset(card_texts.TEXTS)
WHOLE = frozenset({Topic.RETURN, Topic.FORM})
TAKES_ALL = frozenset(
    {
        Topic.PAPER,
        Topic.SLIP_ANSWER,
        Topic.SLIP_EXTENSION,
        Topic.FILING,
        Topic.APPEAL,
        Topic.CIRCULAR_SECTION,
        Topic.CIRCULAR_PARAGRAPH,
        Topic.NOTICE,
        Topic.NOTICE_REJECT,
        Topic.NOTICE_GROUP,
        Topic.EXPERIENCE,
        Topic.EXPERIENCE_TITLE,
        Topic.MEDIA,
    }
)
"""Questions whose answer may begin with the number of a matter."""


def heard(turn: Turn, message: Message) -> None:
    """Give a text to the conversation it belongs to."""
    me = turn.me
    if took(turn, message):
        return
    asked = focus.asked_now(turn.session, me.id, turn.chat_id, turn.reply_to)
    topic = asked.topic if asked else None
    conversation = _elsewhere(turn, asked)
    if conversation and asked:
        conversation(turn, asked)
        return
    sheets = own_sheets(turn)
    if _about_matters(turn, sheets, topic):
        heard_lines(turn, sheets)
    elif _at_month(turn, topic) and me.may(Act.REPORT):
        _at_returns(turn, sheets, asked)
    elif asked and asked.topic in TEXTS:
        TEXTS[asked.topic](turn, asked)
    else:
        turn.say("not_understood")


def _at_month(turn: Turn, topic: Topic | None) -> bool:
    """Whether a text is for the month; 其余无变化 is, also when a slip has come in between."""
    if topic is Topic.SLIP:
        return read_wish(turn.text) is Wish.REST_UNCHANGED
    return topic is None or topic in AT_RETURN


def _elsewhere(turn: Turn, asked: Focus | None) -> Callable[[Turn, Focus], None] | None:
    """The conversation that takes every text: one that is typed at length, or is replied to."""
    if asked is None or asked.topic in AT_RETURN:
        return None
    takes_all = asked.topic in TAKES_ALL or turn.reply_to is not None
    return TEXTS.get(asked.topic) if takes_all else None


def _about_matters(turn: Turn, sheets: list[Sheet], topic: Topic | None) -> bool:
    if names_own(sheets, turn.text):
        return True
    at_return = topic is None or topic in WHOLE | {Topic.CARD}
    return bool(sheets) and at_return and looks_numbered(turn.text)


def _at_returns(turn: Turn, sheets: list[Sheet], asked: Focus | None) -> None:
    """A text of somebody who answers for units, without the number of a matter."""
    wish = read_wish(turn.text)
    if wish:
        _do(turn, wish, sheets, asked)
    elif is_chatter(turn.text):
        turn.say("thanked")
    elif asked:
        TEXTS[asked.topic](turn, asked)
    else:
        turn.say("not_understood")


def _do(turn: Turn, wish: Wish, sheets: list[Sheet], asked: Focus | None) -> None:
    """The button that was typed instead of pressed; Telegram keeps presses for 150 s only."""
    sheet = _meant(turn, sheets, asked)
    if sheet is None:
        turn.say("tasks")
        return
    months = turn.at(sheet.cycle.office_id).office.rules.dispatch.unchanged_months
    if wish is Wish.REST_UNCHANGED:
        rest_unchanged(turn.session, sheet.one, turn.source)
    elif not sheet.one.submitted_at or sheet.tally.drafted:
        hand_in(turn.session, sheet.one, turn.source, months)
    turn.say("panel", sheet.id)


def _meant(turn: Turn, sheets: list[Sheet], asked: Focus | None) -> Sheet | None:
    if asked and asked.subject_id and asked.topic in WHOLE:
        return taken(turn, asked.subject_id)
    if asked and asked.subject_id and asked.topic in AT_RETURN:
        return taken_with(turn, asked.subject_id)[0]
    return sheets[0] if len(sheets) == 1 else None


def not_understood(scene: Scene, _row: Outbox) -> View:
    """What can be sent here, friendly and short."""
    tr = scene.tr
    if not scene.me.may(Act.REPORT):
        return View(tr("Sorry, this was not understood. /help shows what can be done here."))
    return View(
        lines(
            tr("Sorry, this was not understood. /tasks opens this month's matters."),
            example(scene, "2026-014"),
        )
    )


def thanked(scene: Scene, _row: Outbox) -> View:
    """To a greeting or a thank-you: nothing is recorded by it."""
    return View(scene.tr("Thank you. /tasks opens this month's matters."))


def unknown(turn: Turn, _message: Message) -> None:
    """A command nobody here knows."""
    turn.me  # noqa: B018  a stranger is refused by asking who it is
    turn.say("not_understood")


LAST: tuple[Route, ...] = (on_message(filters.UpdateType.MESSAGE & filters.COMMAND, unknown),)
"""Tried when no conversation has the command."""

ROUTES: tuple[Route, ...] = (
    on_message(filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND, heard),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "not_understood": not_understood,
    "thanked": thanked,
}
