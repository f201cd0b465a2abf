"""Slips in words: their kinds, where they stand, and the line that stands for one in a list."""

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from handlers.view import clip
from locales import N_, Translator
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState

KINDS: Mapping[SlipKind, str] = {
    SlipKind.PROMPT: N_("Prompt slip"),
    SlipKind.ASSIGNMENT: N_("Assignment slip"),
    SlipKind.REMINDER: N_("Reminder slip"),
    SlipKind.ORDER: N_("Order"),
}

STATES: Mapping[SlipState, str] = {
    SlipState.DRAFT: N_("draft"),
    SlipState.AWAITING_SIGNATURE: N_("awaiting signature"),
    SlipState.ISSUED: N_("issued, not received"),
    SlipState.RECEIVED: N_("received"),
    SlipState.ANSWERED: N_("answered"),
    SlipState.RETURNED: N_("answer returned"),
    SlipState.ACCEPTED: N_("answer accepted"),
    SlipState.SETTLED: N_("settled"),
    SlipState.WITHDRAWN: N_("withdrawn"),
}

OVERDUE = N_("overdue")
EXTENDED = N_("extended")


def kind(tr: Translator, one: SlipKind) -> str:
    """A kind of slip."""
    return tr.plain(KINDS[one])


def state(tr: Translator, slip: Slip, today: date) -> str:
    """Where a slip stands, with what its dates say."""
    words = [tr.plain(STATES[slip.state])]
    words += [tr.plain(OVERDUE)] if slip.overdue(today) else []
    words += [tr.plain(EXTENDED)] if slip.extended else []
    return tr.plain(", ").join(words)


def name(tr: Translator, slip: Slip) -> str:
    """What a slip is called: its kind with its number, or with the draft's own one."""
    if slip.number_text:
        return tr.plain("{kind} {number}", kind=kind(tr, slip.kind), number=slip.number_text)
    return tr.plain("{kind}, draft {n}", kind=kind(tr, slip.kind), n=slip.id)


def subject(tr: Translator, slip: Slip, most: int) -> str:
    """What a slip is about: a matter with its number, or a subject of its own."""
    if not slip.matter_number:
        return clip(slip.subject, most)
    words = tr.plain("{number} {title}", number=slip.matter_number, title=slip.subject)
    return clip(words, most)


def line(tr: Translator, slip: Slip, today: date) -> Markup:
    """A slip in a list of its unit: name, subject, state, and the date that counts."""
    facts = {
        "name": name(tr, slip),
        "subject": subject(tr, slip, 60),
        "state": state(tr, slip, today),
    }
    limit = slip.about_on if slip.kind is SlipKind.PROMPT else slip.due_on
    if limit is None:
        return tr("<b>{name}</b> {subject} · {state}", **facts)
    return tr("<b>{name}</b> {subject} · {state}, by {day}", day=tr.date(limit), **facts)
