"""A month's scores in versions: computed, previewed, appealed, corrected, published (§3, §6)."""

from datetime import datetime
from decimal import Decimal

import pytest
from sqlmodel import select

from models.matters.ledger import matter_by_number
from models.outbox import Outbox
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.refusals import Reason, Refused
from models.scoring.lines import Rule
from models.scoring.ranking import score_month
from models.standings.appeals import (
    MOST_FILES,
    Appeal,
    AppealFile,
    Ruling,
    appeal,
    attach_file,
    files_of,
    open_appeals,
)
from models.standings.computing import compute
from models.standings.corrections import Remedy, corrected, line_of, remedies
from models.standings.looking_up import score_of
from models.standings.publishing import preview, publish
from models.standings.reviewing import assign, grant, refuse, reviewers
from models.standings.rules import Mode
from models.standings.runs import (
    Run,
    Standing,
    facts_of,
    published_run,
    scheme_of,
    standing_of,
    standings_of,
    versions_of,
)
from models.units import unit_id
from tests.desk import Counted, Desk
from tests.models.round import NOVEMBER
from tests.models.standings.november import (
    AFTER,
    CALENDAR,
    CUTOFF,
    DONE,
    IN_TIME,
    LATE,
    RULES,
    SCHEME,
    Office,
)
from tests.scheduler.city import BEFORE, at

APPEALED = at("2026-12-07 10:00")
TOO_LATE = at("2026-12-09 10:00")


def refused(reason: Reason) -> pytest.RaisesExc[Refused]:
    """A refusal for that reason."""
    return pytest.raises(Refused, match=f"^{reason.value}$")


@pytest.fixture
def run(office: Office) -> Run:
    """Water was late by three days with one of four dates; roads said nothing."""
    matters = [office.matter(number) for number in (6, 7, 8, 9)]
    office.open()
    for matter in matters[:3]:
        office.says(matter, DONE, IN_TIME)
    office.says(matters[3], DONE, LATE)
    return office.compute()


def own(office: Office, run: Run) -> Standing:
    """Water's figures."""
    standing = standing_of(office.session, run, unit_id(office.town.water))
    assert standing
    return standing


def late_line(office: Office, run: Run) -> str:
    """The text of the line that was late."""
    lines = score_of(run, own(office, run)).lines
    (late,) = [line for line in lines if line.rule is Rule.LATE]
    return line_of(late.fact)


def appealed(office: Office, run: Run, now: datetime = APPEALED) -> Appeal:
    """Alice appeals against the line that was late."""
    line, by = late_line(office, run), person_id(office.town.alice)
    return appeal(office.session, own(office, run), run, line, "the system was down", by, now)


def assigned(office: Office, made: Appeal, to: Person | None = None) -> Appeal:
    """It is given to the director."""
    assign(office.session, made, to or office.eve, person_id(office.town.dan), APPEALED)
    office.session.flush()
    return made


def evidence(made: Appeal, unique: str) -> AppealFile:
    """A photo."""
    return AppealFile(
        appeal_id=made.id or 0, unique_id=unique, file_id=unique, photo=True, added_at=APPEALED
    )


def kinds(office: Office) -> list[str]:
    """Every message there is about the month's scores, by kind."""
    office.session.flush()
    about = ("standing", "run", "appeal")
    rows = office.session.exec(select(Outbox.kind)).all()
    return sorted(kind for kind in rows if kind.startswith(about))


def test_the_figures_of_a_run(office: Office, run: Run) -> None:
    standing = own(office, run)
    assert (standing.progress, standing.returns) == (Decimal("95.00"), Decimal("100.00"))
    assert (standing.quality, standing.slips) == (None, None)
    assert standing.total == Decimal("95.83")  # (50 · 95 + 10 · 100) / 60
    assert (standing.rank, standing.items) == (1, 4)
    assert (run.version, run.computed_by, run.published_at) == (1, None, None)
    assert run.appeals_until == at("2026-12-08 18:00")
    rows = [(unit.code, one.rank, one.total) for one, unit in standings_of(office.session, run)]
    assert rows == [("B1", 1, Decimal("95.83")), ("B2", None, Decimal("0.00")), ("B3", None, None)]


def test_a_second_time_nothing_is_new(office: Office, run: Run) -> None:
    assert office.compute(AFTER).id == run.id
    late = matter_by_number(office.session, "2026-009")
    late.difficulty = Decimal("1.5")
    again = office.compute(AFTER)
    assert (again.version, again.appeals_until) == (2, at("2026-12-09 18:00"))
    versions = versions_of(office.session, unit_id(office.town.office), NOVEMBER)
    assert [one.id for one in versions] == [run.id, again.id]


