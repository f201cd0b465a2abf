"""What came of a selection: the counts, the tie, the director's choice, the result (DOMAIN §3)."""

from markupsafe import Markup

from handlers.context import Scene
from handlers.experiences import words
from handlers.experiences.buttons import ReadPress
from handlers.experiences.selection_buttons import (
    BeginPress,
    ConfirmPress,
    PickPress,
)
from handlers.experiences.selection_buttons import Into as To
from handlers.experiences.selection_seen import is_staff
from handlers.office.buttons import Sure
from handlers.view import Key, View, in_rows, lines
from models.authority import Act
from models.calendar import Month
from models.experiences.archive import Listed, listed
from models.experiences.outcome import Counted, counted
from models.experiences.periods import period_of
from models.experiences.selections import (
    Selection,
    selection_id,
)


def head(scene: Scene, selection: Selection) -> Markup:
    """Which period, how many are chosen."""
    return scene.tr(
        "<b>The best experiences, {first} to {until}</b>\nTo be chosen: {n}",
        first=scene.tr.month(selection.first),
        until=scene.tr.month(selection.until),
        n=selection.places,
    )


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


def closed(scene: Scene, selection: Selection) -> View:
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


def confirmed(scene: Scene, selection: Selection) -> View:
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
