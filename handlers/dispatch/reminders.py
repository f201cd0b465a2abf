"""What a unit is told unasked: what it owes, a card that came back, a month that closed."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene
from handlers.dispatch.buttons import PanelPress, ResumePress
from handlers.dispatch.card_views import card_view
from handlers.dispatch.panel import line, rest_key, title
from handlers.dispatch.sheets import seen, seen_with
from handlers.view import Ask, Key, View, clip, lines
from models.dispatch.reminders import owed_by
from models.dispatch.returns import Mark, Stage
from models.dispatch.sheet_reading import look
from models.dispatch.sheets import Sheet
from models.focus import Topic
from models.outbox import Outbox

LISTED = 5


def reminder(scene: Scene, _row: Outbox) -> View | None:
    """What the reader still owes, unit by unit; None when nothing is owed or they are away."""
    owed = owed_by(scene.session, scene.me.id, scene.today)
    sheets = [look(scene.session, one.id or 0) for one, _, _ in owed]
    sheets = [sheet for sheet in sheets if sheet.cards]
    if not sheets:
        return None
    if len(sheets) == 1:
        return _of_one(scene, sheets[0])
    head = scene.tr("<b>Reminder</b>: these units' answers are still open.")
    keys = [[Key(clip(sheet.unit.name, 40), PanelPress(sheet.id, 0))] for sheet in sheets]
    return View(lines(head, *(_owes(scene, sheet) for sheet in sheets)), keys)


def _of_one(scene: Scene, sheet: Sheet) -> View:
    tr = scene.tr
    text = lines(
        tr("<b>Reminder</b>"), title(scene, sheet), _since(scene, sheet), *_what(scene, sheet)
    )
    open_it = Key(tr.plain("Overview"), PanelPress(sheet.id, 0))
    if not sheet.waiting:
        return View(text, [[open_it]], Ask(Topic.RETURN, sheet.id))
    go_on = Key(tr.plain("Go on"), ResumePress(sheet.id))
    return View(text, [[go_on, rest_key(scene, sheet)], [open_it]], Ask(Topic.RETURN, sheet.id))


def _owes(scene: Scene, sheet: Sheet) -> Markup:
    return lines(Markup(""), title(scene, sheet), _since(scene, sheet), *_what(scene, sheet))


def _since(scene: Scene, sheet: Sheet) -> Markup:
    due = sheet.cycle.due_at
    if scene.now > due:
        return scene.tr("Overdue since {due}.", due=scene.tr.moment(due))
    return scene.tr("Please submit by <b>{due}</b>.", due=scene.tr.moment(due))


def _what(scene: Scene, sheet: Sheet) -> list[Markup]:
    """Only what is owed: the cards without an answer, or that it waits to be submitted."""
    waiting = sheet.waiting
    if not waiting:
        return [scene.tr("All is filled in. Please submit.")]
    owed = scene.tr.plural(
        "{n} matter is without an answer:",
        "{n} matters are without an answer:",
        len(waiting),
    )
    shown = [line(scene, card) for card in waiting[:LISTED]]
    more = len(waiting) - LISTED
    rest = [scene.tr.plural("and {n} more", "and {n} more", more)] if more > 0 else []
    return [owed, *shown, *rest]


def returned(scene: Scene, row: Outbox) -> View | None:
    """The card that came back, with the office's reason; None when it was answered meanwhile."""
    sheet, card = seen_with(scene, row.subject_id or 0)
    if card.item.mark is not Mark.RETURNED:
        return None
    word = scene.tr("The reform office has returned this matter. Please answer it again.")
    return card_view(scene, sheet, card, word)


def missed(scene: Scene, row: Outbox) -> View | None:
    """The month closed without the unit; None when something came in meanwhile."""
    sheet = seen(scene, row.subject_id or 0)
    if sheet.one.stage is not Stage.MISSING or sheet.one.submitted_at or not sheet.cards:
        return None
    tr = scene.tr
    text = lines(
        title(scene, sheet),
        tr(
            "The month was cut off on {cutoff}, and nothing had been submitted.",
            cutoff=tr.moment(sheet.cycle.cutoff_at),
        ),
        tr("It can still be reported; the reform office then has to approve it."),
    )
    keys = [[Key(tr.plain("Overview"), PanelPress(sheet.id, 0))]]
    return View(text, keys, Ask(Topic.RETURN, sheet.id))


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "reminder": reminder,
    "returned": returned,
    "missed": missed,
}
