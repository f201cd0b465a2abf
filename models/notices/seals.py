"""The seal of a notice: a number that changes with everything that a preview shows; pure."""

import json
import zlib

from sqlmodel import Session

from models.notices.notices import Notice, NoticeText, text_row


def seal(session: Session, notice: Notice) -> int:
    """What somebody has looked at, as a number that fits a button."""
    asked = [notice.urgent, notice.when, notice.confirm, notice.reply]
    days = [one.isoformat() if one else "" for one in (notice.due_at, notice.confirm_by)]
    return _number([text_row(session, notice).content, notice.audience, asked, days])


def words_seal(words: NoticeText) -> int:
    """The same of words alone."""
    return _number(words.content)


def _number(facts: object) -> int:
    return zlib.crc32(json.dumps(facts, sort_keys=True).encode()) & 0x7FFFFFFF