def test_recomputed_from_the_stored_texts_it_is_the_same(office: Office, run: Run) -> None:
    office.session.expire_all()
    scored = score_month(facts_of(office.session, run), scheme_of(run))
    again = {one.score.code: (one.score.total, one.rank) for c in scored.values() for one in c}
    rows = standings_of(office.session, run)
    assert again == {unit.code: (one.total, one.rank) for one, unit in rows}
    assert scheme_of(run) == SCHEME
    assert score_of(run, own(office, run)).total == Decimal("95.83")


def test_a_month_that_was_not_opened(office: Office) -> None:
    with refused(Reason.NOT_OPEN_YET):
        office.compute()


def test_the_preview_goes_to_each_unit_with_a_score_and_to_the_staff(
    office: Office, run: Run
) -> None:
    for _ in range(2):
        preview(office.session, run, office.town.office, CUTOFF)
    assert kinds(office) == ["run_computed"] * 2 + ["standing_preview"] * 2


def test_an_appeal_is_told_to_the_staff_once_and_waits(office: Office, run: Run) -> None:
    made = appealed(office, run)
    assert (made.ruling, made.unit_id) == (Ruling.OPEN, unit_id(office.town.water))
    assert kinds(office) == ["appeal_made"] * 2
    assert list(open_appeals(office.session, run.office_id, run.month)) == [made]
    with refused(Reason.APPEAL_WAITS):
        appealed(office, run)


def test_what_cannot_be_appealed(office: Office, run: Run) -> None:
    standing, line, by = own(office, run), late_line(office, run), person_id(office.town.alice)
    with refused(Reason.REASON_NEEDED):
        appeal(office.session, standing, run, line, " ", by, APPEALED)
    with refused(Reason.TEXT_TOO_LONG):
        appeal(office.session, standing, run, line, "x" * 2001, by, APPEALED)
    with refused(Reason.APPEALS_OVER):
        appeal(office.session, standing, run, line, "why", by, TOO_LATE)
    with refused(Reason.GONE):
        appeal(office.session, standing, run, line + " ", "why", by, APPEALED)


def test_evidence_while_it_waits(office: Office, run: Run) -> None:
    made = appealed(office, run)
    for n in [*range(MOST_FILES), 0]:
        attach_file(office.session, made, evidence(made, f"u{n}"))
    assert len(files_of(office.session, made)) == MOST_FILES
    with refused(Reason.TOO_MANY_FILES):
        attach_file(office.session, made, evidence(made, "one more"))


def test_granted_it_makes_a_new_version_and_the_old_one_stays(office: Office, run: Run) -> None:
    made = assigned(office, appealed(office, run))
    before = own(office, run).total
    new = grant(office.session, made, Remedy.ON_TIME, "it was", person_id(office.eve), APPEALED)
    assert (new.version, new.cause, made.version_id) == (2, f"appeal {made.id}", new.id)
    assert own(office, new).total == Decimal("100.00")
    assert own(office, run).total == before
    assert new.appeals_until == run.appeals_until
    assert kinds(office).count("appeal_decided") == 1
    assert office.compute(APPEALED).id == new.id  # to read the facts anew would undo it


@pytest.mark.parametrize(
    ("remedy", "total"),
    [(Remedy.LATE, "95.83"), (Remedy.LEFT_OUT, "100.00"), (Remedy.ON_TIME, "100.00")],
)
def test_remedies(office: Office, run: Run, remedy: Remedy, total: str) -> None:
    made = assigned(office, appealed(office, run))
    new = grant(office.session, made, remedy, "so", person_id(office.eve), APPEALED)
    assert own(office, new).total == Decimal(total)
    assert own(office, new).items == (3 if remedy is Remedy.LEFT_OUT else 4)


def test_refused_it_stands_and_cannot_be_asked_again(office: Office, run: Run) -> None:
    made = assigned(office, appealed(office, run))
    with refused(Reason.REASON_NEEDED):
        refuse(office.session, made, " ", person_id(office.eve), APPEALED)
    refuse(office.session, made, "it was late", person_id(office.eve), APPEALED)
    assert (made.ruling, made.answer, made.version_id) == (Ruling.REFUSED, "it was late", None)
    with refused(Reason.ALREADY_DECIDED):
        refuse(office.session, made, "twice", person_id(office.eve), APPEALED)
    with refused(Reason.ALREADY_DECIDED):
        grant(office.session, made, Remedy.LATE, "twice", person_id(office.eve), APPEALED)
    with refused(Reason.ALREADY_DECIDED):
        assigned(office, made)
    with refused(Reason.ALREADY_DECIDED):
        appealed(office, run)
    assert len(versions_of(office.session, run.office_id, NOVEMBER)) == 1


