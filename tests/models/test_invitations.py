"""Links: one open one per person, single use, and what moves with the post."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from models.people.holders import holders_named, unlinked_below
from models.people.invitations import Link, accept, decline, issue, open_link
from models.people.knocks import FREE, count, forgive, must_wait
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.refusals import Reason, Refused
from models.store import Store
from models.units import Cohort, Unit, add_unit

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
ANN, BEN = 101, 102


def seated(session: Session, name: str, role: Role = Role.LIAISON) -> tuple[Person, Unit]:
    unit = add_unit(session, f"U-{name}", f"Unit of {name}", Cohort.DISTRICT)
    person = add_person(session, name)
    appoint(session, person, unit, role, None, NOW)
    return person, unit


def invite(session: Session, person: Person) -> Link:
    return issue(session, [person], 14, None, NOW)[0]


def refused(act: object, *arguments: object) -> Reason:
    with pytest.raises(Refused) as caught:
        act(*arguments)  # type: ignore[operator]
    return caught.value.reason


def test_a_link_ties_the_account_that_opened_it(store: Store) -> None:
    with store.transaction() as session:
        person, _unit = seated(session, "Ann")
        link = invite(session, person)
        found = open_link(session, link.token, ANN, NOW)
        assert refused(accept, session, found.id, BEN, NOW) is Reason.INVITATION_UNKNOWN
        assert accept(session, found.id or 0, ANN, NOW).telegram_id == ANN
        assert accept(session, found.id or 0, ANN, LATER).linked_at == NOW, "harmless twice"
        assert refused(open_link, session, link.token, BEN, NOW) is Reason.INVITATION_USED
        assert open_link(session, link.token, ANN, NOW).used_at == NOW


def test_links_end(store: Store) -> None:
    with store.transaction() as session:
        person, _unit = seated(session, "Ann")
        first, second = invite(session, person), invite(session, person)
        assert refused(open_link, session, first.token, ANN, NOW) is Reason.INVITATION_REVOKED
        end = second.expires_at
        assert open_link(session, second.token, ANN, end - timedelta(seconds=1))
        assert refused(open_link, session, second.token, ANN, end) is Reason.INVITATION_EXPIRED
        assert refused(open_link, session, "guess", ANN, NOW) is Reason.INVITATION_UNKNOWN


def test_a_declined_link_is_withdrawn(store: Store) -> None:
    with store.transaction() as session:
        person, _unit = seated(session, "Ann")
        link = invite(session, person)
        found = open_link(session, link.token, BEN, NOW)
        assert refused(decline, session, found.id, ANN, NOW) is Reason.INVITATION_UNKNOWN
        decline(session, found.id or 0, BEN, NOW)
        assert refused(open_link, session, link.token, ANN, NOW) is Reason.INVITATION_REVOKED


def test_who_lost_the_post_is_no_longer_invited_and_frees_the_telephone(store: Store) -> None:
    with store.transaction() as session:
        old, unit = seated(session, "Ann")
        waiting = invite(session, old)
        taken = open_link(session, waiting.token, ANN, NOW)
        accept(session, taken.id or 0, ANN, NOW)
        other = invite(session, old)
        successor = add_person(session, "Ben")
        appoint(session, successor, unit, Role.LIAISON, None, LATER)
        assert refused(open_link, session, other.token, ANN, LATER) is Reason.NO_SUCH_POST
        link = invite(session, successor)
        found = open_link(session, link.token, ANN, LATER)
        assert accept(session, found.id or 0, ANN, LATER).name == "Ben"
        assert old.telegram_id is None


def test_whoever_holds_no_post_gets_no_link(store: Store) -> None:
    with store.transaction() as session:
        nobody = add_person(session, "Nobody")
        ann, unit = seated(session, "Ann")
        assert [link.person.name for link in issue(session, [nobody, ann], 14, None, NOW)] == [
            "Ann"
        ]
        assert [one.name for one in unlinked_below(session, unit.path)] == ["Ann"]
        assert holders_named(session, " Ann ")[0].id == person_id(ann)
        assert holders_named(session, "Nobody") == []


def test_knocking_costs_more_each_time_and_is_forgotten(store: Store) -> None:
    with store.transaction() as session:
        for _ in range(FREE - 1):
            count(session, ANN, NOW)
        assert not must_wait(session, ANN, NOW)
        waits = []
        for _ in range(8):
            count(session, ANN, NOW)
            seconds = (s for s in range(0, 4000, 60) if not must_wait(session, ANN, _in(s)))
            waits.append(next(seconds) // 60)
        assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
        assert not must_wait(session, BEN, NOW)
        assert not must_wait(session, ANN, NOW + timedelta(days=1))
        forgive(session, ANN)
        assert not must_wait(session, ANN, NOW)


def _in(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)
