"""The part of the examination that asks about people: the office, the roster, who has joined."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from bot.doctor.finding import Finding, Patient
from handlers import terms
from models import vitals
from models.people.posts import Person
from models.units import Unit

NAMES_SHOWN = 8


def offices(patient: Patient, session: Session) -> Iterator[Finding]:
    """Whether there is an office, and somebody there to prepare and somebody to approve."""
    tr, found = patient.tr, vitals.staffing(session)
    if not found:
        advice = tr.plain(
            "Import the roster: `liaison import roster FILE --apply`. It needs a unit of the "
            "cohort 改革办 / Reform office with somebody in it."
        )
        yield patient.wrong("office", tr.plain("There is no reform office yet."), advice)
        return
    short = [one for one in found if one.missing]
    yield from (_short(patient, one) for one in short)
    if not short:
        names = _names(patient, [one.office for one in found])
        yield patient.ok("office", tr.plain("Office: {names}", names=names))


def _short(patient: Patient, one: vitals.Staffing) -> Finding:
    tr = patient.tr
    seen = tr.plain(
        "{office}: nobody who has joined the bot holds the post of {roles}.",
        office=one.office.name,
        roles=_joined(patient, [terms.role(tr, role) for role in one.missing]),
    )
    advice = tr.plain(
        "Check that the roster names somebody, then invite them: `liaison invite --unit {code}`.",
        code=one.office.code,
    )
    return patient.warning("office", seen, advice)


def roster(patient: Patient, session: Session) -> Iterator[Finding]:
    """Whether somebody answers today for every unit with open matters."""
    tr, found = patient.tr, vitals.holes(session, patient.today)
    if found.vacant:
        yield _vacant(patient, found.vacant)
    if found.unlinked:
        yield _unlinked(patient, found.unlinked)
    if found.unreachable:
        yield _unreachable(patient, found.unreachable)
    if not (found.vacant or found.unlinked or found.unreachable):
        yield patient.ok("roster", tr.plain("Somebody answers for every unit with open matters."))


def _vacant(patient: Patient, units: Sequence[Unit]) -> Finding:
    tr = patient.tr
    seen = tr.plain_plural(
        "{n} unit with open matters has no liaison: {names}",
        "{n} units with open matters have no liaison: {names}",
        len(units),
        names=_names(patient, units),
    )
    advice = tr.plain("Name them in the roster: `liaison import roster FILE --apply`.")
    return patient.warning("roster", seen, advice)


def _unlinked(patient: Patient, units: Sequence[Unit]) -> Finding:
    tr = patient.tr
    seen = tr.plain_plural(
        "{n} unit with open matters has a liaison who has not joined: {names}",
        "{n} units with open matters have a liaison who has not joined: {names}",
        len(units),
        names=_names(patient, units),
    )
    advice = tr.plain("Invite them: `liaison invite --all --out invitations.html`.")
    return patient.warning("roster", seen, advice)


def _unreachable(patient: Patient, units: Sequence[Unit]) -> Finding:
    tr = patient.tr
    seen = tr.plain_plural(
        "{n} unit with open matters can reach nobody today: {names}",
        "{n} units with open matters can reach nobody today: {names}",
        len(units),
        names=_names(patient, units),
    )
    advice = tr.plain(
        "Their people are on leave without a deputy or have blocked the bot: see the exceptions in "
        "/office."
    )
    return patient.warning("roster", seen, advice)


def invitations(patient: Patient, session: Session) -> Iterator[Finding]:
    """Who holds a post and has not joined, and whether their invitation is still good."""
    tr, found = patient.tr, vitals.uninvited(session, patient.now)
    again = [*found.never, *found.expired]
    if again:
        seen = tr.plain(
            "Not joined: {expired} whose invitation has expired, {never} without one ({names}).",
            expired=len(found.expired),
            never=len(found.never),
            names=_names(patient, again),
        )
        advice = tr.plain("Invite them: `liaison invite --all --out invitations.html`.")
        yield patient.warning("invitations", seen, advice)
    elif found.open:
        seen = tr.plain_plural(
            "{n} person has an invitation and has not joined yet.",
            "{n} people have an invitation and have not joined yet.",
            len(found.open),
        )
        yield patient.ok("invitations", seen)
    else:
        yield patient.ok("invitations", tr.plain("Everybody has joined."))


def _names(patient: Patient, found: Sequence[Unit | Person]) -> str:
    listed = _joined(patient, [one.name for one in found[:NAMES_SHOWN]])
    left = len(found) - NAMES_SHOWN
    return patient.tr.plain("{units} and {n} more", units=listed, n=left) if left > 0 else listed


def _joined(patient: Patient, names: Sequence[str]) -> str:
    return patient.tr.plain(", ").join(names)
