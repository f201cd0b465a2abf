"""The first page of a slip that is being written: what it says so far, and what it still lacks."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.office.buttons import Sure
from handlers.slips import words
from handlers.slips.writing.buttons import Asked, KindPress, ManuscriptPress, Place, ThrowPress
from handlers.view import Ask, Key, View, clip, lines
from locales import N_
from models.authority import Act
from models.focus import Topic
from models.matters.ledger import Matter
from models.refusals import Reason, Refused
from models.slips.manuscript_sending import lacking, rests_on_nothing
from models.slips.manuscripts import Manuscript, still_open, units_of
from models.slips.rungs import SlipKind
from models.units import Unit

ORDER = (SlipKind.ASSIGNMENT, SlipKind.PROMPT, SlipKind.REMINDER, SlipKind.ORDER)
"""The kinds as they are offered: what is written by hand most often stands first."""

ASKED: Mapping[Reason, Asked] = {
    Reason.SUBJECT_NEEDED: Asked.ABOUT,
    Reason.UNITS_NEEDED: Asked.UNITS,
    Reason.DEMAND_NEEDED: Asked.DEMAND,
    Reason.DATES_PAST: Asked.LIMIT,
    Reason.AUTHORITY_NEEDED: Asked.BASIS,
}
"""What is asked for next, by what it lacks."""

NEXT: Mapping[Asked, str] = {
    Asked.ABOUT: N_("Next: send the number or letters of a matter, or the subject in your words."),
    Asked.UNITS: N_("Next: choose the units, or send letters of their names."),
    Asked.DEMAND: N_("Next: send what is demanded."),
    Asked.LIMIT: N_("Next: send the day by which to answer; the one named has passed."),
    Asked.BASIS: N_("Next: send the document on which a slip to a district rests."),
    Asked.PREVIEW: N_("Nothing is missing. Please look at the preview, or send “preview”."),
}


def own_paper(scene: Scene, number: int) -> Manuscript:
    """A manuscript of this person's own; Refused(NOT_ALLOWED), or as `still_open`."""
    paper = any_own_paper(scene, number)
    still_open(paper)
    return paper


def any_own_paper(scene: Scene, number: int) -> Manuscript:
    """The same, also when it was sent or thrown away; Refused(GONE) when there is none."""
    scene.me.require(Act.WRITE_SLIP)
    paper = scene.session.get(Manuscript, number)
    if paper is None:
        raise Refused(Reason.GONE)
    scene.me.require_own(Act.WRITE_SLIP, paper.office_id)
    if paper.person_id != scene.me.id:
        raise Refused(Reason.NOT_ALLOWED)
    return paper


def paper_id(paper: Manuscript) -> int:
    """The id of a stored manuscript."""
    assert paper.id is not None, "the manuscript is not stored yet"  # noqa: S101  narrows the type
    return paper.id


def form(scene: Scene, paper: Manuscript) -> View:
    """What stands on it, with a key for each part; a text is taken for what is missing next."""
    tr, units = scene.tr, units_of(scene.session, paper)
    lacks = lacking(paper, units, scene.at(paper.office_id).office.rules.slips, scene.today)
    asked = ASKED[lacks[0]] if lacks else Asked.PREVIEW
    text = lines(
        tr("<b>Writing: {kind}</b>", kind=words.kind(tr, paper.kind)),
        _about(scene, paper),
        _units(scene, units),
        _demand(scene, paper),
        limit_line(scene, paper) if paper.kind is not SlipKind.PROMPT else None,
        _basis(scene, paper) if shows_basis(scene, paper, units) else None,
        tr("\n{what}", what=tr(NEXT[asked])),
    )
    return View(text, _keys(scene, paper, units), Ask(Topic.MANUSCRIPT, paper_id(paper), asked))


