"""Turns an English sentence and its values into what one person reads."""

import datetime as dt
import io
import logging
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from markupsafe import Markup

from locales.dates import Dates
from locales.languages import DOMAIN, catalogue_path

log = logging.getLogger(__name__)

# What could break a line or turn a name round on the screen (Telegram keeps all of it).
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

FALLBACKS: set[tuple[str, str]] = set()
"""Every (language, sentence) that was asked for and not found since the start; tests read it."""


def N_(sentence: str) -> str:  # noqa: N802  (the name gettext gives to this mark)
    """Mark a sentence in a table for extraction; it is translated later by `tr(value)`."""
    return sentence


def clean(text: str) -> str:
    """Text without control characters (a newline stays, a tab becomes a space) or bidi marks."""
    return _UNSEEN.sub("", text.replace("\t", " "))


class _Missing(NullTranslations):
    """The end of the line: gives the English sentence back and remembers that it had to."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def _note(self, sentence: str) -> None:
        if (self._language, sentence) not in FALLBACKS:
            FALLBACKS.add((self._language, sentence))
            log.warning("no translation into %s: %r", self._language, sentence)

    def gettext(self, message: str) -> str:
        self._note(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._note(msgid1)
        return super().ngettext(msgid1, msgid2, n)


@cache
def _catalogue(language: str) -> Translations:
    source = io.BytesIO(catalogue_path(language).read_bytes())
    compiled = io.BytesIO()
    write_mo(compiled, read_po(source, locale=language, domain=DOMAIN))
    compiled.seek(0)
    catalogue = Translations(compiled, domain=DOMAIN)
    catalogue.add_fallback(_Missing(language))
    return catalogue


def _markup_values(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
        for name, value in values.items()
    }


def _plain_values(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value.striptags()
        if isinstance(value, Markup)
        else (clean(value) if isinstance(value, str) else value)
        for name, value in values.items()
    }


class Translator:
    """One language in one time zone; passed on explicitly, never kept in a context variable.

    A sentence is the English whole sentence with `{named}` places. `tr(...)` is
    Telegram HTML in which every value is escaped; `tr.plain(...)` is bare text
    for button labels and callback answers.
    """

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language
        self.zone = zone
        self._words = _catalogue(language)
        self._dates = Dates(language, zone)

    def __repr__(self) -> str:
        return f"Translator({self.language!r}, {self.zone.key!r})"

    def __call__(self, sentence: str, /, **values: object) -> Markup:
        """The sentence as Telegram HTML; values are cleaned and escaped, Markup stays."""
        return Markup(self._words.gettext(sentence)).format(**_markup_values(values))  # noqa: S704

    def plain(self, sentence: str, /, **values: object) -> str:
        """The sentence as bare text; a Markup value loses its tags."""
        return str(self._words.gettext(sentence)).format(**_plain_values(values))

    def plural(self, one: str, many: str, n: int, /, **values: object) -> Markup:
        """The form that fits `n` as Telegram HTML; `{n}` is the number itself."""
        form = self._words.ngettext(one, many, n)
        return Markup(form).format(n=n, **_markup_values(values))  # noqa: S704

    def plain_plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form that fits `n` as bare text; `{n}` is the number itself."""
        return str(self._words.ngettext(one, many, n)).format(n=n, **_plain_values(values))

    def date(self, day: dt.date) -> str:
        """A day with its year: 2026年11月30日, 30 Nov 2026."""
        return self._dates.date(day)

    def day(self, day: dt.date) -> str:
        """A day of this year with its weekday: 11月30日（周一）, Mon, 30 Nov."""
        return self._dates.day(day)

    def moment(self, when: dt.datetime) -> str:
        """An aware moment as the office's clock shows it: day, weekday and time."""
        return self._dates.moment(when)

    def month(self, month: str) -> str:
        """A month written `2026-11`: 2026年11月, November 2026."""
        return self._dates.month(month)

    def time(self, when: dt.datetime | dt.time) -> str:
        """Hours and minutes on the office's clock, 24 hours: 18:00."""
        return self._dates.time(when)

    def number(self, value: int | float | Decimal) -> str:
        """A number with the separators of the language."""
        return self._dates.number(value)

    def percent(self, value: int) -> str:
        """A whole percentage, 75 for 75%."""
        return self._dates.percent(value)


@cache
def translator(language: str, zone: ZoneInfo) -> Translator:
    """The one translator of a language and time zone.

    Raises FileNotFoundError for a language without a catalogue (see `LANGUAGES`).
    """
    return Translator(language, zone)
