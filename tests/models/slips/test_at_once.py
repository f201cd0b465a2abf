"""Two people, or two processes, at the same slips at the same moment: one after the other."""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session, col, select

from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.refusals import Reason
from models.slips.extensions import Extension, ask_extension
from models.slips.ladder import walk
from models.slips.manuscript_sending import send
from models.slips.manuscripts import Manuscript, begin
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.slips.withdrawing import withdraw
from models.slips.writing import about_subject, add_units, write_demand
from models.store import Store
from models.units import Unit, unit_id
from tests.models.at_once import Deed, at_once, reasons
from tests.models.slips.city import CALENDAR, LADDER, City, at, found
from tests.models.slips.raising import WRITTEN, issued
from tests.models.slips.test_signing import awaiting

DAY = date(2026, 10, 12)
NOW = at(DAY, "10:00")
PROMPTED = date(2026, 9, 16)


def city_with(store: Store, *deeds: Callable[[City], object]) -> City:
    with store.transaction() as session:
        city = found(session)
        for deed in deeds:
            deed(city)
        return city


def slips_in(store: Store) -> list[Slip]:
    with store.reading() as session:
        return list(session.exec(select(Slip).order_by(col(Slip.id))))


def test_the_ladder_walked_by_two_processes_raises_each_slip_once(store: Store) -> None:
    city = city_with(store, lambda city: [city.matter(f"2026-00{n}") for n in range(3)])

    def walked(session: Session) -> None:
        office = session.get_one(Unit, unit_id(city.office))
        walk(session, office, LADDER, CALENDAR, at(PROMPTED))

    assert reasons(at_once(store, walked, walked)) == []
    slips = slips_in(store)
    assert [slip.number for slip in slips] == [1, 2, 3]
    with store.reading() as session:
        rows = session.exec(select(Outbox).where(Outbox.kind == "slips")).all()
    assert [row.params["slips"] for row in rows] == [[slip.id for slip in slips]]


def test_a_manuscript_sent_twice_at_once_makes_its_slips_once(store: Store) -> None:
    city = city_with(store)
    with store.transaction() as session:
        clerk = person_id(city.clerk)
        paper = begin(session, unit_id(city.office), clerk, SlipKind.ASSIGNMENT, NOW)
        about_subject(session, paper, "Sharing of data")
        add_units(session, paper, [unit_id(city.bureau)])
        write_demand(session, paper, "Please plan it.")

    def sent(session: Session) -> None:
        send(session, session.get_one(Manuscript, paper.id), LADDER, CALENDAR, clerk, NOW)

    assert reasons(at_once(store, sent, sent)) == [Reason.ALREADY_DECIDED]
    assert len(slips_in(store)) == 1


def test_the_unit_is_told_when_a_slip_is_withdrawn_while_it_is_signed(store: Store) -> None:
    made: list[Slip] = []
    city = city_with(store, lambda city: made.append(awaiting(city, SlipKind.REMINDER, "late")))
    number = slip_id(made[0])

    def signed(session: Session) -> None:
        director = session.get_one(Person, person_id(city.director))
        sign(session, {number: 1}, director, LADDER, CALENDAR, NOW)

    def withdrawn(session: Session) -> None:
        slip = session.get_one(Slip, number)
        withdraw(session, slip, "issued by mistake", person_id(city.clerk), NOW)

    assert reasons(at_once(store, signed, withdrawn)) == []
    (slip,) = slips_in(store)
    assert (slip.state, slip.number) == (SlipState.WITHDRAWN, 1)
    with store.reading() as session:
        told = session.exec(select(Outbox.unit_id).where(Outbox.kind == "slip_withdrawn")).all()
    assert told == [city.bureau.id], "it had gone out"


def test_of_two_signers_at_once_one_comes_too_late(store: Store) -> None:
    made: list[Slip] = []
    city = city_with(store, lambda city: made.append(awaiting(city, SlipKind.ASSIGNMENT, "new")))

    def signed(by: Person) -> Deed:
        return lambda session: sign(
            session,
            {slip_id(made[0]): 1},
            session.get_one(Person, person_id(by)),
            LADDER,
            CALENDAR,
            NOW,
        )

    wrong = at_once(store, signed(city.director), signed(city.deputy_director))
    assert reasons(wrong) == [Reason.ALREADY_DECIDED]
    assert [slip.number for slip in slips_in(store)] == [1]


def test_of_a_liaison_and_a_deputy_who_ask_at_once_one_has_asked_already(store: Store) -> None:
    made: list[Slip] = []
    city = city_with(store, lambda city: made.append(issued(city)))
    number, until = slip_id(made[0]), date(2026, 12, 1)

    def asked(by: Person) -> Deed:
        return lambda session: ask_extension(
            session,
            session.get_one(Slip, number),
            until,
            "waiting for the province",
            person_id(by),
            WRITTEN,
            NOW,
        )

    assert reasons(at_once(store, asked(city.liaison), asked(city.deputy))) == [
        Reason.ALREADY_ASKED
    ]
    with store.reading() as session:
        assert len(session.exec(select(Extension)).all()) == 1
