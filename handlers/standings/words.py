"""The words of a month's scores: components, rules, modes and bands."""

from collections.abc import Mapping
from decimal import Decimal

from locales import N_, Translator
from models.scoring.component_schemes import Component
from models.scoring.lines import Heading, Rule
from models.standings.corrections import Remedy
from models.standings.rules import Mode

HEADINGS: Mapping[Heading, str] = {
    Heading.PROGRESS: N_("Milestones"),
    Heading.FIELD: N_("Matters of the field"),
    Heading.QUALITY: N_("Inspections"),
    Heading.SLIPS: N_("Answers to slips"),
    Heading.RETURNS: N_("Monthly updates"),
    Heading.BONUS: N_("Bonus"),
    Heading.DEDUCTION: N_("Deduction"),
    Heading.LEFT_OUT: N_("Left out"),
}

RULES: Mapping[Rule, str] = {
    Rule.ON_TIME: N_("done on time"),
    Rule.LATE: N_("done late"),
    Rule.TOO_LATE: N_("done too many days late"),
    Rule.AFTER_CUTOFF: N_("done after the cut-off"),
    Rule.NOT_DONE: N_("not reported as done"),
    Rule.CARRIED_CLOSED: N_("carried over, met this month"),
    Rule.CARRIED_OPEN: N_("carried over, still open"),
    Rule.FALSIFIED: N_("proven not to be true"),
    Rule.SET_ASIDE: N_("set aside, does not count"),
    Rule.PUT_OFF: N_("put off to a later month"),
    Rule.EXCELLENT: N_("found excellent"),
    Rule.GOOD: N_("found good"),
    Rule.FAIR: N_("found fair"),
    Rule.POOR: N_("found poor"),
    Rule.SLIP_ON_TIME: N_("answered in time"),
    Rule.SLIP_RETURNED_ONCE: N_("answered in time, returned once"),
    Rule.SLIP_RETURNED_AGAIN: N_("answered in time, returned again"),
    Rule.SLIP_LATE: N_("answered late"),
    Rule.SLIP_UNANSWERED: N_("not answered"),
    Rule.UPDATED: N_("updated in time"),
    Rule.UPDATED_LATE: N_("updated by the cut-off"),
    Rule.NOT_UPDATED: N_("not updated"),
    Rule.PILOT: N_("pilot accepted"),
    Rule.EARLY: N_("completed early"),
    Rule.RISK: N_("risk reported ahead"),
    Rule.RISK_TOO_NEAR: N_("risk reported too near the date"),
    Rule.REMINDED: N_("a reminder was issued"),
    Rule.ORDERED: N_("an order was issued"),
    Rule.COVERED: N_("covered by a higher slip"),
    Rule.RETURNED_AGAIN: N_("returned again"),
    Rule.FALSIFICATION: N_("falsification"),
    Rule.NO_FAULT: N_("no fault"),
}

BETTER: Mapping[Rule, str] = {
    Rule.ON_TIME: N_("Done by {day}, it would have brought {points} more."),
    Rule.CARRIED_CLOSED: N_("Met before the cut-off, it would have brought {points} more."),
    Rule.EXCELLENT: N_("Found excellent, it would have brought {points} more."),
    Rule.SLIP_ON_TIME: N_(
        "Answered by {day} and not returned, it would have brought {points} more."
    ),
    Rule.UPDATED: N_("Updated by the due date, it would have brought {points} more."),
    Rule.RISK: N_("Reported earlier, it would have brought {points} more."),
    Rule.REMINDED: N_("Had it stopped at the reminder, the score would be {points} higher."),
    Rule.ORDERED: N_("With one order only, the score would be {points} higher."),
    Rule.NO_FAULT: N_("Without it, the score would be {points} higher."),
}

REMEDIES: Mapping[Remedy, str] = {
    Remedy.ON_TIME: N_("Counts as on time"),
    Remedy.LATE: N_("Counts as late"),
    Remedy.LEFT_OUT: N_("Left out of the score"),
}

MODES: Mapping[Mode, str] = {
    Mode.FULL: N_("The full ranking"),
    Mode.BANDS: N_("Bands only"),
    Mode.OWN: N_("Own place only"),
    Mode.NONE: N_("Nothing is published"),
}

BANDS = (N_("Excellent"), N_("Good"), N_("Fair"), N_("Poor"))


def heading(tr: Translator, one: Heading) -> str:
    """What a line counts under."""
    return tr.plain(HEADINGS[one])


def component(tr: Translator, one: Component) -> str:
    """The name of a part of the score."""
    return tr.plain(HEADINGS[Heading(one.value)])


def rule(tr: Translator, one: Rule) -> str:
    """Which rule a line rests on."""
    return tr.plain(RULES[one])


def remedy(tr: Translator, one: Remedy) -> str:
    """What is done about a line."""
    return tr.plain(REMEDIES[one])


def mode(tr: Translator, one: Mode) -> str:
    """What is published."""
    return tr.plain(MODES[one])


def band(tr: Translator, at: int, bands: int) -> str:
    """The name of a band, 0 the best; by its number where there are more than four of them."""
    if bands < len(BANDS):
        return tr.plain(BANDS[at])
    return tr.plain("Band {n}", n=at + 1)


def total(value: Decimal | None) -> str:
    """A score as it is shown; a dash where there is none."""
    return "–" if value is None else str(value)


def signed(value: Decimal) -> str:
    """A difference with its sign."""
    return f"+{value}" if value > 0 else f"−{-value}"
