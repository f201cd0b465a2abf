"""What can be wrong with a file or with one of its cells: typed, without any words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """Why a file is not read at all; handlers/faults.py has the sentences."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    SPREAD_TOO_WIDE = "spread_too_wide"
    MACROS = "macros"
    ENCRYPTED = "encrypted"
    LEGACY = "legacy"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_A_WORKBOOK = "not_a_workbook"
    NOT_TEXT = "not_text"
    DAMAGED = "damaged"
    NO_HEADER = "no_header"
    MISSING_COLUMNS = "missing_columns"
    MAPPED_HEADING_ABSENT = "mapped_heading_absent"
    MAPPED_FIELD_UNKNOWN = "mapped_field_unknown"
    FAULTY_ROWS = "faulty_rows"


class Unreadable(Exception):  # noqa: N818  it is an answer to a person, not a fault of the program
    """A file that is refused as a whole; `why` says for what and `facts` fill the sentence."""

    def __init__(self, why: Why, /, **facts: object) -> None:
        super().__init__(why.value)
        self.why = why
        self.facts = facts


class Wrong(StrEnum):
    """What is wrong with one cell."""

    MISSING = "missing"
    NOT_A_DATE = "not_a_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    NOT_A_DIFFICULTY = "not_a_difficulty"
    NOT_IN_LIST = "not_in_list"
    NO_DATE_IN_MILESTONE = "no_date_in_milestone"
    TOO_LONG = "too_long"
    UNKNOWN_UNIT = "unknown_unit"
    AMBIGUOUS_UNIT = "ambiguous_unit"
    DUPLICATE = "duplicate"
    CONTRADICTS = "contradicts"
    PARENT_BELOW_ITSELF = "parent_below_itself"
    NOT_IN_AN_OFFICE = "not_in_an_office"
    NOT_A_SCORE = "not_a_score"
    NOT_ASKED = "not_asked"


class Expected(StrEnum):
    """What the cell should hold instead; `facts` of the fault fill the sentence."""

    SOMETHING = "something"
    A_DATE = "a_date"
    A_DATE_IN_CENTURY = "a_date_in_century"
    A_DIFFICULTY = "a_difficulty"
    ONE_OF = "one_of"
    MILESTONES = "milestones"
    SHORTER = "shorter"
    A_KNOWN_UNIT = "a_known_unit"
    A_NEAR_UNIT = "a_near_unit"
    A_UNIT_CODE = "a_unit_code"
    ONCE = "once"
    SAME_AS_BEFORE = "same_as_before"
    ANOTHER_PARENT = "another_parent"
    A_BASIS = "a_basis"
    A_REVIEW_DATE = "a_review_date"
    AN_OFFICE = "an_office"
    ONE_HOLDER = "one_holder"
    SAME_DOCUMENT = "same_document"
    AS_REGISTERED = "as_registered"
    STEPS_IN_ORDER = "steps_in_order"
    A_SCORE = "a_score"
    SAME_UNIT = "same_unit"
    ONE_SCORE = "one_score"
    A_UNIT_OF_THE_OFFICE = "a_unit_of_the_office"
    A_MATTER_OF_THE_OFFICE = "a_matter_of_the_office"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell as its owner finds it: file, sheet, row from 1, column letter with its heading."""

    file: str
    sheet: str
    row: int
    column: str
    heading: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One faulty cell: where it is, what stands there, what is wrong and what is expected."""

    place: Place
    value: str
    wrong: Wrong
    expected: Expected
    facts: Mapping[str, object] = field(default_factory=dict)


class Misread(Exception):  # noqa: N818  it becomes a Fault as soon as the place is known
    """A value that does not say what its column needs."""

    def __init__(self, wrong: Wrong, expected: Expected, /, **facts: object) -> None:
        super().__init__(wrong.value)
        self.wrong = wrong
        self.expected = expected
        self.facts = facts
