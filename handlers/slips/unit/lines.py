"""What stands on a slip's page at the unit: the limits, what was handed in, what is asked for."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from handlers.context import Scene
from handlers.slips.papers import demand_words
from handlers.slips.words import name, state, subject
from handlers.view import clip
from locales import N_
from models.people.posts import Person
from models.slips.answers import AnswerKind, SlipAnswer, Verdict, answers_of, files_of, newest_of
from models.slips.extensions import Decision, Extension, extensions_of
from models.slips.slips import OPEN, Slip, SlipState
from models.units import Unit

HANDED: Mapping[AnswerKind, str] = {
    AnswerKind.PLAN: N_("<b>Plan</b>, version {n}, {name}, {moment}: {text}"),
    AnswerKind.ANSWER: N_("<b>Answer</b>, version {n}, {name}, {moment}: {text}"),
}
DRAFTED: Mapping[AnswerKind, str] = {
    AnswerKind.PLAN: N_("A draft of the plan waits to be submitted."),
    AnswerKind.ANSWER: N_("A draft of the answer waits to be submitted."),
}


def heading_lines(scene: Scene, slip: Slip, unit: Unit) -> Iterator[Markup]:
    """What it is, to whom, about what, what is demanded, and where it stands."""
    tr = scene.tr
    yield tr("<b>{name}</b>", name=name(tr, slip))
    if slip.issued_on:
        yield tr("To {unit}, {day}", unit=clip(unit.name, 80), day=tr.date(slip.issued_on))
    yield tr("Subject: {text}", text=subject(tr, slip, 200))
    yield tr("Demanded: {text}", text=clip(demand_words(scene, slip), 700))
    yield tr("State: <b>{state}</b>", state=state(tr, slip, scene.today))
    if slip.state is SlipState.WITHDRAWN:
        yield tr("Withdrawn with this reason: {reason}", reason=clip(slip.reason, 500))


def limit_lines(scene: Scene, slip: Slip) -> Iterator[Markup]:
    """The receipt and every date that still counts."""
    tr = scene.tr
    if slip.received_at:
        yield tr(
            "Received by {name}, {moment}.",
            name=who(scene, slip.received_by),
            moment=tr.moment(slip.received_at),
        )
    elif slip.state is SlipState.ISSUED and slip.receipt_due_on:
        yield tr("Please confirm receipt by {day}.", day=tr.date(slip.receipt_due_on))
    if slip.state not in OPEN:
        return
    if slip.plan_due_on and slip.planned_at is None:
        yield tr("Plan due by <b>{day}</b>.", day=tr.date(slip.plan_due_on))
    yield from _due(scene, slip)


def _due(scene: Scene, slip: Slip) -> Iterator[Markup]:
    tr = scene.tr
    if slip.due_on is None:
        if slip.about_on:
            yield tr("To be completed by <b>{day}</b>.", day=tr.date(slip.about_on))
    elif slip.first_due_on and slip.first_due_on != slip.due_on:
        yield tr(
            "Answer due by <b>{day}</b>, originally by {first}.",
            day=tr.date(slip.due_on),
            first=tr.date(slip.first_due_on),
        )
    else:
        yield tr("Answer due by <b>{day}</b>.", day=tr.date(slip.due_on))


def extension_line(scene: Scene, slip: Slip) -> Markup | None:
    """What became of the newest request to put the date off."""
    asked = next(iter(extensions_of(scene.session, slip)[-1:]), None)
    if asked is None:
        return None
    if asked.decision is Decision.PENDING:
        return scene.tr(
            "An extension until {day} was asked for and waits for the reform office.",
            day=scene.tr.date(asked.wanted_on),
        )
    if asked.decision is Decision.APPROVED and slip.due_on is not None:
        return None  # the limit tells it, with the date before
    return decided_line(scene, asked)


def decided_line(scene: Scene, asked: Extension) -> Markup:
    """An extension that was approved, with the date before it, or refused, with the reason."""
    tr = scene.tr
    if asked.decision is Decision.APPROVED and asked.granted_on:
        return tr(
            "Extended until <b>{day}</b>; the original date {before} stays on record.",
            day=tr.date(asked.granted_on),
            before=tr.date(asked.before_on),
        )
    return tr(
        "The extension was not approved, {day} stands: {reason}",
        day=tr.date(asked.before_on),
        reason=clip(asked.answer, 500),
    )


def answer_lines(scene: Scene, slip: Slip) -> Iterator[Markup]:
    """The newest plan and answer that were handed in, with what the office said to them."""
    newest = {one.kind: one for one in answers_of(scene.session, slip)}
    files = files_of(scene.session, list(newest.values()))
    for one in newest.values():
        yield _handed(scene, one)
        if count := len(files.get(one.id or 0, ())):
            yield scene.tr.plural("{n} file was attached.", "{n} files were attached.", count)
        yield verdict_line(scene, one)
    if slip.state in OPEN:
        for kind in AnswerKind:
            last = newest_of(scene.session, slip, kind)
            if last is not None and last.submitted_at is None:
                yield scene.tr(DRAFTED[kind])


def _handed(scene: Scene, one: SlipAnswer) -> Markup:
    moment = scene.tr.moment(one.submitted_at) if one.submitted_at else ""
    return scene.tr(
        HANDED[one.kind],
        n=one.version,
        name=who(scene, one.person_id),
        moment=moment,
        text=clip(one.text, 500),
    )


def verdict_line(scene: Scene, one: SlipAnswer) -> Markup:
    """What the office said to a version."""
    if one.verdict is Verdict.RETURNED:
        return scene.tr("↩ Returned by the reform office: {reason}", reason=clip(one.reason, 500))
    if one.verdict is Verdict.ACCEPTED:
        return scene.tr("✓ Accepted by the reform office.")
    return scene.tr("It waits for the reform office.")


def who(scene: Scene, person: int | None) -> str:
    """The name of somebody who did something."""
    found = scene.session.get(Person, person) if person else None
    return clip(found.name, 40) if found else ""
