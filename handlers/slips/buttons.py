"""The buttons that lead from one page about a slip to another."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from models.slips.register import Shelf


class Form(StrEnum):
    """The forms in which a slip's document is handed over."""

    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True)
class SlipPress(Press, code="ts"):
    """Show a slip to its unit."""

    slip: int


@dataclass(frozen=True)
class OwnSlipsPress(Press, code="tm"):
    """Show the slips of the units a person answers for."""

    page: int


@dataclass(frozen=True)
class PaperPress(Press, code="tp"):
    """Send a slip's document."""

    slip: int
    form: Form


@dataclass(frozen=True)
class ToSignPress(Press, code="gl"):
    """Show the drafts that wait for a person's signature."""

    page: int


@dataclass(frozen=True)
class DraftPress(Press, code="gd"):
    """Show one draft to whoever signs it."""

    slip: int


class KindPick(StrEnum):
    """A kind of slip, or all of them."""

    ALL = "all"
    PROMPT = "prompt"
    ASSIGNMENT = "assignment"
    REMINDER = "reminder"
    ORDER = "order"


@dataclass(frozen=True)
class RegisterPress(Press, code="gr"):
    """Show a part of the office's register; `unit` 0: of all units."""

    shelf: Shelf
    kind: KindPick
    unit: int
    page: int


@dataclass(frozen=True)
class OfficeSlipPress(Press, code="gs"):
    """Show a slip to the office: its facts (page 0) or its history."""

    slip: int
    page: int


@dataclass(frozen=True)
class AnswersPress(Press, code="gq"):
    """Show the answers that wait for the office's verdict."""

    page: int


@dataclass(frozen=True)
class AnswerCardPress(Press, code="gv"):
    """Show one answer to the office."""

    answer: int


@dataclass(frozen=True)
class ExtensionsPress(Press, code="ge"):
    """Show the extensions that wait for the office's decision."""

    page: int


@dataclass(frozen=True)
class ExtensionPress(Press, code="gx"):
    """Show one request for an extension to the office."""

    extension: int
