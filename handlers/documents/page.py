"""One superior document: its dates, and each of its units with the steps it took."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.buttons import DocumentPress, DocumentsPress, DutyPress, UndecidedPress
from handlers.documents.seen import is_own, office_document
from handlers.hearing import Route
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.documents.documents import SuperiorDocument, document_id, duty_id
from models.documents.status import Stand, stands_of
from models.matters.ledger import OPEN_STATES
from models.outbox import Outbox

ON_A_PAGE = 10


def opened(turn: Turn, press: DocumentPress) -> View:
    """One document in the pressed message."""
    return document_page(turn, office_document(turn, press.document), press.page)


def opened_said(scene: Scene, row: Outbox) -> View:
    """One document as a new message."""
    return document_page(scene, office_document(scene, row.subject_id or 0), 0)


def document_page(scene: Scene, document: SuperiorDocument, number: int) -> View:
    """A document with its dates and its units, those that are overdue first."""
    tr = scene.tr
    stands = stands_of(scene.session, document, scene.today)
    shown = page_of(stands, number, ON_A_PAGE)
    text = lines(
        *head(scene, document),
        tr("\n<b>Units: {n}</b>", n=len(stands)),
        *(unit_row(scene, stand) for stand in shown.items),
    )
    keys = [Key(clip(stand.unit.name, 18), DutyPress(duty_id(stand.duty))) for stand in shown.items]
    one = document_id(document)
    turning = page_keys(tr, shown, lambda page: DocumentPress(one, page))
    back = Key(tr.plain("Back"), DocumentsPress(0))
    return View(text, [*in_rows(keys, 2), turning, _undecided_key(scene, document, stands), [back]])


def head(scene: Scene, document: SuperiorDocument) -> list[Markup]:
    """What a document is, and by when each step is due."""
    tr = scene.tr
    return [
        *words.heading(tr, document),
        tr(
            "Convey by {convey}, study and implement by {study}, local plan by {plan}",
            convey=tr.date(document.convey_by),
            study=tr.date(document.study_by),
            plan=tr.date(document.plan_by),
        ),
        tr("Local plans are examined and filed before they count.")
        if document.needs_filing
        else tr("Local plans need not be filed."),
    ]


def unit_row(scene: Scene, stand: Stand) -> Markup:
    """One unit of a document in a line."""
    sign = "🔴" if stand.overdue(scene.today) else "🟢"
    return scene.tr(
        "{sign} {unit}: {marks}",
        sign=sign if stand.matter.state in OPEN_STATES else "⚪",
        unit=clip(stand.unit.name, 30),
        marks=words.marks(scene.tr, stand),
    )


def _undecided_key(scene: Scene, document: SuperiorDocument, stands: Sequence[Stand]) -> list[Key]:
    n = len([stand for stand in stands if stand.undecided])
    if not n or not is_own(scene, document, Act.DECIDE_LOCAL):
        return []
    label = scene.tr.plain("Local plan: decide {n}", n=n)
    return [Key(label, UndecidedPress(document_id(document)))]


ROUTES: tuple[Route, ...] = (on_press(DocumentPress, opened),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"document_page": opened_said}
