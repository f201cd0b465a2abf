"""Who may decide an appeal, and what a decision holds good for (DOMAIN §6)."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from models.dispatch.progress import Said, Saying
from models.outbox import Outbox
from models.people.posts import person_id
from models.refusals import Reason, Refused
from models.scoring.lines import Line, Rule
from models.standings.appeals import Appeal, Ruling, appeal
from models.standings.corrections import Remedy, line_of
from models.standings.looking_up import score_of
from models.standings.reviewing import assign, grant, refuse, reviewers
from models.standings.runs import Run, Standing, standing_of
from models.units import unit_id
from tests.models.standings.november import DONE, LATE, Office
from tests.models.standings.test_dates import OCTOBER
from tests.scheduler.city import at

APPEALED = at("2026-12-07 10:00")
HALF = Said(Saying.PROGRESS, percent=50, note="half")


def own(office: Office, run: Run) -> Standing:
    """Water's figures."""
    standing = standing_of(office.session, run, unit_id(office.town.water))
    assert standing
    return standing


def line_by(office: Office, run: Run, rule: Rule) -> Line:
    """The line that met a rule, of several the one about the newest matter."""
    *_, found = [line for line in score_of(run, own(office, run)).lines if line.rule is rule]
    return found


def appealed(office: Office, run: Run, rule: Rule) -> Appeal:
    """Alice appeals against the line that met a rule."""
    line, by = line_of(line_by(office, run, rule).fact), person_id(office.town.alice)
    return appeal(office.session, own(office, run), run, line, "not so", by, APPEALED)


def granted(office: Office, made: Appeal, remedy: Remedy) -> Run:
    """The director decides it."""
    assign(office.session, made, office.eve, person_id(office.town.dan), APPEALED)
    office.session.flush()
    return grant(office.session, made, remedy, "so", person_id(office.eve), APPEALED)


def names(office: Office, made: Appeal) -> list[str]:
    """Who may decide it."""
    return [one.name for one in reviewers(office.session, made)]


def test_whoever_judged_the_matter_in_another_month_may_decide(office: Office) -> None:
    matter = office.matter(9, date(2027, 1, 15))
    office.open(OCTOBER, at("2026-10-20 09:00"))
    said = office.says(matter, HALF, at("2026-10-23 10:00"))
    office.accepts(said, at("2026-10-26 10:00"))
    office.open()
    office.says(matter, HALF, LATE)
    made = appealed(office, office.compute(), Rule.UPDATED_LATE)
    assert names(office, made) == ["Dan", "Eve"]


def test_whoever_returned_a_report_again_does_not_decide_about_that(office: Office) -> None:
    matter = office.matter(9)
    office.open()
    for day in (23, 25):
        said = office.says(matter, DONE, at(f"2026-11-{day} 10:00"))
        office.returns(said, at(f"2026-11-{day} 15:00"))
    made = appealed(office, office.compute(), Rule.RETURNED_AGAIN)
    assert names(office, made) == ["Eve"]


def test_what_an_appeal_has_corrected_cannot_be_appealed_again(office: Office) -> None:
    office.says_late()
    run = office.compute()
    new = granted(office, appealed(office, run, Rule.UPDATED_LATE), Remedy.ON_TIME)
    corrected = next(
        line
        for line in score_of(new, own(office, new)).lines
        if line.rule is Rule.UPDATED
        and line.fact not in [one.fact for one in score_of(run, own(office, run)).lines]
    )
    by = person_id(office.town.alice)
    with pytest.raises(Refused, match=f"^{Reason.ALREADY_DECIDED.value}$"):
        appeal(
            office.session, own(office, new), new, line_of(corrected.fact), "again", by, APPEALED
        )


def test_what_came_too_late_can_be_made_late(office: Office) -> None:
    matter = office.matter(9, date(2026, 11, 20))
    office.open()
    office.says(matter, DONE, LATE)
    run = office.compute()
    assert line_by(office, run, Rule.TOO_LATE).points == Decimal(0)
    new = granted(office, appealed(office, run, Rule.TOO_LATE), Remedy.LATE)
    assert line_by(office, new, Rule.LATE).points == Decimal("0.8")


def test_a_reason_that_is_too_long_is_refused_not_cut(office: Office) -> None:
    office.says_late()
    made = appealed(office, office.compute(), Rule.LATE)
    assign(office.session, made, office.eve, person_id(office.town.dan), APPEALED)
    with pytest.raises(Refused, match=f"^{Reason.TEXT_TOO_LONG.value}$"):
        refuse(office.session, made, "x" * 2001, person_id(office.eve), APPEALED)
    assert made.ruling is Ruling.OPEN


def test_whom_it_is_given_to_once_more_is_told_once_more(office: Office) -> None:
    office.says_late()
    made, by = appealed(office, office.compute(), Rule.LATE), person_id(office.town.alice)
    for minute, to in enumerate((office.eve, office.town.dan, office.eve)):
        assign(office.session, made, to, by, APPEALED.replace(minute=minute))
    told = select(Outbox.person_id).where(Outbox.kind == "appeal_assigned")
    assert list(office.session.exec(told)) == [office.eve.id, office.town.dan.id, office.eve.id]
