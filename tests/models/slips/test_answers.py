"""Two people at one draft: they write the same one, and what is handed in stays as it was."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.refusals import Reason, Refused
from models.slips.answers import (
    AnswerKind,
    SlipAnswer,
    answers_of,
    draft_of,
    put_away,
    submit_answer,
    write_answer,
)
from models.slips.drafting import Fact, submit, write
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, slip_id
from models.store import Store
from tests.models.slips.city import CALENDAR, LADDER, City, at, found

NOW = at(date(2026, 9, 16))


def issued(city: City) -> Slip:
    """A reminder to the bureau."""
    fact = Fact(city.bureau, "hand:1:1", "Reform")
    slips = write(city.session, city.office, SlipKind.REMINDER, [fact], LADDER, city.clerk.id, NOW)
    submit(city.session, slips, LADDER, CALENDAR, city.clerk.id, NOW)
    looked_at = {slip_id(slip): slip.revision for slip in slips}
    return sign(city.session, looked_at, city.director, LADDER, CALENDAR, NOW)[0]


def begun(session: Session, city: City, slip: Slip, words: str) -> SlipAnswer:
    by = city.liaison.id or 0
    draft = draft_of(session, slip, AnswerKind.ANSWER, by, NOW)
    write_answer(session, draft, words, by)
    return draft


def test_there_is_one_draft_at_a_time(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = issued(city)
        first = begun(session, city, slip, "one")
        assert begun(session, city, slip, "two").id == first.id
        assert first.text == "two"
        submit_answer(session, first, city.deputy.id or 0, NOW)
        assert begun(session, city, slip, "three").version == 2
        assert [one.text for one in answers_of(session, slip)] == ["two"]


def test_what_is_handed_in_is_never_written_over(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        draft = begun(session, city, issued(city), "one")
    with store.transaction() as session:
        submit_answer(session, session.get_one(SlipAnswer, draft.id), city.liaison.id or 0, NOW)
    with store.transaction() as session:
        stale = session.merge(draft, load=False)
        assert stale.submitted_at is None, "as it was looked at before"
        with pytest.raises(Refused) as refused:
            write_answer(session, stale, "two", city.deputy.id or 0)
        assert refused.value.reason is Reason.ALREADY_DECIDED
    with store.transaction() as session:
        stale = session.merge(draft, load=False)
        with pytest.raises(Refused):
            put_away(session, stale)
    with store.reading() as session:
        assert session.exec(select(SlipAnswer.text)).all() == ["one"]
