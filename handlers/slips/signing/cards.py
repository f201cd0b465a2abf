"""签发: drafts come before whoever signs them, are signed one by one, and their writer is told."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.papers import printing
from handlers.papers.stand_ins import drawable
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import DraftPress, OfficeSlipPress
from handlers.slips.papers import paper_of
from handlers.slips.seen import office_slip
from handlers.slips.signing.buttons import NextDraftPress, PreviewPress, SignPress
from handlers.slips.signing.draft_card import draft_card
from handlers.slips.signing.seen import Draft, for_signing, place, seen_draft, waiting
from handlers.slips.signing.to_sign import added, listed
from handlers.view import Key, Paper, Shown, View, clip, lines
from models.outbox import Outbox
from models.people.posts import Person
from models.refusals import Reason, Refused
from models.slips.issuing import leaves_at
from models.slips.signing import sign
from models.slips.slips import UNSIGNED, Slip, SlipState, slip_id
from models.slips.telling import MOST_WITH_PAPERS
from models.units import Unit


def shown(turn: Turn, press: DraftPress) -> View:
    """One draft in the pressed message."""
    return draft_card(turn, seen_draft(turn, press.slip))


def signed(turn: Turn, press: SignPress) -> Shown:
    """签发: the number is given, and the next draft comes."""
    draft = for_signing(turn, press.slip)
    office = turn.at(draft.slip.office_id).office
    (slip,) = sign(
        turn.session,
        {press.slip: press.revision},
        turn.me.person,
        office.rules.slips,
        office.calendar,
        turn.now,
    )
    toast = turn.tr.plain(
        "Signed: {number} to {unit}", number=slip.number_text, unit=clip(draft.unit.name, 60)
    )
    return Shown(following(turn, slip), toast)


def current(turn: Turn, press: SignPress) -> View:
    """The draft as it is now, when a signature was refused."""
    return draft_card(turn, for_signing(turn, press.slip))


def next_draft(turn: Turn, press: NextDraftPress) -> View:
    """The draft that waits after this one; the list when none does."""
    return following(turn, seen_draft(turn, press.slip).slip)


def following(scene: Scene, slip: Slip) -> View:
    """The draft after one in the order of the list, from the start at its end."""
    rows = [one for one, _ in waiting(scene)]
    later = [one for one in rows if place(one) > place(slip)]
    coming = next(iter([*later, *rows]), None)
    return draft_card(scene, seen_draft(scene, slip_id(coming))) if coming else listed(scene, 0)


def picture_asked(turn: Turn, press: PreviewPress) -> Shown:
    """The picture of the document again, as a new message."""
    _unsigned(seen_draft(turn, press.slip))
    turn.say("slip_preview", press.slip)
    return Shown(toast=turn.tr.plain("The picture follows."))


def _unsigned(draft: Draft) -> Draft:
    if draft.slip.state not in UNSIGNED:
        raise Refused(Reason.GONE)
    return draft


def drafts_brought(scene: Scene, row: Outbox) -> View | None:
    """What is to be signed: its card, or the list; None when it was decided meanwhile.

    Where others wait already, it tells of the new ones and does not list all of them again.
    """
    rows = waiting(scene)
    new = [(slip, unit) for slip, unit in rows if slip.id in row.params["slips"]]
    if not new:
        return None
    if len(new) == 1:
        return draft_card(scene, seen_draft(scene, slip_id(new[0][0])))
    return added(scene, new, len(rows)) if len(new) < len(rows) else listed(scene, 0)


def preview_brought(scene: Scene, row: Outbox) -> View | None:
    """The picture that comes along with a draft; None where more wait than anybody would scroll."""
    if len(waiting(scene)) > MOST_WITH_PAPERS:
        return None
    return preview(scene, row)


def preview(scene: Scene, row: Outbox) -> View:
    """The first page of the document as it will look; Refused(GONE) once it is signed."""
    draft = _unsigned(seen_draft(scene, row.subject_id or 0))
    paper = drawable(scene.office.translator(None), paper_of(scene, draft.slip))
    pages = printing.preview(paper)
    text = lines(
        scene.tr("<b>{name}</b>", name=words.name(scene.tr, draft.slip)),
        scene.tr("To: {unit}", unit=clip(draft.unit.name, 60)),
        scene.tr("About: {subject}", subject=words.subject(scene.tr, draft.slip, 160)),
        scene.tr("The first of {n} pages.", n=len(pages)) if len(pages) > 1 else None,
    )
    return View(text, paper=Paper(f"{draft.slip.id}.png", pages[0], photo=True))


def signed_told(scene: Scene, row: Outbox) -> View | None:
    """To the writer: signed, with the number, and when it goes out; None when withdrawn since."""
    slip, unit = office_slip(scene, row.subject_id or 0)
    if slip.state in {SlipState.WITHDRAWN, *UNSIGNED} or slip.signed_at is None:
        return None
    tr, by = scene.tr, scene.session.get_one(Person, slip.signed_by)
    leaves = leaves_at(slip, scene.at(slip.office_id).office.calendar, slip.signed_at)
    text = lines(
        tr(
            "✓ <b>{name}</b> was signed by {person}.",
            name=words.name(tr, slip),
            person=clip(by.name, 24),
        ),
        _whom(scene, slip, unit),
        tr("It goes out {when}.", when=tr.moment(leaves)),
        tr("Answer by <b>{day}</b>", day=tr.date(slip.due_on)) if slip.due_on else None,
    )
    return View(text, [[Key(tr.plain("Open"), OfficeSlipPress(slip_id(slip), 0))]])


def _whom(scene: Scene, slip: Slip, unit: Unit) -> Markup:
    return scene.tr(
        "{unit}: {subject}",
        unit=clip(unit.name, 60),
        subject=words.subject(scene.tr, slip, 120),
    )


ROUTES: tuple[Route, ...] = (
    on_press(DraftPress, shown),
    on_press(SignPress, signed, current),
    on_press(NextDraftPress, next_draft),
    on_press(PreviewPress, picture_asked),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "slip_drafts": drafts_brought,
    "slip_preview": preview,
    "slip_preview_brought": preview_brought,
    "slip_signed": signed_told,
}
