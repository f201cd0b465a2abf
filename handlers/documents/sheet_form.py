"""/document: the form of a document that is being registered, in one message."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.sheet_buttons import (
    Asked,
    Field,
    FieldPress,
    PreviewPress,
    SheetPress,
    Switch,
    SwitchPress,
)
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.view import Ask, Key, View, clip, lines
from locales import N_, Translator
from models.authority import Act
from models.documents.documents import Level, Need
from models.documents.sheets import DocumentSheet, begin, dates_of, open_sheet, sheet_id
from models.focus import Topic
from models.outbox import Outbox, answered
from models.units import unit_id, units_by_id

SHOWN_UNITS = 12

QUESTIONS: Mapping[Field, str] = {
    Field.NUMBER: N_("Please send the number of the document."),
    Field.TITLE: N_("Please send the title of the document."),
    Field.RECEIVED: N_("Please send the day of receipt, such as 2026-11-30."),
    Field.UNITS: N_("Choose cohorts by their keys, or send names; letters find units."),
    Field.CONVEY: N_("Please send the day by which it is to be conveyed."),
    Field.STUDY: N_("Please send the day by which it is to be studied and implemented."),
    Field.PLAN: N_("Please send the day by which a local plan is to be issued, where needed."),
}


def command(turn: Turn) -> None:
    """`/document` begins a new form."""
    turn.me.require(Act.REGISTER_DOCUMENT)
    if not answered(turn.session, turn.update_id, "document_form"):
        office = unit_id(turn.me.units(Act.REGISTER_DOCUMENT)[0])
        sheet = begin(turn.session, office, turn.me.id, turn.today, turn.now)
        say_form(turn, sheet)


def say_form(turn: Turn, sheet: DocumentSheet, fault: str = "") -> None:
    """Answer with the form as it is when it goes out, and with what was not understood."""
    turn.say("document_form", params={"sheet": sheet_id(sheet), "fault": fault})


def own_sheet(scene: Scene, number: int) -> DocumentSheet:
    """A form of this person's own that is not done with; Refused otherwise."""
    scene.me.require(Act.REGISTER_DOCUMENT)
    sheet = open_sheet(scene.session, number, scene.me.id)
    scene.me.require_own(Act.REGISTER_DOCUMENT, sheet.office_id)
    return sheet


def pressed(turn: Turn, press: SheetPress) -> View:
    """The form in the pressed message."""
    return form(turn, own_sheet(turn, press.sheet))


def said(scene: Scene, row: Outbox) -> View:
    """The form as a new message."""
    return form(scene, own_sheet(scene, int(row.params["sheet"])), str(row.params["fault"]))


def asked(turn: Turn, press: FieldPress) -> View:
    """Ask for one field; what stands is replaced by the text that follows."""
    sheet = own_sheet(turn, press.sheet)
    tr, number = turn.tr, press.sheet
    text = lines(
        tr("<b>Register a superior document</b>"),
        tr(QUESTIONS[press.field]),
    )
    ask = Ask(Topic.DOCUMENT, sheet_id(sheet), Asked[press.field.name])
    return View(text, [[Key(tr.plain("Back"), SheetPress(number))]], ask)


def switched(turn: Turn, press: SwitchPress) -> View:
    """Turn a field to its next value."""
    sheet = own_sheet(turn, press.sheet)
    match press.switch:
        case Switch.LEVEL:
            levels = list(Level)
            sheet.level = levels[(levels.index(sheet.level) + 1) % len(levels)]
        case Switch.NEED:
            sheet.needs_local = Need.PENDING if sheet.needs_local is Need.YES else Need.YES
        case Switch.FILING:
            sheet.needs_filing = not sheet.needs_filing
        case Switch.SLIPS:
            sheet.slips = not sheet.slips
    turn.session.add(sheet)
    return form(turn, sheet)


