"""A fact of a score in words: what happened, when, by which version (DOMAIN §6)."""

from collections.abc import Iterator

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from models.scoring.item_facts import InspectionFact, SlipFact, UpdateFact
from models.scoring.lines import AnyFact
from models.scoring.milestone_facts import MilestoneFact, Part
from models.scoring.point_facts import FaultFact, Merit, MeritFact


def fact_lines(scene: Scene, fact: AnyFact) -> Iterator[Markup]:
    """What is known, a sentence each."""
    if isinstance(fact, MilestoneFact):
        yield from _milestone(scene, fact)
    elif isinstance(fact, SlipFact):
        yield from _slip(scene, fact)
    elif isinstance(fact, UpdateFact):
        yield _update(scene, fact)
    elif isinstance(fact, InspectionFact):
        yield scene.tr("Inspected on {day}.", day=scene.tr.date(fact.inspected_on))
    elif isinstance(fact, MeritFact):
        yield from _merit(scene, fact)
    else:
        yield from _fault(scene, fact)


def _milestone(scene: Scene, fact: MilestoneFact) -> Iterator[Markup]:
    tr = scene.tr
    yield tr("Matter: {number} {title}", number=fact.matter, title=fact.title)
    if fact.due_on == fact.first_due_on:
        yield tr("Due on {day}.", day=tr.date(fact.due_on))
    else:
        yield tr(
            "Due on {day}, put off from {first}.",
            day=tr.date(fact.due_on),
            first=tr.date(fact.first_due_on),
        )
    yield from _handed_in(scene, fact)
    part = tr.plain("lead unit") if fact.part is Part.LEAD else tr.plain("helping unit")
    yield tr("Part: {part}, difficulty {difficulty}.", part=part, difficulty=fact.difficulty)
    if fact.set_aside:
        yield tr(
            "Since {day}: {state}, by {basis}.",
            day=tr.date(fact.set_aside.approved_on),
            state=terms.state(tr, fact.set_aside.state),
            basis=fact.set_aside.basis or "–",
        )


def _handed_in(scene: Scene, fact: MilestoneFact) -> Iterator[Markup]:
    tr = scene.tr
    if fact.handed_in_at is None:
        yield tr("Not reported as done by the cut-off.")
        return
    when = tr.moment(fact.handed_in_at)
    if fact.version:
        yield tr("Reported as done {when}, version {n}.", when=when, n=fact.version)
    else:
        day = scene.office.calendar.today(fact.handed_in_at)
        yield tr("Met on {day}, by the ledger.", day=tr.date(day))
    if fact.late_days:
        yield tr.plural("{n} working day late.", "{n} working days late.", fact.late_days)


def _slip(scene: Scene, fact: SlipFact) -> Iterator[Markup]:
    tr = scene.tr
    yield tr("Answer due on {day}.", day=tr.date(fact.due_on))
    if fact.answered_at is None:
        yield tr("No answer stands.")
    else:
        yield tr("Answered {when}.", when=tr.moment(fact.answered_at))
    if fact.returns:
        yield tr.plural("Returned {n} time.", "Returned {n} times.", fact.returns)


def _update(scene: Scene, fact: UpdateFact) -> Markup:
    if fact.updated_at is None:
        return scene.tr("No update by the cut-off.")
    return scene.tr("Updated {when}.", when=scene.tr.moment(fact.updated_at))


def _merit(scene: Scene, fact: MeritFact) -> Iterator[Markup]:
    tr = scene.tr
    yield tr("On {day}.", day=tr.date(fact.on))
    if fact.kind is Merit.RISK:
        yield tr.plural(
            "{n} working day ahead of the date.",
            "{n} working days ahead of the date.",
            fact.working_days_ahead,
        )


def _fault(scene: Scene, fact: FaultFact) -> Iterator[Markup]:
    tr = scene.tr
    yield tr("On {day}.", day=tr.date(fact.on))
    yield tr("By: {basis}", basis=fact.basis)
