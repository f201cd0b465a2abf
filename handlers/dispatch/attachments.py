"""Photos and files for a card: by caption, by reply, or for the open one; an album as one."""

from collections.abc import Callable, Mapping

from telegram import Message
from telegram.ext import filters

from handlers.attached import Sent, said_of_album, say_once
from handlers.context import Scene, Turn
from handlers.dispatch.card_views import card_view
from handlers.dispatch.cards import record
from handlers.dispatch.lines import hear, names_own, own_sheets
from handlers.dispatch.sheets import seen_with, taken_with
from handlers.hearing import Route, on_message
from handlers.view import View
from models import focus
from models.authority import Act
from models.dispatch.attachments import Attachment, attach
from models.dispatch.sheets import Card, Sheet
from models.focus import Topic
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.understanding.lines import looks_numbered
from models.understanding.phrases import Doubt, read_words
from models.understanding.wishes import is_chatter

AT_CARD = frozenset({Topic.CARD, Topic.PERCENT, Topic.DIFFICULTY, Topic.HELP})


def filed(turn: Turn, message: Message, sent: Sent) -> None:
    """Put a photo or file on the card it is meant for, with its caption as words."""
    item = _meant(turn, message)
    if item is None:
        say_once(turn, message, "which_card")
        return
    attach_to(turn, message, sent, item)


def attach_to(turn: Turn, message: Message, sent: Sent, item: int) -> None:
    """Put a file on a card of the person's own."""
    sheet, card = taken_with(turn, item)
    if not card.open:
        raise Refused(Reason.MATTER_CLOSED, number=card.matter.number)
    one = Attachment(
        item_id=item,
        unique_id=sent.unique_id[:80],
        file_id=sent.file_id[:250],
        photo=sent.photo,
        name=sent.name,
        person_id=turn.me.id,
        added_at=turn.now,
    )
    attach(turn.session, card.item, one)
    _caption(turn, sheet, card)
    say_once(turn, message, "attached", item)


def _caption(turn: Turn, sheet: Sheet, card: Card) -> None:
    """The caption says something about the card, unless it is only a courtesy."""
    if not turn.text.strip() or is_chatter(turn.text):
        return
    if names_own([sheet], turn.text):
        heard = hear(turn, [sheet], turn.source, turn.text)
        if heard.doubts or heard.items != [card.id]:  # the card alone would not tell it all
            turn.say("understood", params=heard.params)
        return
    steps = [(step.id or 0, step.title) for step in card.open_steps]
    said = read_words(turn.text, card.item.last_percent, steps)
    if isinstance(said, Doubt):
        turn.say("unclear", card.id, {"doubt": said.value})
    else:
        record(turn, sheet, card, said)


def _meant(turn: Turn, message: Message) -> int | None:
    """The card a file belongs to: named in the caption, that of its album, or the open one.

    None as well when the caption names a matter that is not the person's own: what is said about
    another one must not land on the card that happens to be open.
    """
    turn.me.require(Act.REPORT)
    if turn.text.strip():
        for sheet in own_sheets(turn):
            named = [c.id for c in sheet.cards if names_own([_only(sheet, c)], turn.text)]
            if named:
                return named[0]
        if looks_numbered(turn.text):
            return None
    if said_of_album(turn, message, "which_card"):
        return None
    return _of_album(turn, message) or open_card(turn)


def _only(sheet: Sheet, card: Card) -> Sheet:
    return Sheet(sheet.one, sheet.cycle, sheet.unit, [card])


def _of_album(turn: Turn, message: Message) -> int | None:
    answer = said_of_album(turn, message, "attached")
    return answer.subject_id if answer else None


def open_card(turn: Turn) -> int | None:
    """The card that is replied to, or else the one that is open."""
    there = focus.asked_now(turn.session, turn.me.id, turn.chat_id, turn.reply_to)
    return there.subject_id if there and there.topic in AT_CARD else None


def not_taken(turn: Turn, message: Message) -> None:
    """Voice, stickers, places and the like say nothing that can be kept."""
    turn.me.require(Act.REPORT)
    say_once(turn, message, "not_taken")


def attached(scene: Scene, row: Outbox) -> View:
    """The card with its file, open for words and the figure."""
    sheet, card = seen_with(scene, row.subject_id or 0)
    word = scene.tr("Attached to {number}.", number=card.matter.number)
    return card_view(scene, sheet, card, word)


def which_card(scene: Scene, _row: Outbox) -> View:
    """Nothing tells which matter a file belongs to."""
    return View(
        scene.tr(
            "Which matter does it belong to? Please open its card and send the file then, or write "
            "the number of the matter below the file. /tasks opens this month's matters."
        )
    )


def cannot_take(scene: Scene, _row: Outbox) -> View:
    """What can be sent instead."""
    return View(scene.tr("Only text, photos and files can be taken here. Please send it as text."))


_OTHER = (
    filters.VOICE
    | filters.AUDIO
    | filters.VIDEO_NOTE
    | filters.Sticker.ALL
    | filters.LOCATION
    | filters.CONTACT
    | filters.POLL
    | filters.ANIMATION
    | filters.VENUE
    | filters.Dice.ALL
    | filters.STORY
)

ROUTES: tuple[Route, ...] = (on_message(filters.UpdateType.MESSAGE & _OTHER, not_taken),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "attached": attached,
    "which_card": which_card,
    "not_taken": cannot_take,
}
