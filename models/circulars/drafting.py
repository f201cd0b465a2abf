"""Writing a circular: its first draft, new versions of its words, before who approves it (§3)."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select, update

from models import audit
from models.blank import is_blank
from models.calendar import Calendar
from models.circulars.bringing import bring
from models.circulars.circulars import (
    UNISSUED,
    Circular,
    CircularState,
    CircularText,
    Origin,
    Part,
    Words,
    circular_id,
    standing_circular,
)
from models.circulars.figures import Figures
from models.circulars.rules import CircularRules
from models.circulars.standing_figures import require_figures
from models.refusals import Reason, Refused
from models.store import insert_new

LONGEST_WORDS = 20_000
"""Characters a section may have."""


def begin(
    session: Session, office: int, figures: Figures, words: Words, by: int, now: datetime
) -> Circular:
    """The first version of a month's circular; Refused(ALREADY_DRAFTED) when there is one."""
    if standing_circular(session, office, figures.month):
        raise Refused(Reason.ALREADY_DRAFTED, month=figures.month)
    before = select(func.count()).where(
        Circular.office_id == office, Circular.month == figures.month
    )
    row = {
        "office_id": office,
        "month": figures.month,
        "edition": session.exec(before).one() + 1,
        "run_id": figures.run,
        "state": CircularState.DRAFT,
        "version": 1,
        "drafted_at": now,
        "drafted_by": by,
        "number_text": "",
        "reason": "",
    }
    insert_new(session, Circular, [row], unique=["office_id", "month", "edition"])
    circular = standing_circular(session, office, figures.month)
    if circular is None or (circular.drafted_at, circular.drafted_by) != (now, by):
        raise Refused(Reason.ALREADY_DRAFTED, month=figures.month)  # of two one comes too late
    session.add(_text(circular, words, figures.model_dump_json(), Origin.FIGURES, by, now))
    session.flush()
    audit.note(session, now, by, "draft", "circular", circular.id, month=figures.month)
    return circular


def _text(
    circular: Circular, words: Words, figures: str, origin: Origin, by: int, now: datetime
) -> CircularText:
    return CircularText(
        circular_id=circular_id(circular),
        version=circular.version,
        words={part.value: words.get(part, "").strip() for part in Part},
        figures=figures,
        origin=origin,
        written_at=now,
        written_by=by,
    )


def rewrite(
    session: Session,
    circular: Circular,
    seen: int,
    words: Words,
    figures: Figures,
    origin: Origin,
    by: int,
    now: datetime,
) -> None:
    """Put new words in the place of the version that was seen; every version is kept.

    Refused(TEXT_TOO_LONG), Refused(TEXT_MISSING) when nothing is left, Refused(ALREADY_DECIDED)
    once it is issued or withdrawn, Refused(STALE_PREVIEW) when somebody was quicker.
    """
    longest = max(map(len, words.values()), default=0)
    if longest > LONGEST_WORDS:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_WORDS, length=longest)
    if all(map(is_blank, words.values())):
        raise Refused(Reason.TEXT_MISSING)
    change(session, circular, seen, version=seen + 1, run_id=figures.run)
    session.add(_text(circular, words, figures.model_dump_json(), origin, by, now))
    session.flush()
    noted = {"version": circular.version, "origin": origin.value}
    audit.note(session, now, by, "rewrite", "circular", circular.id, **noted)


def change(session: Session, circular: Circular, seen: int, **values: Any) -> None:
    """Change a circular that is not issued yet, if its version is the one that was seen.

    Refused(ALREADY_DECIDED), Refused(STALE_PREVIEW).
    """
    done = session.exec(
        update(Circular)
        .where(
            col(Circular.id) == circular.id,
            col(Circular.version) == seen,
            col(Circular.state).in_(UNISSUED),
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    session.refresh(circular)
    if not done.rowcount:
        gone = circular.state not in UNISSUED
        raise Refused(Reason.ALREADY_DECIDED if gone else Reason.STALE_PREVIEW)


def submit(
    session: Session,
    circular: Circular,
    seen: int,
    rules: CircularRules,
    calendar: Calendar,
    by: int,
    now: datetime,
) -> None:
    """Bring a draft before who approves it today; refused as `change` and `require_figures`.

    Refused(ALREADY_DECIDED) when it waits there already.
    """
    if circular.state is not CircularState.DRAFT:
        raise Refused(Reason.ALREADY_DECIDED)
    require_figures(session, circular)
    waits = CircularState.AWAITING_APPROVAL
    change(session, circular, seen, state=waits, submitted_at=now, submitted_by=by, reason="")
    audit.note(session, now, by, "submit", "circular", circular.id, version=seen)
    bring(session, circular, rules, calendar.today(now), now)