def test_whoever_scored_the_month_does_not_decide(office: Office) -> None:
    office.says_late()
    run = office.compute(by=office.eve)
    made = appealed(office, run)
    assert [one.name for one in reviewers(office.session, made)] == ["Dan"]
    with refused(Reason.NOT_THE_REVIEWER):
        assigned(office, made, office.eve)


def test_whoever_judged_the_report_does_not_decide(office: Office) -> None:
    item = office.says_late()
    office.accepts(item, LATE, office.town.dan)
    made = appealed(office, office.compute())
    assert [one.name for one in reviewers(office.session, made)] == ["Eve"]


def test_nobody_decides_their_own_appeal_or_one_given_to_another(office: Office, run: Run) -> None:
    appoint(office.session, office.town.alice, office.town.office, Role.CLERK, None, BEFORE)
    fay = add_person(office.session, "Fay", "en")
    fay.telegram_id = 106
    appoint(office.session, fay, office.town.office, Role.CLERK, None, BEFORE)
    made = appealed(office, run)
    assert {one.name for one in reviewers(office.session, made)} == {"Dan", "Eve", "Fay"}
    with refused(Reason.NOT_THE_REVIEWER):
        refuse(office.session, made, "no", person_id(office.eve), APPEALED)  # nobody's yet
    assigned(office, made)
    with refused(Reason.NOT_THE_REVIEWER):
        refuse(office.session, made, "no", person_id(fay), APPEALED)
    assert kinds(office).count("appeal_assigned") == 1


def test_only_some_lines_can_become_late(office: Office, run: Run) -> None:
    facts = facts_of(office.session, run)
    water = next(unit for unit in facts.units if unit.code == "B1")
    assert remedies(water.milestones[0]) == tuple(Remedy)
    update = water.updates[0]
    assert remedies(update) == tuple(Remedy)
    out = corrected(facts, "B1", line_of(update), Remedy.LEFT_OUT)
    left = next(unit for unit in out.units if unit.code == "B1")
    assert len(left.updates) == len(water.updates) - 1
    with refused(Reason.GONE):
        corrected(out, "B1", line_of(update), Remedy.LATE)
    with refused(Reason.GONE):
        corrected(facts, "XX", line_of(update), Remedy.LATE)


def test_published_once_and_told_to_everybody_once(office: Office, run: Run) -> None:
    by = person_id(office.eve)
    publish(office.session, run, Mode.FULL, by, APPEALED)
    assert (run.published_by, run.mode) == (by, Mode.FULL)
    assert kinds(office) == ["run_published"] * 2 + ["standing_published"] * 3
    with refused(Reason.ALREADY_PUBLISHED):
        publish(office.session, run, Mode.FULL, by, APPEALED)
    with refused(Reason.ALREADY_PUBLISHED):
        office.compute(APPEALED)


def test_not_at_all_is_possible(office: Office, run: Run) -> None:
    publish(office.session, run, Mode.NONE, person_id(office.eve), APPEALED)
    assert kinds(office) == []
    assert run.published_at


def test_nothing_is_published_while_an_appeal_waits_or_a_newer_version_counts(
    office: Office, run: Run
) -> None:
    made, by = assigned(office, appealed(office, run)), person_id(office.eve)
    with refused(Reason.APPEALS_OPEN):
        publish(office.session, run, Mode.FULL, by, APPEALED)
    new = grant(office.session, made, Remedy.ON_TIME, "yes", by, APPEALED)
    with refused(Reason.STALE_PREVIEW):
        publish(office.session, run, Mode.FULL, by, APPEALED)
    publish(office.session, new, Mode.BANDS, by, APPEALED)
    assert published_run(office.session, run.office_id, NOVEMBER) == new


def test_what_corrects_a_published_version_is_published_anew(office: Office, run: Run) -> None:
    by = person_id(office.eve)
    publish(office.session, run, Mode.BANDS, by, AFTER)
    made = assigned(office, appealed(office, run))
    new = grant(office.session, made, Remedy.ON_TIME, "yes", by, APPEALED)
    office.session.refresh(new)
    assert (new.mode, new.published_at) == (Mode.BANDS, APPEALED)
    assert run.published_at == AFTER  # the old one stays on record
    assert kinds(office).count("standing_published") == 4  # again only to whom it changes something


def test_a_run_takes_as_many_statements_for_many_units(
    databases_of_two_sizes: tuple[Desk, Desk],
) -> None:
    counts = []
    for desk in databases_of_two_sizes:
        desk.hand_in(0, (0, DONE))
        with Counted(desk.store) as seen, desk.store.transaction() as session:
            made = compute(session, desk.office, NOVEMBER, SCHEME, RULES, CALENDAR, None, CUTOFF)
            preview(session, made, desk.office, CUTOFF)
            publish(session, made, Mode.FULL, desk.qian.id or 0, CUTOFF)
        counts.append(len(seen.statements))
    assert counts[0] == counts[1]
