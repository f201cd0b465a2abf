"""What a duty needs to know beside the database: the office's calendar and its rules."""

from dataclasses import dataclass

from models.calendar import Calendar
from models.rules import Rules


@dataclass(frozen=True)
class Surroundings:
    """The calendar and the rules in force."""

    calendar: Calendar
    rules: Rules
