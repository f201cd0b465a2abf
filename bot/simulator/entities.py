"""Formatted text: what is left of a sent text after cleaning, parsing and trimming."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.simulator import html_markup, markdown_legacy, markdown_markup
from bot.simulator.links import find_links
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request
from bot.simulator.units import Span, units

Json = dict[str, Any]

_CONTROL = {code: " " for code in range(32) if code != 10} | {13: None}
_CONTROL |= dict.fromkeys(range(0x2028, 0x202F))
_TRIMMED = " \n"
"""What is cut off at both ends; a wide space that indents a Chinese paragraph stays."""
_NEEDS_CLEANING = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")

_PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
"""The order in which Telegram names entities of the same place; 50 for those not here."""

_PARSERS = {
    "": lambda text: (text, []),
    "html": html_markup.parse,
    "markdownv2": markdown_markup.parse,
    "markdown": markdown_legacy.parse,
}


@dataclass(slots=True, frozen=True)
class Formatted:
    """A text and its entities, offsets and lengths in UTF-16 code units."""

    text: str
    entities: list[Json] = field(default_factory=list)

    def fields(self, text_field: str) -> Json:
        """As a message's `text`/`entities` or `caption`/`caption_entities`."""
        if not self.text:
            return {}
        shape: Json = {text_field: self.text}
        if self.entities:
            shape["entities" if text_field == "text" else f"{text_field}_entities"] = self.entities
        return shape


def from_params(params: Params, text_field: str) -> Formatted:
    """The formatted text a bot sends: by parse mode, or with entities given beside it."""
    name = "entities" if text_field == "text" else f"{text_field}_entities"
    return format_text(
        params.text(text_field), params.text("parse_mode"), params.structure(name) or []
    )


def format_text(text: str, parse_mode: str = "", given: list[Json] | None = None) -> Formatted:
    """Clean, parse and trim a text and find its links; bad markup is refused with 400."""
    parser = _PARSERS.get(parse_mode.lower())
    if parser is None:
        raise bad_request("unsupported parse_mode")
    if not _is_unicode(text):
        raise bad_request("strings must be encoded in UTF-8")
    if _NEEDS_CLEANING.search(text):
        text = text.translate(_CONTROL)
    try:
        plain, spans = parser(text)
    except ValueError as error:
        raise bad_request(f"can't parse entities: {error}") from None
    if not parse_mode and given:
        spans = [_given(entity) for entity in given]
    return _finish(plain, spans)


def _is_unicode(text: str) -> bool:
    """Half a surrogate pair can come in a JSON body and is no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _given(entity: Json) -> Span:
    try:
        extra = {
            name: value
            for name, value in entity.items()
            if name not in {"type", "offset", "length"}
        }
        return Span(str(entity["type"]), int(entity["offset"]), int(entity["length"]), extra)
    except (KeyError, TypeError, ValueError):
        raise bad_request("can't parse MessageEntity") from None


def _finish(text: str, spans: list[Span]) -> Formatted:
    stripped = text.strip(_TRIMMED)
    if spans and stripped is not text:
        cut = len(text) - len(text.lstrip(_TRIMMED))
        spans = _moved(spans, units(text[:cut]), units(stripped))
    spans = _without_overlaps(stripped, spans)
    if not spans:
        return Formatted(stripped)
    spans.sort(key=lambda span: (span.offset, -span.length, _PRIORITY.get(span.kind, 50)))
    return Formatted(stripped, [span.to_api() for span in spans])


def _moved(spans: list[Span], by: int, end: int) -> list[Span]:
    """The spans after `by` units were trimmed in front and all beyond `end` behind."""
    moved = []
    for span in spans:
        start, stop = max(span.offset - by, 0), min(span.offset + span.length - by, end)
        if stop > start:
            moved.append(Span(span.kind, start, stop - start, span.extra))
    return moved


def _without_overlaps(text: str, spans: list[Span]) -> list[Span]:
    """Nothing is formatted inside code, and no link is found inside code or another link."""
    code = [span for span in spans if span.kind in {"pre", "code"}]
    if code:
        spans = [span for span in spans if span in code or not any(c.covers(span) for c in code)]
    closed = [span for span in spans if span.kind in {"pre", "code", "text_link", "text_mention"}]
    return spans + [
        link for link in find_links(text) if not any(span.meets(link) for span in closed)
    ]
