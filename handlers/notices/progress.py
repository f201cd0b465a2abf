"""The page of a notice that is going out is brought up to date by itself, a few times only."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.context import Scene, Turn
from handlers.notices.page import sent
from handlers.notices.seen import read_notice
from handlers.view import Change
from models import focus
from models.focus import Topic
from models.notices.drafting import messages_each
from models.notices.notices import Notice, NoticeState, content_now, notice_id
from models.notices.receipts import progress
from models.outbox import Message, Outbox, Urgency, put

SHARES = (0.25, 0.5, 0.75, 1.0)
"""When the page is brought up to date, in parts of the time that sending takes at least."""

AFTER = timedelta(seconds=15)
SHORT = timedelta(minutes=1)


def follow(turn: Turn, notice: Notice, message_id: int) -> None:
    """Have the pressed message show how far it has come, at a few moments while it goes out."""
    if notice.state is not NoticeState.SENDING or notice.due_at is None:
        return
    each = messages_each(notice, content_now(turn.session, notice))
    pace = turn.at(notice.office_id).office.rules.messages
    count = progress(turn.session, notice).total
    takes = timedelta(seconds=count * each / pace.per_second)
    shares = SHARES if takes > SHORT else SHARES[-1:]
    rows = [
        Message(
            kind="notice_progress",
            key=f"notice_progress:{notice.id}:{message_id}:{share}",
            person_id=turn.me.id,
            chat_id=turn.chat_id,
            subject_id=notice_id(notice),
            params={"message": message_id, "language": turn.tr.language},
            urgency=Urgency.NOTICE,
            due_at=notice.due_at + takes * share + AFTER,
            repeatable=True,
        )
        for share in shares
    ]
    put(turn.session, turn.now, *rows)


def grown(scene: Scene, row: Outbox) -> Change | None:
    """The page as it is now; None once something else stands in that message."""
    notice, place = read_notice(scene, row.subject_id or 0), int(row.params["message"])
    asked = focus.asked_at(scene.session, scene.me.id, row.chat_id or 0, place)
    there = asked is not None and asked.topic is Topic.NOTICE_PAGE
    if asked is None or not there or asked.subject_id != notice.id:
        return None
    return Change(place, sent(scene, notice))


PUSHES: Mapping[str, Callable[[Scene, Outbox], Change | None]] = {"notice_progress": grown}
