"""The buttons of the half-year's selection: preparing it, voting, confirming."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons import Press
from handlers.office.buttons import Sure
from models.people.posts import Role


class Into(StrEnum):
    """Whether something comes in or goes out."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class SelectionPress(Press, code="xm"):
    """Show a selection."""

    selection: int


@dataclass(frozen=True)
class BeginPress(Press, code="xp"):
    """Begin the selection of the period that ends with a month like 2026-12."""

    until: str


@dataclass(frozen=True)
class ShortlistPress(Press, code="xr"):
    """Show what can be put on the shortlist."""

    selection: int
    page: int


@dataclass(frozen=True)
class EntryPress(Press, code="xu"):
    """Put one on the shortlist, or take it off."""

    selection: int
    experience: int
    into: Into


@dataclass(frozen=True)
class JuryPress(Press, code="xv"):
    """Show the jury and ask for a name."""

    selection: int


@dataclass(frozen=True)
class JurorPress(Press, code="xy"):
    """Name a juror, or take one out."""

    selection: int
    person: int
    into: Into


@dataclass(frozen=True)
class PostJurorsPress(Press, code="xe"):
    """Name everybody of a post."""

    selection: int
    role: Role


@dataclass(frozen=True)
class OpenVotePress(Press, code="za"):
    """Let the jury vote, after one more look."""

    selection: int
    sure: Sure


@dataclass(frozen=True)
class BallotPress(Press, code="zb"):
    """Show one's ballot."""

    selection: int


@dataclass(frozen=True)
class VotePress(Press, code="zc"):
    """Vote for one, or take the vote back."""

    selection: int
    experience: int
    into: Into


@dataclass(frozen=True)
class PickPress(Press, code="zd"):
    """The director's choice among those that are tied for the last places."""

    selection: int
    experience: int
    into: Into


@dataclass(frozen=True)
class ConfirmPress(Press, code="ze"):
    """Confirm the result and announce it, after one more look."""

    selection: int
    sure: Sure
