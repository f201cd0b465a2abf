"""To when and why something is to be put off: `10月31日 等待省厅批复`; pure."""

import re
from dataclasses import dataclass
from datetime import date

from models.understanding.leave_dates import read_days
from models.understanding.percents import flatten

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    r"(?<![\d-])(?:"
    r"(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}(?![\d%％])\s*[日号]?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?(?!\d)"
    r")",
    re.I,
)
_ASKING = re.compile(
    r"(?:(?:特|现|拟|请|我单位|我们)*(?:申请|请求|希望)?(?:将?时限|将?期限)?"
    r"(?:延期|延长|推迟|延后|展期|延|改)*(?:至|到|为)?"
    r"|(?:please\s+)?(?:extend(?:ed)?|put\s+(?:it\s+)?off|postpone)?\s*(?:it\s+)?(?:until|till|to|by)?)"
    r"\s*$",
    re.I,
)
_AFTER = re.compile(r"^\s*(?:之前|以前|前|底前)?(?:完成|办结)?[\s,，。.;；:：、]*")
_EDGES = " \t\n,，。.;；:：、"


@dataclass(frozen=True)
class NewDate:
    """The day something is put off to, if one was named, and the rest of the words."""

    day: date | None
    reason: str


def read_new_date(text: str, today: date) -> NewDate:
    """The first day a text names, and the reason around it; a day without a year is the nearest."""
    for found in _DAY.finditer(flatten(text)):
        days = read_days(found.group(), today)
        if days is not None:
            before = _ASKING.sub("", text[: found.start()]).strip(_EDGES)
            after = _AFTER.sub("", text[found.end() :]).strip(_EDGES)
            return NewDate(days.first, " ".join(part for part in (before, after) if part))
    return NewDate(None, text.strip(_EDGES))
