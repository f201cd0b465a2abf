"""On the desk: notices that wait for a second pair of eyes, and those confirmed too slowly."""

from collections.abc import Sequence

from handlers.context import Scene
from handlers.desk.waiting import Group, Waiting, late
from handlers.notices.buttons import NewWordsPress, NoticePress, ReceivedListPress
from locales import N_
from models.authority import Act
from models.notices.copies import unconfirmed
from models.notices.notices import NoticeState, notice_id, notices_of
from models.notices.proposing import proposals
from models.notices.receipts import Standing, progress_of
from models.units import unit_id


def to_approve(scene: Scene) -> Sequence[Waiting]:
    """What a colleague wants to send to many."""
    if not scene.me.may(Act.APPROVE_NOTICE):
        return []
    office = unit_id(scene.me.listed(Act.APPROVE_NOTICE)[0])
    found = [
        one
        for one in notices_of(scene.session, office, NoticeState.AWAITING_APPROVAL)
        if scene.me.id not in {one.author_id, one.submitted_by}
    ]
    if not found:
        return []
    first, since = found[-1], found[-1].submitted_at
    press = NoticePress(notice_id(first))
    words = N_("Notices to look at")
    hurry = late(scene, since) or any(one.urgent for one in found)
    return [Waiting(words, len(found), press, urgent=hurry, oldest=since, announced=True)]


def words_to_approve(scene: Scene) -> Sequence[Waiting]:
    """Other words that a colleague wants for what many have."""
    if not scene.me.may(Act.APPROVE_NOTICE):
        return []
    office = unit_id(scene.me.listed(Act.APPROVE_NOTICE)[0])
    found = proposals(scene.session, office, scene.me.id)
    if not found:
        return []
    first, written = found[0]
    since, press = written.written_at, NewWordsPress(notice_id(first))
    words = N_("New words of notices to look at")
    hurry = late(scene, since) or any(one.urgent for one, _ in found)
    return [Waiting(words, len(found), press, urgent=hurry, oldest=since, announced=True)]


def past_their_date(scene: Scene) -> Sequence[Waiting]:
    """Notices that should be confirmed by now, and are not by all."""
    if not scene.me.may(Act.WRITE_NOTICE):
        return []
    office = unit_id(scene.me.listed(Act.WRITE_NOTICE)[0])
    due = [
        one
        for one in notices_of(scene.session, office, NoticeState.SENDING)
        if one.confirm and one.confirm_by and one.confirm_by < scene.now
    ]
    far = progress_of(scene.session, due)
    owing = [
        one
        for one in due
        if (found := far.get(notice_id(one))) and found[Standing.SENT] + found[Standing.UNKNOWN]
    ]
    if not owing:
        return []
    first = owing[-1]
    press = NoticePress(notice_id(first))
    words = N_("Notices not confirmed by their date")
    return [Waiting(words, len(owing), press, oldest=first.confirm_by, group=Group.OTHERS)]


def to_confirm(scene: Scene) -> Sequence[Waiting]:
    """The notices this person has received and not confirmed."""
    n = len(unconfirmed(scene.session, scene.me.id))
    if not n:
        return []
    return [Waiting(N_("Notices to confirm"), n, ReceivedListPress(0), announced=True)]
