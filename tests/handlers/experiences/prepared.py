"""Experiences of unit 0 in every state, for the buttons and commands that everybody tries."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from handlers.experiences.series_page import fingerprint as fingerprint_of
from handlers.experiences.words import fingerprint
from models.experiences.experiences import (
    Experience,
    ExperienceFile,
    ExperienceState,
    experience_id,
    newest,
)
from models.experiences.reviewing import accept
from models.experiences.selections import (
    Juror,
    Selection,
    SelectionEntry,
    SelectionState,
    selection_id,
)
from models.experiences.series import ExperienceSeries, SeriesPart, SeriesState
from models.experiences.voting import JuryVote
from models.experiences.writing import add_text, attach, begin, draft_of, name_it, submit
from models.media_reports import MediaReport, Report, record
from models.outbox import Outbox, Sending
from models.people.posts import person_id
from models.units import Unit, unit_id
from tests.desk import OPENED, Desk


def written(session: Session, desk: Desk, unit: int, title: str) -> Experience:
    """A draft with title, text and a file."""
    by = person_id(desk.liaisons[unit])
    one = begin(session, session.get_one(Unit, unit_id(desk.units[unit])), by, OPENED)
    draft = draft_of(session, one, by, OPENED)
    name_it(session, draft, title, by)
    add_text(session, draft, f"The text of {title}.", by)
    file = ExperienceFile(
        experience_id=experience_id(one),
        unique_id="u",
        file_id="AgAD",
        photo=False,
        name="plan.pdf",
        added_at=OPENED,
    )
    attach(session, draft, file)
    return one


def handed_in(session: Session, desk: Desk, unit: int, title: str) -> Experience:
    """One that waits for the review."""
    one = written(session, desk, unit, title)
    submit(session, one, person_id(desk.liaisons[unit]), OPENED)
    return one


def taken(session: Session, desk: Desk, unit: int, title: str) -> Experience:
    """One that was accepted by the clerk."""
    one = handed_in(session, desk, unit, title)
    accept(session, one, person_id(desk.lin), OPENED)
    return one


def experiences(desk: Desk) -> dict[str, Any]:
    """Some of unit 0: drafts, those that wait, and accepted ones."""
    with desk.store.transaction() as session:
        drafts = [written(session, desk, 0, f"Draft {n}") for n in range(3)]
        waits = [handed_in(session, desk, 0, f"Waits {n}") for n in range(4)]
        done = [taken(session, desk, 0, f"Taken {n}") for n in range(4)]
        for row in session.exec(select(Outbox).where(col(Outbox.kind).startswith("experience"))):
            row.state = Sending.SENT
        named = {"draft": drafts, "waits": waits, "taken": done}
        ids = {
            f"experience_{name}_{n}": experience_id(one)
            for name, found in named.items()
            for n, one in enumerate(found)
        }
        ids["experience_seen"] = fingerprint(newest(session, drafts[1]))
    return ids | publicity(desk, ids)


def publicity(desk: Desk, ids: dict[str, Any]) -> dict[str, Any]:
    """A series to send and one that runs, selections in every state, and a media report."""
    with desk.store.transaction() as session:
        unit = session.get_one(Unit, unit_id(desk.units[0]))
        report = Report("A window for all", "City Daily", date(2026, 11, 2))
        media = record(session, unit, report, person_id(desk.liaisons[0]), OPENED)
        return {
            "series": _series(session, desk, ids, SeriesState.DRAFT, 2),
            "series_seen": fingerprint_of([ids["experience_taken_2"]]),
            "series_running": _series(session, desk, ids, SeriesState.RUNNING, 3),
            "selection": _selection(session, desk, ids, "2026-12", None),
            "selection_voting": _selection(session, desk, ids, "2026-06", timedelta(days=9)),
            "selection_closed": _selection(session, desk, ids, "2025-12", timedelta(hours=-1)),
            "juror": person_id(desk.liaisons[0]),
            "media": media.id,
        }


def _series(
    session: Session, desk: Desk, ids: dict[str, Any], state: SeriesState, taken_n: int
) -> int:
    series = ExperienceSeries(
        office_id=unit_id(desk.office), state=state, begun_at=OPENED, begun_by=person_id(desk.lin)
    )
    session.add(series)
    session.flush()
    number = ids[f"experience_taken_{taken_n}"]
    part = SeriesPart(series_id=series.id or 0, experience_id=number, position=0)
    part.goes_on = OPENED.date() + timedelta(days=60)
    session.add(part)
    session.flush()
    return series.id or 0


def _selection(
    session: Session, desk: Desk, ids: dict[str, Any], until: str, closes: timedelta | None
) -> int:
    """One with two experiences on its list; the director and the liaison of unit 1 judge."""
    selection = Selection(
        office_id=unit_id(desk.office),
        first="2025-01",
        until=until,
        state=SelectionState.VOTING if closes else SelectionState.PREPARING,
        places=1,
        votes=2,
        begun_at=OPENED,
        begun_by=person_id(desk.lin),
        closes_at=OPENED + closes if closes else None,
        told_at=OPENED,
    )
    session.add(selection)
    session.flush()
    number = selection_id(selection)
    for juror in (desk.qian, desk.liaisons[1]):
        session.add(Juror(selection_id=number, person_id=person_id(juror), reminded_at=OPENED))
    for n in (1, 2):
        one = ids[f"experience_taken_{n}"]
        session.add(SelectionEntry(selection_id=number, experience_id=one))
        if closes and closes < timedelta():
            judge = person_id(desk.qian)
            session.add(
                JuryVote(selection_id=number, person_id=judge, experience_id=one, at=OPENED)
            )
    session.flush()
    return number


def all_told(session: Session) -> None:
    """Every experience is withdrawn, every series stopped, every selection confirmed."""
    for one in session.exec(select(Experience)):
        one.state = ExperienceState.WITHDRAWN
    for series in session.exec(select(ExperienceSeries)):
        series.state = SeriesState.STOPPED
    for selection in session.exec(select(Selection)):
        selection.state, selection.closes_at = SelectionState.CONFIRMED, OPENED
    for row in session.exec(select(MediaReport)):
        row.removed_at = OPENED
