"""A juror's ballot, and the director's confirmation once the vote is closed (DOMAIN §3)."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.experiences import words
from handlers.experiences.buttons import ReadPress
from handlers.experiences.selection_buttons import (
    BallotPress,
    ConfirmPress,
    Into,
    PickPress,
    SelectionPress,
    VotePress,
)
from handlers.experiences.selection_page import selection_page
from handlers.experiences.selection_result import chosen_rows, head
from handlers.experiences.selection_seen import judged, own_selection, seen_selection
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, in_rows, lines
from models.authority import Act
from models.experiences.archive import listed
from models.experiences.outcome import confirm, counted, pick
from models.experiences.selections import (
    Selection,
    SelectionState,
    entries,
    is_closed,
    selection_id,
)
from models.experiences.voting import may_not_judge, take_back, vote, votes_of
from models.outbox import Outbox
from models.refusals import Reason, Refused


def opened(turn: Turn, press: BallotPress) -> View:
    """One's ballot in the pressed message."""
    return ballot(turn, judged(turn, press.selection))


def ballot(scene: Scene, selection: Selection) -> View:
    """The shortlist with what one has voted for; one's own units' cannot be voted for."""
    scene = scene.at(selection.office_id)
    if selection.state is not SelectionState.VOTING or is_closed(selection, scene.now):
        return selection_page(scene, selection_id(selection))
    tr, number = scene.tr, selection_id(selection)
    given = votes_of(scene.session, selection, scene.me.id)
    mine = may_not_judge(scene.session, scene.me.id)
    rows = listed(
        scene.session, [entry.experience_id for entry in entries(scene.session, selection)]
    )
    text = lines(
        head(scene, selection),
        tr(
            "You are on the jury: {n} of {most} votes given. It closes {when}.",
            n=len(given),
            most=selection.votes,
            when=tr.moment(selection.closes_at or scene.now),
        ),
        *(_row(scene, given, row.one.id or 0, words.archive_line(scene, row)) for row in rows),
        tr("Every vote counts at once and can be taken back until the close; nobody sees it."),
    )
    open_to = [row.one.id or 0 for row in rows if row.one.unit_id not in mine]
    votes = [
        Key(f"✕ {one}", VotePress(number, one, Into.OUT))
        if one in given
        else Key(f"✓ {one}", VotePress(number, one, Into.IN))
        for one in open_to
    ]
    read = [Key(tr.plain("Read {n}", n=row.one.id), ReadPress(row.one.id or 0, 0)) for row in rows]
    return View(text, [*in_rows(votes, 5), *in_rows(read, 4)])


def _row(scene: Scene, given: set[int], number: int, line: Markup) -> Markup:
    return scene.tr("{mark} {line}", mark="✓" if number in given else "·", line=line)


def voted(turn: Turn, press: VotePress) -> View:
    """A vote, or one less."""
    selection = judged(turn, press.selection)
    deed = vote if press.into is Into.IN else take_back
    deed(turn.session, selection, turn.me.id, press.experience, turn.now)
    return ballot(turn, selection)


def picked(turn: Turn, press: PickPress) -> View:
    """The director takes one of the tied in, or leaves it out again."""
    selection = own_selection(turn, press.selection, Act.CONFIRM_SELECTION)
    known = set(counted(turn.session, selection, turn.now).picked)
    wanted = known | {press.experience}
    if press.into is Into.OUT:
        wanted = known - {press.experience}
    pick(turn.session, selection, wanted, turn.now)
    return selection_page(turn, press.selection)


def confirmed(turn: Turn, press: ConfirmPress) -> View | Shown:
    """First what would be announced, then the deed."""
    selection = own_selection(turn, press.selection, Act.CONFIRM_SELECTION)
    if press.sure is Sure.YES:
        make_so(turn, selection)
        return Shown(selection_page(turn, press.selection), turn.tr.plain("Confirmed."))
    tr, found = turn.tr, counted(turn.session, selection, turn.now)
    if selection.state is not SelectionState.VOTING:
        raise Refused(Reason.ALREADY_DECIDED)
    text = lines(
        head(turn, selection),
        tr("These are announced to everybody the office asks:"),
        *chosen_rows(turn, found),
    )
    sure = Key(tr.plain("Confirm and announce"), ConfirmPress(press.selection, Sure.YES))
    return View(text, [[sure, Key(tr.plain("Back"), SelectionPress(press.selection))]])


def make_so(turn: Turn, selection: Selection) -> None:
    """Confirm the result."""
    calendar = turn.at(selection.office_id).office.calendar
    confirm(turn.session, selection, calendar, turn.me.id, turn.now)


def current(turn: Turn, press: VotePress | PickPress | ConfirmPress) -> View:
    """How it stands, when something was refused."""
    selection = seen_selection(turn, press.selection)
    if isinstance(press, VotePress):
        return ballot(turn, judged(turn, selection_id(selection)))
    return selection_page(turn, press.selection)


def called(scene: Scene, row: Outbox) -> View | None:
    """To a juror when the vote opens; nothing once it is closed."""
    selection = judged(scene, row.subject_id or 0)
    return None if _over(scene, selection) else ballot(scene, selection)


def reminded(scene: Scene, row: Outbox) -> View | None:
    """To a juror who has not voted; nothing when they have meanwhile."""
    selection = judged(scene, row.subject_id or 0)
    if _over(scene, selection) or votes_of(scene.session, selection, scene.me.id):
        return None
    return ballot(scene, selection)


def _over(scene: Scene, selection: Selection) -> bool:
    voting = selection.state is SelectionState.VOTING
    return not voting or is_closed(selection, scene.now)


def closed(scene: Scene, row: Outbox) -> View | None:
    """To who confirms; nothing when somebody has."""
    selection = own_selection(scene, row.subject_id or 0, Act.CONFIRM_SELECTION)
    waits = selection.state is SelectionState.VOTING
    return selection_page(scene, selection_id(selection)) if waits else None


def announced(scene: Scene, row: Outbox) -> View:
    """To everybody the office asks, and the jury: the result."""
    return selection_page(scene, row.subject_id or 0)


def ballot_said(scene: Scene, row: Outbox) -> View:
    """One's ballot as a new message."""
    return ballot(scene, judged(scene, int(row.params["selection"])))


ROUTES: tuple[Route, ...] = (
    on_press(BallotPress, opened),
    on_press(VotePress, voted, current),
    on_press(PickPress, picked, current),
    on_press(ConfirmPress, confirmed, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "jury_called": called,
    "jury_reminder": reminded,
    "selection_closed": closed,
    "selection_told": announced,
    "ballot": ballot_said,
}
