"""How dates, times and numbers are written in a language."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, match_skeleton
from babel.numbers import format_decimal, format_percent

from locales.languages import base


@dataclass(frozen=True)
class _Style:
    """Where a language departs from CLDR; `region` is taken where its code has none."""

    region: str = ""
    day: str = ""
    moment: str = "{day}, {time}"


_STYLES = {
    "en": _Style("GB", day="E, d MMM"),
    "zh": _Style(day="M月d日（E）", moment="{day}{time}"),
}
"""By language, for all of its scripts and regions."""


class Dates:
    """Formats for one language; moments are shown on the clock of `zone`."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self._style = _STYLES.get(base(language), _Style())
        # The object is kept: a locale given by name costs 213 µs a date, the object 12 µs.
        self._locale = Locale.parse("_".join(filter(None, (language, self._region(language)))))
        self._zone = zone
        self._date = self._pattern("yMMMd")
        self._day = self._style.day or self._pattern("MMMEd")
        self._month = self._pattern("yMMMM")

    def _region(self, language: str) -> str:
        return self._style.region if language == base(language) else ""

    def _pattern(self, skeleton: str) -> str:
        known = self._locale.datetime_skeletons
        name = skeleton if skeleton in known else match_skeleton(skeleton, known)
        return str(known[name].pattern)

    def _local(self, when: dt.datetime) -> dt.datetime:
        if when.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {when!r}")
        return when.astimezone(self._zone)

    def date(self, day: dt.date) -> str:
        """A day with its year. An aware moment gives the day it falls on in `zone`."""
        return format_date(self._as_day(day), self._date, locale=self._locale)

    def day(self, day: dt.date) -> str:
        """A day with its weekday and without its year."""
        return format_date(self._as_day(day), self._day, locale=self._locale)

    def _as_day(self, day: dt.date) -> dt.date:
        return self._local(day).date() if isinstance(day, dt.datetime) else day

    def month(self, month: str) -> str:
        """A month written `2026-11`; ValueError for anything else."""
        return format_date(dt.date.fromisoformat(f"{month}-01"), self._month, locale=self._locale)

    def moment(self, when: dt.datetime) -> str:
        """Day, weekday and time; ValueError for a moment without a time zone."""
        return self._style.moment.format(day=self.day(when), time=self.time(when))

    def time(self, when: dt.datetime | dt.time) -> str:
        """Hours and minutes, 24 hours; a bare time of day is taken as it is."""
        return (self._local(when) if isinstance(when, dt.datetime) else when).strftime("%H:%M")

    def number(self, value: int | float | Decimal) -> str:
        """A number with the separators of the language."""
        return format_decimal(value, locale=self._locale)

    def percent(self, value: int) -> str:
        """A whole percentage: 75 is 75%."""
        return format_percent(Decimal(value) / 100, locale=self._locale)
