"""A formatted text as HTML for people to see, the reverse of parsing it."""

import html
from typing import Any

Json = dict[str, Any]

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def to_html(text: str, entities: list[Json]) -> str:
    """The text with its formatting as well-formed, escaped HTML; line breaks stay as they are."""
    if not entities:
        return html.escape(text, quote=False)
    raw = text.encode("utf-16-le")
    entities = [entity for entity in entities if any(_tags(entity, raw))]
    cuts = sorted(
        {0, len(raw) // 2}
        | {entity["offset"] for entity in entities}
        | {entity["offset"] + entity["length"] for entity in entities}
    )
    drawn: list[str] = []
    stack: list[Json] = []
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        _close_until(drawn, stack, start, raw)
        for entity in entities:
            if entity["offset"] == start and entity["length"] > 0:
                drawn.append(_tags(entity, raw)[0])
                stack.append(entity)
        drawn.append(html.escape(_part(raw, start, end), quote=False))
    return "".join(drawn)


def _part(raw: bytes, start: int, end: int) -> str:
    return raw[2 * start : 2 * end].decode("utf-16-le", "replace")


def _close_until(drawn: list[str], stack: list[Json], at: int, raw: bytes) -> None:
    """Close what ends here; what overlaps it is closed and opened again behind it."""
    ending = [entity for entity in stack if entity["offset"] + entity["length"] <= at]
    reopened: list[Json] = []
    while ending and stack:
        entity = stack.pop()
        drawn.append(_tags(entity, raw)[1])
        if entity in ending:
            ending.remove(entity)
        else:
            reopened.append(entity)
    for entity in reversed(reopened):
        drawn.append(_tags(entity, raw)[0])
        stack.append(entity)


def _tags(entity: Json, raw: bytes) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "pre":
        language = entity.get("language")
        if not language:
            return "<pre>", "</pre>"
        name = html.escape(f"language-{language}")
        return f'<pre><code class="{name}">', "</code></pre>"
    address = _address(entity, raw)
    return (f'<a href="{html.escape(address)}">', "</a>") if address else ("", "")


def _address(entity: Json, raw: bytes) -> str:
    kind = entity["type"]
    if kind == "text_link":
        return str(entity["url"])
    if kind == "text_mention":
        return f"tg://user?id={entity['user']['id']}"
    if kind == "url":
        shown = _part(raw, entity["offset"], entity["offset"] + entity["length"])
        return (shown if "://" in shown else f"http://{shown}") or "#"
    return ""
