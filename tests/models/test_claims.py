"""A claim is a tenure's, one at a time, and rests while there is nothing to be done."""

from pathlib import Path

import openpyxl
import pytest
from sqlmodel import Session, select

from models.audit import history
from models.claims import Claim, claim, claim_on, claimants, give_up
from models.matters.ledger import Matter, State, matter_by_number, matter_id
from models.people.posts import Person, Role, add_person, appoint, posts_of, step_down
from models.refusals import Reason, Refused
from models.store import Store
from models.units import Unit, unit_id
from models.workbooks.ledger import export_ledger, read_ledger
from tests.desk import OPENED, Desk, settle


@pytest.fixture
def desk(store: Store) -> Desk:
    """The small city; unit 0 has a second leader, Wang."""
    desk = settle(store, units=2)
    with store.transaction() as session:
        wang = add_person(session, "Wang")
        appoint(
            session, wang, session.get_one(Unit, unit_id(desk.units[0])), Role.LEADER, None, OPENED
        )
    return desk


def people(session: Session, *names: str) -> list[Person]:
    """Persons by their names."""
    return [session.exec(select(Person).where(Person.name == name)).one() for name in names]


def refused(session: Session, matter: Matter, person: Person) -> Reason:
    """Why a claim is refused."""
    with pytest.raises(Refused) as why:
        claim(session, matter, person, OPENED)
    return why.value.reason


def test_one_leader_of_the_unit_claims_a_matter_once(store: Store, desk: Desk) -> None:
    with store.transaction() as session:
        leader, wang, lin = people(session, "Leader", "Wang", "Lin")
        own, other = (matter_by_number(session, desk.number(unit, 0)) for unit in (0, 1))
        assert refused(session, other, leader) is Reason.NOT_ALLOWED
        assert refused(session, own, lin) is Reason.NOT_ALLOWED
        claim(session, own, leader, OPENED)
        claim(session, own, leader, OPENED)
        assert refused(session, own, wang) is Reason.CLAIMED_BY_OTHER
        assert len(session.exec(select(Claim)).all()) == 1
        assert claimants(session, [matter_id(own), matter_id(other)]) == {own.id: "Leader"}
        with pytest.raises(Refused):
            give_up(session, own, wang, OPENED)
        give_up(session, own, leader, OPENED)
        claim(session, own, wang, OPENED)
        deeds = [(one.deed, one.person_id) for one in history(session, "matter", matter_id(own))]
        assert deeds == [
            ("claim", leader.id),
            ("give_up_claim", leader.id),
            ("claim", wang.id),
        ]


def test_it_ends_with_the_tenure_and_can_be_taken_on(store: Store, desk: Desk) -> None:
    with store.transaction() as session:
        leader, wang = people(session, "Leader", "Wang")
        own = matter_by_number(session, desk.number(0, 0))
        claim(session, own, leader, OPENED)
        for post, _ in posts_of(session, leader.id or 0):
            step_down(session, post, None, OPENED)
        left = claim_on(session, own)
        assert left
        assert left.left
        assert claimants(session, [matter_id(own)]) == {}
        claim(session, own, wang, OPENED)
        assert claimants(session, [matter_id(own)]) == {own.id: "Wang"}


def test_it_ends_with_the_matter(store: Store, desk: Desk) -> None:
    with store.transaction() as session:
        (leader,) = people(session, "Leader")
        own = matter_by_number(session, desk.number(0, 0))
        claim(session, own, leader, OPENED)
        own.state = State.CLOSED
        session.flush()
        assert claim_on(session, own) is None
        assert refused(session, own, leader) is Reason.MATTER_CLOSED


def test_the_exported_ledger_names_who_has_claimed_and_reads_back(
    store: Store, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "ledger.xlsx"
    with store.transaction() as session:
        (leader,) = people(session, "Leader")
        claim(session, matter_by_number(session, desk.number(0, 1)), leader, OPENED)
        export_ledger(session, file, "zh_CN")
        again = read_ledger(session, file, OPENED.date())
    rows = list(openpyxl.load_workbook(file).worksheets[0].values)
    at = rows[0].index("认领领导")
    assert {row[0]: row[at] for row in rows[1:] if row[at]} == {desk.number(0, 1): "Leader"}
    assert (again.added, again.changed, again.bad, again.unknown) == ([], [], [], [])
