"""Adds versions to what is said about a matter; a draft until the return is handed in."""

from sqlmodel import Session, col, select

from models.blank import is_blank
from models.dispatch.progress import LONGEST_NOTE, Progress, Said, Saying, Source
from models.dispatch.returns import Item, Mark
from models.matters.ledger import OPEN_STATES, Matter, Milestone, State
from models.refusals import Reason, Refused


def say(session: Session, item: Item, matter: Matter, said: Said, source: Source) -> Progress:
    """Add a version to an item as a draft; the same update adds one version only.

    What stands already is not said again: two taps make one version. Refused(MATTER_CLOSED) when
    the matter has left the ledger's open states meanwhile, Refused(PERCENT_RANGE) outside 0–100,
    Refused(TEXT_TOO_LONG), Refused(TEXT_EMPTY) for a difficulty without a word.
    """
    stands = session.get(Progress, item.progress_id) if item.progress_id else None
    heard = _heard(session, stands, source)
    if heard:
        return heard
    row = _next_version(item, matter, said, source, stands)
    row.milestones = _open_milestones(session, matter, row.milestones)
    row.reaches = bool(row.milestones)
    _check(row, matter, item)
    if stands and item.mark is not Mark.RETURNED and _alike(stands, row):
        return stands
    session.add(row)
    session.flush()
    item.progress_id, item.mark = row.id, Mark.DRAFTED
    session.add(item)
    return row


def _heard(session: Session, stands: Progress | None, source: Source) -> Progress | None:
    """The version an update has made before. Updates are numbered upwards: a newer one is new."""
    update = source.update_id
    if stands is None or update is None or update > (stands.update_id or update):
        return None
    statement = select(Progress).where(
        Progress.item_id == stands.item_id, Progress.update_id == update
    )
    return session.exec(statement).first()


def _alike(one: Progress, other: Progress) -> bool:
    told = ("saying", "percent", "note", "help_wanted", "milestones")
    return all(getattr(one, name) == getattr(other, name) for name in told)


def _next_version(
    item: Item, matter: Matter, said: Said, source: Source, stands: Progress | None
) -> Progress:
    return Progress(
        item_id=item.id or 0,
        matter_id=matter.id or 0,
        version=stands.version + 1 if stands else 1,
        saying=said.saying,
        percent=_percent(item, said, stands),
        note=_note(said, stands).strip(),
        help_wanted=_help(said, stands).strip(),
        milestones=_reached(said, stands),
        person_id=source.person_id,
        way=source.way,
        said_at=source.now,
        update_id=source.update_id,
        chat_id=source.chat_id,
        message_id=source.message_id,
    )


def _percent(item: Item, said: Said, stands: Progress | None) -> int:
    if said.saying is Saying.DONE:
        return 100
    if said.saying is Saying.NO_CHANGE:
        return item.last_percent
    kept = stands.percent if stands else item.last_percent
    return said.percent if said.percent is not None else kept


def _note(said: Said, stands: Progress | None) -> str:
    if said.note is not None or said.saying is Saying.NO_CHANGE:
        return said.note or ""
    return stands.note if stands else ""


def _help(said: Said, stands: Progress | None) -> str:
    if said.help_wanted is not None or said.saying is not Saying.DIFFICULTY:
        return said.help_wanted or ""
    return stands.help_wanted if stands else ""


def _reached(said: Said, stands: Progress | None) -> list[int]:
    if said.milestones is not None or said.saying is Saying.NO_CHANGE:
        return sorted(said.milestones or ())
    return stands.milestones if stands else []


def _open_milestones(session: Session, matter: Matter, wanted: list[int]) -> list[int]:
    """Those of the matter's own milestones that are not reached yet."""
    if not wanted:
        return []
    statement = select(Milestone.id).where(
        col(Milestone.id).in_(wanted),
        Milestone.matter_id == matter.id,
        col(Milestone.done_on).is_(None),
    )
    return sorted(one for one in session.exec(statement) if one is not None)


def _check(row: Progress, matter: Matter, item: Item) -> None:
    closed_by_this = matter.state is State.CLOSING and item.progress_id is not None
    if matter.state not in OPEN_STATES and not closed_by_this:
        raise Refused(Reason.MATTER_CLOSED, number=matter.number)
    if not 0 <= row.percent <= 100:
        raise Refused(Reason.PERCENT_RANGE, percent=row.percent)
    for text in (row.note, row.help_wanted):
        if len(text) > LONGEST_NOTE:
            raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_NOTE, length=len(text))
    if row.saying is Saying.DIFFICULTY and is_blank(row.note):
        raise Refused(Reason.TEXT_EMPTY)
