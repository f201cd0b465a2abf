"""Whom a document is given to: whole cohorts by a key, units found by letters, names by text."""

from collections.abc import Callable, Mapping, Sequence

from handlers import terms
from handlers.context import Scene, Turn
from handlers.documents.sheet_buttons import (
    Asked,
    Field,
    FieldPress,
    SheetCohortPress,
    SheetPress,
    SheetUnitPress,
)
from handlers.documents.sheet_form import QUESTIONS, asked, own_sheet, say_form, units_line
from handlers.hearing import Route
from handlers.listing import units_listed
from handlers.pressing import on_press
from handlers.view import Ask, Key, View, clip, in_rows, lines
from models.documents.sheets import DocumentSheet, sheet_id, toggle_units
from models.focus import Topic
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.slips.addressees import addressees, cohort_counts, find_addressees, of_cohort
from models.units import Unit, unit_id
from models.workbooks.faults import Misread

MOST = 10


def field_asked(turn: Turn, press: FieldPress) -> View:
    """Ask for a field; for the units with a key for each cohort."""
    if press.field is not Field.UNITS:
        return asked(turn, press)
    return page(turn, own_sheet(turn, press.sheet), [])


def page(scene: Scene, sheet: DocumentSheet, found: Sequence[Unit]) -> View:
    """The units so far, a key for each cohort, and one for each unit that letters found."""
    tr, office = scene.tr, scene.session.get_one(Unit, sheet.office_id)
    cohorts = [
        Key(
            tr.plain("All {cohort} {n}", cohort=terms.cohort(tr, cohort), n=n),
            SheetCohortPress(sheet_id(sheet), cohort),
        )
        for cohort, n in cohort_counts(scene.session, office).items()
    ]
    text = lines(
        units_line(scene, sheet),
        tr(QUESTIONS[Field.UNITS]),
        tr("A second tap takes them out again."),
    )
    back = Key(tr.plain("Back"), SheetPress(sheet_id(sheet)))
    ask = Ask(Topic.DOCUMENT, sheet_id(sheet), Asked.UNITS)
    units = units_listed(scene, found, lambda unit: unit.name)
    chosen = [_key(scene, sheet, unit) for unit in units]
    return View(text, [*in_rows(chosen, 2), *in_rows(cohorts, 2), [back]], ask)


def _key(scene: Scene, sheet: DocumentSheet, unit: Unit) -> Key:
    tr, name = scene.tr, clip(unit.name, 16)
    taken = unit_id(unit) in sheet.units
    label = tr.plain("✓ {unit}", unit=name) if taken else tr.plain("＋ {unit}", unit=name)
    return Key(label, SheetUnitPress(sheet_id(sheet), unit_id(unit)))


def cohort_pressed(turn: Turn, press: SheetCohortPress) -> View:
    """All units of a cohort in, or out again."""
    sheet = own_sheet(turn, press.sheet)
    office = turn.session.get_one(Unit, sheet.office_id)
    found = of_cohort(turn.session, office, press.cohort)
    if not found:
        raise Refused(Reason.GONE)
    toggle_units(turn.session, sheet, [unit_id(unit) for unit in found])
    return page(turn, sheet, [])


def unit_pressed(turn: Turn, press: SheetUnitPress) -> View:
    """One unit in, or out again."""
    sheet = own_sheet(turn, press.sheet)
    office = turn.session.get_one(Unit, sheet.office_id)
    found = addressees(turn.session, office, [press.unit])
    if not found:
        raise Refused(Reason.GONE)
    toggle_units(turn.session, sheet, [press.unit])
    return page(turn, sheet, found)


def heard(turn: Turn, sheet: DocumentSheet, names: Callable[[str], tuple[int, ...]]) -> None:
    """Names are put in at once; letters offer what they find."""
    try:
        found = names(turn.text)
    except Misread:
        turn.say("document_units", sheet_id(sheet), {"letters": clip(turn.text, 60)})
        return
    sheet.units = list(dict.fromkeys([*sheet.units, *found]))
    turn.session.add(sheet)
    say_form(turn, sheet)


def found_said(scene: Scene, row: Outbox) -> View:
    """The units that hold the letters, as a new message."""
    sheet = own_sheet(scene, row.subject_id or 0)
    office, letters = scene.session.get_one(Unit, sheet.office_id), str(row.params["letters"])
    found = find_addressees(scene.session, office, letters, MOST)
    shown = page(scene, sheet, found)
    tr = scene.tr
    text = lines(
        tr("Found for “{letters}”:", letters=letters),
        tr("Nothing. Please try fewer letters.") if not found else None,
        shown.text,
    )
    return View(text, shown.keys, shown.asks)


ROUTES: tuple[Route, ...] = (
    on_press(FieldPress, field_asked),
    on_press(SheetCohortPress, cohort_pressed),
    on_press(SheetUnitPress, unit_pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"document_units": found_said}
