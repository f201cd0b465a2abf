"""Every photo and file: for the question it answers, or else for a matter's card."""

from collections.abc import Callable, Mapping

from telegram import Message
from telegram.ext import filters

from handlers.attached import Sent, sent_with
from handlers.context import Turn
from handlers.dispatch.attachments import filed, not_taken
from handlers.documents import conversations as documents
from handlers.experiences import conversations as experiences
from handlers.hearing import Route, on_message
from handlers.notices.hearing import took
from handlers.slips import conversations as slips
from handlers.standings import conversations as standings
from models import focus
from models.focus import Focus, Topic

FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = {
    **slips.FILES,
    **standings.FILES,
    **documents.FILES,
    **experiences.FILES,
}
"""What a file means at each question; every conversation that takes files is named here."""


def heard(turn: Turn, message: Message) -> None:
    """Give a photo or file to the conversation it belongs to."""
    sent = sent_with(message)
    if sent is None:
        not_taken(turn, message)
    elif not given_elsewhere(turn, message, sent):
        filed(turn, message, sent)


def given_elsewhere(turn: Turn, message: Message, sent: Sent) -> bool:
    """Give a file to the question replied to, or asked last; False when none takes it."""
    if took(turn, message):
        return True
    asked = focus.asked_now(turn.session, turn.me.id, turn.chat_id, turn.reply_to)
    conversation = FILES.get(asked.topic) if asked else None
    if asked is None or conversation is None:
        return False
    conversation(turn, message, sent, asked)
    return True


ROUTES: tuple[Route, ...] = (
    on_message(
        filters.UpdateType.MESSAGE & (filters.PHOTO | filters.Document.ALL | filters.VIDEO), heard
    ),
)
