"""Photos and files: as people send them, answered once for an album, and sent again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import select
from telegram import Message

from handlers.context import Turn
from handlers.view import Shown
from models.outbox import Outbox
from models.refusals import Reason, Refused


@dataclass(frozen=True)
class Sent:
    """A photo or file as Telegram names it; nothing of it is trusted or fetched."""

    file_id: str
    unique_id: str
    photo: bool = False
    name: str = ""


def sent_with(message: Message) -> Sent | None:
    """The photo (in its largest size), file or video of a message."""
    if message.photo:
        largest = message.photo[-1]
        return Sent(largest.file_id, largest.file_unique_id, photo=True)
    one: Any = message.document or message.video
    if one is None:
        return None
    return Sent(one.file_id, one.file_unique_id, name=(one.file_name or "")[:200])


def said_of_album(turn: Turn, message: Message, kind: str) -> Outbox | None:
    """The answer that an earlier piece of the same album got."""
    if message.media_group_id is None:
        return None
    key = _album_key(turn, message, kind)
    return turn.session.exec(select(Outbox).where(Outbox.dedupe_key == key)).first()


def _album_key(turn: Turn, message: Message, kind: str) -> str:
    return f"album:{turn.chat_id}:{message.media_group_id}:{kind}"


def say_once(
    turn: Turn,
    message: Message,
    kind: str,
    subject: int | None = None,
    params: Mapping[str, Any] | None = None,
) -> None:
    """Answer a file; an album is answered once, however many messages it comes in."""
    if message.media_group_id is None:
        turn.say(kind, subject, params)
        return
    turn.say_under(_album_key(turn, message, kind), kind, subject, params)


def send_again(turn: Turn, kind: str, files: Sequence[int | None]) -> Shown:
    """Have stored files sent as new messages, each by its id; Refused(GONE) without any."""
    if not files:
        raise Refused(Reason.GONE)
    for one in files:
        turn.say(kind, one)
    n = len(files)
    return Shown(toast=turn.tr.plain_plural("{n} file follows.", "{n} files follow.", n))
