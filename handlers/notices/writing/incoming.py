"""What is typed, sent or forwarded to a draft: each message is a part, an album is one part."""

from typing import Any

from telegram import Message

from handlers.attached import said_of_album, say_once
from handlers.context import Turn
from handlers.notices.seen import own_draft
from models.notices.content import (
    Album,
    Content,
    File,
    FileKind,
    Part,
    Poll,
    Text,
    files,
)
from models.notices.drafting import add_part, rewrite
from models.notices.notices import Notice, content_now, notice_id
from models.outbox import Outbox, answered

KIND = "notice_parts"


def heard(turn: Turn, message: Message, number: int) -> None:
    """Add what came to a draft, and answer with what it holds now."""
    if answered(turn.session, turn.update_id, KIND):
        return
    notice = own_draft(turn, number)
    part = part_of(message)
    if part is None:
        turn.say("notice_not_taken", notice_id(notice))
        return
    earlier = said_of_album(turn, message, KIND)
    if earlier is not None and isinstance(part, File) and _join(turn, notice, earlier, part):
        return
    content = add_part(turn.session, notice, part, turn.me.id, turn.now)
    if earlier is None:
        at = len(content.parts) - 1
        say_once(turn, message, KIND, notice_id(notice), {"at": at})


def _join(turn: Turn, notice: Notice, earlier: Outbox, file: File) -> bool:
    """Put a file to the others of its album, once; False when that is there no more.

    Refused(ALBUM_TOO_LONG) when it is full.
    """
    parts, at = list(content_now(turn.session, notice).parts), int(earlier.params["at"])
    if earlier.subject_id != notice.id or at >= len(parts):
        return False
    before = files(parts[at])
    if not before:
        return False
    if file.unique_id in {one.unique_id for one in before}:
        return True
    parts[at] = Album(items=(*before, file))
    rewrite(turn.session, notice, Content(parts=tuple(parts)), turn.me.id, turn.now)
    return True


def part_of(message: Message) -> Part | None:
    """A message as a part of a notice; None for a sticker, a place, a contact and the like."""
    if message.poll:
        asked = message.poll
        return Poll(
            question=asked.question,
            options=tuple(option.text for option in asked.options),
            anonymous=asked.is_anonymous,
            multiple=asked.allows_multiple_answers,
        )
    if message.text:
        return Text(html=message.text_html)
    return file_of(message)


def file_of(message: Message) -> File | None:
    """The file of a message with its caption, of whatever kind can be sent again."""
    sent = _largest(message)
    if sent is None:
        return None
    shown, one = sent
    return File(
        shown=shown,
        file_id=one.file_id,
        unique_id=one.file_unique_id,
        name=(getattr(one, "file_name", "") or "")[:200],
        html=message.caption_html if message.caption else "",
    )


def _largest(message: Message) -> tuple[FileKind, Any] | None:
    if message.photo:
        return FileKind.PHOTO, message.photo[-1]
    kinds = {  # an animation is a document, too, and stands before it
        FileKind.ANIMATION: message.animation,
        FileKind.VIDEO: message.video,
        FileKind.AUDIO: message.audio,
        FileKind.VOICE: message.voice,
        FileKind.DOCUMENT: message.document,
    }
    return next(((shown, one) for shown, one in kinds.items() if one), None)
