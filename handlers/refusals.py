"""The sentence for each reason a verb may refuse for: what is wrong, and what to do next."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from locales import N_, Translator
from models.refusals import Reason, Refused

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

_WORDS: Mapping[Reason, str] = {
    Reason.NOT_ALLOWED: N_("This is not for your post. /whoami shows what you answer for."),
    Reason.GONE: N_("This is no longer there. /start shows what waits for you."),
    Reason.NOT_OPEN_YET: N_("The month's dispatch has not been opened yet."),
    Reason.NOTHING_TO_ANSWER: N_("Nothing is asked of you at the moment."),
    Reason.MUST_ANSWER_SINGLY: N_(
        "{numbers}: due, overdue or returned this month. Please answer them one by one."
    ),
    Reason.UNANSWERED_LEFT: N_("{left} still without an answer. Please answer them, then submit."),
    Reason.ALREADY_SUBMITTED: N_("Everything is submitted already; nothing has changed since."),
    Reason.PERCENT_RANGE: N_("{percent} is no percentage. Please send a number from 0 to 100."),
    Reason.TEXT_EMPTY: N_("There is nothing to read in that. Please write a few words."),
    Reason.TEXT_TOO_LONG: N_("That is {length} characters; please use at most {most}."),
    Reason.MATTER_CLOSED: N_("{number} is closed or set aside; there is nothing to report."),
    Reason.OWN_REPORT: N_("You reported {number} yourself; somebody else has to accept it."),
    Reason.REASON_NEEDED: N_("Please give a reason in a few words."),
    Reason.ALREADY_DECIDED: N_("This has been decided already."),
    Reason.INVITATION_UNKNOWN: N_("This link is not valid. Please ask the reform office for one."),
    Reason.INVITATION_USED: N_(
        "This link has been used. If it was not you, please tell the reform office."
    ),
    Reason.INVITATION_EXPIRED: N_(
        "This link has expired. Please ask the reform office for a new one."
    ),
    Reason.INVITATION_REVOKED: N_(
        "This link has been withdrawn. Please ask the reform office for a new one."
    ),
    Reason.INVITATION_FOREIGN: N_(
        "This link is for somebody else. Please ask the reform office for your own."
    ),
    Reason.NO_SUCH_POST: N_("There is no such post any more. Please ask the reform office."),
    Reason.DATES_BACKWARDS: N_("The last day is before the first. Please send the dates again."),
    Reason.DATES_PAST: N_("These days are over already. Please send days from today on."),
    Reason.DATES_UNCLEAR: N_(
        "These days are not clear. Please send them like 12-01 12-05, or only one day."
    ),
    Reason.NOT_ABSENT: N_("No leave is entered for you."),
    Reason.UNKNOWN_MATTER: N_("There is no matter {text} in the ledger."),
    Reason.UNKNOWN_UNIT: N_("There is no unit {text}."),
    Reason.BASIS_NEEDED: N_("Please name the document this rests on."),
    Reason.REVIEW_DATE_NEEDED: N_("Please give the day on which to look at it again."),
    Reason.STALE_PREVIEW: N_("Things have changed since the preview. Please look at it again."),
    Reason.UNKNOWN_SLIP: N_("There is no slip {text}. /slips shows yours."),
    Reason.TOO_LATE: N_(
        "The date {day} has passed. An extension has to be asked for before it; please answer."
    ),
    Reason.ALREADY_ASKED: N_("An extension has been asked for already and waits for the office."),
    Reason.OWN_REQUEST: N_("You asked for this extension yourself; somebody else has to decide."),
    Reason.AUTHORITY_NEEDED: N_(
        "{unit}: a slip to a district's committee or government has to name what it rests on. "
        "Please add the document."
    ),
    Reason.NOT_THE_SIGNER: N_("Somebody else signs this kind of slip today."),
    Reason.NO_LONGER_HOLDS: N_(
        "{subject}: answered, done, put off or set aside meanwhile. There is nothing to sign."
    ),
    Reason.ORDERS_ONLY: N_("Only an order can be delivered outside working hours."),
    Reason.CHANGE_UNCLEAR: N_(
        "Please write what to change: text, limit, basis, copies or at_once, "
        "like /change 12 limit 12-31."
    ),
    Reason.LIMIT_PASSED: N_(
        "{subject}: the limit {day} would be over before the slip goes out. Please change it."
    ),
    Reason.UNITS_NEEDED: N_("Please choose at least one unit."),
    Reason.SUBJECT_NEEDED: N_("Please name a matter or a subject."),
    Reason.DEMAND_NEEDED: N_("Please write what is demanded."),
    Reason.ANSWER_EMPTY: N_("Please write the answer as a text; files can go with it."),
    Reason.QUESTION_EMPTY: N_("Please write the question as a text."),
    Reason.TOO_MANY_FILES: N_("An answer takes {most} files at most."),
    Reason.ALREADY_PUBLISHED: N_(
        "The figures of {month} are published; only an appeal changes one."
    ),
    Reason.APPEALS_OPEN: N_("Appeals that wait for a decision: {n}. Please decide them first."),
    Reason.APPEALS_OVER: N_("The days for appeals about {month} are over."),
    Reason.NOT_COMPUTED: N_("The scores of {month} are not computed yet."),
    Reason.APPEAL_WAITS: N_("This line has been appealed against already; the office decides."),
    Reason.NOT_THE_REVIEWER: N_("Whoever scored it cannot decide it; somebody else has to."),
    Reason.NOT_A_REMEDY: N_("This line can only be left out."),
    Reason.OWN_ANSWER: N_("You handed this in yourself; somebody else has to decide."),
    Reason.DOCUMENT_KNOWN: N_("{number} is registered already. /documents shows it."),
    Reason.DOCUMENT_NUMBER_NEEDED: N_("Please give the number of the document."),
    Reason.DOCUMENT_TITLE_NEEDED: N_("Please give the title of the document."),
    Reason.STEPS_BACKWARDS: N_(
        "The dates run backwards: received, conveyed, studied and local plan follow each other."
    ),
    Reason.UNIT_ELSEWHERE: N_("{unit} is not asked by this office."),
    Reason.UNKNOWN_DOCUMENT: N_("There is no document {text}. /documents shows them all."),
    Reason.LOCAL_PLAN_UNDECIDED: N_(
        "{number}: please decide first whether this unit needs a local plan."
    ),
    Reason.PLAN_NOT_FILED: N_(
        "{number}: the local plan is not filed yet, so it cannot count as issued."
    ),
    Reason.NO_PLAN_TO_FILE: N_("No plan of this unit is to be examined for this document."),
    Reason.PLAN_EMPTY: N_("Please send the plan as a text or as files."),
    Reason.MEETING_NEEDED: N_("Please name the meeting of the leading group."),
    Reason.DAY_TO_COME: N_("This day is still to come. Please check the date."),
    Reason.DAY_NEEDED: N_("Please send a date like 2026-11-30."),
    Reason.NOTHING_UNDECIDED: N_("Nothing is left to decide here."),
    Reason.NO_SCORES: N_("The scores of {month} are not computed yet; the circular rests on them."),
    Reason.ALREADY_DRAFTED: N_("There is a circular of {month} already. /circular shows it."),
    Reason.TEXT_MISSING: N_("A circular needs some words."),
    Reason.FIGURES_CHANGED: N_(
        "The scores were computed or published anew since. Please draft the text anew from them."
    ),
    Reason.ALREADY_SENT: N_("It has been sent already."),
    Reason.NOT_ISSUED: N_("It is not issued."),
    Reason.CIRCULAR_UNCLEAR: N_(
        "Please write what to do: /circular submit, approve, return, withdraw, anew, send, remind, "
        "take, text, add, pdf or word."
    ),
    Reason.SCORE_RANGE: N_(
        "{text} is no score. Please send a number from 0 to 100 with two decimals at most."
    ),
    Reason.YEAR_END_UNCLEAR: N_(
        "Please send code, score and basis, like /yearend D01 92.5 minutes of 12 January; "
        "a year may stand before them."
    ),
    Reason.UNKNOWN_CIRCULAR: N_("There is no circular of {text}. /circulars shows those issued."),
    Reason.NOTICE_EMPTY: N_("The notice says nothing yet."),
    Reason.NOBODY_TO_TELL: N_("Nobody has been chosen whom it could reach."),
    Reason.NOTICE_TOO_LONG: N_("A notice takes {most} messages at most."),
    Reason.ALBUM_TOO_LONG: N_(
        "An album takes {most} files at most. The first ones are kept; please send the others "
        "again by themselves."
    ),
    Reason.ALBUM_MIXED: N_(
        "An album holds photos and videos, or only documents, or only audio files."
    ),
    Reason.POLL_UNCLEAR: N_(
        "A poll needs a question of up to 300 characters and 2 to 10 different options of up to "
        "100."
    ),
    Reason.OWN_NOTICE: N_("Somebody else must approve it: you wrote or submitted it yourself."),
    Reason.MOMENT_UNCLEAR: N_(
        "This time is not clear. Please send it like “tomorrow 9:00” or 2026-12-31 09:00."
    ),
    Reason.CONFIRMED_TOO_SOON: N_(
        "It goes out only after the moment by which it is to be confirmed. Please set a later one."
    ),
    Reason.NOTICE_UNCLEAR: N_(
        "Please write what to do: to, at, urgent, confirm, reply, preview, send or throw away."
    ),
    Reason.NOTICE_DEED_UNCLEAR: N_(
        "Please write what to do behind the number: recipients, units, replies, poll, workbook, "
        "remind, edit, stop or delete."
    ),
    Reason.EXPERIENCE_UNNAMED: N_("Please give the experience a title first."),
    Reason.EXPERIENCE_EMPTY: N_("Please write the text; it may come in several messages."),
    Reason.OWN_EXPERIENCE: N_("You handed this in yourself; somebody else has to decide."),
    Reason.EXPERIENCE_UNCLEAR: N_("There is no such number or word here. /help shows what to say."),
    Reason.SERIES_EMPTY: N_("Please choose at least one experience first."),
    Reason.NOT_ACCEPTED: N_("Only an accepted experience that was not sent before can be chosen."),
    Reason.SHORTLIST_EMPTY: N_("Please put experiences on the shortlist first."),
    Reason.JURY_EMPTY: N_("Please name the jurors first."),
    Reason.NOT_A_JUROR: N_("You are not on this jury."),
    Reason.OWN_UNIT_VOTE: N_("This one is of a unit in which you hold a post yourself."),
    Reason.TOO_MANY_VOTES: N_("You have {most} votes; take one back first."),
    Reason.VOTING_OVER: N_("The vote is closed."),
    Reason.VOTING_RUNS: N_("The vote still runs until {day}; its counts stay secret till then."),
    Reason.TIE_UNDECIDED: N_("The last places are tied. Please choose among these first."),
    Reason.MEDIA_UNCLEAR: N_(
        "Please send: title; medium; date; link, like: A window for all; City Daily; 2026-11-02; "
        "https://example.org/1"
    ),
    Reason.MESSAGES_DIFFER: N_(
        "Telegram changes texts, captions and files of what is out; the messages must stay the "
        "same in number and kind, and a poll stays as it is."
    ),
    Reason.CLAIMED_BY_OTHER: N_("{number} is claimed by {name} already."),
    Reason.NOT_CLAIMED: N_("{number} is not claimed by you."),
}


def sentence(tr: Translator, reason: Reason, facts: Mapping[str, object]) -> str:
    """What a person reads when something was refused: plain text, fit for a pop-up."""
    readable = {name: _readable(tr, name, value) for name, value in facts.items()}
    return tr.plain(_WORDS[reason], **readable)[:200]


def facts_of(refused: Refused) -> dict[str, object]:
    """The facts of a refusal as plain JSON, for a message that is rendered later."""
    return {name: _plain(value) for name, value in refused.facts.items()}


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def _day(tr: Translator, value: object) -> str:
    """A day or a moment as people read it, also one that was kept as plain JSON."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        return tr.moment(value)
    return tr.date(value) if isinstance(value, date) else ""


def _readable(tr: Translator, name: str, value: object) -> object:
    if name == "month" and isinstance(value, str) and _MONTH.fullmatch(value):
        return tr.month(value)
    if name == "day":
        return _day(tr, value)
    if isinstance(value, list):
        return tr.plain(", ").join(value[:5]) + ("…" if len(value) > 5 else "")
    return value
