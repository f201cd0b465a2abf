"""What a notice is called and what it asks, in lines that several pages share."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.notices.buttons import NoticePress
from handlers.view import Key, clip
from locales import N_
from models.groups import chats_by_id
from models.notices.audiences import Audience
from models.notices.groups import groups_of
from models.notices.notices import Notice, NoticeState, When, content_now, notice_id
from models.notices.reaching import Barrier
from models.notices.receipts import Standing
from models.people.posts import Role
from models.units import Cohort, units_by_id

MOST_NAMES = 12

STATES: Mapping[NoticeState, str] = {
    NoticeState.DRAFT: N_("draft"),
    NoticeState.AWAITING_APPROVAL: N_("waits for a second pair of eyes"),
    NoticeState.SENDING: N_("sent"),
    NoticeState.STOPPED: N_("stopped"),
    NoticeState.WITHDRAWN: N_("withdrawn"),
}

STANDINGS: Mapping[Standing, str] = {
    Standing.CONFIRMED: N_("confirmed"),
    Standing.SENT: N_("sent"),
    Standing.UNKNOWN: N_("not known whether it arrived"),
    Standing.UNDELIVERABLE: N_("could not be delivered"),
    Standing.WAITING: N_("waiting"),
    Standing.WITHDRAWN: N_("withdrawn before it went"),
}

BARRIERS: Mapping[Barrier, str] = {
    Barrier.NOT_LINKED: N_("not linked to Telegram yet"),
    Barrier.BLOCKED: N_("has blocked the bot"),
    Barrier.NOBODY: N_("nobody answers for it"),
    Barrier.LEFT: N_("the bot cannot write there"),
}


def title(scene: Scene, notice: Notice, most: int = 60) -> str:
    """The first words of a notice; of an empty one that it is empty."""
    return content_now(scene.session, notice).title(most) or scene.tr.plain("nothing yet")


def heading(scene: Scene, notice: Notice) -> Markup:
    """What stands at the top of every page about one notice."""
    return scene.tr(
        "<b>Notice {number}</b>, {state}\n“{title}”",
        number=notice.id,
        state=scene.tr.plain(STATES[notice.state]),
        title=title(scene, notice),
    )


def whom(scene: Scene, notice: Notice) -> str:
    """Whom it is for, by name as far as there is room."""
    names = list(_whom(scene, notice, notice.whom))
    more = ["…"] if len(names) > MOST_NAMES else []
    return " · ".join([*names[:MOST_NAMES], *more]) or scene.tr.plain("nobody yet")


def _whom(scene: Scene, notice: Notice, audience: Audience) -> Iterator[str]:
    tr, session = scene.tr, scene.session
    if audience.everybody:
        yield tr.plain("all units")
    yield from (terms.cohort(tr, one) for one in Cohort if one in audience.cohorts)
    units = units_by_id(session, audience.units)
    yield from (clip(unit.name, 24) for unit in units.values())
    posts = [terms.role(tr, one) for one in Role if one in audience.posts]
    if posts:
        yield tr.plain("only these posts: {posts}", posts=", ".join(posts))
    for group in groups_of(session, notice.office_id):
        if group.id in audience.groups:
            yield tr.plain("group “{name}”", name=clip(group.name, 24))
    for chat in chats_by_id(session, audience.chats).values():
        yield tr.plain("chat “{name}”", name=clip(chat.title, 24))


def when(scene: Scene, notice: Notice) -> Markup:
    """When it goes out."""
    tr = scene.tr
    if notice.when is When.AT and notice.due_at:
        return tr("Goes out: {when}", when=tr.moment(notice.due_at))
    if notice.when is When.NEXT_MORNING:
        return tr("Goes out: on the next working morning")
    return tr("Goes out: at once, in working hours")


def asks(scene: Scene, notice: Notice) -> Iterator[Markup]:
    """Whether it overtakes others, and what is wanted of its readers."""
    tr = scene.tr
    if notice.urgent:
        yield tr("❗ Urgent: it overtakes other messages.")
    if notice.confirm and notice.confirm_by:
        yield tr("To be confirmed by {when}.", when=tr.moment(notice.confirm_by))
    elif notice.confirm:
        yield tr("To be confirmed.")
    if notice.reply:
        yield tr("A reply is wanted.")


def back(scene: Scene, notice: Notice) -> Key:
    """Back to the notice, whatever it is by now."""
    return Key(scene.tr.plain("Back to the notice"), NoticePress(notice_id(notice)))
