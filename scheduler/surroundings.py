"""What a duty needs to know beside the database: the office's calendar, rules and scheme."""

from dataclasses import dataclass

from models.calendar import Calendar
from models.rules import Rules
from models.scoring.scheme import DEFAULT_SCHEME, Scheme


@dataclass(frozen=True)
class Surroundings:
    """The calendar, the rules and the scheme in force."""

    calendar: Calendar
    rules: Rules
    scheme: Scheme = DEFAULT_SCHEME
