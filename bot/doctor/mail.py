"""The part of the examination that asks about mail: what waits, what is stuck, what was heard."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from bot.doctor.finding import Finding, Patient
from models import vitals
from models.inbox import Hearing
from models.outbox import Sending

LATE = timedelta(minutes=5)


def sending(patient: Patient, session: Session) -> Iterator[Finding]:
    """Whether what is due goes out."""
    tr, since = patient.tr, vitals.waiting_since(session, patient.now)
    if since is None or patient.now - since <= LATE:
        yield patient.ok("sending", tr.plain("No message that is due is waiting."))
        return
    seen = tr.plain("Messages are due since {at} and do not go out.", at=tr.moment(since))
    advice = tr.plain("Start the program: `liaison run`. If it runs, its log says why.")
    yield patient.wrong("sending", seen, advice)


def messages(patient: Patient, session: Session) -> Iterator[Finding]:
    """How many messages did not arrive for certain."""
    tr, found = patient.tr, vitals.undelivered_counts(session)
    if not found:
        yield patient.ok("messages", tr.plain("No message is stuck."))
        return
    seen = tr.plain(
        "Messages: {failed} failed, {unknown} perhaps not arrived, {held} waiting for somebody to "
        "join.",
        failed=found.get(Sending.FAILED, 0),
        unknown=found.get(Sending.UNKNOWN, 0),
        held=found.get(Sending.HELD, 0),
    )
    advice = tr.plain(
        "See the exceptions in /office: send again, or take off the list. Invite who is missing."
    )
    lost = found.get(Sending.FAILED) or found.get(Sending.UNKNOWN)
    yield (patient.wrong if lost else patient.warning)("messages", seen, advice)


def updates(patient: Patient, session: Session) -> Iterator[Finding]:
    """Whether everything that was heard was handled."""
    tr, found = patient.tr, vitals.stuck_counts(session)
    if found:
        seen = tr.plain(
            "Updates: {failed} failed, {quarantined} could not be read.",
            failed=found.get(Hearing.FAILED, 0),
            quarantined=found.get(Hearing.QUARANTINED, 0),
        )
        advice = tr.plain("See the exceptions in /office: try again, or take off the list.")
        yield patient.wrong("updates", seen, advice)
    since = vitals.unheard_since(session)
    if since and patient.now - since > LATE:
        seen = tr.plain("Updates wait since {at} and are not handled.", at=tr.moment(since))
        advice = tr.plain("Start the program: `liaison run`. If it runs, its log says why.")
        yield patient.wrong("updates", seen, advice)
    elif not found:
        yield patient.ok("updates", tr.plain("Everything that was heard was handled."))
