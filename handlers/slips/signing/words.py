"""What a draft's card says: why it was raised, its limits, who wrote, changed and decided it."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.slips import words
from handlers.slips.signing.seen import Draft
from handlers.view import clip
from locales import N_, Translator
from models.audit import Audit
from models.people.posts import Person, Role
from models.slips.drafting import needs_basis
from models.slips.issuing import leaves_at, limits_from
from models.slips.rungs import SlipKind
from models.slips.signers import Signer, signers, stood_in_for
from models.slips.slips import Slip, SlipState, chain

SENT = N_("Sent now, it goes out {when}.")
SIGNED = N_("Signed now, it goes out {when}.")
SIGNED_AT_ONCE = N_("Signed now, it goes out at once, outside working hours too.")

_DEEDS: Mapping[str, str] = {
    "change": N_("Changed by {name}, {when}"),
    "reject": N_("↩ Returned by {name}, {when}: {reason}"),
    "sign": N_("✓ Signed by {name}, {when}"),
    "withdraw": N_("Withdrawn by {name}, {when}"),
}


def why(scene: Scene, slip: Slip) -> Iterator[Markup]:
    """Which date was missed, and which slips below it were not answered (DOMAIN §4)."""
    below = chain(scene.session, slip)
    if not below:
        return
    if slip.about_on is not None and slip.about_on < scene.today:
        yield scene.tr.plural(
            "Missed: {day}, {n} working day ago.",
            "Missed: {day}, {n} working days ago.",
            scene.at(slip.office_id).office.calendar.count(slip.about_on, scene.today),
            day=scene.tr.date(slip.about_on),
        )
    for one in below:
        yield _rung_below(scene.tr, one)


def _rung_below(tr: Translator, below: Slip) -> Markup:
    facts = {
        "name": words.name(tr, below),
        "issued": tr.date(below.issued_on) if below.issued_on else "",
        "day": tr.date(below.due_on) if below.due_on else "",
    }
    if below.kind is SlipKind.PROMPT:
        return tr("{name} was sent on {issued}.", **facts)
    return tr("{name} of {issued} was not answered by {day}.", **facts)


def limits(scene: Scene, slip: Slip) -> Iterator[Markup]:
    """When it would go out if it were signed now, and until when it asks for what."""
    tr, calendar = scene.tr, scene.at(slip.office_id).office.calendar
    leaves = leaves_at(slip, calendar, scene.now)
    found = limits_from(slip, calendar.today(leaves), calendar)
    yield tr(_going_out(slip), when=tr.moment(leaves))
    yield tr("Receipt by {day}", day=tr.date(found.receive_by))
    if found.plan_by:
        yield tr("Plan by {day}", day=tr.date(found.plan_by))
    if found.answer_by:
        yield _answer_by(tr, slip, tr.date(found.answer_by))


def _going_out(slip: Slip) -> str:
    if slip.kind is SlipKind.PROMPT:
        return SENT
    return SIGNED_AT_ONCE if slip.at_once else SIGNED


def _answer_by(tr: Translator, slip: Slip, day: str) -> Markup:
    if slip.limit_on:
        return tr("Answer by <b>{day}</b>", day=day)
    return tr.plural(
        "Answer by <b>{day}</b> ({n} working day)",
        "Answer by <b>{day}</b> ({n} working days)",
        slip.answer_days,
        day=day,
    )


def limit(tr: Translator, slip: Slip) -> str:
    """The limit for the answer in a list: a day, or working days."""
    if slip.limit_on:
        return tr.plain("by {day}", day=tr.date(slip.limit_on))
    if not slip.answer_days:
        return tr.plain("to be received")
    return tr.plain_plural("{n} working day", "{n} working days", slip.answer_days)


def copies(tr: Translator, slip: Slip) -> Markup:
    """Who at the unit gets a copy."""
    if not slip.copies:
        return tr("Copies: none")
    posts = tr.plain(", ").join(terms.role(tr, Role(post)) for post in slip.copies)
    return tr("Copies: {posts}", posts=posts)


def basis(tr: Translator, draft: Draft) -> Markup | None:
    """What it rests on; a district's that rests on nothing cannot be submitted (DOMAIN §4)."""
    if draft.slip.authority_basis:
        return tr("Basis: {text}", text=clip(draft.slip.authority_basis, 300))
    if needs_basis(draft.unit):
        return tr("⚠ Basis: missing. A slip to a district has to name what it rests on.")
    return None


def standing_in(scene: Scene, draft: Draft) -> Markup | None:
    """In whose place the reader signs today."""
    rules = scene.at(draft.slip.office_id).office.rules
    rung = rules.slips.rung(draft.slip.kind)
    if draft.signs_as is None or draft.signs_as in rung.signers:
        return None
    away = stood_in_for(scene.session, draft.slip.office_id, rung)
    if not away:
        return None
    return scene.tr("You sign in place of {people}, on leave today.", people=_people(scene, away))


def waits_for(scene: Scene, draft: Draft) -> Markup | None:
    """Who signs it today, for a reader who does not."""
    if draft.signs_as or draft.slip.state is not SlipState.AWAITING_SIGNATURE:
        return None
    rules = scene.at(draft.slip.office_id).office.rules
    rung = rules.slips.rung(draft.slip.kind)
    able = signers(scene.session, draft.slip.office_id, rung, scene.today)
    if not able:
        return scene.tr("⚠ Nobody can sign it today: on leave, or the post is not held.")
    return scene.tr("Waits for {people}", people=_people(scene, able))


def _people(scene: Scene, people: Sequence[Signer]) -> str:
    tr = scene.tr
    named = [
        tr.plain("{name} ({post})", name=clip(one.person.name, 24), post=terms.role(tr, one.role))
        for one in people
    ]
    return tr.plain(", ").join(named)


def written(scene: Scene, slip: Slip) -> Markup:
    """Who wrote it, and when."""
    when = scene.tr.moment(slip.drafted_at)
    if slip.drafted_by is None:
        return scene.tr("Drafted by rule, {when}", when=when)
    return scene.tr("Written by {name}, {when}", name=_name(scene, slip.drafted_by), when=when)


def done(scene: Scene, slip: Slip, history: Sequence[Audit]) -> Iterator[Markup]:
    """The last change, and what was decided since."""
    for deed, sentence in _DEEDS.items():
        last = next((one for one in reversed(history) if one.deed == deed), None)
        returned = slip.state is SlipState.DRAFT and slip.reason
        if last is not None and (deed != "reject" or returned):
            yield scene.tr(
                sentence,
                name=_name(scene, last.person_id),
                when=scene.tr.moment(last.at),
                reason=clip(slip.reason, 300),
            )


def _name(scene: Scene, person: int | None) -> str:
    found = scene.session.get(Person, person) if person else None
    return clip(found.name, 24) if found else ""
