"""Who a roster names for which post, joined with who holds it now."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from models.people.posts import OFFICE_ROLES, SINGLE_ROLES, Person, Post, Role, person_id
from models.units import Cohort
from models.workbooks.cells import tidy
from models.workbooks.faults import Expected, Wrong
from models.workbooks.lines import Line
from models.workbooks.planned_units import UnitItem
from models.workbooks.previews import Added, Change, Changed
from models.workbooks.roster_rows import RosterEntry
from models.workbooks.roster_units import PlannedTree


@dataclass(slots=True)
class Named:
    """A person of the roster: somebody known, or somebody new who may be named in many rows."""

    name: str
    language: str | None
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at a post of a unit; `unit` is negative for one that is new itself."""

    unit: int
    role: Role
    named: Named

    def __repr__(self) -> str:
        """The same whenever the same is read, for the digest of a preview."""
        return f"Seat({self.unit}, {self.role.value}, {self.named.name}, {self.named.known})"


RosterItem = UnitItem | Seat


@dataclass(slots=True)
class PlannedPosts:
    """Posts as the roster wants them.

    The same name in one unit is one person, now and before; the same name elsewhere is another,
    unless one row names several units. Who is not in the file keeps the post.
    """

    tree: PlannedTree
    held: dict[tuple[int, Role], list[tuple[Post, Person]]]
    known: dict[tuple[int, str], Person]
    added: list[Added[RosterItem]] = field(default_factory=list)
    changed: list[Changed[RosterItem]] = field(default_factory=list)
    _named: dict[tuple[int, str], Named] = field(default_factory=dict)
    _given: dict[tuple[int, Role], tuple[str, int]] = field(default_factory=dict)

    @classmethod
    def beside(cls, session: Session, tree: PlannedTree) -> "PlannedPosts":
        """Nothing planned yet; every post there is and was, in one statement."""
        statement = select(Post, Person).join(Person, col(Person.id) == col(Post.person_id))
        rows = session.exec(statement.order_by(col(Post.id))).all()
        held: dict[tuple[int, Role], list[tuple[Post, Person]]] = {}
        for post, person in rows:
            if post.until is None:
                held.setdefault((post.unit_id, post.role), []).append((post, person))
        known = {(post.unit_id, tidy(person.name)): person for post, person in rows}
        return cls(tree, held, known)

    def check(self, line: Line, entry: RosterEntry) -> None:
        """Faults of a line that a person cannot be where it says."""
        for number in self.tree.of(line):
            unit = self.tree.units[number]
            if self.tree.will_not_be(unit) and unit.line is not line:
                name = unit.name[:80]
                line.fault("unit", Wrong.UNKNOWN_UNIT, Expected.A_KNOWN_UNIT, name=name)
            if entry.person and entry.role in OFFICE_ROLES and unit.cohort is not Cohort.OFFICE:
                line.fault("role", Wrong.NOT_IN_AN_OFFICE, Expected.AN_OFFICE)
            if entry.person and entry.role in SINGLE_ROLES:
                given, row = self._given.setdefault(
                    (number, entry.role), (entry.person, line.number)
                )
                if given != entry.person:
                    line.fault("person", Wrong.DUPLICATE, Expected.ONE_HOLDER, row=row)

    def plan(self, line: Line, entry: RosterEntry) -> bool:
        """Plan what a sound line says of its person; whether that is anything new."""
        if not entry.person:
            return False
        units = self.tree.of(line)
        named = self._person(units, entry.person, entry.language)
        planned = [self._seat(line, Seat(unit, entry.role, named)) for unit in units]
        return any(planned)

    def _person(self, units: Iterable[int], name: str, language: str | None) -> Named:
        for unit in units:
            if (unit, name) in self._named:
                named = self._named[unit, name]
                break
            if (unit, name) in self.known:
                named = Named(name, language, person_id(self.known[unit, name]))
                break
        else:
            named = Named(name, language)
        named.language = named.language or language
        for unit in units:
            self._named.setdefault((unit, name), named)
        return named

    def _seat(self, line: Line, seat: Seat) -> bool:
        holders = self.held.get((seat.unit, seat.role), [])
        for post, person in holders:
            if tidy(person.name) == seat.named.name:
                return self._speaks(line, seat, post, person)
        if holders and seat.role in SINGLE_ROLES:
            post, person = holders[0]
            change = Change("person", person.name, seat.named.name)
            self.changed.append(Changed(line.number, post.id or 0, seat, (change,)))
        else:
            self.added.append(Added(line.number, seat))
        return True

    def _speaks(self, line: Line, seat: Seat, post: Post, person: Person) -> bool:
        """A language is given to who has none: the person's own choice is not undone."""
        if person.language or not seat.named.language:
            return False
        change = Change("language", None, seat.named.language)
        self.changed.append(Changed(line.number, post.id or 0, seat, (change,)))
        return True