def form(scene: Scene, sheet: DocumentSheet, fault: str = "") -> View:
    """What the form says so far, with a key for each field; it takes lines by text, too."""
    tr = scene.tr
    text = lines(
        tr("⚠ {fault}\n", fault=fault) if fault else None,
        tr("<b>Register a superior document</b>"),
        *facts(scene, sheet),
        tr("\nTake a key, or send lines such as “Number: …”. “Preview” shows the whole."),
    )
    return View(text, _keys(tr, sheet), Ask(Topic.DOCUMENT, sheet_id(sheet), Asked.FORM))


def facts(scene: Scene, sheet: DocumentSheet) -> list[Markup]:
    """What a form says, field by field."""
    tr = scene.tr
    office = scene.at(sheet.office_id).office
    dates = dates_of(sheet, office.rules.documents, office.calendar)
    return [
        tr("Number: {text}", text=clip(sheet.number, 80))
        if sheet.number
        else tr("○ Number: not given yet"),
        tr("Title: {text}", text=clip(sheet.title, 300))
        if sheet.title
        else tr("○ Title: not given yet"),
        tr(
            "Level: {level}, received {day}",
            level=words.level(tr, sheet.level),
            day=tr.date(sheet.received_on),
        ),
        units_line(scene, sheet),
        tr(
            "Convey by {convey}, study and implement by {study}, local plan by {plan}",
            convey=tr.date(dates.convey_by),
            study=tr.date(dates.study_by),
            plan=tr.date(dates.plan_by),
        ),
        tr("Local plan: {need}.", need=words.need(tr, sheet.needs_local)),
        tr("Plans are examined and filed: {answer}.", answer=words.yes_no(tr, sheet.needs_filing)),
        tr("Assignment slips are drafted: {answer}.", answer=words.yes_no(tr, sheet.slips)),
    ]


def units_line(scene: Scene, sheet: DocumentSheet) -> Markup:
    """Whom the document would be given to so far."""
    tr = scene.tr
    if not sheet.units:
        return tr("○ Units: none yet")
    units = list(units_by_id(scene.session, sheet.units).values())
    names = tr.plain(", ").join(clip(unit.name, 20) for unit in units[:SHOWN_UNITS])
    more = len(units) > SHOWN_UNITS
    return tr(
        "Units {n}: {names}",
        n=len(units),
        names=tr.plain("{names} …", names=names) if more else names,
    )


def _keys(tr: Translator, sheet: DocumentSheet) -> list[list[Key]]:
    number = sheet_id(sheet)

    def ask(label: str, field: Field) -> Key:
        return Key(label, FieldPress(number, field))

    def switch(label: str, what: Switch) -> Key:
        return Key(label, SwitchPress(number, what))

    need, level = words.need(tr, sheet.needs_local), words.level(tr, sheet.level)
    return [
        [ask(tr.plain("Document number"), Field.NUMBER), ask(tr.plain("Title"), Field.TITLE)],
        [
            switch(tr.plain("Level: {level}", level=level), Switch.LEVEL),
            ask(tr.plain("Received"), Field.RECEIVED),
        ],
        [ask(tr.plain("Units {n}", n=len(sheet.units)), Field.UNITS)],
        [
            ask(tr.plain("Convey by"), Field.CONVEY),
            ask(tr.plain("Study by"), Field.STUDY),
            ask(tr.plain("Plan by"), Field.PLAN),
        ],
        [switch(tr.plain("Local plan: {need}", need=need), Switch.NEED)],
        [
            switch(
                tr.plain("Filing: {answer}", answer=words.yes_no(tr, sheet.needs_filing)),
                Switch.FILING,
            ),
            switch(tr.plain("Slips: {answer}", answer=words.yes_no(tr, sheet.slips)), Switch.SLIPS),
        ],
        [Key(tr.plain("Preview"), PreviewPress(number))],
    ]


ROUTES: tuple[Route, ...] = (
    on_command("document", command),
    on_press(SheetPress, pressed),
    on_press(SwitchPress, switched),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"document_form": said}
