"""What a slip is and where it stands, line by line, as the office reads it."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.office.light_words import light_line, light_of
from handlers.slips import words
from handlers.slips.papers import demand_words
from handlers.view import clip, lines
from locales import N_
from models.matters.ledger import Matter, matter_id, milestones_of
from models.people.posts import Person
from models.slips.answers import AnswerKind, SlipAnswer, Verdict, answers_of
from models.slips.extensions import Decision, Extension, extensions_of
from models.slips.register import above
from models.slips.slips import RUNNING, Slip, chain

ANSWERS: Mapping[AnswerKind, str] = {
    AnswerKind.PLAN: N_("Plan {version} by {name}, {day}: {verdict}"),
    AnswerKind.ANSWER: N_("Answer {version} by {name}, {day}: {verdict}"),
}
VERDICTS: Mapping[Verdict | None, str] = {
    None: N_("waits for a verdict"),
    Verdict.ACCEPTED: N_("accepted"),
    Verdict.RETURNED: N_("returned"),
}


def facts(scene: Scene, slip: Slip) -> list[Markup | None]:
    """Everything about a slip but its history."""
    tr = scene.tr
    return [
        tr("State: {state}", state=words.state(tr, slip, scene.today)),
        tr("About: {subject}", subject=words.subject(tr, slip, 300)),
        _light(scene, slip),
        tr("Demand: {text}", text=clip(demand_words(scene, slip), 600)),
        tr("Basis: {text}", text=clip(slip.authority_basis, 200)) if slip.authority_basis else None,
        *_dates(scene, slip),
        _signed(scene, slip),
        _received(scene, slip),
        *(_answered(scene, one) for one in last_versions(scene, slip)),
        *(_asked(scene, one) for one in pending(scene, slip)),
        tr("Reason: {text}", text=clip(slip.reason, 300)) if slip.reason else None,
        *_rungs(scene, slip),
    ]


def _light(scene: Scene, slip: Slip) -> Markup | None:
    matter = scene.session.get(Matter, slip.matter_id) if slip.matter_id else None
    if matter is None:
        return None
    steps = milestones_of(scene.session, [matter_id(matter)])[matter_id(matter)]
    shown = light_of(scene, matter, steps)
    return scene.tr(
        "The matter: {light} {why}", light=terms.dot(shown.light), why=light_line(scene, shown)
    )


def _dates(scene: Scene, slip: Slip) -> list[Markup | None]:
    """The limits in force, and the one it went out with where that was another."""
    tr, first = scene.tr, slip.first_due_on
    due = slip.due_on or slip.limit_on
    if slip.due_on and first and first != slip.due_on:
        limit = tr(
            "Answer by {day}, at first by {first}", day=tr.date(slip.due_on), first=tr.date(first)
        )
    elif due:
        limit = tr("Answer by {day}", day=tr.date(due))
    elif slip.answer_days:
        limit = tr("Answer within {n} working days", n=slip.answer_days)
    else:
        limit = None
    return [
        tr("About the date {day}", day=tr.date(slip.about_on)) if slip.about_on else None,
        tr("Receipt by {day}", day=tr.date(slip.receipt_due_on)) if slip.receipt_due_on else None,
        tr("Plan by {day}", day=tr.date(slip.plan_due_on)) if slip.plan_due_on else None,
        limit,
    ]


def _signed(scene: Scene, slip: Slip) -> Markup | None:
    tr = scene.tr
    if slip.issued_on is None:
        return None
    if slip.signed_as is None:
        return tr("Issued {day} without a signature", day=tr.date(slip.issued_on))
    return tr(
        "Issued {day}, signed by {name} ({post})",
        day=tr.date(slip.issued_on),
        name=_name(scene, slip.signed_by),
        post=terms.role(tr, slip.signed_as),
    )


def _received(scene: Scene, slip: Slip) -> Markup | None:
    tr = scene.tr
    if slip.received_at is None:
        return None
    name = _name(scene, slip.received_by)
    return tr("Received {day} by {name}", day=tr.date(slip.received_at), name=name)


def _name(scene: Scene, person: int | None) -> str:
    known = scene.session.get(Person, person) if person else None
    return clip(known.name, 20) if known else scene.tr.plain("the office")


def last_versions(scene: Scene, slip: Slip) -> Sequence[SlipAnswer]:
    """The newest plan and the newest answer."""
    return list({one.kind: one for one in answers_of(scene.session, slip)}.values())


def _answered(scene: Scene, one: SlipAnswer) -> Markup:
    tr = scene.tr
    head = tr(
        ANSWERS[one.kind],
        version=one.version,
        name=_name(scene, one.person_id),
        day=tr.date(one.submitted_at) if one.submitted_at else "",
        verdict=tr.plain(VERDICTS[one.verdict]),
    )
    return lines(head, tr("<i>{text}</i>", text=clip(one.text, 300)))


def pending(scene: Scene, slip: Slip) -> list[Extension]:
    """The request about a slip that waits for a decision, if there is one."""
    asked = extensions_of(scene.session, slip)
    return [one for one in asked if one.decision is Decision.PENDING and slip.state in RUNNING]


def _asked(scene: Scene, one: Extension) -> Markup:
    tr = scene.tr
    return tr(
        "Extension asked from {before} to {wanted}: {reason}",
        before=tr.date(one.before_on),
        wanted=tr.date(one.wanted_on),
        reason=clip(one.reason, 200),
    )


def _rungs(scene: Scene, slip: Slip) -> list[Markup]:
    """The slips of the same ladder, from the lowest rung."""
    tr = scene.tr
    below = [tr("Below: {line}", line=_rung(scene, one)) for one in chain(scene.session, slip)]
    return [
        *below,
        *(tr("Above: {line}", line=_rung(scene, one)) for one in above(scene.session, slip)),
    ]


def _rung(scene: Scene, slip: Slip) -> Markup:
    return words.line(scene.tr, slip, scene.today)
