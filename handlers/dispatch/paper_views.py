"""What is read while a reply on paper is typed in, and what the unit is told of it."""

from dataclasses import dataclass

from markupsafe import Markup

from handlers.buttons import Press
from handlers.context import Scene
from handlers.dispatch.buttons import PanelPress
from handlers.dispatch.outcome import outcome
from handlers.dispatch.panel import line, title
from handlers.dispatch.receipts import receipt_lines
from handlers.dispatch.understood import example, outcome_lines
from handlers.pages import page_keys, page_of
from handlers.view import Ask, Key, View, clip, lines
from models.authority import ALLOWED, Act
from models.dispatch.finding import returns_to_type
from models.dispatch.returns import Stage
from models.dispatch.sheet_reading import look
from models.dispatch.sheets import Sheet
from models.focus import Topic
from models.outbox import Outbox
from models.people.posts import Person

ON_A_PAGE = 8
LISTED = 15
LETTERS = 8


@dataclass(frozen=True)
class PaperListPress(Press, code="pl"):
    """Choose the unit whose reply came on paper, among those with these letters."""

    page: int
    letters: str


@dataclass(frozen=True)
class PaperPress(Press, code="pp"):
    """Type in for this return."""

    return_id: int


@dataclass(frozen=True)
class PaperRestPress(Press, code="pu"):
    """The `left` other matters are unchanged on the paper; submit it."""

    return_id: int
    left: int


@dataclass(frozen=True)
class PaperSubmitPress(Press, code="ps"):
    """Submit what came on paper."""

    return_id: int


def to_choose(scene: Scene, row: Outbox) -> View:
    """The units as a new message."""
    return paper_list(scene, row.params["letters"], 0)


def paper_list(scene: Scene, letters: str, number: int) -> View:
    """The units one may type in for, those that owe first."""
    me, tr = scene.me, scene.tr
    me.require(Act.ENTER_PAPER)
    letters = letters.replace(":", "").strip()[:LETTERS]
    staff = [seat for seat in me.seats if seat.role in ALLOWED[Act.ENTER_PAPER]]
    parts = [seat.part(Act.ENTER_PAPER) for seat in staff]
    found = returns_to_type(scene.session, parts, letters)
    page = page_of(found, number, ON_A_PAGE)
    keys = [[Key(_unit_label(name, stage), PaperPress(one))] for one, name, stage in page.items]
    turning = page_keys(tr, page, lambda to: PaperListPress(to, letters))
    none = tr("No unit with these letters has anything to report.")
    which = tr("Whose reply came on paper? Take the unit, or send some letters of its name.")
    return View(which if found else none, [*keys, turning], Ask(Topic.PAPER))


def _unit_label(name: str, stage: Stage) -> str:
    sign = "✓" if stage is Stage.SUBMITTED else "·"
    return f"{sign} {clip(name, 30)}"


def chosen_view(scene: Scene, sheet: Sheet) -> View:
    """What may be typed in, with the numbers at hand."""
    tr = scene.tr
    text = lines(
        tr("<b>Reply on paper</b>"),
        title(scene, sheet),
        tr("Please type one matter per line; it counts as if the unit had sent it."),
        *([example(scene, sheet.cards[0].matter.number)] if sheet.cards else []),
        Markup(""),
        *(line(scene, card) for card in sheet.cards[:LISTED]),
    )
    return View(text, [*_next_step(scene, sheet), [_another(scene)]], Ask(Topic.PAPER, sheet.id))


def heard_view(scene: Scene, row: Outbox) -> View:
    """What was understood of the paper's lines."""
    sheet = look(scene.session, row.subject_id or 0)
    scene.me.require(Act.ENTER_PAPER, sheet.unit)
    text = lines(title(scene, sheet), *outcome_lines(scene, outcome(scene, row.params)))
    return View(text, [*_next_step(scene, sheet), [_another(scene)]], Ask(Topic.PAPER, sheet.id))


def receipt_view(scene: Scene, sheet: Sheet) -> View:
    """The receipt, for whoever typed it in."""
    scene.me.require(Act.ENTER_PAPER, sheet.unit)
    text = lines(
        scene.tr("<b>Reply on paper</b>"), title(scene, sheet), *receipt_lines(scene, sheet)
    )
    return View(text, [[_another(scene)]], Ask(Topic.PAPER, sheet.id))


def _another(scene: Scene) -> Key:
    return Key(scene.tr.plain("Another unit"), PaperListPress(0, ""))


def _next_step(scene: Scene, sheet: Sheet) -> list[list[Key]]:
    tr, tally = scene.tr, sheet.tally
    if tally.ready:
        return [[Key(tr.plain("Submit"), PaperSubmitPress(sheet.id))]]
    if not tally.unanswered or sheet.singly:
        return []
    if tally.unanswered == tally.cards:
        whole = tr.plain("No change at all, submit")
        return [[Key(whole, PaperRestPress(sheet.id, tally.unanswered))]]
    label = tr.plain_plural(
        "No change for the other {n}, submit",
        "No change for the other {n}, submit",
        tally.unanswered,
    )
    return [[Key(label, PaperRestPress(sheet.id, tally.unanswered))]]


def entered(scene: Scene, row: Outbox) -> View | None:
    """To whoever answers for the unit; None when that is the person who typed it in."""
    if scene.me.id == row.params["by"]:
        return None
    sheet = look(scene.session, row.subject_id or 0)
    scene.me.require(Act.REPORT, sheet.unit)
    by = scene.session.get(Person, row.params["by"])
    told = scene.tr(
        "{name} has typed in your reply that came on paper. It counts the same.",
        name=by.name[:30] if by else "",
    )
    key = Key(scene.tr.plain("Overview"), PanelPress(sheet.id, 0))
    return View(lines(title(scene, sheet), told, *receipt_lines(scene, sheet)), [[key]])
