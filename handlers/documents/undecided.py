"""Of which units it is not decided yet whether they need a local plan, by cohort."""

from handlers import terms
from handlers.context import Scene, Turn
from handlers.documents import words
from handlers.documents.buttons import DocumentPress, Group, NeedPress, UndecidedPress
from handlers.documents.seen import own_document
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.documents.documents import Need, SuperiorDocument
from models.documents.status import stands_of
from models.units import Cohort


def undecided(turn: Turn, press: UndecidedPress) -> View:
    """Of which units: all, or those of a cohort."""
    document = own_document(turn, press.document, Act.DECIDE_LOCAL)
    tr = turn.tr
    rows = [
        _group_keys(turn, press.document, group, n)
        for group, n in _groups(turn, document).items()
        if n
    ]
    text = lines(
        tr("<b>{number}</b> {title}", number=words.name(document, 80), title=title_of(document)),
        tr("Which units need a local plan, and which do not?")
        if rows
        else tr("Nothing is left to decide here."),
    )
    back = Key(tr.plain("Back"), DocumentPress(press.document, 0))
    return View(text, [*rows, [back]])


def title_of(document: SuperiorDocument) -> str:
    """A document's title as it stands above a question."""
    return clip(document.title, 120)


def _groups(scene: Scene, document: SuperiorDocument) -> dict[Group, int]:
    cohorts = [
        stand.unit.cohort
        for stand in stands_of(scene.session, document, scene.today)
        if stand.undecided
    ]
    return {group: sum(group.holds(cohort) for cohort in cohorts) for group in Group}


def _group_keys(scene: Scene, document: int, group: Group, n: int) -> list[Key]:
    tr = scene.tr
    name = tr.plain("All") if group is Group.ALL else terms.cohort(tr, Cohort(group.value))
    facts = {"group": name, "n": n}
    return [
        Key(tr.plain("{group} {n}: needed", **facts), NeedPress(document, 0, group, Need.YES)),
        Key(tr.plain("{group} {n}: not needed", **facts), NeedPress(document, 0, group, Need.NO)),
    ]


ROUTES: tuple[Route, ...] = (on_press(UndecidedPress, undecided),)
