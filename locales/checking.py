"""What can be wrong with a translation: its places, its tags, its punctuation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from string import Formatter

from babel.messages.catalog import Catalog, Message

_HAN = "\u3400-\u9fff"
# A slip is a half-width mark that touches a Chinese character: 请答复, (周一).
_SLIP = re.compile(f"(?<=[{_HAN}])[,;:!?()]|(?<=[{_HAN}])\\.(?!\\w)|[,;:!?()](?=[{_HAN}])")
_ALLOWED = frozenset({"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"})


class _Tags(HTMLParser):
    """Reads the tags of a sentence; `faults` says what Telegram would refuse."""

    def __init__(self, sentence: str) -> None:
        super().__init__(convert_charrefs=False)
        self.seen: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(sentence)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(f"{tag}{attrs or ''}")
        self._open.append(tag)
        if tag not in _ALLOWED:
            self.faults.append(f"Telegram has no <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def places(sentence: str) -> tuple[str, ...]:
    """The names of the {places} of a sentence, sorted; ValueError for anything but a bare name."""
    fields = [field for field in Formatter().parse(sentence) if field[1] is not None]
    for _, name, form, conversion in fields:
        if form or conversion or not (name or "").isidentifier():
            raise ValueError(f"{{{name}}} must be a bare name")
    return tuple(sorted(str(name) for _, name, _, _ in fields))


def faults(message: Message, language: str) -> Iterator[str]:
    """Everything that is wrong with one message of a catalogue, in words."""
    sources = _forms(message.id)
    translations = _forms(message.string)
    if message.fuzzy:
        yield "is marked as a guess (fuzzy)"
    if not all(text.strip() for text in translations):
        yield "has no translation"
        return
    for text in translations:
        yield from _against(text, sources)
        if language.startswith("zh"):
            yield from (f"half-width {slip!r} in {text!r}" for slip in _SLIP.findall(text))


def _against(text: str, sources: tuple[str, ...]) -> Iterator[str]:
    try:
        if places(text) not in {places(source) for source in sources}:
            yield f"other {{places}} in {text!r}"
    except ValueError as problem:
        yield f"{problem} in {text!r}"
    tags = _Tags(text)
    yield from (f"{fault} in {text!r}" for fault in tags.faults)
    if sorted(tags.seen) not in [sorted(_Tags(source).seen) for source in sources]:
        yield f"other tags in {text!r}"


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text or ""),)


def catalogue_faults(catalogue: Catalog, language: str) -> list[str]:
    """Everything that is wrong with a catalogue, one line each, beginning with the sentence."""
    return [
        f"{language}: {_forms(message.id)[0]!r} {fault}"
        for message in catalogue
        if message.id
        for fault in faults(message, language)
    ]