def _about(scene: Scene, paper: Manuscript) -> Markup:
    tr = scene.tr
    if not paper.subject:
        return tr("○ About: not named yet")
    matter = scene.session.get(Matter, paper.matter_id) if paper.matter_id else None
    if matter:
        title = clip(paper.subject, 120)
        return tr("✓ About: <b>{number}</b> {title}", number=matter.number, title=title)
    return tr("✓ About: {text}", text=clip(paper.subject, 200))


def _units(scene: Scene, units: Sequence[Unit]) -> Markup:
    tr = scene.tr
    if not units:
        return tr("○ To: no unit yet")
    return tr("✓ To {n}: {names}", n=len(units), names=names(scene, units, 12))


def names(scene: Scene, units: Sequence[Unit], most: int) -> str:
    """The first few units by name."""
    tr = scene.tr
    shown = tr.plain(", ").join(clip(unit.name, 24) for unit in units[:most])
    return tr.plain("{names} …", names=shown) if len(units) > most else shown


def _demand(scene: Scene, paper: Manuscript) -> Markup:
    tr = scene.tr
    if paper.demand:
        return tr("✓ Demand: {text}", text=clip(paper.demand, 400))
    if paper.kind is SlipKind.PROMPT:
        return tr("✓ Demand: the standard words of a prompt")
    return tr("○ Demand: not written yet")


def limit_line(scene: Scene, paper: Manuscript) -> Markup:
    """The day by which to answer, or in how many working days."""
    tr = scene.tr
    if paper.limit_on:
        return tr("✓ Limit: {day}", day=tr.date(paper.limit_on))
    if paper.answer_days:
        return tr("✓ Limit: {n} working days from the day it goes out", n=paper.answer_days)
    days = scene.at(paper.office_id).office.rules.slips.rung(paper.kind).answer_days
    return tr("✓ Limit: {n} working days from the day it goes out, as usual", n=days)


def shows_basis(scene: Scene, paper: Manuscript, units: Sequence[Unit]) -> bool:
    """Whether the basis is of interest: it is named by hand, or it has to be."""
    rules = scene.at(paper.office_id).office.rules.slips
    return bool(paper.authority_basis) or rests_on_nothing(paper, units, rules)


def _basis(scene: Scene, paper: Manuscript) -> Markup:
    tr = scene.tr
    if not paper.authority_basis:
        return tr("○ Basis: not named yet; a slip to a district's committee or government needs it")
    return tr("✓ Basis: {text}", text=clip(paper.authority_basis, 200))


def _keys(scene: Scene, paper: Manuscript, units: Sequence[Unit]) -> list[list[Key]]:
    tr, number = scene.tr, paper_id(paper)

    def page(label: str, place: Place) -> Key:
        return Key(label, ManuscriptPress(number, place, 0))

    kinds = [_kind_key(scene, paper, kind) for kind in ORDER]
    has_limit = paper.kind is not SlipKind.PROMPT
    return [
        kinds[:2],
        kinds[2:],
        [
            page(tr.plain("About"), Place.ABOUT),
            page(tr.plain("Units {n}", n=len(units)), Place.UNITS),
            page(tr.plain("Demand"), Place.DEMAND),
        ],
        [
            *([page(tr.plain("Limit"), Place.LIMIT)] if has_limit else []),
            *([page(tr.plain("Basis"), Place.BASIS)] if shows_basis(scene, paper, units) else []),
        ],
        [page(tr.plain("Preview"), Place.PREVIEW)],
        [Key(tr.plain("Throw away"), ThrowPress(number, Sure.ASK))],
    ]


def _kind_key(scene: Scene, paper: Manuscript, kind: SlipKind) -> Key:
    tr, name = scene.tr, words.kind(scene.tr, kind)
    label = tr.plain("● {kind}", kind=name) if kind is paper.kind else name
    return Key(label, KindPress(paper_id(paper), kind))


def back_key(scene: Scene, paper: Manuscript) -> Key:
    """The way back to the first page."""
    return Key(scene.tr.plain("Back"), ManuscriptPress(paper_id(paper), Place.FORM, 0))
