"""The sentence for each refused file and each faulty cell: what is wrong, and what to do."""

from collections.abc import Mapping

from locales import N_, Translator
from models.workbooks.documents_columns import DOCUMENTS
from models.workbooks.faults import Expected, Fault, Unreadable, Why, Wrong
from models.workbooks.ledger_columns import LEDGER
from models.workbooks.previews import Change
from models.workbooks.roster_rows import ROSTER
from models.workbooks.year_ends import YEAR_ENDS

_REFUSALS: Mapping[Why, str] = {
    Why.EMPTY: N_("The file is empty."),
    Why.TOO_LARGE: N_("The file has {size} MB; at most {limit} MB can be read."),
    Why.UNPACKS_TOO_LARGE: N_(
        "The file unpacks to more than can be read safely. Please save only the table to a new "
        "file."
    ),
    Why.SPREAD_TOO_WIDE: N_(
        "Something stands as far out as cell {cell}. Please delete the cells beside and below the "
        "table and save again."
    ),
    Why.MACROS: N_("The file holds macros. Please save it as .xlsx without them."),
    Why.ENCRYPTED: N_("The file is protected by a password. Please save it without one."),
    Why.LEGACY: N_("This is an older or other kind of workbook. Please save it as .xlsx."),
    Why.UNKNOWN_FORMAT: N_("Only .xlsx and .csv files can be read."),
    Why.NOT_A_WORKBOOK: N_(
        "The file is called .xlsx but is no workbook. Please open it and save it as .xlsx."
    ),
    Why.NOT_TEXT: N_("The file is called .csv but is no text. Please save it as .csv or .xlsx."),
    Why.DAMAGED: N_("The file is damaged and cannot be read. Please save it again."),
    Why.NO_HEADER: N_("No row with headings such as {fields} was found."),
    Why.MISSING_COLUMNS: N_(
        "Columns are missing: {fields}. Found: {found}. Name a column to be taken instead with "
        'field="heading".'
    ),
    Why.MAPPED_HEADING_ABSENT: N_("No column has the heading {heading}."),
    Why.MAPPED_FIELD_UNKNOWN: N_("There is no field {field}. The fields are: {fields}."),
    Why.FAULTY_ROWS: N_("Faulty rows: {count}. Nothing has been written."),
}

_FAULTS: Mapping[tuple[Wrong, Expected], str] = {
    (Wrong.MISSING, Expected.SOMETHING): N_("Nothing stands here, but it is needed."),
    (Wrong.NOT_A_DATE, Expected.A_DATE): N_(
        "“{value}” is not a date. Please write it like 2026-11-30."
    ),
    (Wrong.AMBIGUOUS_DATE, Expected.A_DATE): N_(
        "“{value}” may mean two dates. Please write it like 2026-11-30."
    ),
    (Wrong.DATE_OUT_OF_RANGE, Expected.A_DATE_IN_CENTURY): N_(
        "“{value}” lies outside the years 2000 to 2099. Please check the year."
    ),
    (Wrong.NOT_A_DIFFICULTY, Expected.A_DIFFICULTY): N_(
        "“{value}” is no difficulty. Please write 1, 1.2 or 1.5."
    ),
    (Wrong.NOT_IN_LIST, Expected.ONE_OF): N_(
        "“{value}” is not in the list. Please write one of: {choices}."
    ),
    (Wrong.NO_DATE_IN_MILESTONE, Expected.MILESTONES): N_(
        "“{part}” is no date with a step. Please write milestones like "
        "2026-06-30 plan issued; 2026-09-30 trial run."
    ),
    (Wrong.TOO_LONG, Expected.SHORTER): N_(
        "This has {length} characters. Please use at most {most}."
    ),
    (Wrong.UNKNOWN_UNIT, Expected.A_KNOWN_UNIT): N_(
        "There is no unit “{name}”. Please write a name or code of the roster."
    ),
    (Wrong.UNKNOWN_UNIT, Expected.A_NEAR_UNIT): N_(
        "There is no unit “{name}”. Perhaps it is {nearest}."
    ),
    (Wrong.AMBIGUOUS_UNIT, Expected.A_UNIT_CODE): N_(
        "Several units are called “{name}”. Please write the code: {codes}."
    ),
    (Wrong.DUPLICATE, Expected.ONCE): N_(
        "Row {row} holds the same matter. Please keep one of them, or give them numbers."
    ),
    (Wrong.DUPLICATE, Expected.ONE_HOLDER): N_(
        "Row {row} names somebody else for this post, which one person holds. Please keep one."
    ),
    (Wrong.CONTRADICTS, Expected.SAME_AS_BEFORE): N_(
        "Row {row} says otherwise about the same unit. Please make them agree."
    ),
    (Wrong.CONTRADICTS, Expected.SAME_DOCUMENT): N_(
        "Row {row} says otherwise about the same document. Please make them agree."
    ),
    (Wrong.CONTRADICTS, Expected.AS_REGISTERED): N_(
        "The document is registered with something else here. Please write what was registered, "
        "or leave it empty."
    ),
    (Wrong.CONTRADICTS, Expected.STEPS_IN_ORDER): N_(
        "The dates run backwards. Received, conveyed, studied and local plan follow each other."
    ),
    (Wrong.CONTRADICTS, Expected.A_BASIS): N_(
        "This state needs the document it rests on. Please fill in the basis."
    ),
    (Wrong.CONTRADICTS, Expected.A_REVIEW_DATE): N_(
        "This state needs a day on which to look again. Please fill in the review day."
    ),
    (Wrong.PARENT_BELOW_ITSELF, Expected.ANOTHER_PARENT): N_(
        "The unit would hang below itself. Please write another parent."
    ),
    (Wrong.NOT_IN_AN_OFFICE, Expected.AN_OFFICE): N_(
        "This post is only held in a reform office. Please check the unit or the post."
    ),
    (Wrong.NOT_A_SCORE, Expected.A_SCORE): N_(
        "“{value}” is no score. Please write a number from 0 to 100 with two decimals at most."
    ),
    (Wrong.CONTRADICTS, Expected.SAME_UNIT): N_(
        "The code belongs to {unit}. Please make code and unit agree."
    ),
    (Wrong.DUPLICATE, Expected.ONE_SCORE): N_(
        "Row {row} gives a score for the same unit. Please keep one of them."
    ),
    (Wrong.NOT_ASKED, Expected.A_UNIT_OF_THE_OFFICE): N_(
        "“{name}” is not a unit this office asks. Please check the name, the code and the parent."
    ),
    (Wrong.NOT_ASKED, Expected.A_MATTER_OF_THE_OFFICE): N_(
        "“{number}” is a matter of a unit this office does not ask. Please check the number."
    ),
}


