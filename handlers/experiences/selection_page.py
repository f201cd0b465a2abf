"""A selection as it stands: being prepared, voted on, counted, confirmed (DOMAIN §3)."""

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.experiences import words
from handlers.experiences.buttons import ArchivePress, ReadPress, Shelf
from handlers.experiences.selection_buttons import (
    BallotPress,
    BeginPress,
    ConfirmPress,
    JuryPress,
    OpenVotePress,
    PickPress,
    SelectionPress,
    ShortlistPress,
)
from handlers.experiences.selection_buttons import Into as To
from handlers.experiences.selection_seen import is_staff, meant, on_jury, seen_selection
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.calendar import Month
from models.experiences.archive import Listed, listed
from models.experiences.outcome import Counted, counted
from models.experiences.periods import period_of
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


def newest_said(scene: Scene) -> View:
    """The newest one this reader may see, or how to begin it."""
    found = meant(scene)
    return selection_page(scene, selection_id(found)) if found else none_yet(scene)


def none_yet(scene: Scene) -> View:
    """There is none; the staff may begin the one of this period."""
    tr = scene.tr
    text = lines(tr("<b>The half-year's best</b>"), tr("No selection has been begun yet."))
    back = [Key(tr.plain("Archive"), ArchivePress(Shelf.ALL, 0))]
    if not scene.me.may(Act.REVIEW_EXPERIENCE):
        return View(text, [back])
    return View(text, [begin_keys(scene), back])


def begin_keys(scene: Scene) -> list[Key]:
    """Begin the selection of the period that runs, or of the one that ended last."""
    months = scene.office.rules.experiences.select_months
    first, until = period_of(scene.today, months)
    return [
        Key(
            scene.tr.plain("Begin: to {month}", month=scene.tr.month(str(one))),
            BeginPress(str(one)),
        )
        for one in (first.plus(-1), until)
    ]


def selection_page(scene: Scene, number: int) -> View:
    """What there is to see and to do, by its state and by who looks."""
    selection = seen_selection(scene, number)
    scene = scene.at(selection.office_id)
    if selection.state is SelectionState.PREPARING:
        return _preparing(scene, selection)
    if selection.state is SelectionState.CONFIRMED:
        return _confirmed(scene, selection)
    if is_closed(selection, scene.now) and is_staff(scene, selection):
        return _closed(scene, selection)
    return _voting(scene, selection)


def head(scene: Scene, selection: Selection) -> Markup:
    """Which period, how many are chosen."""
    return scene.tr(
        "<b>The best experiences, {first} to {until}</b>\nTo be chosen: {n}",
        first=scene.tr.month(selection.first),
        until=scene.tr.month(selection.until),
        n=selection.places,
    )


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


def _closed(scene: Scene, selection: Selection) -> View:
    """Counted: who is in, who is tied, and the director's choice."""
    tr, found = scene.tr, counted(scene.session, selection, scene.now)
    free = found.outcome.free
    text = lines(
        head(scene, selection),
        tr("The vote is closed. More votes first, then the earlier submission."),
        *_counted_rows(scene, found),
        tr(
            "Tied for the last places (=): {tied}. The director chooses {free} of them.",
            tied=len(found.outcome.tied),
            free=free,
        )
        if free
        else None,
    )
    return View(text, _result_keys(scene, selection, found))


def _counted_rows(scene: Scene, found: Counted) -> list[Markup]:
    return [
        scene.tr(
            "{mark} {line}: <b>{n}</b>",
            mark=_mark(found, row.one.id or 0),
            line=words.archive_line(scene, row),
            n=found.votes[row.one.id or 0],
        )
        for row in listed(scene.session, list(found.order))
    ]


def _mark(found: Counted, number: int) -> str:
    if number in found.chosen:
        return "✓"
    return "=" if number in found.outcome.tied else "·"


def _result_keys(scene: Scene, selection: Selection, found: Counted) -> list[list[Key]]:
    tr, number = scene.tr, selection_id(selection)
    if not scene.me.may(Act.CONFIRM_SELECTION):
        return []
    picks = [
        Key(f"✕ {one}", PickPress(number, one, To.OUT))
        if one in found.picked
        else Key(f"+ {one}", PickPress(number, one, To.IN))
        for one in found.outcome.tied
    ]
    sure = Key(tr.plain("Confirm and announce"), ConfirmPress(number, Sure.ASK))
    return [*in_rows(picks, 5), [sure] if found.decided else []]


def _confirmed(scene: Scene, selection: Selection) -> View:
    """The result; the counts are for the office."""
    tr = scene.tr
    found = counted(scene.session, selection, scene.now)
    rows = chosen_rows(scene, found)
    text = lines(
        head(scene, selection),
        tr("Confirmed {when}.", when=tr.moment(selection.confirmed_at or scene.now)),
        *(_counted_rows(scene, found) if is_staff(scene, selection) else rows),
    )
    read = [Key(str(one), ReadPress(one, 0)) for one in found.chosen]
    begin = begin_keys(scene) if is_staff(scene, selection) and _over(scene, selection) else []
    return View(text, [*in_rows(read, 5), begin])


def _over(scene: Scene, selection: Selection) -> bool:
    return Month.parse(selection.until).last < scene.today


def chosen_rows(scene: Scene, found: Counted) -> list[Markup]:
    """Those that are in, with title and unit."""
    rows: list[Listed] = listed(scene.session, found.chosen)
    return [words.archive_line(scene, row) for row in rows]


ROUTES: tuple[Route, ...] = (on_press(SelectionPress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"selection": said}
