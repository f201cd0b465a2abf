"""The whole history of a slip in words: every deed, and every message that brought it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.exceptions.words import reason_words
from handlers.view import clip
from locales import N_, Translator
from models.audit import Audit, history
from models.outbox import Outbox, Sending
from models.people.posts import Person, people_by_id
from models.slips.answers import AnswerKind
from models.slips.register import deliveries
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, slip_id

DEEDS: Mapping[str, str] = {
    "draft": N_("{when} {who}: drafted"),
    "change": N_("{when} {who}: changed {changed}"),
    "submit": N_("{when} {who}: brought before whoever signs"),
    "reject": N_("{when} {who}: not signed, given back: “{reason}”"),
    "sign": N_("{when} {who}: signed as {post}, number {number}"),
    "receive": N_("{when} {who}: receipt confirmed"),
    "answer": N_("{when} {who}: {what} handed in, version {version}"),
    "accepted_plan": N_("{when} {who}: plan accepted, version {version}"),
    "accepted_answer": N_("{when} {who}: answer accepted, version {version}"),
    "returned_plan": N_("{when} {who}: plan returned, version {version}: “{reason}”"),
    "returned_answer": N_("{when} {who}: answer returned, version {version}: “{reason}”"),
    "ask": N_("{when} {who}: asked about the answer: “{question}”"),
    "ask_extension": N_("{when} {who}: asked for an extension from {before} to {wanted}"),
    "approve_extension": N_("{when} {who}: extension approved, {before} → {after}"),
    "refuse_extension": N_("{when} {who}: extension refused: “{reason}”"),
    "settle": N_("{when} {who}: settled, what it was about is done or has another date"),
    "lapse": N_("{when} {who}: draft taken back, what it was about no longer holds"),
    "resume": N_("{when} {who}: stands again, what it is about is there again"),
    "withdraw": N_("{when} {who}: withdrawn: “{reason}”"),
}
"""Every deed that is written down about a slip."""

SENT_OUT = N_("{when} {who}: sent out without a signature, number {number}")

CHANGED: Mapping[str, str] = {
    "demand": N_("the demand"),
    "limit_on": N_("the limit"),
    "answer_days": N_("the limit"),
    "copies": N_("the copies"),
    "authority_basis": N_("the basis"),
    "at_once": N_("when it goes out"),
}
"""What can be changed in a draft."""

ANSWERED: Mapping[AnswerKind, str] = {
    AnswerKind.PLAN: N_("plan"),
    AnswerKind.ANSWER: N_("answer"),
}

BROUGHT: Mapping[Sending, str] = {
    Sending.SENT: N_("{when} delivered to {name}"),
    Sending.QUEUED: N_("{when} to be delivered then"),
    Sending.SENDING: N_("{when} being delivered"),
    Sending.FAILED: N_("{when} not delivered. {reason}"),
    Sending.UNKNOWN: N_("{when} perhaps not delivered. {reason}"),
    Sending.HELD: N_("{when} not delivered yet. {reason}"),
    Sending.VOID: N_("{when} not delivered, because it was withdrawn before"),
}
COPIED: Mapping[Sending, str] = {
    Sending.SENT: N_("{when} copy to {name}"),
    Sending.QUEUED: N_("{when} copy to {name}, to be delivered then"),
    Sending.SENDING: N_("{when} copy to {name}, being delivered"),
    Sending.FAILED: N_("{when} copy to {name}, not delivered. {reason}"),
    Sending.UNKNOWN: N_("{when} copy to {name}, perhaps not delivered. {reason}"),
    Sending.HELD: N_("{when} copy to {name}, not delivered yet. {reason}"),
    Sending.VOID: N_("{when} copy to {name}, not delivered, because it was withdrawn before"),
}

Entry = tuple[datetime, Markup]


def entries(scene: Scene, slip: Slip) -> Sequence[Markup]:
    """Everything that was done to a slip and all that became of it, the newest first."""
    done = [one for one in history(scene.session, "slip", slip_id(slip)) if _tells(slip, one)]
    brought = deliveries(scene.session, slip)
    named = {one.person_id for one in done} | {_whom(row) for row in brought} | {slip.signed_by}
    people = people_by_id(scene.session, [person for person in named if person])
    told = [_deed(scene, slip, one, people) for one in done]
    told += _sent_out(scene, slip, people)
    told += [_brought(scene, row, people) for row in brought]
    ordered = sorted(enumerate(told), key=lambda one: (one[1][0], one[0]), reverse=True)
    return [words for _, (_, words) in ordered]


def _tells(slip: Slip, deed: Audit) -> bool:
    """A prompt is brought before nobody: that it was sent out says it all."""
    return slip.kind is not SlipKind.PROMPT or deed.deed != "submit"


def _deed(scene: Scene, slip: Slip, deed: Audit, people: Mapping[int, Person]) -> Entry:
    tr = scene.tr
    facts = {
        "when": _when(tr, deed.at),
        "who": _who(tr, deed.person_id, people),
        "post": terms.role(tr, slip.signed_as) if slip.signed_as else "",
        **{name: _fact(tr, name, value) for name, value in deed.detail.items()},
    }
    if deed.deed == "answer":
        facts["what"] = tr.plain(ANSWERED[AnswerKind(deed.detail["kind"])])
    return deed.at, tr(DEEDS[deed.deed], **facts)


def _fact(tr: Translator, name: str, value: Any) -> object:
    """A detail of a deed as it is read."""
    if name in {"before", "after", "wanted"}:
        return tr.date(date.fromisoformat(str(value)))
    if name == "changed":
        found = dict.fromkeys(tr.plain(CHANGED[one]) for one in value)
        return tr.plain(", ").join(found)
    return clip(value, 200) if isinstance(value, str) else value


def _when(tr: Translator, moment: datetime) -> str:
    """With its year: a history outlives it."""
    return tr.plain("{day}, {time}", day=tr.date(moment), time=tr.time(moment))


def _who(tr: Translator, person: int | None, people: Mapping[int, Person]) -> str:
    known = people.get(person or 0)
    return clip(known.name, 20) if known else tr.plain("by rule")


def _sent_out(scene: Scene, slip: Slip, people: Mapping[int, Person]) -> list[Entry]:
    """A prompt is signed by nobody, so that no deed tells when it went out."""
    if slip.kind is not SlipKind.PROMPT or slip.signed_at is None:
        return []
    tr = scene.tr
    facts = {
        "when": _when(tr, slip.signed_at),
        "who": _who(tr, slip.signed_by, people),
        "number": slip.number_text,
    }
    return [(slip.signed_at, tr(SENT_OUT, **facts))]


def _whom(row: Outbox) -> int | None:
    return row.sent_to or row.person_id


def _brought(scene: Scene, row: Outbox, people: Mapping[int, Person]) -> Entry:
    """A message that was, or was not, delivered; its moment is when that was settled."""
    tr = scene.tr
    moment = row.sent_at or (row.due_at if row.state is Sending.QUEUED else row.claimed_at)
    at = moment or row.created_at
    known = people.get(_whom(row) or 0)
    sentence = (COPIED if row.kind == "slip_copies" else BROUGHT)[row.state]
    return at, tr(
        sentence,
        when=_when(tr, at),
        name=clip(known.name, 20) if known else tr.plain("the unit"),
        reason=reason_words(tr, row.reason),
    )
