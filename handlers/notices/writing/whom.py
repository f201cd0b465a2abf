"""Whom a draft is for: all units, cohorts, units by letters, posts, groups and group chats."""

from collections.abc import Callable, Mapping

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.seen import office_of, own_draft
from handlers.notices.writing.buttons import Asked, DraftPress, PickPress, Place, Sort
from handlers.notices.writing.form import asking, back_key
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.groups import chats_of
from models.notices.audiences import Audience
from models.notices.drafting import address
from models.notices.groups import groups_of
from models.notices.notices import Notice, notice_id
from models.outbox import Outbox, said_there
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.slips.addressees import addressees, cohort_counts, find_addressees
from models.units import Cohort, unit_id

ON_A_PAGE = 12
_COHORTS, _ROLES = list(Cohort), list(Role)


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
    cohorts = [
        Key(
            _mark(tr.plain("{name} {n}", name=terms.cohort(tr, one), n=n), one in chosen.cohorts),
            PickPress(number, Sort.COHORT, _COHORTS.index(one), 0),
        )
        for one, n in counts.items()
    ]
    everybody = _mark(tr.plain("All units {n}", n=sum(counts.values())), chosen.everybody)
    more = [
        Key(tr.plain("Units {n}", n=len(chosen.units)), DraftPress(number, Place.UNITS, 0)),
        Key(tr.plain("Posts {n}", n=len(chosen.posts)), DraftPress(number, Place.POSTS, 0)),
        Key(tr.plain("Groups {n}", n=len(chosen.groups)), DraftPress(number, Place.GROUPS, 0)),
        Key(tr.plain("Group chats {n}", n=len(chosen.chats)), DraftPress(number, Place.CHATS, 0)),
    ]
    nobody = Key(tr.plain("Nobody"), PickPress(number, Sort.NOBODY, 0, 0))
    keys = [
        [Key(everybody, PickPress(number, Sort.ALL, 0, 0)), nobody],
        *in_rows(cohorts, 2),
        *in_rows(more, 2),
        [back_key(scene, notice)],
    ]
    return View(text, keys, asking(notice, Asked.WHOM))


def _mark(name: str, chosen: bool) -> str:  # noqa: FBT001  it is the state, not a mode
    return f"✓ {name}" if chosen else name


def listed(scene: Scene, notice: Notice, place: Place, number: int) -> View:
    """The units chosen, or every post, group or chat there is; a tap changes one."""
    tr, key = scene.tr, notice_id(notice)
    shown = page_of(_listed(scene, notice, place), number, ON_A_PAGE)
    keys = [
        Key(_mark(clip(name, 24), chosen), PickPress(key, sort, one, shown.number))
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
            for n, one in enumerate(_ROLES)
        ]
    if place is Place.GROUPS:
        groups = groups_of(session, notice.office_id)
        return [(Sort.GROUP, one.id or 0, one.name, one.id in chosen.groups) for one in groups]
    chats = chats_of(session, notice.office_id)
    return [(Sort.CHAT, one.id or 0, one.title, one.chat_id in chosen.chats) for one in chats]


PLACES: Mapping[Sort, Place] = {
    Sort.UNIT: Place.UNITS,
    Sort.POST: Place.POSTS,
    Sort.GROUP: Place.GROUPS,
    Sort.CHAT: Place.CHATS,
}


def picked(turn: Turn, press: PickPress) -> View:
    """Choose one more or leave it out; the list in which it was tapped stays."""
    notice = own_draft(turn, press.notice)
    address(turn.session, notice, _toggled(turn, notice, press.sort, press.one))
    letters = _letters(turn, press) if press.sort is Sort.FOUND else ""
    if letters:
        return found(turn, notice, letters)
    place = PLACES.get(press.sort)
    return listed(turn, notice, place, press.page) if place else page(turn, notice)


def _toggled(turn: Turn, notice: Notice, sort: Sort, one: int) -> Audience:
    """The audience with one more, or without it; Refused(GONE) for what isn't the office's."""
    now = notice.whom
    if sort is Sort.ALL:
        return now.model_copy(update={"everybody": not now.everybody})
    if sort is Sort.NOBODY:
        return Audience()
    name, known = _known(turn, notice, sort, one)
    chosen: frozenset[object] = getattr(now, name)
    if known is None:
        raise Refused(Reason.GONE)
    return now.model_copy(update={name: chosen ^ {known}})


def _known(turn: Turn, notice: Notice, sort: Sort, one: int) -> tuple[str, object]:
    """The field of the audience, and what a button's number means there; None for nothing."""
    match sort:
        case Sort.COHORT:
            return "cohorts", next(iter(_COHORTS[max(one, 0) :][:1]), None)
        case Sort.POST:
            return "posts", next(iter(_ROLES[max(one, 0) :][:1]), None)
        case Sort.GROUP:
            groups = groups_of(turn.session, notice.office_id)
            return "groups", next((group.id for group in groups if group.id == one), None)
        case Sort.CHAT:
            chats = chats_of(turn.session, notice.office_id)
            return "chats", next((chat.chat_id for chat in chats if chat.id == one), None)
        case _:
            units = addressees(turn.session, office_of(turn, notice), [one])
            return "units", next((unit_id(unit) for unit in units), None)


def _letters(turn: Turn, press: PickPress) -> str:
    """The letters for which the pressed message was made."""
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    ours = row and row.kind == "notice_units" and row.subject_id == press.notice
    return str(row.params["letters"]) if row and ours else ""


def found(scene: Scene, notice: Notice, letters: str) -> View:
    """The units whose name holds the letters; a tap adds one, another takes it off."""
    tr, number = scene.tr, notice_id(notice)
    units = find_addressees(scene.session, office_of(scene, notice), letters, ON_A_PAGE)
    keys = [
        Key(
            _mark(clip(unit.name, 22), unit.id in notice.whom.units),
            PickPress(number, Sort.FOUND, unit_id(unit), 0),
        )
        for unit in units
    ]
    text = lines(
        tr("Found for “{letters}”:", letters=letters),
        tr("Nothing. Please try fewer letters.") if not units else None,
        tr("Only the first {n} are shown.", n=ON_A_PAGE) if len(units) == ON_A_PAGE else None,
        tr("For: {whom}", whom=words.whom(scene, notice)),
    )
    back = Key(tr.plain("Back to whom"), DraftPress(number, Place.WHOM, 0))
    return View(text, [*in_rows(keys, 2), [back]], asking(notice, Asked.WHOM))


def found_said(scene: Scene, row: Outbox) -> View:
    """What letters have found, as a new message."""
    return found(scene, own_draft(scene, row.subject_id or 0), str(row.params["letters"]))


def said(scene: Scene, row: Outbox) -> View:
    """Whom it is for now, as a new message."""
    return page(scene, own_draft(scene, row.subject_id or 0))


def current(turn: Turn, press: PickPress) -> View:
    """Whom it is for, when something was refused."""
    return page(turn, own_draft(turn, press.notice))


ROUTES: tuple[Route, ...] = (on_press(PickPress, picked, current),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_units": found_said,
    "notice_whom": said,
}
