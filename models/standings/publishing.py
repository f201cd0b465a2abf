"""Publishing a month's scores: when the director says so, or not at all (DOMAIN §3)."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, col, select, update

from models import audit
from models.authority import ALLOWED, Act
from models.calendar import Month
from models.outbox import Message, Urgency, put
from models.people.posts import Person, Post, Role
from models.people.staff import tell_staff
from models.refusals import Reason, Refused
from models.standings.appeals import open_appeals
from models.standings.rules import Mode
from models.standings.runs import Run, Standing, hold_month, newest_run, run_id, standings_of
from models.units import Unit


def preview(session: Session, run: Run, office: Unit, now: datetime) -> int:
    """Show each unit with a score its own figures before anything is published; how many units."""
    rows = [(one, unit) for one, unit in standings_of(session, run) if one.total is not None]
    put(
        session,
        now,
        *(
            Message(
                kind="standing_preview",
                key=f"standing_preview:{run.id}:{unit.id}",
                unit_id=unit.id,
                subject_id=standing.id,
                urgency=Urgency.BULK,
            )
            for standing, unit in rows
        ),
    )
    tell_staff(session, office, "run_computed", run.id, "once", now)
    return len(rows)


def remind_to_publish(session: Session, run: Run, now: datetime) -> int:
    """Tell who may publish a month that its days for appeals are over; once a month. How many."""
    statement = (
        select(Post.person_id)
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(
            Post.unit_id == run.office_id,
            col(Post.role).in_(ALLOWED[Act.PUBLISH]),
            col(Post.until).is_(None),
            col(Person.telegram_id).is_not(None),
        )
        .distinct()
    )
    people = sorted(session.exec(statement))
    key = f"run_ready:{run.office_id}:{run.month}"
    put(
        session,
        now,
        *(
            Message(kind="run_ready", key=f"{key}:{one}", person_id=one, subject_id=run.id)
            for one in people
        ),
    )
    return len(people)


def publish(session: Session, run: Run, mode: Mode, by: int, now: datetime) -> None:
    """Publish the newest version of a month once; everybody is told what concerns them.

    Refused(ALREADY_PUBLISHED), Refused(STALE_PREVIEW) when a newer version counts,
    Refused(APPEALS_OPEN) while an appeal of the month waits for its decision.
    """
    hold_month(session, run.office_id, run.month)
    newest = newest_run(session, run.office_id, Month.parse(run.month))
    if newest is None or newest.id != run.id:
        raise Refused(Reason.STALE_PREVIEW)
    if waiting := open_appeals(session, run.office_id, run.month):
        raise Refused(Reason.APPEALS_OPEN, n=len(waiting))
    done = session.exec(
        update(Run)
        .where(col(Run.id) == run.id, col(Run.published_at).is_(None))
        .values(published_at=now, published_by=by, mode=mode)
    )
    if not done.rowcount:
        raise Refused(Reason.ALREADY_PUBLISHED, month=run.month)
    session.refresh(run)
    audit.note(session, now, by, "publish", "run", run.id, month=run.month, mode=mode.value)
    if mode is not Mode.NONE:
        put(session, now, *_to_units(session, run), *_to_people(session, run))


def reach(session: Session, run: Run, mode: Mode) -> tuple[int, int]:
    """How many units and how many people a publication is told to, each by one message."""
    if mode is Mode.NONE:
        return 0, 0
    return len(list(_to_units(session, run))), len(list(_to_people(session, run)))


def _changed(session: Session, run: Run) -> list[tuple[Standing, Unit]]:
    """Whose figures are news: all, or those that differ from the version published before (§7)."""
    statement = (
        select(col(Standing.unit_id), col(Standing.total), col(Standing.rank))
        .join(Run, col(Run.id) == col(Standing.run_id))
        .where(
            Run.office_id == run.office_id,
            Run.month == run.month,
            col(Run.version) < run.version,
            col(Run.published_at).is_not(None),
        )
        .order_by(col(Run.version))
    )
    known = {unit: (total, rank) for unit, total, rank in session.exec(statement)}
    rows = standings_of(session, run)
    return [(one, unit) for one, unit in rows if known.get(one.unit_id) != (one.total, one.rank)]


def _to_units(session: Session, run: Run) -> Iterator[Message]:
    """Each unit's liaison is told its own place; of a correction, where it changes something."""
    for standing, unit in _changed(session, run):
        yield Message(
            kind="standing_published",
            key=f"standing_published:{run.id}:{unit.id}",
            unit_id=unit.id,
            subject_id=standing.id,
            urgency=Urgency.BULK,
        )


def _to_people(session: Session, run: Run) -> Iterator[Message]:
    """Leaders are told of what they answer for, the office's people of the whole; once each."""
    units = [unit.id for _, unit in _changed(session, run)]
    statement = (
        select(Post.person_id)
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(
            col(Post.until).is_(None),
            col(Person.telegram_id).is_not(None),
            (
                (col(Post.role) == Role.LEADER) & col(Post.unit_id).in_(units)
                | (col(Post.unit_id) == run.office_id)
            ),
        )
        .distinct()
    )
    for person in sorted(session.exec(statement)):
        yield Message(
            kind="run_published",
            key=f"run_published:{run.id}:{person}",
            person_id=person,
            subject_id=run_id(run),
            urgency=Urgency.BULK,
        )
