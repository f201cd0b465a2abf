"""One group chat as the office sees it: whose it is, whether it is reached, what was posted."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.groups.buttons import BindPress, GroupsPress, UnbindPress
from handlers.view import Key, View, clip, lines
from models.groups import GroupChat
from models.notice_boards import bindable
from models.notices.notices import titles
from models.notices.on_boards import Posted, posted_on
from models.people.posts import Person

POSTED = 5
NAMES = 12
"""Of those who have confirmed; the others are counted."""


def card(scene: Scene, group: GroupChat, office: int) -> View:
    """Everything about a group, with the key that binds or unbinds it."""
    tr, may_bind = scene.tr, bindable(scene.session, group, office)
    text = lines(
        tr("<b>{title}</b>", title=clip(group.title, 120)),
        _binding(scene, group),
        _way_to_bind(scene, group) if group.office_id is None and not may_bind else None,
        _reach(scene, group),
        _origin(scene, group),
        *_posts(scene, group),
    )
    number = group.id or 0
    keys = [
        [Key(tr.plain("Bind as notice board"), BindPress(number))] if may_bind else [],
        [Key(tr.plain("Unbind"), UnbindPress(number))] if group.office_id == office else [],
        [Key(tr.plain("Back"), GroupsPress(0))],
    ]
    return View(text, keys)


def _binding(scene: Scene, group: GroupChat) -> Markup:
    tr = scene.tr
    if group.office_id is None or group.bound_at is None:
        return tr("Not bound: nothing is posted there.")
    since = tr.moment(group.bound_at)
    name = _name(scene, group.bound_by)
    return tr("Notice board since {since}, bound by {name}.", since=since, name=name)


def _way_to_bind(scene: Scene, group: GroupChat) -> Markup:
    if group.channel:
        return scene.tr("A channel cannot be a notice board.")
    return scene.tr("To bind it, a member of the office's staff writes /bind in the group.")


def _reach(scene: Scene, group: GroupChat) -> Markup:
    tr = scene.tr
    if group.left_at:
        return tr("❗ The bot was removed {when}.", when=tr.moment(group.left_at))
    if not group.may_write:
        return tr("❗ The bot may not write there.")
    return tr("The bot can write there.")


def _origin(scene: Scene, group: GroupChat) -> Markup:
    tr, since = scene.tr, scene.tr.moment(group.member_since)
    if group.added_by is None:
        return tr("There since {since}; we do not know who added the bot.", since=since)
    return tr("Added {since} by {name}.", since=since, name=_name(scene, group.added_by))


def _name(scene: Scene, person: int | None) -> str:
    known = scene.session.get(Person, person) if person is not None else None
    return clip(known.name, 30) if known else scene.tr.plain("somebody unknown")


def _posts(scene: Scene, group: GroupChat) -> Sequence[Markup]:
    tr, posted = scene.tr, posted_on(scene.session, group, POSTED)
    if not posted:
        return []
    called = titles(scene.session, [one.notice for one in posted], 40)
    head = tr("\n<b>Posted there</b>")
    return [head, *(_post(scene, one, called.get(one.notice.id or 0, "")) for one in posted)]


def _post(scene: Scene, one: Posted, title: str) -> Markup:
    tr, facts = scene.tr, {"title": title, "n": len(one.confirmed)}
    if not one.notice.confirm:
        return tr("{title}", title=title)
    if not one.confirmed:
        return tr("{title}: nobody has confirmed there", title=title)
    names = tr.plain(", ").join(clip(person.name, 20) for person in one.confirmed[:NAMES])
    if len(one.confirmed) > NAMES:
        return tr("{title}: confirmed by {n}: {names} and others", names=names, **facts)
    return tr("{title}: confirmed by {n}: {names}", names=names, **facts)
