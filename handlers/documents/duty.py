"""What one unit has to do about a document: its steps, whether it needs a plan, the examination."""

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.buttons import DocumentPress, DutyPress, Group, NeedPress, OwnDutiesPress
from handlers.documents.plan_buttons import PlanPress
from handlers.documents.seen import is_own, read_duty
from handlers.hearing import Route
from handlers.office.buttons import MatterPress, Origin
from handlers.pressing import on_press
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.documents.deciding import ENDED
from models.documents.documents import Need, Step, document_id, duty_id
from models.documents.filings import FilingState, may_file
from models.documents.status import Stand
from models.matters.ledger import OPEN_STATES, matter_id


def pressed(turn: Turn, press: DutyPress) -> View:
    """The duty in the pressed message."""
    return duty_page(turn, read_duty(turn, press.duty))


def duty_page(scene: Scene, stand: Stand) -> View:
    """To the unit and to the office alike; what each may do differs."""
    tr, document = scene.tr, stand.document
    text = lines(
        *words.heading(tr, document),
        tr("\n<b>{unit}</b>", unit=clip(stand.unit.name, 60)),
        *(_step(scene, stand, step) for step in Step if step in stand.steps),
        _need(scene, stand),
        _filing(scene, stand),
        tr("Report the steps with the month's matters: /tasks.")
        if scene.me.may(Act.REPORT, stand.unit)
        else None,
    )
    return View(text, [*_doing(scene, stand), _leading(scene, stand), [_back(scene, stand)]])


def _step(scene: Scene, stand: Stand, step: Step) -> Markup:
    tr, milestone = scene.tr, stand.steps[step]
    facts = {"step": tr.plain(words.STEPS[step]), "day": tr.date(milestone.due_on)}
    if milestone.done_on:
        return tr("✓ {step}, by {day}, done {done}", done=tr.date(milestone.done_on), **facts)
    if stand.matter.state in OPEN_STATES and milestone.due_on < scene.today:
        return tr("🔴 {step}, by {day}: overdue", **facts)
    return tr("○ {step}, by {day}", **facts)


def _need(scene: Scene, stand: Stand) -> Markup:
    tr, duty = scene.tr, stand.duty
    need = words.need(tr, duty.needs_local)
    if duty.needs_local is Need.NO and duty.basis:
        return tr("Local plan: {need}. Reason: {text}", need=need, text=clip(duty.basis, 200))
    return tr("Local plan: {need}.", need=need)


def _filing(scene: Scene, stand: Stand) -> Markup | None:
    if not may_file(scene.session, stand.duty) and stand.filing is None:
        return None
    state = stand.filing.state if stand.filing else FilingState.DRAFT
    return scene.tr("Plan for examination: {state}.", state=words.state(scene.tr, state))


def _doing(scene: Scene, stand: Stand) -> list[list[Key]]:
    tr, number = scene.tr, duty_id(stand.duty)
    examined = may_file(scene.session, stand.duty) or stand.filing is not None
    return [
        _deciding(scene, stand),
        [Key(tr.plain("Plan for examination"), PlanPress(number))] if examined else [],
    ]


def _deciding(scene: Scene, stand: Stand) -> list[Key]:
    if stand.matter.state in ENDED or not is_own(scene, stand.document, Act.DECIDE_LOCAL):
        return []
    labels = {
        Need.YES: scene.tr.plain("Local plan needed"),
        Need.NO: scene.tr.plain("No local plan needed"),
    }
    one, duty = document_id(stand.document), duty_id(stand.duty)
    return [
        Key(label, NeedPress(one, duty, Group.ALL, need))
        for need, label in labels.items()
        if need is Need.YES or stand.duty.needs_local is not Need.NO
    ]


def _leading(scene: Scene, stand: Stand) -> list[Key]:
    label = scene.tr.plain("Matter {number}", number=clip(stand.matter.number, 20))
    return [Key(label, MatterPress(matter_id(stand.matter), 0, Origin.NOWHERE, 0))]


def _back(scene: Scene, stand: Stand) -> Key:
    back = scene.tr.plain("Back")
    if scene.me.may(Act.READ_DOCUMENTS, stand.unit):
        return Key(back, DocumentPress(document_id(stand.document), 0))
    return Key(back, OwnDutiesPress(0))


ROUTES: tuple[Route, ...] = (on_press(DutyPress, pressed),)
