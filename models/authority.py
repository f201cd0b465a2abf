"""May this person do this to that unit: the one table of who may do what (DOMAIN §1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from models.parts import Part, alone, asked_part, seen_part
from models.people.posts import OFFICE_ROLES, Person, Post, Role, person_id, posts_of
from models.practice import Practices
from models.refusals import Reason, Refused
from models.standpoints import chosen
from models.units import Unit, asking_office, unit_id


class Act(StrEnum):
    """Everything that needs a permission."""

    REPORT = "report"
    READ_UNIT = "read_unit"
    ENTER_PAPER = "enter_paper"
    REVIEW = "review"
    READ_BOARD = "read_board"
    NUDGE = "nudge"
    EXPORT = "export"
    FIND = "find"
    INVITE = "invite"
    READ_EXCEPTIONS = "read_exceptions"
    RESEND = "resend"
    SET_ASIDE = "set_aside"
    READ_BRIEF = "read_brief"
    CLAIM = "claim"
    ANSWER_SLIP = "answer_slip"
    READ_SLIP = "read_slip"
    READ_REGISTER = "read_register"
    WRITE_SLIP = "write_slip"
    SIGN_SLIP = "sign_slip"
    DECIDE_SLIP = "decide_slip"
    REGISTER_DOCUMENT = "register_document"
    READ_DOCUMENTS = "read_documents"
    READ_DUTIES = "read_duties"
    DECIDE_LOCAL = "decide_local"
    FILE_PLAN = "file_plan"
    EXAMINE_PLAN = "examine_plan"
    READ_STANDING = "read_standing"
    READ_RUN = "read_run"
    ENTER_YEAR_END = "enter_year_end"
    READ_BURDEN = "read_burden"
    APPEAL = "appeal"
    DECIDE_APPEAL = "decide_appeal"
    PUBLISH = "publish"
    WRITE_CIRCULAR = "write_circular"
    APPROVE_CIRCULAR = "approve_circular"
    READ_CIRCULAR = "read_circular"
    WRITE_NOTICE = "write_notice"
    APPROVE_NOTICE = "approve_notice"
    READ_NOTICES = "read_notices"
    BIND_GROUP = "bind_group"
    WRITE_EXPERIENCE = "write_experience"
    REVIEW_EXPERIENCE = "review_experience"
    READ_EXPERIENCES = "read_experiences"
    CONFIRM_SELECTION = "confirm_selection"
    RECORD_MEDIA = "record_media"


AT_UNIT = frozenset({Role.LIAISON, Role.DEPUTY})
STAFF = frozenset({Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.CLERK})
LEADING = frozenset({Role.LEADER, Role.HEAD})
"""Who is brought a brief: a unit's leaders, and the leading group's head of all the office asks."""

READING: Mapping[Act, frozenset[Role]] = {
    Act.READ_UNIT: AT_UNIT | OFFICE_ROLES | {Role.LEADER},
    Act.READ_BOARD: OFFICE_ROLES,
    Act.EXPORT: OFFICE_ROLES,
    Act.FIND: OFFICE_ROLES,
    Act.READ_BRIEF: LEADING,
    Act.READ_SLIP: AT_UNIT | OFFICE_ROLES | {Role.LEADER},
    Act.READ_REGISTER: OFFICE_ROLES,
    Act.READ_DOCUMENTS: OFFICE_ROLES,
    Act.READ_DUTIES: AT_UNIT | {Role.LEADER},
    Act.READ_STANDING: AT_UNIT | OFFICE_ROLES | {Role.LEADER},
    Act.READ_RUN: OFFICE_ROLES,
    Act.READ_BURDEN: OFFICE_ROLES,
    Act.READ_CIRCULAR: frozenset(Role),
    Act.READ_NOTICES: OFFICE_ROLES,
    Act.READ_EXPERIENCES: frozenset(Role),
}
"""Which posts may read what. A unit's post reaches that unit; an office's post what lies below the
office's place, as far down as its rules say (`[levels] sees_down`)."""

