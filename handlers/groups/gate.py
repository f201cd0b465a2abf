"""What may be written into a group chat at all: two sorts of messages, and nothing besides."""

from sqlmodel import Session

from models.groups import GroupChat, group_at
from models.notices.copies import NoticeCopy
from models.notices.notices import Notice
from models.outbox import Outbox

ON_BOARDS = frozenset({"notice", "notice_edit", "notice_delete"})
"""A notice, on a notice board of the office that sends it."""

IN_PRIVATE = "in_private"
"""The one answer there is in a group: that the bot answers in private."""


def passes(session: Session, row: Outbox, chat_id: int) -> bool:
    """Whether a row may go into this group: it is on the list, and the group is ours to write to.

    Any other kind has figures or names in it, and a group is read by others than its recipient.
    """
    group = group_at(session, chat_id)
    if group is None or group.left_at is not None:
        return False
    if row.kind in ON_BOARDS:
        return _on_own_board(session, row, group)
    return row.kind == IN_PRIVATE and group.ours


def _on_own_board(session: Session, row: Outbox, group: GroupChat) -> bool:
    """A deletion may also reach a board that was unbound since: it only takes away."""
    copy = session.get(NoticeCopy, row.subject_id)
    notice = session.get(Notice, copy.notice_id) if copy else None
    taken_away = row.kind == "notice_delete"
    return notice is not None and (taken_away or notice.office_id == group.office_id)
