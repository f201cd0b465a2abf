"""What is typed at a form: the field that was asked for, whole lines with headings, or a word."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers import faults
from handlers.context import Scene, Turn
from handlers.documents.registering import say_preview, say_registered
from handlers.documents.sheet_buttons import Asked, Field
from handlers.documents.sheet_form import own_sheet, say_form
from handlers.documents.sheet_units import heard as units_heard
from models.documents.documents import Need
from models.documents.sheets import DocumentSheet
from models.focus import Focus, Topic
from models.outbox import answered
from models.understanding.first_word import plain_word
from models.units import Unit
from models.workbooks.documents import names_of
from models.workbooks.documents_columns import typed_lines
from models.workbooks.documents_rows import FieldReader
from models.workbooks.faults import Expected, Fault, Misread, Place, Wrong

PREVIEW = frozenset({"preview", "预览"})
REGISTER = frozenset({"register", "登记", "确认登记"})
_FIELDS = {Asked[field.name]: field for field in Field}
_ATTRIBUTES = {
    "document_number": "number",
    "document_title": "title",
    "document_units": "units",
}
"""Where a field of a list has another name in the form."""


def heard(turn: Turn, focus: Focus) -> None:
    """A text at the form, at one of its questions, or at its preview."""
    kinds = ("document_form", "document_preview", "document_registered")
    if any(answered(turn.session, turn.update_id, kind) for kind in kinds):
        return
    sheet = own_sheet(turn, focus.subject_id or 0)
    word = plain_word(turn.text).rstrip("。.!！")
    if word in PREVIEW:
        say_preview(turn, sheet)
    elif word in REGISTER:
        say_registered(turn, sheet)
    else:
        _fill(turn, sheet, _FIELDS.get(Asked(focus.aside or 0)))


def _fill(turn: Turn, sheet: DocumentSheet, field: Field | None) -> None:
    reader = reader_of(turn, sheet)
    given = typed_lines(turn.text)
    if field is Field.UNITS and not given:
        units_heard(turn, sheet, lambda text: tuple(reader.read(Field.UNITS, text)))
        return
    values = given or ({field.value: turn.text} if field else {})
    if not values:
        hint = turn.tr.plain("Please send lines such as “Number: …”, or take a key first.")
        say_form(turn, sheet, hint)
        return
    say_form(turn, sheet, _put_all(turn, sheet, reader, values))


def reader_of(scene: Scene, sheet: DocumentSheet) -> FieldReader:
    """Reads fields for the office of a form."""
    office = scene.session.get_one(Unit, sheet.office_id)
    return FieldReader(names_of(scene.session, office), scene.today)


def _put_all(
    turn: Turn, sheet: DocumentSheet, reader: FieldReader, values: Mapping[str, str]
) -> str:
    """Put what is understood into the form; what is wrong with the first that is not."""
    problem = ""
    for field, text in values.items():
        try:
            _put(sheet, field, reader.read(field, text))
        except Misread as misread:
            problem = problem or _what(turn, text, misread)
    turn.session.add(sheet)
    return problem


def _put(sheet: DocumentSheet, field: str, value: Any) -> None:
    if value is Need.NO:  # nobody is given a document in order to do nothing about it
        choices = {"zh": ["是", "待定"], "en": ["Yes", "Pending"]}
        raise Misread(Wrong.NOT_IN_LIST, Expected.ONE_OF, **choices)
    if field == Field.UNITS:
        value = list(value)
    setattr(sheet, _ATTRIBUTES.get(field, field), value)


def _what(turn: Turn, text: str, misread: Misread) -> str:
    nowhere = Place("", "", 0, "", "")
    fault = Fault(nowhere, text[:80], misread.wrong, misread.expected, misread.facts)
    return faults.what(turn.tr, fault)


TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.DOCUMENT: heard}
