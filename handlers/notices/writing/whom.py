"""Whom a draft is for: all units, cohorts, units by letters, posts, groups and group chats."""

from collections.abc import Callable, Mapping

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.seen import office_of, own_draft
from handlers.notices.writing.buttons import Asked, DraftPress, PickPress, Place, Sort
from handlers.notices.writing.choosing import COHORTS, ROLES, mark, toggled
from handlers.notices.writing.form import asking, back_key
from handlers.notices.writing.found import letters_of
from handlers.notices.writing.found import page as found_page
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.groups import chats_of
from models.notices.drafting import address
from models.notices.groups import groups_of
from models.notices.notices import Notice, notice_id
from models.outbox import Outbox
from models.slips.addressees import addressees, cohort_counts
from models.units import Cohort, unit_id

ON_A_PAGE = 12


def page(scene: Scene, notice: Notice) -> View:
    """The chosen, and keys for everything that can be chosen."""
    tr, number, chosen = scene.tr, notice_id(notice), notice.whom
    text = lines(
        tr("<b>For whom?</b>"),
        tr("{whom}", whom=words.whom(scene, notice)),
        tr("A unit means whoever answers for it today, the deputy while the liaison is away."),
        tr("Tap to choose, or send names: units, cohorts, posts, groups, chats, “all”, “nobody”."),
    )
    counts = cohort_counts(scene.session, office_of(scene, notice))
    everybody = mark(tr.plain("All units {n}", n=sum(counts.values())), chosen.everybody)
    more = [
        Key(tr.plain("Units {n}", n=len(chosen.units)), DraftPress(number, Place.UNITS, 0)),
        Key(tr.plain("Posts {n}", n=len(chosen.posts)), DraftPress(number, Place.POSTS, 0)),
        Key(tr.plain("Groups {n}", n=len(chosen.groups)), DraftPress(number, Place.GROUPS, 0)),
        Key(tr.plain("Group chats {n}", n=len(chosen.chats)), DraftPress(number, Place.CHATS, 0)),
    ]
    nobody = Key(tr.plain("Nobody"), PickPress(number, Sort.NOBODY, 0, 0))
    keys = [
        [Key(everybody, PickPress(number, Sort.ALL, 0, 0)), nobody],
        *in_rows(_cohort_keys(scene, notice, counts), 2),
        *in_rows(more, 2),
        [back_key(scene, notice)],
    ]
    return View(text, keys, asking(notice, Asked.WHOM))


def _cohort_keys(scene: Scene, notice: Notice, counts: Mapping[Cohort, int]) -> list[Key]:
    tr = scene.tr
    return [
        Key(
            mark(
                tr.plain("{name} {n}", name=terms.cohort(tr, one), n=n), one in notice.whom.cohorts
            ),
            PickPress(notice_id(notice), Sort.COHORT, COHORTS.index(one), 0),
        )
        for one, n in counts.items()
    ]


def listed(scene: Scene, notice: Notice, place: Place, number: int) -> View:
    """The units chosen, or every post, group or chat there is; a tap changes one."""
    tr, key = scene.tr, notice_id(notice)
    shown = page_of(_listed(scene, notice, place), number, ON_A_PAGE)
    keys = [
        Key(mark(clip(name, 24), chosen), PickPress(key, sort, one, shown.number))
        for sort, one, name, chosen in shown.items
    ]
    text = lines(
        tr("<b>For whom?</b>"),
        tr("{whom}", whom=words.whom(scene, notice)),
        tr("Send letters of a name to find a unit.") if place is Place.UNITS else None,
        tr("/noticegroups makes groups and says who belongs to one.")
        if place is Place.GROUPS
        else None,
        tr("There is none yet.") if not shown.items else None,
    )
    back = Key(tr.plain("Back to whom"), DraftPress(key, Place.WHOM, 0))
    turning = page_keys(tr, shown, lambda to: DraftPress(key, place, to))
    return View(text, [*in_rows(keys, 2), turning, [back]], asking(notice, Asked.WHOM))


Line = tuple[Sort, int, str, bool]


def _listed(scene: Scene, notice: Notice, place: Place) -> list[Line]:
    session, chosen = scene.session, notice.whom
    if place is Place.UNITS:
        units = addressees(session, office_of(scene, notice), chosen.units)
        return [(Sort.UNIT, unit_id(unit), unit.name, True) for unit in units]
    if place is Place.POSTS:
        return [
            (Sort.POST, n, terms.role(scene.tr, one), one in chosen.posts)
            for n, one in enumerate(ROLES)
        ]
    if place is Place.GROUPS:
        groups = groups_of(session, notice.office_id)
        return [(Sort.GROUP, one.id or 0, one.name, one.id in chosen.groups) for one in groups]
    chats = chats_of(session, notice.office_id)
    return [(Sort.CHAT, one.id or 0, one.title, bool(one.ids & chosen.chats)) for one in chats]


PLACES: Mapping[Sort, Place] = {
    Sort.UNIT: Place.UNITS,
    Sort.POST: Place.POSTS,
    Sort.GROUP: Place.GROUPS,
    Sort.CHAT: Place.CHATS,
}


def picked(turn: Turn, press: PickPress) -> View:
    """Choose one more or leave it out; the list in which it was tapped stays."""
    notice = own_draft(turn, press.notice)
    address(turn.session, notice, toggled(turn, notice, press.sort, press.one))
    letters = letters_of(turn, press) if press.sort is Sort.FOUND else ""
    if letters:
        return found_page(turn, notice, letters)
    place = PLACES.get(press.sort)
    return listed(turn, notice, place, press.page) if place else page(turn, notice)


def said(scene: Scene, row: Outbox) -> View:
    """Whom it is for now, as a new message."""
    return page(scene, own_draft(scene, row.subject_id or 0))


def current(turn: Turn, press: PickPress) -> View:
    """Whom it is for, when something was refused."""
    return page(turn, own_draft(turn, press.notice))


ROUTES: tuple[Route, ...] = (on_press(PickPress, picked, current),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_whom": said,
}
