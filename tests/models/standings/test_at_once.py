"""Two people at the same month's scores at the same moment: one after the other."""

import pytest
from sqlmodel import Session, select

from models.people.posts import Person, person_id
from models.refusals import Reason
from models.standings.appeals import Appeal, appeal
from models.standings.corrections import Remedy, line_of
from models.standings.looking_up import score_of
from models.standings.publishing import publish
from models.standings.reviewing import assign, grant
from models.standings.rules import Mode
from models.standings.runs import Run, newest_run, published_run, standing_of
from models.store import Store
from models.units import unit_id
from tests.desk import Desk, settle
from tests.handlers.standings.city import score
from tests.handlers.standings.prepared import NOVEMBER
from tests.models.at_once import Deed, at_once, reasons
from tests.models.standings.november import AFTER


@pytest.fixture
def desk(store: Store) -> Desk:
    """November, in which unit 0 said nothing, is scored."""
    made = settle(store)
    score(made)
    return made


def appeals(desk: Desk, at: int) -> Deed:
    """Unit 0 appeals against a line."""

    def deed(session: Session) -> None:
        run = newest(desk, session)
        standing = standing_of(session, run, unit_id(desk.units[0]))
        assert standing
        line = line_of(score_of(run, standing).lines[at].fact)
        by = person_id(desk.liaisons[0])
        made = appeal(session, standing, run, line, "why", by, run.computed_at)
        assign(session, made, session.get_one(Person, desk.sun.id), by, run.computed_at)

    return deed


def grants(desk: Desk, number: int) -> Deed:
    """Sun grants an appeal."""

    def deed(session: Session) -> None:
        made = session.get_one(Appeal, number)
        grant(session, made, Remedy.ON_TIME, "so", person_id(desk.sun), AFTER)

    return deed


def publishes(desk: Desk) -> Deed:
    """Qian publishes the month."""

    def deed(session: Session) -> None:
        publish(session, newest(desk, session), Mode.FULL, person_id(desk.qian), AFTER)

    return deed


def newest(desk: Desk, session: Session) -> Run:
    """The version that counts."""
    run = newest_run(session, unit_id(desk.office), NOVEMBER)
    assert run
    return run


def prepare(desk: Desk, *lines: int) -> None:
    """Some appeals are made."""
    with desk.store.transaction() as session:
        for at in lines:
            appeals(desk, at)(session)


def test_two_appeals_against_a_line_at_once_are_one(desk: Desk) -> None:
    deed = appeals(desk, 0)
    assert reasons(at_once(desk.store, deed, deed)) == [Reason.APPEAL_WAITS]
    with desk.store.reading() as session:
        assert len(session.exec(select(Appeal)).all()) == 1


def test_two_appeals_granted_at_once_both_count(desk: Desk) -> None:
    prepare(desk, 0, 1)
    assert at_once(desk.store, grants(desk, 1), grants(desk, 2)) == []
    with desk.store.reading() as session:
        assert newest(desk, session).version == 3


def test_the_last_two_appeals_of_a_published_month_decided_at_once_are_published(
    desk: Desk,
) -> None:
    with desk.store.transaction() as session:
        publishes(desk)(session)
    prepare(desk, 0, 1)
    assert at_once(desk.store, grants(desk, 1), grants(desk, 2)) == []
    with desk.store.reading() as session:
        published = published_run(session, unit_id(desk.office), NOVEMBER)
        assert published == newest(desk, session)


def test_an_appeal_at_the_moment_of_publishing_waits_for_it(desk: Desk) -> None:
    assert at_once(desk.store, appeals(desk, 0), publishes(desk)) != []
    with desk.store.reading() as session:
        assert published_run(session, unit_id(desk.office), NOVEMBER) is None
