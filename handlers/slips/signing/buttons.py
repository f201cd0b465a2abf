"""The buttons by which drafts are signed, changed, given back and submitted again."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure


@dataclass(frozen=True)
class SignPress(Press, code="ha"):
    """签发: sign the draft that was looked at."""

    slip: int
    revision: int


@dataclass(frozen=True)
class BatchPress(Press, code="hb"):
    """Sign everything that was listed: how many, the newest of them, and a checksum of all."""

    sure: Sure
    count: int
    newest: int
    check: int


@dataclass(frozen=True)
class PickedPress(Press, code="hc"):
    """Sign the drafts that the pressed message names."""


@dataclass(frozen=True)
class NextDraftPress(Press, code="hd"):
    """Show the draft that waits after this one."""

    slip: int


@dataclass(frozen=True)
class DraftsPress(Press, code="ho"):
    """Show the drafts of the office that nobody has submitted."""

    page: int


@dataclass(frozen=True)
class NextUnsubmittedPress(Press, code="hq"):
    """Show the draft that is to be submitted after this one."""

    slip: int


@dataclass(frozen=True)
class PreviewPress(Press, code="he"):
    """Send a picture of the document as it will look."""

    slip: int


@dataclass(frozen=True)
class RejectPress(Press, code="hf"):
    """退回: ask for the reason."""

    slip: int
    revision: int


class Fault(StrEnum):
    """What drafts are commonly given back for."""

    FACTS = "facts"
    LIMIT = "limit"
    WORDING = "wording"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class RejectReasonPress(Press, code="hg"):
    """Give a draft back for a common reason."""

    slip: int
    revision: int
    reason: Fault


@dataclass(frozen=True)
class ChangePress(Press, code="hh"):
    """修改: show what can be changed in a draft."""

    slip: int


class Field(StrEnum):
    """The parts of a draft that can be changed, one of them for many drafts at once."""

    DEMAND = "demand"
    LIMIT = "limit"
    BASIS = "basis"
    BASIS_OF_ALL = "basis_of_all"
    COPIES = "copies"
    AT_ONCE = "at_once"


@dataclass(frozen=True)
class FieldPress(Press, code="hi"):
    """Ask for a part of a draft as a text."""

    slip: int
    field: Field


@dataclass(frozen=True)
class DaysPress(Press, code="hj"):
    """Give so many working days for the answer."""

    slip: int
    days: int


class CopyTo(StrEnum):
    """A post of the unit that may get a copy."""

    DEPUTY = "deputy"
    LEADER = "leader"


class Switch(StrEnum):
    """Whether something is to be so; `ASK` asks whether it is meant."""

    ASK = "ask"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True)
class CopyPress(Press, code="hk"):
    """Send a post of the unit a copy, or none."""

    slip: int
    post: CopyTo
    switch: Switch


@dataclass(frozen=True)
class AtOncePress(Press, code="hl"):
    """立即送达: let an order go out outside working hours, too."""

    slip: int
    switch: Switch


@dataclass(frozen=True)
class StandardPress(Press, code="hm"):
    """Let the standard words stand instead of the written demand."""

    slip: int


@dataclass(frozen=True)
class SubmitPress(Press, code="hn"):
    """Bring a draft before those who sign it; a prompt goes out."""

    slip: int
    revision: int