def refusal(tr: Translator, unreadable: Unreadable) -> str:
    """Why a file is not read, as bare text."""
    facts = {name: _readable(tr, name, value) for name, value in unreadable.facts.items()}
    return tr.plain(_REFUSALS[unreadable.why], **facts)


def what(tr: Translator, fault: Fault) -> str:
    """What is wrong with a cell and what is expected, without its place, as bare text."""
    facts = {name: _readable(tr, name, value) for name, value in fault.facts.items()}
    if fault.expected is Expected.ONE_OF:
        facts["choices"] = facts["zh" if tr.language.startswith("zh") else "en"]
    return tr.plain(_FAULTS[fault.wrong, fault.expected], **{"value": fault.value, **facts})


def sentence(tr: Translator, fault: Fault) -> str:
    """A fault with the place of its cell, as bare text."""
    place = fault.place
    facts = {"file": place.file, "row": place.row, "what": what(tr, fault)}
    if not place.column:
        return tr.plain("{file}, row {row}: {what}", **facts)
    facts |= {"column": place.column, "heading": place.heading}
    if not place.sheet:
        return tr.plain("{file}, row {row}, column {column} ({heading}): {what}", **facts)
    return tr.plain(
        "{file}, sheet {sheet}, row {row}, column {column} ({heading}): {what}",
        sheet=place.sheet,
        **facts,
    )


def problem_heading(tr: Translator) -> str:
    """The heading of the last column of saved faulty rows."""
    return tr.plain("What is wrong")


def field_heading(tr: Translator, change: Change) -> str:
    """The heading of the column a change is in."""
    return _headings(tr, [change.field])


def _readable(tr: Translator, name: str, value: object) -> object:
    if name == "fields" and isinstance(value, list):
        return _headings(tr, value)
    if isinstance(value, list):
        return tr.plain(", ").join(map(str, value))
    if name in {"size", "limit"} and isinstance(value, int):
        return f"{value / 1_000_000:.0f}"
    return value


def _headings(tr: Translator, fields: list[str]) -> str:
    chinese = tr.language.startswith("zh")
    columns = (*ROSTER, *LEDGER, *DOCUMENTS, *YEAR_ENDS)
    names = {column.field: column.zh if chinese else column.en for column in columns}
    return tr.plain(", ").join(names.get(field, field) for field in fields)
