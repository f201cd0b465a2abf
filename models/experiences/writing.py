"""A unit writes an experience: title, text in as many messages as it takes, files; hands it in."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from models import audit
from models.blank import is_blank
from models.experiences.experiences import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_FILES,
    WITH_UNIT,
    Experience,
    ExperienceFile,
    ExperienceState,
    ExperienceVersion,
    experience_id,
    hold,
    newest,
)
from models.people.staff import tell_staff
from models.refusals import Reason, Refused
from models.units import Unit, asking_office, unit_id


def begin(session: Session, unit: Unit, by: int, now: datetime) -> Experience:
    """A new sheet of a unit's; Refused(NOT_ALLOWED) where no office asks the unit."""
    office = asking_office(session, unit)
    if office is None:
        raise Refused(Reason.NOT_ALLOWED)
    one = Experience(office_id=unit_id(office), unit_id=unit_id(unit), begun_at=now)
    session.add(one)
    session.flush()
    session.add(
        ExperienceVersion(experience_id=experience_id(one), version=1, person_id=by, begun_at=now)
    )
    session.flush()
    return one


def draft_of(session: Session, one: Experience, by: int, now: datetime) -> ExperienceVersion:
    """The version that is being written; after the office asked back a new one, from the last.

    Refused(ALREADY_DECIDED) when the unit has nothing to write at it.
    """
    hold(session, one)
    if one.state not in WITH_UNIT:
        raise Refused(Reason.ALREADY_DECIDED)
    known = newest(session, one)
    if known.submitted_at is None:
        return known
    draft = ExperienceVersion(
        experience_id=experience_id(one),
        version=known.version + 1,
        title=known.title,
        text=known.text,
        files=list(known.files),
        person_id=by,
        begun_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def name_it(session: Session, draft: ExperienceVersion, title: str, by: int) -> None:
    """Give it a title, in place of the one it had; Refused(EXPERIENCE_UNNAMED, TEXT_TOO_LONG)."""
    flat = " ".join(title.split())
    if is_blank(flat):
        raise Refused(Reason.EXPERIENCE_UNNAMED)
    if len(flat) > LONGEST_TITLE:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_TITLE, length=len(flat))
    draft.title, draft.person_id = flat, by
    session.add(draft)


def add_text(session: Session, draft: ExperienceVersion, text: str, by: int) -> None:
    """Add one more message to the text; Refused(EXPERIENCE_EMPTY), Refused(TEXT_TOO_LONG)."""
    if is_blank(text):
        raise Refused(Reason.EXPERIENCE_EMPTY)
    whole = "\n\n".join(part for part in (draft.text, text.strip()) if part)
    if len(whole) > LONGEST_TEXT:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_TEXT, length=len(whole))
    draft.text, draft.person_id = whole, by
    session.add(draft)


def clear_text(session: Session, draft: ExperienceVersion) -> None:
    """Take the text out, to write it anew."""
    draft.text = ""
    session.add(draft)


def clear_files(session: Session, draft: ExperienceVersion) -> None:
    """Leave the files out of this version; they stay with those handed in before."""
    draft.files = []
    session.add(draft)


def attach(session: Session, draft: ExperienceVersion, file: ExperienceFile) -> None:
    """Put a photo or file on a draft; the same one twice stays one. Refused(TOO_MANY_FILES)."""
    known = session.exec(
        select(ExperienceFile).where(
            ExperienceFile.experience_id == draft.experience_id,
            ExperienceFile.unique_id == file.unique_id,
        )
    ).first()
    if known is None:
        session.add(file)
        session.flush()
        known = file
    if known.id in draft.files:
        return
    if len(draft.files) >= MOST_FILES:
        raise Refused(Reason.TOO_MANY_FILES, most=MOST_FILES)
    draft.files = [*draft.files, known.id or 0]
    session.add(draft)


def submit(session: Session, one: Experience, by: int, now: datetime) -> ExperienceVersion:
    """Hand the draft in.

    Refused(EXPERIENCE_UNNAMED), Refused(EXPERIENCE_EMPTY), Refused(ALREADY_DECIDED).
    """
    hold(session, one)
    draft = newest(session, one)
    if one.state not in WITH_UNIT or draft.submitted_at is not None:
        raise Refused(Reason.ALREADY_DECIDED)
    if not draft.title:
        raise Refused(Reason.EXPERIENCE_UNNAMED)
    if not draft.text:
        raise Refused(Reason.EXPERIENCE_EMPTY)
    draft.submitted_at, draft.person_id = now, by
    one.state, one.submitted_at = ExperienceState.SUBMITTED, one.submitted_at or now
    session.add_all([draft, one])
    audit.note(session, now, by, "submit", "experience", one.id, version=draft.version)
    office = session.get_one(Unit, one.office_id)
    tell_staff(session, office, "experience_handed_in", one.id, str(draft.version), now)
    session.flush()
    return draft


def withdraw(session: Session, one: Experience, by: int, now: datetime) -> None:
    """Take it back before it is decided; Refused(ALREADY_DECIDED).

    What was never handed in is thrown away altogether.
    """
    hold(session, one)
    if one.state not in WITH_UNIT | {ExperienceState.SUBMITTED}:
        raise Refused(Reason.ALREADY_DECIDED)
    if one.submitted_at is None:
        for table in (ExperienceFile, ExperienceVersion):
            session.exec(delete(table).where(col(table.experience_id) == one.id))
        session.delete(one)
    else:
        one.state = ExperienceState.WITHDRAWN
        session.add(one)
        audit.note(session, now, by, "withdraw", "experience", one.id)
    session.flush()
