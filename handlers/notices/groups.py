"""/noticegroups: groups of an office's own making, made, filled, emptied and renamed in chat."""

from collections.abc import Callable, Mapping, Sequence

from sqlmodel import col, select

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.notices.group_buttons import GroupDeed, GroupPress, GroupsPress
from handlers.notices.writing.names import BETWEEN
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, clip, in_rows, lines
from models.authority import Act
from models.focus import Focus, Topic
from models.notices.groups import (
    NoticeGroup,
    drop_group,
    group_by_id,
    group_id,
    groups_of,
    make_group,
    members_of,
    rename_group,
    set_members,
)
from models.outbox import Outbox, answered
from models.parts import asked_by
from models.people.posts import Person, Post, person_id
from models.refusals import Reason, Refused
from models.slips.addressees import addressee_called
from models.understanding.first_word import plain_word, split_word
from models.units import Unit, unit_id, units_by_id

ON_A_PAGE = 20
RENAME_WORDS = frozenset({"rename", "改名", "重命名"})


def command(turn: Turn) -> None:
    """Show them all."""
    turn.me.require(Act.WRITE_NOTICE)
    turn.say("notice_groups")


def _office(scene: Scene) -> Unit:
    scene.me.require(Act.WRITE_NOTICE)
    return scene.me.units(Act.WRITE_NOTICE)[0]


def _own(scene: Scene, number: int) -> NoticeGroup:
    scene.me.require(Act.WRITE_NOTICE)
    group = group_by_id(scene.session, number)
    scene.me.require_own(Act.WRITE_NOTICE, group.office_id)
    return group


def listed(scene: Scene, number: int) -> View:
    """Every group; a name that is sent makes a new one."""
    tr, groups = scene.tr, groups_of(scene.session, unit_id(_office(scene)))
    shown = page_of(groups, number, ON_A_PAGE)
    text = lines(
        tr("<b>Groups for notices</b>"),
        *(
            tr("{n}. {title}", n=shown.start + n, title=one.name)
            for n, one in enumerate(shown.items, 1)
        ),
        tr("Send the name of a new group to make it."),
    )
    keys = [
        Key(clip(one.name, 20), GroupPress(group_id(one), GroupDeed.SHOW)) for one in shown.items
    ]
    return View(
        text,
        [*in_rows(keys, 2), page_keys(tr, shown, GroupsPress)],
        Ask(Topic.NOTICE_GROUP),
    )


def page(scene: Scene, group: NoticeGroup) -> View:
    """Who belongs to a group; names that are sent go in or out."""
    tr, number = scene.tr, group_id(group)
    names = _names(scene, number)
    text = lines(
        tr("<b>Group “{name}”</b>", name=group.name),
        tr("Members: {n}", n=len(names)),
        tr("{names}", names=" · ".join(clip(name, 24) for name in names[:60])) if names else None,
        tr("Send names of units or people: each is added, or taken out when it is in."),
        tr("Send “rename” and the new name to call it something else."),
    )
    keys = [
        Key(tr.plain("Empty"), GroupPress(number, GroupDeed.EMPTY)),
        Key(tr.plain("Drop the group"), GroupPress(number, GroupDeed.DROP)),
    ]
    back = Key(tr.plain("Back to the groups"), GroupsPress(0))
    return View(text, [keys, [back]], Ask(Topic.NOTICE_GROUP, number))


def _names(scene: Scene, number: int) -> list[str]:
    members = members_of(scene.session, [number])
    units = units_by_id(scene.session, {one.unit_id for one in members if one.unit_id})
    wanted = [one.person_id for one in members if one.person_id]
    people = scene.session.exec(select(Person.name).where(col(Person.id).in_(wanted))).all()
    return [*(unit.name for unit in units.values()), *people]


def listed_shown(turn: Turn, press: GroupsPress) -> View:
    """A page of the groups."""
    return listed(turn, press.page)


def pressed(turn: Turn, press: GroupPress) -> View | Shown:
    """Show a group, empty it, or drop it after one more look."""
    group, tr = _own(turn, press.group), turn.tr
    match press.deed:
        case GroupDeed.EMPTY:
            set_members(turn.session, group, [], [], turn.me.id, turn.now)
        case GroupDeed.DROP:
            yes = Key(tr.plain("Drop the group"), GroupPress(press.group, GroupDeed.SURELY))
            back = Key(tr.plain("Back to the groups"), GroupsPress(0))
            question = tr("Drop this group? Notices already sent stay as they were.")
            head = tr("<b>Group “{name}”</b>", name=group.name)
            return View(lines(head, question), [[yes, back]])
        case GroupDeed.SURELY:
            drop_group(turn.session, group, turn.me.id, turn.now)
            return Shown(listed(turn, 0), tr.plain("Done."))
    return page(turn, group)


def heard(turn: Turn, asked: Focus) -> None:
    """The name of a new group; or at a group its new name, or who goes in or out."""
    if any(answered(turn.session, turn.update_id, kind) for kind in PUSHES):
        return
    by, now = turn.me.id, turn.now
    if asked.subject_id is None:
        group = make_group(turn.session, unit_id(_office(turn)), turn.text, by, now)
    else:
        group = _own(turn, asked.subject_id)
        word, rest = split_word(turn.text.strip())
        if plain_word(word) in RENAME_WORDS:
            rename_group(turn.session, group, rest, by, now)
        else:
            _change(turn, group, [part.strip() for part in BETWEEN.split(turn.text)])
    turn.say("notice_group", group_id(group))


def _change(turn: Turn, group: NoticeGroup, names: Sequence[str]) -> None:
    members = members_of(turn.session, [group_id(group)])
    people = {one.person_id for one in members if one.person_id}
    units = {one.unit_id for one in members if one.unit_id}
    office = turn.session.get_one(Unit, group.office_id)
    for name in filter(None, names):
        unit = addressee_called(turn.session, office, name)
        if unit:
            units ^= {unit_id(unit)}
        else:
            people ^= _people_called(turn, office, name)
    set_members(turn.session, group, people, units, turn.me.id, turn.now)


def _people_called(turn: Turn, office: Unit, name: str) -> set[int]:
    """Everybody of that name whom the office asks or who works there; Refused(UNKNOWN_UNIT)."""
    mine = asked_by(turn.session, office) | (col(Unit.id) == unit_id(office))
    statement = (
        select(Person)
        .join(Post, col(Post.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(mine, col(Post.until).is_(None), Person.name == name)
    )
    found = {person_id(one) for one in turn.session.exec(statement)}
    if not found:
        raise Refused(Reason.UNKNOWN_UNIT, text=clip(name, 60))
    return found


def listed_said(scene: Scene, _row: Outbox) -> View:
    """The groups, as a new message."""
    return listed(scene, 0)


def said(scene: Scene, row: Outbox) -> View:
    """A group, as a new message."""
    return page(scene, _own(scene, row.subject_id or 0))


ROUTES: tuple[Route, ...] = (
    on_command("noticegroups", command),
    on_press(GroupsPress, listed_shown),
    on_press(GroupPress, pressed),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_groups": listed_said,
    "notice_group": said,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.NOTICE_GROUP: heard}
