"""The figures for whoever operates the program: what they count, and in how few statements."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from models.people.posts import Person, Role, appoint, person_id
from models.store import Store
from models.units import Unit, unit_id
from models.vitals import holes, staffing, uninvited
from tests.desk import Counted, Desk, settle

NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 19)


def forget(desk: Desk, *people: Person) -> None:
    """Let people have no telephone linked."""
    with desk.store.transaction() as session:
        for person in people:
            session.get_one(Person, person_id(person)).telegram_id = None


def test_an_office_over_all_needs_two_posts_one_below_needs_either(store: Store) -> None:
    desk = settle(store)
    with store.reading() as session:
        assert [(one.office.name, one.missing) for one in staffing(session)] == [
            ("Reform Office", []),
            ("District Office", []),
        ]
    forget(desk, desk.lin, desk.qian, desk.ma)
    with store.reading() as session:
        both = [Role.CLERK, Role.DIRECTOR]
        assert [one.missing for one in staffing(session)] == [both, both]


def test_a_deputy_director_stands_in_below_but_is_not_the_director(store: Store) -> None:
    desk = settle(store)
    forget(desk, desk.qian, desk.ma)
    with store.transaction() as session:
        sun = session.get_one(Person, person_id(desk.sun))
        office = session.get_one(Unit, unit_id(desk.district_office))
        appoint(session, sun, office, Role.DEPUTY_DIRECTOR, None, NOW)
        assert [one.missing for one in staffing(session)] == [[Role.DIRECTOR], []]


def test_a_deputy_fills_the_hole_of_a_liaison(store: Store) -> None:
    desk = settle(store)
    forget(desk, desk.liaisons[0], desk.liaisons[1])
    with store.reading() as session:
        found = holes(session, TODAY)
    assert [unit.name for unit in found.unlinked] == ["Unit 1"]
    assert (found.vacant, found.unreachable) == ([], [])


@pytest.mark.parametrize(
    "ask",
    [
        lambda session: holes(session, TODAY),
        staffing,
        lambda session: uninvited(session, NOW),
    ],
    ids=["holes", "staffing", "uninvited"],
)
def test_the_number_of_units_does_not_matter(
    ask: Callable[[Session], object], databases_of_two_sizes: tuple[Desk, Desk]
) -> None:
    counted = []
    for desk in databases_of_two_sizes:
        forget(desk, *desk.liaisons)
        with Counted(desk.store) as statements, desk.store.reading() as session:
            ask(session)
        counted.append(len(statements.statements))
    assert counted[0] == counted[1] > 0
