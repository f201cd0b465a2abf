"""A liaison and a deputy at one plan: they write the same draft, and what is handed in stays."""

from datetime import timedelta

from sqlmodel import Session, select

from models.documents.documents import DocumentDuty, Need
from models.documents.examining import submit_plan
from models.documents.filings import PlanVersion, draft_of, write_plan
from models.documents.registering import register
from models.people.posts import Person, person_id
from models.refusals import Reason
from models.store import Store
from tests.models.at_once import Deed, at_once, reasons
from tests.models.documents.desk import RECEIVED, Desk, found
from tests.models.slips.city import at

NOW = at(RECEIVED, "15:00")


def given(store: Store) -> Desk:
    """A document is given to the bureau, which needs a local plan."""
    with store.transaction() as session:
        desk = found(session)
        register(desk.registry, desk.entry(desk.city.bureau, need=Need.YES))
        return desk


def writes(text: str, by: Person) -> Deed:
    def written(session: Session) -> None:
        duty = session.exec(select(DocumentDuty)).one()
        draft = draft_of(session, duty, person_id(by), NOW)
        write_plan(session, draft, text, person_id(by))

    return written


def versions(store: Store) -> list[tuple[str, bool]]:
    with store.reading() as session:
        found_now = session.exec(select(PlanVersion)).all()
        return [(one.text, one.submitted_at is not None) for one in found_now]


def test_two_who_begin_write_one_draft(store: Store) -> None:
    city = given(store).city
    assert reasons(at_once(store, writes("one", city.liaison), writes("two", city.deputy))) == []
    assert versions(store) == [("two", False)]


def test_what_is_being_handed_in_is_not_written_over(store: Store) -> None:
    city = given(store).city
    with store.transaction() as session:
        writes("one", city.liaison)(session)

    def handed_in(session: Session) -> None:
        draft = session.exec(select(PlanVersion)).one()
        submit_plan(session, draft, person_id(city.liaison), NOW + timedelta(minutes=1))

    wrong = at_once(store, handed_in, writes("two", city.deputy))
    assert reasons(wrong) == [Reason.ALREADY_SUBMITTED]
    assert versions(store) == [("one", True)]
