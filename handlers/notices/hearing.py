"""Messages of every kind that belong to a notice: its parts, new words for it, and replies."""

from telegram import Message
from telegram.ext import filters

from handlers.attached import said_of_album
from handlers.context import Turn
from handlers.dispatch.attachments import not_taken
from handlers.hearing import Route, on_message
from handlers.notices import changing, replying
from handlers.notices.writing import begin, incoming
from handlers.notices.writing.buttons import Asked
from models import focus
from models.focus import Topic
from models.notices.copies import copy_at, copy_id


def took(turn: Turn, message: Message) -> bool:
    """Give a message to the notice it belongs to; False when it belongs to none.

    A file of an album may come when something else is asked already: it goes to the others.
    """
    asked = focus.asked_now(turn.session, turn.me.id, turn.chat_id, turn.reply_to)
    there = copy_at(turn.session, turn.chat_id, turn.reply_to) if turn.reply_to else None
    if there is not None:
        replying.heard(turn, message, copy_id(there))
    elif earlier := said_of_album(turn, message, incoming.KIND):
        incoming.heard(turn, message, earlier.subject_id or 0)
    elif asked is None:
        return False
    elif asked.topic is Topic.NOTICE_REPLY:
        replying.heard(turn, message, asked.subject_id or 0)
    elif asked.topic is Topic.NOTICE_EDIT:
        changing.heard(turn, message, asked)
    elif asked.topic is Topic.NOTICE and asked.aside == Asked.PARTS:
        if not begin.done_heard(turn, asked):
            incoming.heard(turn, message, asked.subject_id or 0)
    else:
        return False
    return True


def heard(turn: Turn, message: Message) -> None:
    """Voice, audio, polls and the like, which only a notice takes."""
    if not took(turn, message):
        not_taken(turn, message)


_OTHER = (
    filters.VOICE
    | filters.AUDIO
    | filters.VIDEO_NOTE
    | filters.Sticker.ALL
    | filters.LOCATION
    | filters.CONTACT
    | filters.POLL
    | filters.VENUE
    | filters.Dice.ALL
    | filters.STORY
)

ROUTES: tuple[Route, ...] = (on_message(filters.UpdateType.MESSAGE & _OTHER, heard),)