DEEDS: Mapping[Act, frozenset[Role]] = {
    Act.REPORT: AT_UNIT,
    Act.ENTER_PAPER: frozenset({Role.DEPUTY}) | STAFF,
    Act.REVIEW: STAFF,
    Act.NUDGE: STAFF,
    Act.INVITE: STAFF,
    Act.READ_EXCEPTIONS: STAFF,
    Act.RESEND: STAFF,
    Act.SET_ASIDE: STAFF,
    Act.CLAIM: frozenset({Role.LEADER}),
    Act.ANSWER_SLIP: AT_UNIT,
    Act.WRITE_SLIP: STAFF,
    Act.SIGN_SLIP: frozenset({Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.HEAD}),
    Act.DECIDE_SLIP: STAFF,
    Act.REGISTER_DOCUMENT: STAFF,
    Act.DECIDE_LOCAL: STAFF,
    Act.FILE_PLAN: AT_UNIT,
    Act.EXAMINE_PLAN: STAFF,
    Act.ENTER_YEAR_END: STAFF,
    Act.APPEAL: AT_UNIT,
    Act.DECIDE_APPEAL: STAFF,
    Act.PUBLISH: frozenset({Role.DIRECTOR, Role.DEPUTY_DIRECTOR}),
    Act.WRITE_CIRCULAR: STAFF,
    Act.APPROVE_CIRCULAR: OFFICE_ROLES,
    Act.WRITE_NOTICE: STAFF,
    Act.APPROVE_NOTICE: STAFF,
    Act.BIND_GROUP: STAFF,
    Act.WRITE_EXPERIENCE: AT_UNIT,
    Act.REVIEW_EXPERIENCE: STAFF,
    Act.CONFIRM_SELECTION: frozenset({Role.DIRECTOR, Role.DEPUTY_DIRECTOR}),
    Act.RECORD_MEDIA: AT_UNIT | STAFF,
}
"""Which posts may do what. A unit's post reaches that unit; an office's post the units which the
office asks itself: what a lower office asks, that one deals with alone (DOMAIN §1).

The posts of an office that are not its staff, inspectors and the leading group's head, only read.
"""

ALLOWED: Mapping[Act, frozenset[Role]] = {**READING, **DEEDS}
"""Which posts may do or read what at all."""


@dataclass(frozen=True)
class Seat:
    """One post of a person with what it reaches: a unit alone, or an office's part of the tree."""

    role: Role
    unit: Unit
    asks: Part
    sees: Part

    @property
    def in_office(self) -> bool:
        """Whether it is a post of an office."""
        return self.role in OFFICE_ROLES

    def part(self, act: Act) -> Part:
        """What it reaches with an act."""
        return self.sees if act in READING else self.asks


