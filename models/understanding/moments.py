"""The day and time somebody means by `tomorrow 9:00`, `11月27日 9:00` or `明天下午3点`; pure."""

import re
from datetime import date, datetime, time

from models.understanding.leave_dates import read_days
from models.understanding.percents import flatten

_AFTERNOON = {"下午", "晚上", "傍晚", "pm"}
_TIME = re.compile(
    r"(?P<part>上午|早上|中午|下午|晚上|傍晚)?\s*(?:at\s+)?"
    r"(?:(?P<h>\d{1,2})[:：](?P<m>\d{2})|(?P<oh>\d{1,2})\s*[点时](?:(?P<half>半)|(?P<om>\d{1,2})分?)?)"
    r"\s*(?P<pm>am|pm)?\s*$",
    re.I,
)


def read_moment(text: str, now: datetime, usual: time) -> datetime | None:
    """The local moment a text names, naive; `now` is local and naive, too.

    A day without a time is meant at the `usual` one, a time without a day today. None when the
    text names neither, or no day or time there is.
    """
    words = " ".join(flatten(text).split()).strip(" 。.")
    found = _TIME.search(words)
    clock = _clock(found) if found else usual
    if clock is None:
        return None
    rest = words[: found.start()].strip(" ,，") if found else words
    if found and not rest:
        return datetime.combine(now.date(), clock)
    days = read_days(rest, now.date())
    return _on(days.first, clock) if days and days.first == days.last else None


def _on(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)


def _clock(found: re.Match[str]) -> time | None:
    hour = int(found["h"] or found["oh"])
    minute = 30 if found["half"] else int(found["m"] or found["om"] or 0)
    half = (found["pm"] or "").lower()
    if {found["part"], half} & _AFTERNOON and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
