"""What a unit is told: a new document, a decision about a local plan, the steps of its plan."""

from collections.abc import Callable, Mapping

from handlers.context import Scene
from handlers.documents.duty import duty_page
from handlers.documents.plans import plan_page
from handlers.documents.seen import read_duty
from handlers.view import View, lines
from locales import N_
from models.documents.documents import duty_id
from models.documents.filings import FilingState
from models.documents.plan_queue import examined
from models.matters.ledger import OPEN_STATES
from models.outbox import Outbox

PLANS: Mapping[str, tuple[FilingState, str]] = {
    "plan_returned": (
        FilingState.RETURNED,
        N_("The office has an opinion on your plan. Please hand in another version."),
    ),
    "plan_cleared": (
        FilingState.CLEARED,
        N_("The office has no objection to your plan. It goes before the leading group."),
    ),
    "plan_approved": (FilingState.APPROVED, N_("The leading group has approved your plan.")),
    "plan_filed": (
        FilingState.FILED,
        N_("Your plan is filed. Report the local plan as issued with the month's matters."),
    ),
}


def given(scene: Scene, row: Outbox) -> View | None:
    """A new document; None once its matter is over."""
    stand = read_duty(scene, row.subject_id or 0)
    if stand.matter.state not in OPEN_STATES:
        return None
    shown = duty_page(scene, stand)
    word = scene.tr("<b>A superior document for your unit</b>")
    return View(lines(word, shown.text), shown.keys, shown.asks)


def decided(scene: Scene, row: Outbox) -> View:
    """Whether a local plan is needed, as it is decided now."""
    shown = duty_page(scene, read_duty(scene, row.subject_id or 0))
    word = scene.tr("<b>The office has decided about a local plan</b>")
    return View(lines(word, shown.text), shown.keys, shown.asks)


def plan_moved(scene: Scene, row: Outbox) -> View | None:
    """One step of the examination; None when it has gone on meanwhile."""
    state, words = PLANS[row.kind]
    one = examined(scene.session, row.subject_id or 0)
    if one.filing.state is not state:
        return None
    shown = plan_page(scene, read_duty(scene, duty_id(one.duty)))
    return View(lines(scene.tr(words), shown.text), shown.keys, shown.asks)


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "document": given,
    "document_decided": decided,
    **dict.fromkeys(PLANS, plan_moved),
}
