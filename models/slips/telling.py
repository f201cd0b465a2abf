"""Who is told of slips: one message a unit for all that go out together, copies, and signers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, or_, select

from models.calendar import Calendar
from models.outbox import Message, Outbox, Sending, Urgency, put
from models.people.posts import Person, Post, Role, person_id
from models.slips.signers import Signer
from models.slips.slips import Slip, slip_id

MOST_WITH_PAPERS = 3
"""So many slips of one message bring their documents; of more, each is sent when asked for."""


def tell_units(session: Session, slips: Sequence[Slip], calendar: Calendar, now: datetime) -> None:
    """Queue what was just issued: one message a unit, with the documents, and the copies.

    In working hours only; what waits for the office to open is merged with what comes meanwhile.
    An order whose signer says so goes out at once.
    """
    for urgent in (False, True):
        going = [slip for slip in slips if slip.at_once is urgent]
        due_at = now if urgent else calendar.next_open(now)
        urgency = Urgency.ANSWER if urgent else Urgency.NOTICE
        _send_together(session, going, due_at, urgency, now)


def _send_together(
    session: Session, slips: Sequence[Slip], due_at: datetime, urgency: Urgency, now: datetime
) -> None:
    if not slips:
        return
    by_unit: dict[int, list[Slip]] = defaultdict(list)
    for slip in slips:
        by_unit[slip.unit_id].append(slip)
    told = [*(_slips(unit, alike) for unit, alike in by_unit.items()), *_copies(session, slips)]
    messages = _not_merged(session, told, due_at, now)
    for together in by_unit.values():
        if len(together) <= MOST_WITH_PAPERS:
            messages += _papers(together)
    put(session, now, *(replace(one, due_at=due_at, urgency=urgency) for one in messages))


def _slips(unit: int, slips: Sequence[Slip]) -> Message:
    ids = [slip_id(slip) for slip in slips]
    return Message(kind="slips", key=f"slips:{unit}:{ids[0]}", unit_id=unit, params={"slips": ids})


def _not_merged(
    session: Session, told: Sequence[Message], due_at: datetime, now: datetime
) -> list[Message]:
    """Add to what goes to the same recipient by then; the messages that find nothing waiting."""
    waiting = _waiting(session, told, due_at, now)
    left = []
    for one in told:
        row = waiting.get((one.kind, one.unit_id, one.person_id))
        if row is None:
            left.append(one)
        else:
            row.params = {"slips": [*row.params["slips"], *one.params["slips"]]}
            session.add(row)
    return left


def _waiting(
    session: Session, told: Sequence[Message], due_at: datetime, now: datetime
) -> dict[tuple[str, int | None, int | None], Outbox]:
    """What waits by kind and recipient and is not due yet, so that nobody is rendering it now.

    What goes out at once never waits for what goes later. Nobody else adds to it meanwhile.
    """
    statement = select(Outbox).where(
        col(Outbox.kind).in_({one.kind for one in told}),
        Outbox.state == Sending.QUEUED,
        col(Outbox.due_at) > now,
        col(Outbox.due_at) <= due_at,
        or_(
            col(Outbox.unit_id).in_({one.unit_id for one in told}),
            col(Outbox.person_id).in_({one.person_id for one in told}),
        ),
    )
    held = statement.order_by(col(Outbox.id)).with_for_update()
    rows = session.exec(held.execution_options(populate_existing=True))
    return {(row.kind, row.unit_id, row.person_id): row for row in rows}


def _papers(slips: Iterable[Slip]) -> list[Message]:
    return [
        Message(
            kind="slip_paper",
            key=f"slip_paper:{slip.id}:{form}",
            unit_id=slip.unit_id,
            subject_id=slip.id,
            params={"form": form},
        )
        for slip in slips
        for form in ("pdf", "docx")
    ]


def _copies(session: Session, slips: Sequence[Slip]) -> list[Message]:
    """One message for each person who gets copies, however many slips."""
    asking = [slip for slip in slips if slip.copies]
    people = holders_at(session, {slip.unit_id for slip in asking})
    getting: dict[int, dict[int, None]] = defaultdict(dict)
    for slip in asking:
        for role in slip.copies:
            for person in people.get((slip.unit_id, Role(role)), []):
                getting[person][slip_id(slip)] = None  # once, whatever posts they hold
    return [
        Message(
            kind="slip_copies",
            key=f"slip_copies:{person}:{next(iter(ids))}",
            person_id=person,
            params={"slips": list(ids)},
        )
        for person, ids in getting.items()
    ]


def holders_at(session: Session, units: Iterable[int]) -> Mapping[tuple[int, Role], list[int]]:
    """The deputies and leaders of many units who can be reached, in one statement."""
    wanted = set(units)
    if not wanted:
        return {}
    statement = (
        select(Post.unit_id, Post.role, Post.person_id)
        .join(Person, col(Person.id) == col(Post.person_id))
        .where(
            col(Post.unit_id).in_(wanted),
            col(Post.role).in_([Role.DEPUTY, Role.LEADER]),
            col(Post.until).is_(None),
            col(Person.telegram_id).is_not(None),
        )
        .order_by(col(Post.id))
    )
    found: dict[tuple[int, Role], list[int]] = defaultdict(list)
    for unit, role, person in session.exec(statement):
        found[unit, Role(role)].append(person)
    return found


def tell_signers(
    session: Session, slips: Sequence[Slip], who: Sequence[Signer], now: datetime
) -> None:
    """Bring drafts before those who may sign them, each draft once before each of them.

    One message each, however many drafts; a few come with the document as it will look.
    """
    for one in who:
        person = person_id(one.person)
        new = [slip for slip in slips if person not in slip.brought_to]
        for slip in new:
            slip.brought_to = [*slip.brought_to, person]
            session.add(slip)
        if new:
            put(session, now, *_previews(new, person), _drafts(new, person))


def _previews(slips: Sequence[Slip], person: int) -> list[Message]:
    if len(slips) > MOST_WITH_PAPERS:
        return []
    return [
        Message(
            kind="slip_preview_brought",
            key=f"slip_preview:{person}:{slip.id}:{slip.revision}",
            person_id=person,
            subject_id=slip.id,
        )
        for slip in slips
    ]


def _drafts(slips: Sequence[Slip], person: int) -> Message:
    ids = [slip_id(slip) for slip in slips]
    revisions = "-".join(str(slip.revision) for slip in slips[:8])
    return Message(
        kind="slip_drafts",
        key=f"slip_drafts:{person}:{ids[0]}:{revisions}",
        person_id=person,
        params={"slips": ids},
    )
