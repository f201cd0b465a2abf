"""A selection is prepared: begun, the shortlist, and the vote opened (DOMAIN §3)."""

from collections.abc import Sequence

from handlers.context import Scene, Turn
from handlers.experiences import words
from handlers.experiences.selection_buttons import (
    BeginPress,
    EntryPress,
    Into,
    OpenVotePress,
    SelectionPress,
    ShortlistPress,
)
from handlers.experiences.selection_page import selection_page
from handlers.experiences.selection_result import head
from handlers.experiences.selection_seen import office_of, own_selection
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, in_rows, lines
from models.calendar import Month
from models.experiences.archive import listed
from models.experiences.opening import closing, open_vote
from models.experiences.periods import period_until
from models.experiences.selections import (
    Selection,
    begin,
    eligible,
    enter,
    entries,
    jurors,
    selection_id,
    take_out,
)
from models.refusals import Reason, Refused
from models.units import unit_id

ON_A_PAGE = 10


def begun(turn: Turn, press: BeginPress) -> View:
    """The one of the period that ends with this month, new unless a colleague was quicker."""
    return selection_page(turn, selection_id(begin_until(turn, press.until)))


def begin_until(turn: Turn, until: str) -> Selection:
    """Begin it, if it is not begun; Refused(EXPERIENCE_UNCLEAR) for a month that ends no period."""
    office = office_of(turn)
    rules = turn.at(unit_id(office)).office.rules.experiences
    try:
        period = period_until(Month.parse(until), rules.select_months)
    except ValueError:
        raise Refused(Reason.EXPERIENCE_UNCLEAR) from None
    return begin(turn.session, unit_id(office), period, rules, turn.me.id, turn.now)


def shortlist(turn: Turn, press: ShortlistPress) -> View:
    """What was accepted in the period, to be put on the list or taken off."""
    return _shortlist(turn, own_selection(turn, press.selection), press.page)


def _shortlist(scene: Scene, selection: Selection, number: int) -> View:
    scene = scene.at(selection.office_id)
    tr, key = scene.tr, selection_id(selection)
    on_list = {entry.experience_id for entry in entries(scene.session, selection)}
    can = eligible(scene.session, selection, scene.office.calendar)
    shown = page_of(can, number, ON_A_PAGE)
    text = lines(
        head(scene, selection),
        tr("Shortlist: {n} of {total}", n=len(on_list), total=len(can)),
        *(
            tr("{mark} {line}", mark="✓" if row.one.id in on_list else "·", line=line)
            for row in listed(scene.session, shown.items)
            for line in [words.archive_line(scene, row)]
        ),
    )
    toggles = [
        Key(f"✕ {one}", EntryPress(key, one, Into.OUT))
        if one in on_list
        else Key(f"+ {one}", EntryPress(key, one, Into.IN))
        for one in shown.items
    ]
    turning = page_keys(tr, shown, lambda to: ShortlistPress(key, to))
    return View(text, [*in_rows(toggles, 5), turning, [_back(scene, key)]])


def _back(scene: Scene, number: int) -> Key:
    return Key(scene.tr.plain("Back"), SelectionPress(number))


def entered(turn: Turn, press: EntryPress) -> View:
    """On the list, or off it."""
    selection = own_selection(turn, press.selection)
    if press.into is Into.IN:
        put_on(turn, selection, [press.experience])
    else:
        take_out(turn.session, selection, press.experience)
    return _shortlist(turn, selection, 0)


def put_on(turn: Turn, selection: Selection, numbers: Sequence[int]) -> None:
    """Put some on the list."""
    calendar = turn.at(selection.office_id).office.calendar
    for number in numbers:
        enter(turn.session, selection, number, calendar)


def opened(turn: Turn, press: OpenVotePress) -> View | Shown:
    """First who votes until when, then the deed."""
    selection = own_selection(turn, press.selection)
    if press.sure is Sure.YES:
        let_vote(turn, selection)
        toast = turn.tr.plain("The jury has been called.")
        return Shown(selection_page(turn, press.selection), toast)
    scene = turn.at(selection.office_id)
    tr, rules = turn.tr, scene.office.rules.experiences
    text = lines(
        head(turn, selection),
        tr(
            "Jurors: {jurors}. On the shortlist: {n}. The vote closes {when}.",
            jurors=len(jurors(turn.session, selection)),
            n=len(entries(turn.session, selection)),
            when=tr.moment(closing(scene.office.calendar, rules, turn.today)),
        ),
        tr("After this neither the shortlist nor the jury can be changed."),
    )
    sure = Key(tr.plain("Let the jury vote"), OpenVotePress(press.selection, Sure.YES))
    return View(text, [[sure, _back(turn, press.selection)]])


def let_vote(turn: Turn, selection: Selection) -> None:
    """Open the vote by the office's rules."""
    office = turn.at(selection.office_id).office
    rules = office.rules.experiences
    open_vote(turn.session, selection, rules, office.calendar, turn.me.id, turn.now)


def current(turn: Turn, press: EntryPress | OpenVotePress) -> View:
    """How it stands, when something was refused."""
    return selection_page(turn, press.selection)


ROUTES: tuple[Route, ...] = (
    on_press(BeginPress, begun),
    on_press(ShortlistPress, shortlist),
    on_press(EntryPress, entered, current),
    on_press(OpenVotePress, opened, current),
)
