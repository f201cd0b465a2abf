"""The roster as a workbook: units, posts and people read into a preview, and exported again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from models.parts import EVERYWHERE, Part
from models.people.posts import Person, Post
from models.units import Unit, unit_id
from models.workbooks.archives import COMMAND_LINE, Limits
from models.workbooks.lines import Progress, Table, open_table
from models.workbooks.planned_units import PlannedUnit, UnitItem
from models.workbooks.previews import Added, Changed, Preview
from models.workbooks.roster_part import home_of, refuse_outside
from models.workbooks.roster_people import PlannedPosts, RosterItem
from models.workbooks.roster_rows import ROSTER, read_entry
from models.workbooks.roster_units import PlannedTree, Row
from models.workbooks.unit_names import UnitNames
from models.workbooks.words import COHORTS, LANGUAGES, ROLES
from models.workbooks.writing import Heading, Value, write_workbook


@dataclass(slots=True)
class RosterPreview(Preview[RosterItem]):
    """What a roster would change; `stamp` says what was stored when it was made."""

    stamp: str = ""


def read_roster(
    session: Session,
    path: Path,
    mapping: Mapping[str, str] | None = None,
    limits: Limits = COMMAND_LINE,
    name: str | None = None,
    progress: Progress | None = None,
    part: Part = EVERYWHERE,
) -> RosterPreview:
    """Read the roster of a part of the tree and say what it would change; nothing is written.

    Units are known by their code, or by name where the row has none. Another name at a post with
    one holder is a successor; who is not in the file stays. `mapping` gives headings in the file's
    own words by field. Unreadable when the file is refused as a whole.
    """
    table = open_table(path, ROSTER, mapping or {}, limits, name)
    preview = RosterPreview(table.file, table.unknown, table.left_out, stamp=stamp(session))
    rows = list(_entries(table, preview, progress))
    units = session.exec(select(Unit).order_by(col(Unit.position))).all()
    tree = PlannedTree(units, rows, home_of(part))
    refuse_outside(tree, rows, part)
    posts = PlannedPosts.beside(session, tree)
    for line, entry in rows:
        posts.check(line, entry)
    named = dict.fromkeys(number for line, _ in rows for number in tree.of(line))
    news = {id(unit.line) for unit in _units(tree, named, preview)}
    for line, entry in rows:
        if line.faults:
            preview.bad.append(line)
        elif not posts.plan(line, entry) and id(line) not in news:
            preview.unchanged += 1
    preview.added.extend(posts.added)
    preview.changed.extend(posts.changed)
    return preview


def _entries(table: Table, preview: RosterPreview, progress: Progress | None) -> Iterator[Row]:
    """What each row says; remarks between them are passed over."""
    for line in table.lines(progress):
        if line.is_remark("unit"):
            preview.passed_over.append((line.layout.sheet, line.number))
        else:
            yield line, read_entry(line)


def _units(
    tree: PlannedTree, named: Iterable[int], preview: RosterPreview
) -> Iterator[PlannedUnit]:
    """Put new and changed units into the preview, in the order of the file; each of them."""
    for unit in map(tree.units.__getitem__, named):
        if unit.line is None or unit.line.faults:
            continue
        item = UnitItem(
            unit.id, unit.code, unit.name, unit.cohort, unit.parent, tree.depth(unit.id)
        )
        if unit.stored is None:
            preview.added.append(Added(unit.line.number, item))
            yield unit
        elif unit.changes:
            preview.changed.append(Changed(unit.line.number, unit.id, item, unit.changes))
            yield unit


def stamp(session: Session) -> str:
    """A fingerprint of the stored roster: a preview is applied to no other."""
    digest = hashlib.sha256()
    for unit in session.exec(select(Unit).order_by(col(Unit.id))):
        about = (unit.id, unit.code, unit.name, unit.cohort.value, unit.parent_id)
        digest.update(repr(about).encode())
    for unit_of, post, person in _held(session):
        digest.update(repr((unit_of, post.id, person.id, person.name, person.language)).encode())
    return digest.hexdigest()


def _held(session: Session) -> list[tuple[int, Post, Person]]:
    statement = (
        select(Post, Person)
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(col(Post.until).is_(None))
        .order_by(col(Post.id))
    )
    return [(post.unit_id, post, person) for post, person in session.exec(statement)]


def export_roster(session: Session, path: Path, language: str, part: Part = EVERYWHERE) -> int:
    """Write the roster of a part of the tree in the order of the office; the number of rows.

    Read again, it changes nothing.
    """
    units = session.exec(select(Unit).order_by(col(Unit.position), col(Unit.id))).all()
    chinese = language.startswith("zh")
    headings = [
        Heading(column.zh if chinese else column.en, column.width, choices)
        for column, choices in zip(ROSTER, _choices(language), strict=True)
    ]
    wanted = [unit for unit in units if part.covers(unit)]
    rows = _rows(UnitNames(units), wanted, _held(session), language)
    return write_workbook(path, "通讯录" if chinese else "Roster", headings, rows)


def _choices(language: str) -> list[list[str]]:
    cohorts = list(COHORTS.words(language).values())
    roles = list(ROLES.words(language).values())
    return [[], [], cohorts, [], [], roles, list(LANGUAGES.words(language).values())]


def _rows(
    names: UnitNames, wanted: Iterable[Unit], held: list[tuple[int, Post, Person]], language: str
) -> Iterator[list[Value]]:
    cohorts, roles = COHORTS.words(language), ROLES.words(language)
    languages = LANGUAGES.words(language)
    seats: dict[int, list[tuple[Post, Person]]] = {}
    for number, post, person in held:
        seats.setdefault(number, []).append((post, person))
    for unit in wanted:
        number = unit_id(unit)
        parent = names.cell(unit.parent_id) if unit.parent_id else None
        about: list[Value] = [unit.name, unit.code, cohorts[unit.cohort], parent]
        for post, person in seats.get(number, ()):
            spoken = languages.get(person.language or "")
            yield [*about, person.name, roles[post.role], spoken]
        if number not in seats:
            yield [*about, None, None, None]
