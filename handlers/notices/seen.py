"""Which notice a person may see, and which they may do something about, by the database alone."""

from handlers.context import Scene
from models.authority import Act
from models.notices.drafting import must_be_draft
from models.notices.notices import Notice, NoticeState, notice_by_id
from models.refusals import Reason, Refused
from models.units import Unit, unit_id


def own_notice(scene: Scene, number: int) -> Notice:
    """A notice of the person's own office, to do something about; Refused(NOT_ALLOWED, GONE)."""
    scene.me.require(Act.WRITE_NOTICE)
    notice = notice_by_id(scene.session, number)
    scene.me.require_own(Act.WRITE_NOTICE, notice.office_id)
    return notice


def own_draft(scene: Scene, number: int) -> Notice:
    """One that is still written; Refused(ALREADY_SENT), or as `own_notice`."""
    notice = own_notice(scene, number)
    must_be_draft(notice)
    return notice


def read_notice(scene: Scene, number: int) -> Notice:
    """A notice of an office whose notices this person reads; Refused(NOT_ALLOWED, GONE)."""
    scene.me.require(Act.READ_NOTICES)
    notice = notice_by_id(scene.session, number)
    if notice.office_id not in {unit_id(one) for one in scene.me.units(Act.READ_NOTICES)}:
        raise Refused(Reason.NOT_ALLOWED)
    return notice


def writes(scene: Scene, notice: Notice) -> bool:
    """Whether this person is of the staff of its office."""
    return notice.office_id in {unit_id(one) for one in scene.me.units(Act.WRITE_NOTICE)}


def approves(scene: Scene, notice: Notice) -> bool:
    """Whether it waits, and this person may be the second pair of eyes."""
    waits = notice.state is NoticeState.AWAITING_APPROVAL
    others = scene.me.id not in {notice.author_id, notice.submitted_by}
    return waits and others and writes(scene, notice)


def office_of(scene: Scene, notice: Notice) -> Unit:
    """The office that sends it."""
    return scene.session.get_one(Unit, notice.office_id)
