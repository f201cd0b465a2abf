"""Months as people write them behind a command: 2026-10, 2026年10月, 2026.10."""

import re

from models.calendar import Month

_WRITTEN = re.compile(r"(?<!\d)(\d{4})\s*[-年./]\s*(\d{1,2})(?!\d)\s*月?")


def split_month(text: str) -> tuple[Month | None, str]:
    """The first month a text names, and the text without it; None and all of it without any."""
    for found in _WRITTEN.finditer(text):
        year, month = map(int, found.groups())
        if year and 1 <= month <= 12:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return Month(year, month), rest.strip()
    return None, text


def month_named(text: str) -> Month | None:
    """The month a text names; None when it names none."""
    return split_month(text)[0]
