"""The jury of a selection: named by name or by post, and taken out again (DOMAIN §3)."""

from collections.abc import Callable, Mapping, Sequence

from handlers.context import Scene, Turn
from handlers.experiences.selection_buttons import (
    Into,
    JurorPress,
    JuryPress,
    PostJurorsPress,
    SelectionPress,
)
from handlers.experiences.selection_page import selection_page
from handlers.experiences.selection_result import head
from handlers.experiences.selection_seen import own_selection
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.terms import ROLES
from handlers.view import Ask, Key, View, clip, in_rows, lines
from models.experiences.juries import can_judge, people_at, people_named
from models.experiences.selections import Selection, call, dismiss, jurors, selection_id
from models.focus import Focus, Topic
from models.outbox import Outbox
from models.people.posts import Person, Role, person_id
from models.refusals import Reason, Refused
from models.units import Unit

MOST_FOUND = 10
BY_POST = (Role.HEAD, Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.INSPECTOR, Role.LEADER)
"""Posts whose holders are named jurors with one tap."""


def jury(turn: Turn, press: JuryPress) -> View:
    """Who is on it, and whom else?"""
    return jury_page(turn, own_selection(turn, press.selection))


def jury_page(scene: Scene, selection: Selection, found: Sequence[Person] = ()) -> View:
    """The jury with keys to take each out, some that were found, and whole posts."""
    tr, number = scene.tr, selection_id(selection)
    named = [person for _, person in jurors(scene.session, selection)]
    text = lines(
        head(scene, selection),
        tr("Jury: {n}", n=len(named)),
        tr("Please send letters of a name, or choose a post."),
        tr("Nobody votes for a unit in which they hold a post."),
        tr("Only the first {n} are shown.", n=MOST_FOUND) if len(found) > MOST_FOUND else None,
    )
    outs = [
        Key(f"✕ {clip(one.name, 16)}", JurorPress(number, person_id(one), Into.OUT))
        for one in named
    ]
    ins = [
        Key(f"+ {clip(one.name, 16)}", JurorPress(number, person_id(one), Into.IN))
        for one in found[:MOST_FOUND]
        if one not in named
    ]
    posts = [Key(tr.plain(ROLES[role]), PostJurorsPress(number, role)) for role in BY_POST]
    back = Key(tr.plain("Back"), SelectionPress(number))
    rows = [*in_rows(ins, 3), *in_rows(outs, 3), *in_rows(posts, 3)]
    return View(text, [*rows, [back]], Ask(Topic.JURY, number))


def named(turn: Turn, press: JurorPress) -> View:
    """On the jury, or off it."""
    selection = own_selection(turn, press.selection)
    if press.into is Into.IN:
        name_jurors(turn, selection, [press.person])
    else:
        dismiss(turn.session, selection, press.person)
    return jury_page(turn, selection)


def name_jurors(turn: Turn, selection: Selection, people: Sequence[int]) -> None:
    """Name some; Refused(GONE) for somebody without a post there."""
    office = turn.session.get_one(Unit, selection.office_id)
    for person in people:
        if not can_judge(turn.session, office, person):
            raise Refused(Reason.GONE)
        call(turn.session, selection, person)


def by_post(turn: Turn, press: PostJurorsPress) -> View:
    """Everybody of that post."""
    selection = own_selection(turn, press.selection)
    office = turn.session.get_one(Unit, selection.office_id)
    for person in people_at(turn.session, office, press.role):
        call(turn.session, selection, person_id(person))
    return jury_page(turn, selection)


def letters_heard(turn: Turn, focus: Focus) -> None:
    """Letters of a name as a text."""
    own_selection(turn, focus.subject_id or 0)
    turn.say("jury", focus.subject_id, {"letters": clip(turn.text, 40)})


def found_said(scene: Scene, row: Outbox) -> View:
    """The jury with those that were found."""
    selection = own_selection(scene, row.subject_id or 0)
    office = scene.session.get_one(Unit, selection.office_id)
    return jury_page(scene, selection, people_named(scene.session, office, row.params["letters"]))


def current(turn: Turn, press: JurorPress | PostJurorsPress) -> View:
    """How it stands, when something was refused."""
    return selection_page(turn, press.selection)


ROUTES: tuple[Route, ...] = (
    on_press(JuryPress, jury),
    on_press(JurorPress, named, current),
    on_press(PostJurorsPress, by_post, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"jury": found_said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.JURY: letters_heard}
