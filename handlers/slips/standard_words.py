"""What each kind of slip says where nobody has written a demand: whole paragraphs (DOMAIN §4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from locales import N_, Translator
from models.slips.rungs import SlipKind
from models.slips.slips import Slip

_COMING = N_("The reform matter “{subject}” ({number}), led by your unit, is due on {day}.")
_COMING_STEP = N_(
    "“{subject}”, a milestone of your unit's reform matter {number}, is due on {day}."
)
_MISSED = N_(
    "It was verified that the reform matter “{subject}” ({number}), led by your unit, was to be "
    "completed by {day}. It is not closed yet, and no extension was approved."
)
_MISSED_STEP = N_(
    "It was verified that “{subject}”, a milestone of your unit's reform matter {number}, was to "
    "be reached by {day}. It is not reached yet, and no extension was approved."
)
_UNDATED: Mapping[tuple[bool, bool], str] = {
    (True, False): N_("The following is hereby assigned to your unit: “{subject}”."),
    (True, True): N_("The matter “{subject}” ({number}) is hereby assigned to your unit."),
    (False, False): N_("This concerns “{subject}”."),
    (False, True): N_("This concerns the reform matter “{subject}” ({number})."),
}
"""Without a date: whether it is an assignment, and whether about a matter of the ledger."""

_UNANSWERED = N_(
    "This office has sent you {heading} ({number}), and no written answer was received by {day}."
)
_SENT = N_("This office has sent you {heading} ({number}) on {day}.")

_DEMANDS: Mapping[SlipKind, tuple[str, ...]] = {
    SlipKind.PROMPT: (
        N_(
            "Please check it against the road map and the timetable, plan backwards from the date, "
            "and see to it that it is completed on time."
        ),
        N_(
            "Where it cannot be completed on time for objective reasons, please ask for an "
            "extension in writing before the date, with the reasons."
        ),
    ),
    SlipKind.ASSIGNMENT: (
        N_(
            "Please name the leader and the person in charge, work out measures and a timetable, "
            "and put it into effect."
        ),
    ),
    SlipKind.REMINDER: (
        N_(
            "You are hereby urged to complete it. Please find out what holds it up, name who is in "
            "charge, take effective measures and speed up the work."
        ),
    ),
    SlipKind.ORDER: (
        N_(
            "Your unit is hereby ordered to put it right. Your principal leader is to take it in "
            "hand personally, deploy the forces needed at once, and see to it that it is completed "
            "within the limit."
        ),
    ),
}
_OVERDUE = N_("Please speed up the work and complete it as soon as possible.")
_PLAN_BY = N_("Please hand in the plan by {day}.")
_ANSWER_BY = N_("Please report in writing what was done by {day}.")


_INNER = str.maketrans("“”", "‘’")


@dataclass(frozen=True)
class Limits:
    """The days by which a slip asks for what, as it was issued; None while it is a draft."""

    receive_by: date | None
    plan_by: date | None
    done_by: date | None


def within_quotes(text: str) -> str:
    """A name in one line as it stands between “ and ”: its own quotation marks are single."""
    return " ".join(text.split()).translate(_INNER)


def standard_words(
    tr: Translator, slip: Slip, below: Slip | None, limits: Limits, written_on: date
) -> Iterator[str]:
    """The paragraphs of a slip from its own facts and the slip on the rung below."""
    yield _fact(tr, slip, below, written_on)
    if below is not None:
        yield _rung_below(tr, below)
    late_prompt = slip.kind is SlipKind.PROMPT and _missed(slip, written_on)
    demands = (_OVERDUE,) if late_prompt else _DEMANDS[slip.kind]
    yield from (tr.plain(sentence) for sentence in demands)
    yield from _asked(tr, slip, limits)


def _missed(slip: Slip, written_on: date) -> bool:
    return slip.about_on is not None and slip.about_on < written_on


def _fact(tr: Translator, slip: Slip, below: Slip | None, written_on: date) -> str:
    subject, number = within_quotes(slip.subject), slip.matter_number
    if slip.about_on is None or not number:
        given = slip.kind is SlipKind.ASSIGNMENT
        sentence = _UNDATED[given, bool(number)]
        return tr.plain(sentence, subject=subject, number=number)
    missed = below is not None or _missed(slip, written_on)
    of_matter, of_step = (_MISSED, _MISSED_STEP) if missed else (_COMING, _COMING_STEP)
    sentence = of_step if slip.milestone_id else of_matter
    return tr.plain(sentence, subject=subject, number=number, day=tr.date(slip.about_on))


def _rung_below(tr: Translator, below: Slip) -> str:
    facts = {"heading": below.heading, "number": below.number_text}
    if below.due_on is not None:
        return tr.plain(_UNANSWERED, **facts, day=tr.date(below.due_on))
    return tr.plain(_SENT, **facts, day=tr.date(below.issued_on)) if below.issued_on else ""


def _asked(tr: Translator, slip: Slip, limits: Limits) -> Iterator[str]:
    """What is to be handed in until when; in working days before there is a date."""
    if limits.plan_by:
        yield tr.plain(_PLAN_BY, day=tr.date(limits.plan_by))
    elif slip.plan_days:
        yield tr.plain_plural(
            "Please hand in the plan within {n} working day of the issue of this slip.",
            "Please hand in the plan within {n} working days of the issue of this slip.",
            slip.plan_days,
        )
    if slip.kind is SlipKind.PROMPT and not slip.limit_on:
        return
    if limits.done_by:
        yield tr.plain(_ANSWER_BY, day=tr.date(limits.done_by))
    elif slip.answer_days:
        yield tr.plain_plural(
            "Please report in writing within {n} working day of the issue what was done.",
            "Please report in writing within {n} working days of the issue what was done.",
            slip.answer_days,
        )
