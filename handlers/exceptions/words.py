"""What stands on the exception list, in words: messages, updates, units, people."""

from collections.abc import Mapping

from markupsafe import Markup

from handlers import terms
from handlers.view import clip
from locales import N_, Translator
from models.exceptions import Seated, Undelivered
from models.groups import GroupChat
from models.inbox import Hearing, Inbox
from models.outbox import Sending
from models.units import Unit

STATES: Mapping[Sending, str] = {
    Sending.FAILED: N_("failed"),
    Sending.UNKNOWN: N_("may have arrived"),
    Sending.HELD: N_("nobody to tell"),
}


UNREADABLE = N_("cannot be read, received {when}")
FAILED = N_("went wrong, received {when}")

ANSWER = N_("an answer")

KINDS: Mapping[str, str] = {
    "prompt": N_("the month's prompt"),
    "reminder": N_("a reminder"),
    "returned": N_("a returned card"),
    "missed": N_("the notice that a month was missed"),
    "paper_entered": N_("the notice of a reply typed in from paper"),
    "link_declined": N_("the notice of a withdrawn invitation"),
    "cut_off": N_("the notice of the cut-off"),
    "provisional": N_("the notice of provisional dates"),
    "redated": N_("the notice of new dates"),
    "deputy_begins": N_("the notice to a deputy"),
    "deputy_will_begin": N_("the notice to a deputy"),
    "deputy_ends": N_("the notice to a deputy"),
    "leave_over": N_("the notice of a leave that is over"),
    "standing_preview": N_("the preview of a month's figures"),
    "standing_published": N_("a unit's published figures"),
    "run_computed": N_("the notice that a month was computed"),
    "run_ready": N_("the notice that a month can be published"),
    "run_published": N_("the published figures of a month"),
    "appeal_made": N_("the notice of an appeal"),
    "appeal_assigned": N_("an appeal to decide"),
    "appeal_decided": N_("the decision on an appeal"),
    "circular": N_("a circular"),
    "circular_nudge": N_("the reminder to confirm a circular"),
    "circular_withdrawn": N_("that a circular was withdrawn"),
    "circular_to_approve": N_("a circular to approve"),
    "circular_rejected": N_("the notice that a circular came back"),
    "circular_approved": N_("the notice that a circular was issued"),
    "slips": N_("slips that were issued"),
    "slip_paper": N_("the document of a slip"),
    "slip_copies": N_("copies of slips"),
    "slips_unreceived": N_("the notice that slips are not received"),
    "slip_drafts": N_("slips to sign"),
    "slip_preview_brought": N_("the document of a slip to sign"),
    "slip_signed": N_("the notice that a slip was signed"),
    "slip_rejected": N_("the notice that a draft came back"),
    "slip_withdrawn": N_("the notice that a slip was withdrawn"),
    "slip_answered": N_("the notice of an answer to a slip"),
    "slip_accepted": N_("the notice that an answer was accepted"),
    "slip_returned": N_("the notice that an answer came back"),
    "slip_question": N_("a question about an answer"),
    "extension_asked": N_("a request for an extension"),
    "extension_decided": N_("the decision on an extension"),
    "document": N_("the notice of a superior document"),
    "document_decided": N_("the decision about a local plan"),
    "plan_submitted": N_("a plan to examine"),
    "notice": N_("a notice"),
    "notice_edit": N_("the new wording of a notice"),
    "notice_delete": N_("the deletion of a notice"),
    "notice_nudge": N_("the reminder to confirm a notice"),
    "notice_progress": N_("how far a notice has gone"),
    "notice_to_approve": N_("a notice to approve"),
    "notice_words_to_approve": N_("new words of a notice, to approve"),
    "notice_rejected": N_("the word that a notice came back"),
    "digest": N_("the morning's digest"),
    "experience_handed_in": N_("an experience to review"),
    "experience_decided": N_("the decision on an experience"),
    "experience_told": N_("an experience of the month's series"),
    "jury_called": N_("the call to vote"),
    "jury_reminder": N_("the reminder to vote"),
    "selection_closed": N_("the result of a vote"),
    "selection_told": N_("the half-year's best experiences"),
    "month_brief": N_("the leaders' monthly brief"),
    "plan_returned": N_("the opinion on a plan"),
    "plan_cleared": N_("the notice that a plan has no objection"),
    "plan_approved": N_("the notice that a plan was approved"),
    "plan_filed": N_("the notice that a plan is filed"),
}
"""What is sent without being asked for; everything else answers what somebody said."""

REASONS: Mapping[str, str] = {
    "the program stopped": N_("The program stopped while it was being sent."),
    "no answer came back": N_("Telegram's answer was lost."),
    "nobody answers for the unit": N_("Nobody answers for the unit now."),
    "the person has not accepted": N_("The person has not opened an invitation yet."),
    "the person has blocked": N_("The person has blocked the bot."),
    "Forbidden": N_("The person has blocked the bot."),
}
"""How delivery's reasons begin, and what the office reads; any other is shown as it is."""


def kind_words(tr: Translator, kind: str) -> str:
    """What a message is."""
    return tr.plain(KINDS.get(kind, ANSWER))


def reason_words(tr: Translator, reason: str) -> Markup:
    """Why a message did not arrive for certain."""
    for beginning, sentence in REASONS.items():
        if reason.startswith(beginning):
            return tr(sentence)
    return tr("<code>{reason}</code>", reason=clip(reason, 200))


def message_row(tr: Translator, one: Undelivered) -> Markup:
    """What was to be said, to whom, and what became of it."""
    return tr(
        "{what} to {whom}: {state}",
        what=kind_words(tr, one.row.kind),
        whom=whom(tr, one),
        state=tr.plain(STATES[one.row.state]),
    )


def whom(tr: Translator, one: Undelivered) -> str:
    """Whom a message was for."""
    if one.unit:
        return clip(one.unit.name, 24)
    return clip(one.person.name, 24) if one.person else tr.plain("somebody unknown")


def update_row(tr: Translator, one: Inbox) -> Markup:
    """An update that was not handled."""
    sentence = UNREADABLE if one.state is Hearing.QUARANTINED else FAILED
    return tr(sentence, when=tr.moment(one.received_at))


def unit_row(tr: Translator, unit: Unit) -> Markup:
    """A unit for which nobody answers."""
    return tr("{unit}", unit=clip(unit.name, 40))


def board_row(tr: Translator, one: GroupChat) -> Markup:
    """A notice board that no message reaches."""
    if one.left_at is None:
        return tr("{title}: the bot may not write there", title=clip(one.title, 40))
    when = tr.moment(one.left_at)
    return tr("{title}: removed {when}", title=clip(one.title, 40), when=when)


def seat_row(tr: Translator, one: Seated) -> Markup:
    """A person at a post."""
    return tr(
        "{unit}: {name} ({why})",
        unit=clip(one.unit.name, 30),
        name=clip(one.person.name, 20),
        why=terms.role(tr, one.post.role),
    )
