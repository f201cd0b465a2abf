"""A slip that is written by hand in one message: its pages, by keys or by text (DOMAIN §4)."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.slips.writing import about as manuscript_about
from handlers.slips.writing import begin as manuscript_begin
from handlers.slips.writing import preview as manuscript_preview
from handlers.slips.writing import sending as manuscript_sending
from handlers.slips.writing import terms as manuscript_terms
from handlers.slips.writing import units as manuscript_units
from handlers.slips.writing.buttons import Asked, KindPress, ManuscriptPress, Place, ThrowPress
from handlers.slips.writing.form import any_own_paper, back_key, form, own_paper
from handlers.view import Key, View
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.slips.manuscripts import Manuscript, throw_away
from models.slips.writing import choose_kind


def form_said(scene: Scene, row: Outbox) -> View:
    """The first page as a new message."""
    return form(scene, own_paper(scene, int(row.params["paper"])))


def page(turn: Turn, press: ManuscriptPress) -> View:
    """A page of a manuscript."""
    paper = own_paper(turn, press.paper)
    if press.place is Place.UNITS:
        return manuscript_units.page(turn, paper, press.page)
    return PAGES[press.place](turn, paper)


PAGES: Mapping[Place, Callable[[Scene, Manuscript], View]] = {
    Place.FORM: form,
    Place.ABOUT: manuscript_about.page,
    Place.DEMAND: manuscript_terms.demand_page,
    Place.LIMIT: manuscript_terms.limit_page,
    Place.BASIS: manuscript_terms.basis_page,
    Place.PREVIEW: manuscript_preview.preview,
}


def kind_chosen(turn: Turn, press: KindPress) -> View:
    """Make it another kind of slip."""
    paper = own_paper(turn, press.paper)
    choose_kind(turn.session, paper, press.kind)
    return form(turn, paper)


def thrown(turn: Turn, press: ThrowPress) -> View:
    """Throw it away, after one more look."""
    tr, paper = turn.tr, own_paper(turn, press.paper)
    if press.sure is Sure.YES:
        throw_away(turn.session, paper, turn.now)
        return View(tr("Thrown away. /slip begins a new one."))
    text = tr("Throw away what is written here? Nothing was sent.")
    return View(
        text, [[Key(tr.plain("Confirm"), ThrowPress(press.paper, Sure.YES)), back_key(turn, paper)]]
    )


def heard(turn: Turn, focus: Focus) -> None:
    """A text is taken for what was asked at the message; it sends nothing twice."""
    if answered(turn.session, turn.update_id, "manuscript_sent"):
        return
    paper = own_paper(turn, focus.subject_id or 0)
    HEARD[Asked(focus.aside or 0)](turn, paper)


HEARD: Mapping[Asked, Callable[[Turn, Manuscript], None]] = {
    Asked.ABOUT: manuscript_about.heard,
    Asked.UNITS: manuscript_units.heard,
    Asked.DEMAND: manuscript_terms.demand_heard,
    Asked.LIMIT: manuscript_terms.limit_heard,
    Asked.BASIS: manuscript_terms.basis_heard,
    Asked.PREVIEW: manuscript_preview.say_preview,
    Asked.SEND: manuscript_sending.heard,
}


def current(turn: Turn, press: ManuscriptPress | KindPress | ThrowPress) -> View:
    """What holds when something was refused: what is missing, or what has become of it."""
    paper = any_own_paper(turn, press.paper)
    if paper.sent_at:
        return manuscript_sending.sent(turn, paper)
    return form(turn, own_paper(turn, press.paper))


ROUTES: tuple[Route, ...] = (
    *manuscript_begin.ROUTES,
    on_press(ManuscriptPress, page, current),
    on_press(KindPress, kind_chosen, current),
    on_press(ThrowPress, thrown, current),
    *manuscript_about.ROUTES,
    *manuscript_units.ROUTES,
    *manuscript_terms.ROUTES,
    *manuscript_preview.ROUTES,
    *manuscript_sending.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "manuscript": form_said,
    **manuscript_begin.PUSHES,
    **manuscript_about.PUSHES,
    **manuscript_units.PUSHES,
    **manuscript_preview.PUSHES,
    **manuscript_sending.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.MANUSCRIPT: heard}
