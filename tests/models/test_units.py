"""The tree: which office asks a unit, told from the unit and from the office alike."""

import pytest
from sqlmodel import Session, select

from models.parts import asked_by
from models.store import Store
from models.units import Cohort, Unit, add_unit, asking_office, offices, stands_at_the_top


@pytest.fixture
def tree(store: Store) -> Store:
    """Four levels: the second district and the first town have offices of their own."""
    with store.transaction() as session:
        city = add_unit(session, "C", "City", Cohort.CITY)
        add_unit(session, "CO", "City Office", Cohort.OFFICE, city)
        plain = add_unit(session, "D1", "District 1", Cohort.DISTRICT, city)
        add_unit(session, "T0", "Town 0", Cohort.TOWN, plain)
        district = add_unit(session, "D2", "District 2", Cohort.DISTRICT, city)
        add_unit(session, "DO", "District Office", Cohort.OFFICE, district)
        town = add_unit(session, "T1", "Town 1", Cohort.TOWN, district)
        add_unit(session, "T2", "Town 2", Cohort.TOWN, district)
        add_unit(session, "TO", "Town Office", Cohort.OFFICE, town)
        add_unit(session, "G1", "Village", Cohort.GRASSROOTS, town)
    return store


def asking(session: Session) -> dict[str, str]:
    units = session.exec(select(Unit).where(Unit.cohort != Cohort.OFFICE)).all()
    found = {unit.code: asking_office(session, unit) for unit in units}
    return {code: office.code for code, office in found.items() if office}


def test_each_unit_is_asked_by_the_nearest_office_above_it(tree: Store) -> None:
    with tree.reading() as session:
        assert asking(session) == {
            "C": "CO", "D1": "CO", "T0": "CO", "D2": "CO", "T1": "DO", "T2": "DO", "G1": "TO",
        }  # fmt: skip


@pytest.mark.parametrize("top_is_root", [False, True])
def test_whom_an_office_asks_is_who_is_asked_by_it(tree: Store, *, top_is_root: bool) -> None:
    with tree.transaction() as session:
        if top_is_root:
            city = session.exec(select(Unit).where(Unit.code == "C")).one()
            city.cohort = Cohort.OFFICE
            session.delete(session.exec(select(Unit).where(Unit.code == "CO")).one())
        session.flush()
        found = {
            unit.code: office.code
            for office in offices(session)
            for unit in session.exec(select(Unit).where(asked_by(session, office)))
            if unit.cohort is not Cohort.OFFICE
        }
        assert found == asking(session)
        tops = [office.code for office in offices(session) if stands_at_the_top(office)]
        assert tops == (["C"] if top_is_root else ["CO"])
