"""Whatever stands in the ledger, its export read again changes nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import delete

from models.matters.ledger import SIDE_STATES, CoUnit, Kind, Matter, Milestone, State, matter_id
from models.people.posts import OFFICE_ROLES, Role, add_person, appoint
from models.store import Store
from models.units import Cohort, Unit, add_unit, unit_id
from models.workbooks.roster import export_roster, read_roster
from tests.databases import Databases
from tests.models.workbooks.office import exported, found_city, preview

HOSTILE = [
    "<b>",
    "=cmd()",
    "\u202eevil",
    "😀",
    "_x0041_",
    "、",
    "; 2026-01-01 x",
    "  ",
    "\r\n",
    "\x07",
    "#N/A",
]
PIECES = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8))
WORDS = st.lists(PIECES, max_size=4).map("".join)
TITLES = WORDS.map(lambda text: f"事{text}")
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
SETTINGS = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def drawn_matters(draw: st.DrawFn) -> tuple[Matter, list[int], list[Milestone]]:
    """A matter that the verbs could have stored: with what its side state needs."""
    state = draw(st.sampled_from(State))
    aside = state in SIDE_STATES
    matter = Matter(
        number="",
        kind=draw(st.sampled_from(Kind)),
        title=draw(TITLES),
        measure=draw(WORDS),
        group_name=draw(WORDS),
        leader=draw(WORDS),
        in_charge=draw(WORDS),
        outcome=draw(WORDS),
        lead_unit_id=draw(st.integers(2, 5)),
        start_on=date(2026, 1, 1),
        due_on=draw(DAYS),
        difficulty=draw(st.sampled_from([Decimal(1), Decimal("1.2"), Decimal("1.5")])),
        state=state,
        basis=draw(TITLES if aside else WORDS),
        review_on=draw(DAYS if aside else st.none() | DAYS),
    )
    steps = draw(st.lists(st.tuples(DAYS, TITLES), max_size=3))
    helpers = draw(st.lists(st.integers(2, 5), unique=True))
    return matter, helpers, [Milestone(matter_id=0, due_on=day, title=text) for day, text in steps]


@pytest.fixture
def sqlite(databases: Databases, tmp_path: Path) -> Iterator[Store]:
    """One database for all examples of a test."""
    store = Store(databases.sqlite(tmp_path / "round.db"))
    yield store
    store.close()


@SETTINGS
@given(ledger=st.lists(drawn_matters(), max_size=5), language=st.sampled_from(["zh_CN", "en"]))
def test_an_exported_ledger_changes_nothing(
    sqlite: Store,
    tmp_path: Path,
    ledger: list[tuple[Matter, list[int], list[Milestone]]],
    language: str,
) -> None:
    with sqlite.transaction() as session:
        for table in (CoUnit, Milestone, Matter, Unit):
            session.exec(delete(table))
    found_city(sqlite)
    with sqlite.transaction() as session:
        for place, (matter, helpers, steps) in enumerate(ledger):
            matter.number, matter.position = f"2026-{place:03d}", place
            session.add(matter)
            session.flush()
            links = [CoUnit(matter_id=matter_id(matter), unit_id=unit) for unit in helpers]
            for step in steps:
                step.matter_id = matter_id(matter)
            session.add_all([*links, *steps])
    again = preview(sqlite, exported(sqlite, tmp_path, language))
    assert (again.faults, again.changed, again.added) == ([], [], [])
    assert again.unchanged == len(ledger)


NAMES = WORDS.map(lambda text: f"单位{text}"[:100])
ROWS = st.lists(
    st.tuples(
        NAMES,
        st.sampled_from(sorted(set(Cohort) - {Cohort.CITY})),
        st.integers(0, 4),
        st.lists(st.tuples(st.sampled_from(Role), TITLES), max_size=3),
    ),
    max_size=5,
)


@SETTINGS
@given(rows=ROWS, language=st.sampled_from(["zh_CN", "en"]))
@example(
    rows=[("单位\x07", Cohort.DEPARTMENT, 0, []), ("单位", Cohort.DEPARTMENT, 1, [])],
    language="zh_CN",
)  # two names that a workbook cannot tell apart
def test_an_exported_roster_changes_nothing(
    databases: Databases,
    tmp_path: Path,
    rows: list[tuple[str, Cohort, int, list[tuple[Role, str]]]],
    language: str,
) -> None:
    path = tmp_path / "roster.xlsx"
    database = tmp_path / "roster.db"
    database.unlink(missing_ok=True)
    store = Store(databases.sqlite(database))
    now = datetime(2026, 3, 2, tzinfo=UTC)
    with store.transaction() as session:
        units = [add_unit(session, "C", "市", Cohort.CITY)]
        for number, (name, cohort, parent, posts) in enumerate(rows):
            office = any(role in OFFICE_ROLES for role, _ in posts)
            kind = Cohort.OFFICE if office else cohort
            units.append(add_unit(session, f"K{number}", name, kind, units[parent % len(units)]))
            for role, person in posts:
                appoint(session, add_person(session, person), units[-1], role, None, now)
        assert unit_id(units[0]) == 1
    with store.reading() as session:
        export_roster(session, path, language)
    with store.reading() as session:
        again = read_roster(session, path)
    store.close()
    assert (again.faults, again.changed, again.added) == ([], [], [])
