"""Whom of an office its own notices reach."""

from datetime import UTC, datetime

from sqlmodel import select

from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.people.staff import staff_over, tell_staff
from models.store import Store
from tests.desk import settle

NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)


def test_notices_reach_the_staff_and_not_who_only_reads(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        tell_staff(session, desk.office, "cut_off", desk.cycle.id, "once", NOW)
        told = session.exec(select(Outbox.person_id).where(Outbox.kind == "cut_off")).all()
    assert set(told) == {person_id(one) for one in (desk.lin, desk.qian, desk.sun)}


def test_without_a_telephone_nobody_is_told(store: Store) -> None:
    desk = settle(store)
    with store.transaction() as session:
        session.get_one(Person, person_id(desk.sun)).telegram_id = None
        found = staff_over(session, desk.units[0])
    assert [one.name for one in found] == ["Lin", "Qian"]
