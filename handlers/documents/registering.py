"""The preview of a form, and registering what it says."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.documents.page import document_page
from handlers.documents.seen import office_document, registry_of
from handlers.documents.sheet_buttons import Asked, PreviewPress, RegisterDocumentPress, SheetPress
from handlers.documents.sheet_form import facts, form, own_sheet
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, lines
from models import focus
from models.documents.documents import SuperiorDocument, document_id
from models.documents.sheets import DocumentSheet, entry_of, finish, sheet_id
from models.focus import Topic
from models.outbox import Outbox
from models.units import Unit


def looked(turn: Turn, press: PreviewPress) -> View:
    """The whole, once nothing is missing."""
    return preview(turn, own_sheet(turn, press.sheet))


def say_preview(turn: Turn, sheet: DocumentSheet) -> None:
    """The same by text."""
    preview(turn, sheet)
    turn.say("document_preview", params={"sheet": sheet_id(sheet)})


def preview_said(scene: Scene, row: Outbox) -> View:
    """The preview as a new message."""
    return preview(scene, own_sheet(scene, int(row.params["sheet"])))


def preview(scene: Scene, sheet: DocumentSheet) -> View:
    """What would be registered; Refused for what is missing."""
    tr = scene.tr
    office = scene.at(sheet.office_id).office
    entry_of(sheet, office.rules.documents, office.calendar).check()
    text = lines(
        tr("<b>Preview: register a superior document</b>"),
        *facts(scene, sheet),
        tr.plural(
            "\n{n} unit gets a matter with these steps in the ledger.",
            "\n{n} units get a matter each with these steps in the ledger.",
            len(sheet.units),
        ),
    )
    keys = [
        Key(tr.plain("Register it"), RegisterDocumentPress(sheet_id(sheet))),
        Key(tr.plain("Back"), SheetPress(sheet_id(sheet))),
    ]
    return View(text, [keys], Ask(Topic.DOCUMENT, sheet_id(sheet), Asked.FORM))


def registered(turn: Turn, press: RegisterDocumentPress) -> Shown:
    """Register it; then the document with its units."""
    document = _register(turn, own_sheet(turn, press.sheet))
    done = turn.tr.plain("Registered: {number}", number=document.number)
    return Shown(document_page(turn, document, 0), done)


def say_registered(turn: Turn, sheet: DocumentSheet) -> None:
    """The same by text."""
    document = _register(turn, sheet)
    turn.say("document_registered", params={"document": document_id(document)})


def registered_said(scene: Scene, row: Outbox) -> View:
    """The new document as a new message."""
    return document_page(scene, office_document(scene, int(row.params["document"])), 0)


def _register(turn: Turn, sheet: DocumentSheet) -> SuperiorDocument:
    office = turn.session.get_one(Unit, sheet.office_id)
    document = finish(registry_of(turn, office), sheet, demand(turn, sheet))
    focus.end(turn.session, turn.me.id, Topic.DOCUMENT, sheet_id(sheet))
    return document


def demand(scene: Scene, sheet: DocumentSheet) -> str:
    """What the assignment slips say, in the office's language."""
    office = scene.at(sheet.office_id).office
    tr = office.translator(None)
    entry = entry_of(sheet, office.rules.documents, office.calendar)
    said = tr.plain(
        "“{title}” ({number}) is hereby assigned to you. Please convey it by {convey}, study it "
        "and put it into effect by {study}, and say whether a local plan is needed; where one is, "
        "please issue it by {plan}.",
        title=entry.title,
        number=entry.number,
        convey=tr.date(entry.dates.convey_by),
        study=tr.date(entry.dates.study_by),
        plan=tr.date(entry.dates.plan_by),
    )
    filed = tr.plain("Report the plan for examination before it is issued.")
    return "\n".join([said, filed]) if entry.needs_filing else said


def current(turn: Turn, press: PreviewPress | RegisterDocumentPress) -> View:
    """The form as it stands, when something is missing."""
    return form(turn, own_sheet(turn, press.sheet))


ROUTES: tuple[Route, ...] = (
    on_press(PreviewPress, looked, current),
    on_press(RegisterDocumentPress, registered, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "document_preview": preview_said,
    "document_registered": registered_said,
}
