"""Updates, slips, returns, pilots, early completions and risks as facts (DOMAIN §6 S, R, G, D)."""

from datetime import date

from models.dispatch.progress import Said, Saying, Source, Way
from models.matters.ledger import Kind, State
from models.matters.side_states import set_aside
from models.people.posts import person_id
from models.scoring.item_facts import Updated
from models.scoring.point_facts import Fault, Merit
from models.slips.answers import AnswerKind, draft_of, submit_answer, write_answer
from models.slips.drafting import Fact, submit, write
from models.slips.rungs import SlipKind
from models.slips.signing import sign
from models.slips.slips import Slip, slip_id
from tests.models.standings.november import AFTER, CALENDAR, DONE, IN_TIME, LATE, Office
from tests.scheduler.city import RULES, at

NOTHING = Said(Saying.NO_CHANGE)


def updates(office: Office) -> dict[str, Updated]:
    """When each of water's matters was updated."""
    return {fact.matter: fact.updated for fact in office.facts().updates}


def test_nobody_said_anything(office: Office) -> None:
    office.open()
    assert updates(office) == {"2026-001": Updated.NONE, "2026-002": Updated.NONE}
    assert office.facts(office.town.idle).updates == ()


def test_no_change_counts_as_an_update(office: Office) -> None:
    matter = office.matter(9, date(2026, 12, 20))
    office.open()
    office.says(matter, NOTHING, IN_TIME)
    assert set(updates(office).values()) == {Updated.BY_DUE}


def test_by_the_cut_off_and_after_it(office: Office) -> None:
    matter = office.matter(9, date(2026, 12, 20))
    other = office.matter(8, date(2026, 12, 20), office.town.roads)
    office.open()
    office.says(matter, NOTHING, LATE)
    office.says(other, NOTHING, AFTER, office.town.bob)
    assert set(updates(office).values()) == {Updated.BY_CUTOFF}
    roads = office.facts(office.town.roads).updates
    assert {(fact.updated, fact.updated_at) for fact in roads} == {(Updated.NONE, None)}


def test_the_first_version_counts_and_paper_as_chat(office: Office) -> None:
    matter = office.matter(9, date(2026, 12, 20))
    office.open()
    office.says(matter, Said(Saying.PROGRESS, percent=20, note="x"), IN_TIME, office.town.dan)
    office.says(matter, Said(Saying.PROGRESS, percent=30, note="y"), LATE)
    assert updates(office)["2026-009"] is Updated.BY_DUE
    assert Source(1, LATE, Way.PAPER).way is Way.PAPER


def test_what_was_set_aside_before_anything_was_handed_in_is_not_asked(office: Office) -> None:
    matter = office.matter(9, date(2026, 12, 20))
    office.open()
    set_aside(office.session, matter, State.SUSPENDED, "doc", None, None, IN_TIME)
    assert "2026-009" not in updates(office)


def issued(office: Office, kind: SlipKind = SlipKind.ASSIGNMENT, number: int = 1) -> Slip:
    """A slip to water, signed on Monday 2 November."""
    now, session, town = at("2026-11-02 10:00"), office.session, office.town
    about = f"2026-00{number}"
    fact = Fact(
        unit=town.water, cause=f"t:{kind.value}:{number}", subject=about, matter_number=about
    )
    slips = write(session, town.office, kind, [fact], RULES.slips, town.dan.id, now)
    slips[0].limit_on = date(2026, 11, 10)
    submit(session, slips, RULES.slips, CALENDAR, town.dan.id, now)
    looked_at = {slip_id(slip): slip.revision for slip in slips}
    sign(session, looked_at, office.eve, RULES.slips, CALENDAR, now)
    return slips[0]


def test_slips_that_were_due_and_what_was_raised(office: Office) -> None:
    met, missed = issued(office), issued(office, SlipKind.REMINDER, 2)
    by = person_id(office.town.alice)
    draft = draft_of(office.session, met, AnswerKind.ANSWER, by, at("2026-11-09 10:00"))
    write_answer(office.session, draft, "done", by)
    submit_answer(office.session, draft, by, at("2026-11-09 10:00"))
    office.open()
    facts = office.facts()
    assert {fact.number: fact.in_time for fact in facts.slips} == {
        met.number_text: True,
        missed.number_text: False,
    }
    assert [(fault.kind, fault.subject, fault.basis) for fault in facts.faults] == [
        (Fault.REMINDER, "2026-002", missed.number_text)
    ]


def test_only_the_second_return_of_a_card_is_a_fault(office: Office) -> None:
    matter = office.matter(9)
    office.open()
    for n in range(3):
        office.returns(office.says(matter, DONE, IN_TIME), IN_TIME)
        assert len(office.facts().faults) == n
    assert [(fault.kind, fault.basis) for fault in office.facts().faults] == [
        (Fault.FURTHER_RETURN, "2"),
        (Fault.FURTHER_RETURN, "3"),
    ]


def test_pilots_and_early_completions(office: Office) -> None:
    pilot, early = office.matter(8), office.matter(9, date(2027, 3, 31))
    pilot.kind = Kind.PILOT
    office.open()
    for matter in (pilot, early):
        office.accepts(office.says(matter, DONE, IN_TIME), IN_TIME)
    assert {(fact.kind, fact.subject) for fact in office.facts().merits} == {
        (Merit.PILOT, "2026-008"),
        (Merit.EARLY, "2026-009"),
    }


def test_a_risk_counts_once_it_is_accepted_with_the_days_ahead(office: Office) -> None:
    matter = office.matter(9, date(2026, 12, 31))
    office.step(matter, date(2026, 12, 15))
    office.open()
    item = office.says(matter, Said(Saying.DIFFICULTY, note="no money"), IN_TIME)
    assert office.facts().merits == ()
    office.accepts(item, LATE)
    (risk,) = office.facts().merits
    assert (risk.kind, risk.subject, risk.on) == (Merit.RISK, "2026-009", date(2026, 11, 25))
    assert risk.working_days_ahead == 14
