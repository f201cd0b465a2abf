"""/documents: the office's documents in figures, those with overdue units first."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.buttons import DocumentPress, DocumentsPress
from handlers.documents.own import own_list
from handlers.documents.plans_waiting import plans_key
from handlers.documents.seen import document_called
from handlers.hearing import Route, on_command
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.documents.documents import Step, document_id
from models.documents.status import Overview, overviews
from models.outbox import Outbox
from models.units import unit_id

ON_A_PAGE = 6


def command(turn: Turn) -> None:
    """`/documents`; with a number (文号) that document of the office."""
    if not turn.me.may(Act.READ_DOCUMENTS):
        turn.me.require(Act.READ_DUTIES)
        turn.say("own_documents")
    elif turn.text.strip():
        turn.say("document_page", document_id(document_called(turn, turn.text.strip())))
    else:
        turn.say("documents")


def said(scene: Scene, _row: Outbox) -> View:
    """The office's documents as a new message."""
    return document_list(scene, 0)


def pressed(turn: Turn, press: DocumentsPress) -> View:
    """The office's documents in the pressed message."""
    return document_list(turn, press.page)


def own_said(scene: Scene, _row: Outbox) -> View:
    """The unit's own documents as a new message."""
    return own_list(scene, 0)


def document_list(scene: Scene, number: int) -> View:
    """Each document with how many units took each step; what is overdue stands first."""
    scene.me.require(Act.READ_DOCUMENTS)
    tr = scene.tr
    offices = [unit_id(office) for office in scene.me.listed(Act.READ_DOCUMENTS)]
    shown = page_of(overviews(scene.session, offices, scene.today), number, ON_A_PAGE)
    may_register = scene.me.may(Act.REGISTER_DOCUMENT) and not scene.me.reads
    text = lines(
        tr("<b>Superior documents</b>"),
        *(_row(scene, one) for one in shown.items),
        tr("No document is registered yet.") if not shown.items else None,
        tr("\n/document registers one.") if may_register else None,
    )
    keys = [
        Key(words.name(one.document, 24), DocumentPress(document_id(one.document), 0))
        for one in shown.items
    ]
    turning = page_keys(tr, shown, DocumentsPress)
    return View(text, [*in_rows(keys, 2), turning, plans_key(scene)])


def _row(scene: Scene, one: Overview) -> Markup:
    tr = scene.tr
    return lines(
        tr(
            "\n{sign} <b>{number}</b> {title}",
            sign="🔴" if one.late else "🟢",
            number=words.name(one.document, 40),
            title=clip(one.document.title, 60),
        ),
        _figures(scene, one),
        tr("Overdue: {n}.", n=one.late) if one.late else None,
    )


def _figures(scene: Scene, one: Overview) -> Markup:
    """How many units took each step, of how many."""
    return scene.tr(
        "Conveyed {conveyed}/{n}, studied {studied}/{n}, local plans {issued}/{needed}, "
        "to be decided {undecided}.",
        conveyed=one.reached[Step.CONVEYED],
        studied=one.reached[Step.STUDIED],
        issued=one.reached[Step.ISSUED],
        needed=one.needed,
        undecided=one.undecided,
        n=one.units,
    )


ROUTES: tuple[Route, ...] = (
    on_command("documents", command),
    on_press(DocumentsPress, pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "documents": said,
    "own_documents": own_said,
}
