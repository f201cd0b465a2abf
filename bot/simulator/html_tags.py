"""Telegram's HTML tags and character references: what they mean."""

import re
from dataclasses import dataclass

from bot.simulator.addresses import link_meaning

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
}
ARGUMENTS = {
    ("a", "href"),
    ("code", "class"),
    ("span", "class"),
    ("tg-emoji", "emoji-id"),
    ("tg-time", "unix"),
    ("tg-time", "format"),
    ("blockquote", "expandable"),
}
_REFERENCE = re.compile(r"&(?:#(?:x([0-9A-Fa-f]+)|([0-9]+))|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(slots=True)
class OpenTag:
    """A start tag whose end tag has not come yet."""

    tag: str
    arguments: dict[str, str]
    offset: int
    piece: int


def decode(piece: str) -> str:
    """Resolve the four named and all numeric character references."""
    return piece if "&" not in piece else _REFERENCE.sub(_character, piece)


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code) if 0 < code < 0x110000 else match.group()


def meaning(opened: OpenTag, text: str) -> tuple[str, dict[str, object]] | None:
    """The entity's kind and fields; None when the tag formats nothing."""
    kind = KINDS[opened.tag]
    if kind == "text_link":
        return link_meaning(opened.arguments.get("href") or text)
    if kind == "code":
        language = opened.arguments.get("class", "")
        known = language.startswith("language-") and language != "language-"
        return kind, {"language": language[9:]} if known else {}
    if kind == "custom_emoji":
        return kind, {"custom_emoji_id": opened.arguments.get("emoji-id", "")}
    if kind == "date_time":
        return kind, _moment(opened.arguments)
    if kind == "blockquote" and "expandable" in opened.arguments:
        return "expandable_blockquote", {}
    return kind, {}


def _moment(arguments: dict[str, str]) -> dict[str, object]:
    unix = arguments.get("unix", "")
    fields: dict[str, object] = {"unix_time": int(unix) if unix.isdigit() else 0}
    if arguments.get("format"):
        fields["date_time_format"] = arguments["format"]
    return fields
