"""A slip by hand as rows: what stands on the sheet, what it lacks, and what becomes of it."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session

from models.refusals import Reason, Refused
from models.slips.addressees import addressee_called, cohort_counts, find_addressees, of_cohort
from models.slips.manuscript_sending import lacking, proof, send
from models.slips.manuscripts import Manuscript, begin, throw_away, unfinished, units_of
from models.slips.rungs import SlipKind
from models.slips.slips import SlipState
from models.slips.writing import (
    about_matter,
    about_subject,
    add_units,
    choose_kind,
    remove_units,
    set_days,
    set_limit,
    write_basis,
    write_demand,
)
from models.store import Store
from models.units import Cohort, add_unit, move_unit, unit_id
from tests.models.slips.city import CALENDAR, LADDER, City, at, found

DAY = date(2026, 9, 1)
NOW = at(DAY)


@pytest.fixture
def city(store: Store) -> Iterator[City]:
    with store.transaction() as session:
        yield found(session)


def sheet(city: City, kind: SlipKind = SlipKind.ASSIGNMENT) -> Manuscript:
    """An empty one of the clerk."""
    clerk = city.clerk.id or 0
    return begin(city.session, unit_id(city.office), clerk, kind, NOW)


def complete(city: City, kind: SlipKind = SlipKind.ASSIGNMENT) -> Manuscript:
    """One to the bureau that lacks nothing."""
    paper = sheet(city, kind)
    about_subject(city.session, paper, "Sharing of data")
    add_units(city.session, paper, [unit_id(city.bureau)])
    write_demand(city.session, paper, "Please plan it.")
    return paper


def sent(city: City, paper: Manuscript) -> list[SlipState]:
    slips = send(city.session, paper, LADDER, CALENDAR, city.clerk.id or 0, NOW)
    return [slip.state for slip in slips]


def refused(city: City, paper: Manuscript) -> Reason:
    with pytest.raises(Refused) as problem:
        sent(city, paper)
    return problem.value.reason


def test_what_it_lacks_in_the_order_in_which_it_is_asked_for(city: City) -> None:
    paper = sheet(city)
    wanted = [Reason.SUBJECT_NEEDED, Reason.UNITS_NEEDED, Reason.DEMAND_NEEDED]
    assert lacking(paper, units_of(city.session, paper), LADDER, DAY) == wanted
    assert refused(city, paper) is Reason.SUBJECT_NEEDED
    about_subject(city.session, paper, " Sharing ")
    assert refused(city, paper) is Reason.UNITS_NEEDED
    add_units(city.session, paper, [unit_id(city.district)])
    assert refused(city, paper) is Reason.DEMAND_NEEDED
    write_demand(city.session, paper, "Plan it.")
    assert refused(city, paper) is Reason.AUTHORITY_NEEDED
    write_basis(city.session, paper, "Rules 8")
    set_limit(city.session, paper, date(2026, 9, 2), DAY)
    assert lacking(paper, units_of(city.session, paper), LADDER, date(2026, 9, 2)) == [
        Reason.DATES_PAST
    ]
    assert sent(city, paper) == [SlipState.AWAITING_SIGNATURE]


def test_a_matter_brings_its_lead_unit_unless_others_were_chosen(city: City) -> None:
    paper, matter = sheet(city), city.matter("2026-001")
    about_matter(city.session, paper, matter)
    assert paper.units == [unit_id(city.bureau)]
    assert paper.subject == matter.title
    about_matter(city.session, paper, city.matter("2026-002", unit=city.district))
    assert paper.units == [unit_id(city.bureau)]
    about_subject(city.session, paper, "Something else")
    assert paper.matter_id is None


def test_only_units_the_office_asks_itself(city: City) -> None:
    own_office = add_unit(city.session, "DO", "District Office", Cohort.OFFICE, city.district)
    village = add_unit(city.session, "V", "Village", Cohort.TOWN, city.district)
    paper = sheet(city)
    for unit in (village, own_office, city.office):
        with pytest.raises(Refused) as problem:
            add_units(city.session, paper, [unit_id(city.bureau), unit_id(unit)])
        assert problem.value.reason is Reason.NOT_ALLOWED
    assert paper.units == []
    assert cohort_counts(city.session, city.office) == {Cohort.DISTRICT: 1, Cohort.DEPARTMENT: 1}
    assert [unit.code for unit in of_cohort(city.session, own_office, Cohort.TOWN)] == ["V"]
    assert [unit.code for unit in find_addressees(city.session, city.office, "i", 9)] == ["D"]
    assert addressee_called(city.session, city.office, "Village") is None


def test_a_unit_that_was_moved_out_of_reach_gets_nothing(city: City) -> None:
    paper = complete(city)
    add_units(city.session, paper, [unit_id(city.district)])
    add_unit(city.session, "DO", "District Office", Cohort.OFFICE, city.district)
    move_unit(city.session, city.bureau, city.district)
    assert [unit.code for unit in units_of(city.session, paper)] == ["D"]


def test_units_are_added_once_and_taken_off(city: City) -> None:
    paper, bureau = sheet(city), unit_id(city.bureau)
    add_units(city.session, paper, [bureau, unit_id(city.district), bureau])
    add_units(city.session, paper, [bureau])
    assert paper.units == [bureau, unit_id(city.district)]
    remove_units(city.session, paper, [bureau])
    assert paper.units == [unit_id(city.district)]


def test_every_change_makes_a_preview_stale(city: City) -> None:
    paper = sheet(city)
    seen = [paper.revision]
    choose_kind(city.session, paper, SlipKind.REMINDER)
    seen.append(paper.revision)
    set_days(city.session, paper, 7)
    seen.append(paper.revision)
    assert seen == sorted(set(seen))
    choose_kind(city.session, paper, SlipKind.REMINDER)
    assert (paper.revision, paper.answer_days) == (seen[-1], 7)


def test_a_limit_in_days_counts_from_the_day_it_goes_out(city: City) -> None:
    paper = complete(city)
    set_limit(city.session, paper, date(2026, 9, 20), DAY)
    set_days(city.session, paper, 7)
    (slip,) = send(city.session, paper, LADDER, CALENDAR, city.clerk.id or 0, NOW)
    assert (slip.answer_days, slip.limit_on) == (7, None)
    with pytest.raises(Refused):
        set_days(city.session, sheet(city), 0)
    with pytest.raises(Refused):
        set_limit(city.session, sheet(city), DAY, DAY)


def test_the_proof_is_what_is_sent(city: City) -> None:
    paper = complete(city)
    set_days(city.session, paper, 7)
    shown = proof(city.session, paper, city.bureau, LADDER, NOW)
    (slip,) = send(city.session, paper, LADDER, CALENDAR, city.clerk.id or 0, NOW)
    assert shown.id is None
    for name in ("kind", "unit_id", "subject", "demand", "answer_days", "heading", "copies"):
        assert getattr(shown, name) == getattr(slip, name), name


def test_it_is_sent_once_and_never_after_it_was_thrown_away(city: City) -> None:
    paper = complete(city)
    assert sent(city, paper) == [SlipState.AWAITING_SIGNATURE]
    assert refused(city, paper) is Reason.ALREADY_DECIDED
    thrown = complete(city)
    throw_away(city.session, thrown, NOW)
    assert refused(city, thrown) is Reason.GONE
    with pytest.raises(Refused):
        write_demand(city.session, paper, "More")


def test_a_prompt_goes_out_at_once_with_its_number(city: City) -> None:
    paper = sheet(city, SlipKind.PROMPT)
    about_subject(city.session, paper, "Sharing of data")
    add_units(city.session, paper, [unit_id(city.bureau)])
    (slip,) = send(city.session, paper, LADDER, CALENDAR, city.clerk.id or 0, NOW)
    assert (slip.state, slip.number) == (SlipState.ISSUED, 1)
    assert (slip.signed_by, slip.signed_as) == (city.clerk.id, None)


def test_the_newest_that_is_neither_sent_nor_thrown_away(city: City) -> None:
    office, clerk = unit_id(city.office), city.clerk.id or 0

    def newest(session: Session = city.session) -> Manuscript | None:
        return unfinished(session, office, clerk)

    assert newest() is None
    first, second = complete(city), complete(city)
    assert newest() is second
    sent(city, second)
    assert newest() is first
    throw_away(city.session, first, NOW)
    assert newest() is None


@pytest.mark.parametrize("length", [501, 4001])
def test_what_is_too_long_is_refused(city: City, length: int) -> None:
    paper = sheet(city)
    with pytest.raises(Refused) as problem:
        (about_subject if length < 4000 else write_demand)(city.session, paper, "字" * length)
    assert problem.value.reason is Reason.TEXT_TOO_LONG