@dataclass(frozen=True)
class Actor:
    """A person with every seat held now; made anew for each update, so never stale.

    The seats at the level where the person stands come first, so many as `here`; `reads` is the
    lower office whose round is looked at, when it is not one of theirs.
    """

    person: Person
    seats: tuple[Seat, ...]
    here: int
    reads: Unit | None = None

    @property
    def id(self) -> int:
        """The person's id."""
        return person_id(self.person)

    @property
    def at_office(self) -> bool:
        """Whether an office's work is in front of them: by a post there, or looking at it."""
        return self.reads is not None or any(seat.in_office for seat in self.seats[: self.here])

    def may(self, act: Act, unit: Unit | None = None) -> bool:
        """Whether a seat allows the act (to that unit, when one is given)."""
        return any(
            seat.role in ALLOWED[act] and (unit is None or seat.part(act).covers(unit))
            for seat in self.seats
        )

    def require(self, act: Act, unit: Unit | None = None) -> None:
        """Refused(NOT_ALLOWED) unless `may`."""
        if not self.may(act, unit):
            raise Refused(Reason.NOT_ALLOWED)

    def require_own(self, act: Act, office: int) -> None:
        """Refused(NOT_ALLOWED) unless a seat in this very office allows the act.

        What an office has issued is its own: the office above may read it and change nothing.
        """
        if office not in {unit_id(unit) for unit in self.units(act)}:
            raise Refused(Reason.NOT_ALLOWED)

    def units(self, act: Act) -> list[Unit]:
        """The units of the seats that allow an act, each once; those of the level stood at first.

        The office that is looked at comes before them all, for what may be read there.
        """
        return [*self._looked_at(act), *_units(self.seats, act)]

    def listed(self, act: Act) -> list[Unit]:
        """Of `units`, those of the level stood at: what a list is about; all if it has none."""
        here = self._looked_at(act) or _units(self.seats[: self.here], act)
        return here or _units(self.seats, act)

    def _looked_at(self, act: Act) -> list[Unit]:
        office = self.reads
        if office is None or act not in READING:
            return []
        able = (seat for seat in self.seats if seat.in_office and seat.role in READING[act])
        return [office] if any(seat.sees.covers(office) for seat in able) else []

    def scope(self, act: Act) -> Part:
        """What the first office seat that allows an act reaches; Refused(NOT_ALLOWED) if none."""
        for seat in self.seats:
            if seat.in_office and seat.role in ALLOWED[act]:
                return seat.part(act)
        raise Refused(Reason.NOT_ALLOWED)


def actor(session: Session, person: Person, practices: Practices) -> Actor:
    """A person with the seats held at this moment."""
    return seated(session, person, posts_of(session, person_id(person)), practices)


def seated(
    session: Session, person: Person, posts: Iterable[tuple[Post, Unit]], practices: Practices
) -> Actor:
    """A person with the seats these posts make, and where they stand."""
    seats = tuple(_seat(session, post, unit, practices) for post, unit in posts)
    wanted = chosen(session, person_id(person)) if _has_a_choice(seats) else None
    several = len(seats) > 1 and (wanted or any(seat.in_office for seat in seats))
    levels = [level(session, seat) for seat in seats] if several else []
    office = session.get(Unit, wanted) if wanted else None
    if office and office not in levels and _may_look_at(seats, office):
        return Actor(person, seats, len(seats), office)
    first = office if office in levels else next(iter(levels), None)
    here = [seat for seat, one in zip(seats, levels, strict=False) if one == first]
    rest = [seat for seat in seats if seat not in here]
    return Actor(person, (*here, *rest), len(here) or len(seats))


def _may_look_at(seats: Sequence[Seat], office: Unit) -> bool:
    lower = (seat for seat in seats if seat.in_office and seat.unit.id != office.id)
    return any(seat.sees.covers(office) for seat in lower)


def level(session: Session, seat: Seat) -> Unit | None:
    """The office whose round a seat belongs to: its own, or the one that asks its unit."""
    return seat.unit if seat.in_office else asking_office(session, seat.unit)


def at_level(session: Session, me: Actor, office: Unit) -> Actor:
    """The same person standing at a level of their own, wherever they stand now."""
    here = tuple(seat for seat in me.seats if level(session, seat) == office)
    rest = tuple(seat for seat in me.seats if seat not in here)
    return Actor(me.person, (*here, *rest), len(here) or len(me.seats))


def _has_a_choice(seats: Sequence[Seat]) -> bool:
    """Whether there is another level: by a second post, or an office below to look at."""
    return len(seats) > 1 or any(seat.in_office and seat.sees.lower for seat in seats)


def _units(seats: Iterable[Seat], act: Act) -> list[Unit]:
    return list({unit_id(one.unit): one.unit for one in seats if one.role in ALLOWED[act]}.values())


def _seat(session: Session, post: Post, unit: Unit, practices: Practices) -> Seat:
    if post.role not in OFFICE_ROLES:
        own = alone(unit)
        return Seat(post.role, unit, own, own)
    asked = asked_part(session, unit)
    return Seat(post.role, unit, asked, seen_part(asked, practices.of(unit).rules.levels.sees_down))
