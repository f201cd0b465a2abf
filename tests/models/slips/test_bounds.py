"""What no slip takes: days beyond reason, a limit that goes backwards, a matter that is over."""

from datetime import date

import pytest

from models.matters.ledger import Milestone, State
from models.people.posts import person_id
from models.refusals import Reason, Refused
from models.slips.answers import AnswerKind, draft_of, submit_answer, write_answer
from models.slips.changing import Change, change
from models.slips.extension_verdicts import approve_extension
from models.slips.extensions import ask_extension
from models.slips.manuscript_sending import send
from models.slips.manuscripts import begin
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import SlipState, slip_id
from models.slips.to_sign import to_sign
from models.slips.verdicts import return_answer
from models.slips.writing import about_matter, add_units, set_limit, write_demand
from models.store import Store
from models.units import unit_id
from tests.models.slips.city import CALENDAR, LADDER, City, at, found
from tests.models.slips.raising import WRITTEN, issued
from tests.models.slips.test_signing import awaiting

NOW = at(WRITTEN, "10:00")
NEVER = date(9999, 12, 31)


def test_a_day_thousands_of_years_away_is_a_slip_of_the_pen(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip, clerk = issued(city), city.clerk.id or 0
        liaison = person_id(city.liaison)
        with pytest.raises(Refused, match=Reason.DATES_UNCLEAR):
            ask_extension(session, slip, NEVER, "for ever", liaison, WRITTEN, NOW)
        asked = ask_extension(session, slip, date(2026, 12, 1), "soon", liaison, WRITTEN, NOW)
        with pytest.raises(Refused, match=Reason.DATES_UNCLEAR):
            approve_extension(session, asked, NEVER, clerk, NOW)
        draft = awaiting(city, SlipKind.REMINDER, "late")
        for what in (Change(limit_on=NEVER), Change(answer_days=1_999_999)):
            with pytest.raises(Refused, match=Reason.DATES_UNCLEAR):
                change(session, draft, what, clerk, WRITTEN, NOW)
        paper = begin(session, unit_id(city.office), clerk, SlipKind.ASSIGNMENT, NOW)
        with pytest.raises(Refused, match=Reason.DATES_UNCLEAR):
            set_limit(session, paper, NEVER, WRITTEN)


def test_an_extension_never_takes_days_away_that_a_return_has_given(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        slip = issued(city, kind=SlipKind.REMINDER, limit_on=date(2026, 10, 13))
        liaison, clerk = person_id(city.liaison), city.clerk.id or 0
        asked = ask_extension(session, slip, date(2026, 10, 14), "soon", liaison, WRITTEN, NOW)
        draft = draft_of(session, slip, AnswerKind.ANSWER, liaison, NOW)
        write_answer(session, draft, "done after all", liaison)
        submit_answer(session, draft, liaison, NOW)
        return_answer(session, draft, "too short", clerk, LADDER, CALENDAR, NOW)
        again = slip.due_on
        assert again == date(2026, 10, 15)
        with pytest.raises(Refused, match=Reason.DATES_BACKWARDS):
            approve_extension(session, asked, asked.wanted_on, clerk, NOW)
        approve_extension(session, asked, date(2026, 10, 20), clerk, NOW)
        assert slip.due_on == date(2026, 10, 20)


def test_an_extension_of_a_date_that_was_moved_meanwhile_is_not_said_to_hold(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter(due_on=date(2026, 10, 20))
        city.walk(WRITTEN)
        prompt = city.only(SlipKind.PROMPT)
        liaison, clerk = person_id(city.liaison), city.clerk.id or 0
        asked = ask_extension(session, prompt, date(2026, 11, 2), "soon", liaison, WRITTEN, NOW)
        matter.due_on = date(2026, 10, 27)
        session.flush()
        with pytest.raises(Refused, match=Reason.STALE_PREVIEW):
            approve_extension(session, asked, asked.wanted_on, clerk, NOW)
        assert matter.due_on == date(2026, 10, 27)


def test_the_date_that_matter_and_milestone_share_is_put_off_for_both(store: Store) -> None:
    with store.transaction() as session:
        city = found(session)
        matter = city.matter(due_on=date(2026, 10, 20))
        step = Milestone(matter_id=matter.id or 0, title="Trial run", due_on=matter.due_on)
        session.add(step)
        session.flush()
        assert city.walk(WRITTEN) == 1
        prompt = city.only(SlipKind.PROMPT)
        liaison, clerk, until = person_id(city.liaison), city.clerk.id or 0, date(2026, 11, 30)
        asked = ask_extension(session, prompt, until, "soon", liaison, WRITTEN, NOW)
        approve_extension(session, asked, until, clerk, NOW)
        assert (step.due_on, matter.due_on) == (until, until)
        assert city.walk(date(2026, 10, 13)) == 0, "nobody is prompted for the date before"


@pytest.mark.parametrize("over", [State.CLOSED, State.TERMINATED])
def test_nothing_is_sent_or_signed_about_a_matter_that_is_over(store: Store, over: State) -> None:
    with store.transaction() as session:
        city = found(session)
        matter, clerk = city.matter(), city.clerk.id or 0
        sheets = [
            begin(session, unit_id(city.office), clerk, kind, NOW)
            for kind in (SlipKind.ASSIGNMENT, SlipKind.PROMPT, SlipKind.ASSIGNMENT)
        ]
        for paper in sheets[:2]:
            about_matter(session, paper, matter)
            add_units(session, paper, [unit_id(city.bureau)])
            write_demand(session, paper, "Please plan it.")
        (slip,) = send(session, sheets[0], LADDER, CALENDAR, clerk, NOW)
        assert waiting(city) == [slip.id]
        matter.state = over
        session.flush()
        assert waiting(city) == []
        with pytest.raises(Refused, match=Reason.NO_LONGER_HOLDS):
            sign(session, {slip_id(slip): 1}, city.director, LADDER, CALENDAR, NOW)
        with pytest.raises(Refused, match=Reason.NO_LONGER_HOLDS):
            send(session, sheets[1], LADDER, CALENDAR, clerk, NOW)
        with pytest.raises(Refused, match=Reason.NO_LONGER_HOLDS):
            about_matter(session, sheets[2], matter)
        assert slip.state is SlipState.AWAITING_SIGNATURE, "the office withdraws it, or waits"


def waiting(city: City) -> list[int | None]:
    """What the director sees."""
    rows = to_sign(city.session, city.director, [city.office], LADDER, WRITTEN)
    return [slip.id for slip, _ in rows]
