"""A selection as it stands: being prepared, voted on, counted, confirmed (DOMAIN §3)."""

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.experiences import words
from handlers.experiences.buttons import ArchivePress, Shelf
from handlers.experiences.selection_buttons import (
    BallotPress,
    JuryPress,
    OpenVotePress,
    SelectionPress,
    ShortlistPress,
)
from handlers.experiences.selection_result import begin_keys, closed, confirmed, head
from handlers.experiences.selection_seen import is_staff, on_jury, seen_selection
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.experiences.archive import listed
from models.experiences.selections import (
    Selection,
    SelectionState,
    eligible,
    entries,
    is_closed,
    jurors,
    selection_id,
)
from models.experiences.voting import voted
from models.outbox import Outbox


def pressed(turn: Turn, press: SelectionPress) -> View:
    """The selection in the pressed message."""
    return selection_page(turn, press.selection)


def said(scene: Scene, row: Outbox) -> View:
    """The selection as a new message; without one, how to begin it."""
    number = row.params.get("selection")
    return selection_page(scene, int(number)) if number else none_yet(scene)


def none_yet(scene: Scene) -> View:
    """There is none; the staff may begin the one of this period."""
    tr = scene.tr
    text = lines(tr("<b>The half-year's best</b>"), tr("No selection has been begun yet."))
    back = [Key(tr.plain("Archive"), ArchivePress(Shelf.ALL, 0))]
    if scene.me.reads or not scene.me.may(Act.REVIEW_EXPERIENCE):
        return View(text, [back])
    return View(text, [begin_keys(scene), back])


def selection_page(scene: Scene, number: int) -> View:
    """What there is to see and to do, by its state and by who looks."""
    selection = seen_selection(scene, number)
    scene = scene.at(selection.office_id)
    if selection.state is SelectionState.PREPARING:
        return _preparing(scene, selection)
    if selection.state is SelectionState.CONFIRMED:
        return confirmed(scene, selection)
    if is_closed(selection, scene.now) and is_staff(scene, selection):
        return closed(scene, selection)
    return _voting(scene, selection)


def _preparing(scene: Scene, selection: Selection) -> View:
    tr, number = scene.tr, selection_id(selection)
    on_list = entries(scene.session, selection)
    jury = jurors(scene.session, selection)
    can = eligible(scene.session, selection, scene.office.calendar)
    text = lines(
        head(scene, selection),
        tr("Votes of each juror: {n}", n=selection.votes),
        tr("Shortlist: {n} of {total}", n=len(on_list), total=len(can)),
        *_rows(scene, (entry.experience_id for entry in on_list)),
        tr("Jury: {n}", n=len(jury)),
        _names(person.name for _, person in jury),
    )
    keys = [
        Key(tr.plain("Shortlist"), ShortlistPress(number, 0)),
        Key(tr.plain("Jury"), JuryPress(number)),
    ]
    ready = [Key(tr.plain("Let the jury vote"), OpenVotePress(number, Sure.ASK))]
    return View(text, [keys, ready if on_list and jury else []])


def _names(names: Iterable[str]) -> Markup | None:
    shown = Markup(" · ").join(clip(name, 16) for name in names)
    return shown or None


def _rows(scene: Scene, numbers: Iterable[int]) -> list[Markup]:
    found = listed(scene.session, list(numbers))
    return [words.archive_line(scene, row) for row in found]


def _voting(scene: Scene, selection: Selection) -> View:
    tr, closes = scene.tr, selection.closes_at or scene.now
    done = len(voted(scene.session, selection))
    text = lines(
        head(scene, selection),
        tr("The vote closes {when}.", when=tr.moment(closes))
        if not is_closed(selection, scene.now)
        else tr("The vote is closed; the office confirms the result."),
        tr("Voted: {n} of {total} jurors", n=done, total=len(jurors(scene.session, selection))),
        tr("The counts are secret until the close."),
    )
    return View(text, [_ballot_key(scene, selection)])


def _ballot_key(scene: Scene, selection: Selection) -> list[Key]:
    if not on_jury(scene, selection):
        return []
    return [Key(scene.tr.plain("My ballot"), BallotPress(selection_id(selection)))]


ROUTES: tuple[Route, ...] = (on_press(SelectionPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"selection": said}
