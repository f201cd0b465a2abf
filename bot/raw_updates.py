"""Updates as Telegram sends them: what of them is kept, and what of them is read."""

import json
import re
from typing import Any

_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""A NUL as JSON writes it; behind an odd number of backslashes it is only these letters."""

_PLACE = ("message_id", "date", "chat", "from")


def storable(raw: dict[str, Any]) -> str:
    """An update as JSON text for any database: PostgreSQL takes no NUL, none takes half a pair.

    Without this one forged character would keep its whole batch from ever being acknowledged.
    """
    text = json.dumps(raw, ensure_ascii=False).encode("utf-8", "replace").decode()
    return _NUL.sub(r"\1", text) if "\\u0000" in text else text


def needed(raw: dict[str, Any]) -> dict[str, Any]:
    """An update without what its pressed message looked like.

    The message is ours, so nobody asks; its text, entities and keys take most of the parsing.
    """
    pressed = raw.get("callback_query", {}).get("message")
    if not pressed:
        return raw
    place_and_time = {name: pressed[name] for name in _PLACE if name in pressed}
    return raw | {"callback_query": raw["callback_query"] | {"message": place_and_time}}
