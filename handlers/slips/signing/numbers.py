"""The drafts that a command names: 12 13, 12、13, 草稿 12."""

import re
from collections.abc import Sequence

from models.refusals import Reason, Refused

MOST = 100
_WORD = re.compile(r"草稿|\bdrafts?\b|[#，、,]", re.I)


def draft_numbers(text: str) -> Sequence[int]:
    """The numbers in a text, each once; Refused(UNKNOWN_SLIP) for anything that is none."""
    parts = _WORD.sub(" ", text).split()[:MOST]
    return list(dict.fromkeys(draft_number(part) for part in parts))


def draft_number(text: str) -> int:
    """One draft's own number; Refused(UNKNOWN_SLIP)."""
    bare = _WORD.sub(" ", text).strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 9):
        raise Refused(Reason.UNKNOWN_SLIP, text=text[:40])
    return int(bare)


def first_number(text: str) -> tuple[int, str]:
    """The draft that a text begins with, and what stands after it; Refused(UNKNOWN_SLIP)."""
    flat = re.sub(r"^\s*(草稿|drafts?\b|#)\s*", "", text, flags=re.I)
    parts = flat.split(maxsplit=1)
    return draft_number(parts[0] if parts else ""), parts[1] if len(parts) > 1 else ""
