"""Writing a notice: what it says, whom it is for, when it goes, and what it asks (DOMAIN §7)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel import Session

from models import audit
from models.calendar import Calendar
from models.notices.audiences import Audience
from models.notices.content import Content, Part, check
from models.notices.notices import (
    Notice,
    NoticeState,
    NoticeText,
    When,
    content_now,
    notice_id,
    text_row,
)
from models.notices.reaching import Reach, reach
from models.refusals import Reason, Refused
from models.rules import MessageRules
from models.units import Unit

MORNING = time(9, 0)
"""When a morning begins for an office that keeps no hours."""


@dataclass(frozen=True)
class Terms:
    """How a notice goes out and what it asks. `at` with `When.AT` only, `confirm_by` if wanted."""

    urgent: bool = False
    when: When = When.NOW
    at: datetime | None = None
    confirm: bool = False
    confirm_by: datetime | None = None
    reply: bool = False


@dataclass(frozen=True)
class Forecast:
    """What sending would mean: whom, how many messages, from when on and for how long at least."""

    reach: Reach
    messages: int
    begins_at: datetime
    takes: timedelta


def draft(session: Session, office: int, content: Content, by: int, now: datetime) -> Notice:
    """A new draft; refused as `content.check`."""
    check(content)
    notice = Notice(office_id=office, author_id=by, created_at=now)
    session.add(notice)
    session.flush()
    session.add(_text(notice, content, by, now))
    session.flush()
    audit.note(session, now, by, "draft", "notice", notice.id)
    return notice


def _text(notice: Notice, content: Content, by: int, now: datetime) -> NoticeText:
    return NoticeText(
        notice_id=notice_id(notice),
        version=notice.version,
        content=content.model_dump(mode="json"),
        written_at=now,
        written_by=by,
    )


def rewrite(session: Session, notice: Notice, content: Content, by: int, now: datetime) -> None:
    """Let a draft say something else; refused as `content.check`, or as `must_be_draft`."""
    hold(session, notice)
    check(content)
    row = text_row(session, notice)
    row.content, row.written_at, row.written_by = content.model_dump(mode="json"), now, by
    session.add(row)
    session.flush()


def add_part(session: Session, notice: Notice, part: Part, by: int, now: datetime) -> Content:
    """Put one more part behind the others of a draft; what it says then. Refused as `rewrite`."""
    hold(session, notice)
    content = Content(parts=(*content_now(session, notice).parts, part))
    rewrite(session, notice, content, by, now)
    return content


def add_version(session: Session, notice: Notice, content: Content, by: int, now: datetime) -> None:
    """A new version beside those that went out."""
    notice.version += 1
    session.add(notice)
    session.add(_text(notice, content, by, now))
    session.flush()


def address(session: Session, notice: Notice, audience: Audience) -> None:
    """Say whom a draft is for; refused as `must_be_draft`."""
    hold(session, notice)
    notice.audience = audience.model_dump(mode="json")
    session.add(notice)
    session.flush()


def settle_terms(session: Session, notice: Notice, terms: Terms, now: datetime) -> None:
    """Say when a draft goes and what it asks.

    Refused(DATES_PAST), Refused(DATES_BACKWARDS) when it is to be confirmed before it goes out, or
    as `must_be_draft`.
    """
    hold(session, notice)
    at = terms.at if terms.when is When.AT else None
    by = terms.confirm_by if terms.confirm else None
    if (terms.when is When.AT and at is None) or any(one and one <= now for one in (at, by)):
        raise Refused(Reason.DATES_PAST)
    if at and by and by <= at:
        raise Refused(Reason.DATES_BACKWARDS)
    notice.urgent, notice.when, notice.due_at = terms.urgent, terms.when, at
    notice.confirm, notice.confirm_by, notice.reply = terms.confirm, by, terms.reply
    session.add(notice)
    session.flush()


def discard(session: Session, notice: Notice, by: int, now: datetime) -> None:
    """Throw a draft away; it is kept on record. Refused as `must_be_draft`."""
    hold(session, notice)
    notice.state, notice.ended_at, notice.ended_by = NoticeState.WITHDRAWN, now, by
    session.add(notice)
    audit.note(session, now, by, "discard", "notice", notice.id)


def hold(session: Session, notice: Notice) -> None:
    """Read a draft again, and let nobody change or send it until the transaction is over.

    Refused as `must_be_draft`.
    """
    session.flush()
    session.refresh(notice, with_for_update=True)
    must_be_draft(notice)


def must_be_draft(notice: Notice) -> None:
    """Refused(GONE) for one thrown away, Refused(ALREADY_SENT) for any other that is no draft."""
    if notice.state is NoticeState.WITHDRAWN and notice.sent_at is None:
        raise Refused(Reason.GONE)
    if notice.state is not NoticeState.DRAFT:
        raise Refused(Reason.ALREADY_SENT)


def begins_at(notice: Notice, calendar: Calendar, now: datetime) -> datetime:
    """When a notice sent now begins to go out, in UTC: never outside working hours (DOMAIN §7)."""
    match notice.when:
        case When.AT:
            wanted = max(now, notice.due_at or now)
        case When.NEXT_MORNING:
            tomorrow = calendar.add(calendar.today(now), 1)
            wanted = calendar.at(tomorrow, calendar.opens or MORNING)
        case When.NOW:
            wanted = now
    return calendar.next_open(wanted)


def leave_time(notice: Notice, begins: datetime) -> None:
    """Refused(CONFIRMED_TOO_SOON) when it goes out only after its confirmation was due."""
    if notice.confirm and notice.confirm_by and notice.confirm_by <= begins:
        raise Refused(Reason.CONFIRMED_TOO_SOON)


def forecast(
    session: Session,
    notice: Notice,
    office: Unit,
    calendar: Calendar,
    pace: MessageRules,
    now: datetime,
) -> Forecast:
    """What sending it now would mean, for the preview; at Telegram's pace and nothing faster."""
    start = begins_at(notice, calendar, now)
    found = reach(session, office, notice.whom, calendar.today(start))
    messages = (found.people + found.chats) * messages_each(notice, content_now(session, notice))
    return Forecast(found, messages, start, timedelta(seconds=messages / pace.per_second))


def messages_each(notice: Notice, content: Content) -> int:
    """How many messages a recipient gets, every file of an album counted."""
    if not content.parts:
        return 0
    parts = sum(len(part.items) if part.kind == "album" else 1 for part in content.parts)
    return parts + (notice.asks and not content.carries_keys)
