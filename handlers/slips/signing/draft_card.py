"""One draft as its signer and the office see it: what it will say, and what can be done."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.desk.queues import place
from handlers.slips import words
from handlers.slips.buttons import Form, OfficeSlipPress, ToSignPress
from handlers.slips.papers import demand_words
from handlers.slips.register.buttons import OfficePaperPress
from handlers.slips.signing import words as draft_words
from handlers.slips.signing.buttons import (
    ChangePress,
    DraftsPress,
    Field,
    FieldPress,
    NextDraftPress,
    NextUnsubmittedPress,
    PreviewPress,
    RejectPress,
    SignPress,
    SubmitPress,
)
from handlers.slips.signing.seen import Draft, unsubmitted, waiting
from handlers.view import Key, View, clip, lines
from models.audit import history
from models.authority import Act
from models.slips.basis import without_basis
from models.slips.rungs import SlipKind
from models.slips.slips import UNSIGNED, Slip, SlipState, slip_id
from models.slips.standing import holding
from models.units import Unit

LONGEST_DEMAND_SHOWN = 1500


def draft_card(scene: Scene, draft: Draft) -> View:
    """The whole draft on one page."""
    return View(draft_text(scene, draft), _keys(scene, draft))


def draft_text(scene: Scene, draft: Draft) -> Markup:
    """Kind, unit, matter, cause, words, limits, copies, basis, and who did what."""
    tr, slip = scene.tr, draft.slip
    open_still = slip.state in UNSIGNED
    return lines(
        tr("<b>{name}</b> · {state}", name=words.name(tr, slip), state=_state(scene, draft)),
        draft_words.standing_in(scene, draft) if open_still else None,
        draft_words.waits_for(scene, draft),
        tr("To: {unit}", unit=clip(draft.unit.name, 60)),
        tr("About: {subject}", subject=words.subject(tr, slip, 160)),
        *draft_words.why(scene, slip),
        _lapsed(scene, draft),
        tr("<blockquote expandable>{text}</blockquote>", text=_demand(scene, draft)),
        *(draft_words.limits(scene, slip) if open_still else ()),
        draft_words.copies(tr, slip),
        draft_words.basis(tr, draft),
        draft_words.written(scene, slip),
        *draft_words.done(scene, slip, history(scene.session, "slip", slip_id(slip))),
        place(scene, [one.id for one, _ in _queue(scene, draft)], slip.id),
    )


def _state(scene: Scene, draft: Draft) -> str:
    return words.state(scene.tr, draft.slip, scene.today)


def _demand(scene: Scene, draft: Draft) -> str:
    """The words as they will read; the document shows all of a very long text."""
    text = demand_words(scene, draft.slip).strip()
    return text if len(text) <= LONGEST_DEMAND_SHOWN else f"{text[:LONGEST_DEMAND_SHOWN]}…"


def _holds(scene: Scene, draft: Draft) -> bool:
    slip = draft.slip
    if slip.state is not SlipState.AWAITING_SIGNATURE:
        return True
    return slip.id in holding(scene.session, [slip], scene.today)


def _lapsed(scene: Scene, draft: Draft) -> Markup | None:
    if _holds(scene, draft):
        return None
    return scene.tr(
        "⚠ Answered, done, put off or set aside meanwhile: there is nothing to sign any more."
    )


def _keys(scene: Scene, draft: Draft) -> list[list[Key]]:
    tr, slip = scene.tr, draft.slip
    number = slip_id(slip)
    papers = [
        Key(tr.plain("Picture"), PreviewPress(number)),
        Key(tr.plain("PDF"), OfficePaperPress(number, Form.PDF)),
    ]
    opened = [Key(tr.plain("Open"), OfficeSlipPress(number, 0))]
    return [
        _signing(scene, draft),
        _submitting(scene, draft),
        _basis(scene, draft),
        [*(papers if slip.state in UNSIGNED else []), *opened],
        way_on(scene, draft),
    ]


def _signing(scene: Scene, draft: Draft) -> list[Key]:
    slip, tr = draft.slip, scene.tr
    if slip.state is not SlipState.AWAITING_SIGNATURE or draft.signs_as is None:
        return []
    seen = slip_id(slip), slip.revision
    sign = [Key(tr.plain("Sign"), SignPress(*seen))] if _holds(scene, draft) else []
    return [
        *sign,
        Key(tr.plain("Change"), ChangePress(slip_id(slip))),
        Key(tr.plain("Return"), RejectPress(*seen)),
    ]


def _submitting(scene: Scene, draft: Draft) -> list[Key]:
    slip, tr = draft.slip, scene.tr
    if slip.state is not SlipState.DRAFT or not draft.staff:
        return []
    go = tr.plain("Send") if slip.kind is SlipKind.PROMPT else tr.plain("Submit")
    return [
        Key(go, SubmitPress(slip_id(slip), slip.revision)),
        Key(tr.plain("Change"), ChangePress(slip_id(slip))),
    ]


def _basis(scene: Scene, draft: Draft) -> list[Key]:
    """The ways to name what drafts to districts rest on."""
    slip, tr = draft.slip, scene.tr
    lacking = without_basis(scene.session, slip.office_id) if draft.staff else []
    if slip.id not in {one.id for one in lacking}:
        return []
    one = Key(tr.plain("Name the basis"), FieldPress(slip_id(slip), Field.BASIS))
    every = tr.plain("Name it for all {n}", n=len(lacking))
    of_all = Key(every, FieldPress(slip_id(slip), Field.BASIS_OF_ALL))
    return [one, of_all] if len(lacking) > 1 else [one]


def _queue(scene: Scene, draft: Draft) -> Sequence[tuple[Slip, Unit]]:
    """The drafts among which this one is worked off: to be submitted, or to be signed."""
    if _is_written(scene, draft):
        return unsubmitted(scene)
    return waiting(scene) if scene.me.may(Act.SIGN_SLIP) else []


def _is_written(scene: Scene, draft: Draft) -> bool:
    """Whether it stands among the office's own drafts for this person, not among those to sign."""
    return draft.staff and (draft.slip.state is SlipState.DRAFT or not scene.me.may(Act.SIGN_SLIP))


def way_on(scene: Scene, draft: Draft) -> list[Key]:
    """To the next draft and to the list: of those to sign, or of those to submit."""
    tr, number = scene.tr, slip_id(draft.slip)
    if _is_written(scene, draft):
        following, every = NextUnsubmittedPress(number), DraftsPress(0)
        return [Key(tr.plain("Next"), following), Key(tr.plain("Back"), every)]
    return [
        Key(tr.plain("Next"), NextDraftPress(number)),
        Key(tr.plain("Back"), ToSignPress(0)),
    ]
