"""The part of the doctor that looks into the database: tables, roster, messages, updates."""

from collections.abc import Iterator, Sequence

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select

from bot.database import newest_step, step_taken
from bot.doctor import Finding, Patient, State
from models import exceptions
from models.inbox import Hearing, Inbox
from models.outbox import Outbox, Sending
from models.store import Store
from models.units import offices

NAMES_SHOWN = 8


def look_at_database(patient: Patient) -> Iterator[Finding]:
    """Whether it can be reached and has the tables of this version; then what is in it."""
    tr, url = patient.tr, patient.settings.database
    where = make_url(url).render_as_string(hide_password=True)
    try:
        taken = step_taken(url)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        said = tr.plain("{where} cannot be opened ({reason}).", where=where, reason=reason)
        advice = tr.plain("Run `liaison init`, or check LIAISON_DATABASE_URL and LIAISON_DATA_DIR.")
        yield Finding("database", State.BAD, said, advice)
        return
    yield Finding("database", State.WELL, tr.plain("{where} answers.", where=where))
    if taken != newest_step():
        said = tr.plain("The tables are of another version ({step}).", step=taken or "–")
        yield Finding("tables", State.BAD, said, tr.plain("Run `liaison migrate`."))
        return
    yield Finding("tables", State.WELL, tr.plain("The tables are up to date."))
    store = Store(url)
    try:
        with store.reading() as session:
            yield from _look_inside(patient, session)
    finally:
        store.close()


def _look_inside(patient: Patient, session: Session) -> Iterator[Finding]:
    yield _offices(patient, session)
    yield _roster(patient, session)
    yield _messages(patient, session)
    yield _updates(patient, session)


def _offices(patient: Patient, session: Session) -> Finding:
    tr, found = patient.tr, offices(session)
    if not found:
        advice = tr.plain(
            "Import the roster: `liaison import roster FILE --apply`. It needs a unit of the "
            "cohort 改革办 / Reform office with somebody in it."
        )
        return Finding("office", State.BAD, tr.plain("There is no reform office yet."), advice)
    named = tr.plain(", ").join(unit.name for unit in found[:NAMES_SHOWN])
    return Finding("office", State.WELL, tr.plain("Office: {names}", names=named))


def _roster(patient: Patient, session: Session) -> Finding:
    tr = patient.tr
    today = patient.now.astimezone(patient.settings.timezone).date()
    holes = exceptions.unanswered(session, "/", today)
    if not holes:
        said = tr.plain("Somebody answers for every unit with open matters.")
        return Finding("roster", State.WELL, said)
    said = tr.plain_plural(
        "{n} unit with open matters has nobody who answers: {names}",
        "{n} units with open matters have nobody who answers: {names}",
        len(holes),
        names=_cut(patient, [unit.name for unit in holes]),
    )
    advice = tr.plain("Invite them: `liaison invite --all --out invitations.html`.")
    return Finding("roster", State.LOOK, said, advice)


def _messages(patient: Patient, session: Session) -> Finding:
    tr = patient.tr
    counted = _count(session, Sending.FAILED, Sending.UNKNOWN, Sending.HELD)
    failed, unknown, held = (
        counted.get(one, 0) for one in (Sending.FAILED, Sending.UNKNOWN, Sending.HELD)
    )
    if not (failed or unknown or held):
        return Finding("messages", State.WELL, tr.plain("No message is stuck."))
    said = tr.plain(
        "Messages: {failed} failed, {unknown} perhaps not arrived, {held} waiting for somebody to "
        "join.",
        failed=failed,
        unknown=unknown,
        held=held,
    )
    advice = tr.plain(
        "See the exceptions in /office: send again, or put away. Invite who is missing."
    )
    return Finding("messages", State.BAD if failed or unknown else State.LOOK, said, advice)


def _count(session: Session, *states: Sending) -> dict[Sending, int]:
    statement = select(Outbox.state, func.count()).where(col(Outbox.state).in_(states))
    rows = session.exec(statement.group_by(col(Outbox.state))).all()
    return {Sending(state): n for state, n in rows}


def _updates(patient: Patient, session: Session) -> Finding:
    tr = patient.tr
    stuck = [Hearing.FAILED, Hearing.QUARANTINED]
    found = session.exec(
        select(func.count()).select_from(Inbox).where(col(Inbox.state).in_(stuck))
    ).one()
    if not found:
        return Finding("updates", State.WELL, tr.plain("Everything that was heard was handled."))
    said = tr.plain_plural(
        "{n} thing that was heard could not be handled.",
        "{n} things that were heard could not be handled.",
        found,
    )
    advice = tr.plain("See the exceptions in /office: try again, or put away.")
    return Finding("updates", State.BAD, said, advice)


def _cut(patient: Patient, names: Sequence[str]) -> str:
    listed = patient.tr.plain(", ").join(names[:NAMES_SHOWN])
    left = len(names) - NAMES_SHOWN
    return patient.tr.plain("{units} and {n} more", units=listed, n=left) if left > 0 else listed
