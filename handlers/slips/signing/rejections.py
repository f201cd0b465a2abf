"""退回: a draft goes back with a reason (DOMAIN §4)."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import DraftPress
from handlers.slips.signing.buttons import Fault, RejectPress, RejectReasonPress
from handlers.slips.signing.cards import following
from handlers.slips.signing.draft_card import draft_card
from handlers.slips.signing.numbers import first_number
from handlers.slips.signing.seen import Draft, for_signing, same, seen_draft
from handlers.slips.signing.to_sign import line
from handlers.view import Ask, Key, Shown, View, lines
from locales import N_
from models.authority import Act
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.slips.signing import reject
from models.slips.slips import SlipState, slip_id

REASONS: Mapping[Fault, str] = {
    Fault.FACTS: N_("The facts do not match. Please check them against the ledger."),
    Fault.LIMIT: N_("The limit does not suit. Please set another one."),
    Fault.WORDING: N_("The wording needs work. Please write what is demanded more clearly."),
    Fault.NOT_NOW: N_("Not to be issued for now."),
}
BUTTONS: Mapping[Fault, str] = {
    Fault.FACTS: N_("Facts do not match"),
    Fault.LIMIT: N_("Limit does not suit"),
    Fault.WORDING: N_("Wording needs work"),
    Fault.NOT_NOW: N_("Not for now"),
}


def why(turn: Turn, press: RejectPress) -> View:
    """退回: why? A common reason by a tap, or any by text."""
    draft = _to_reject(for_signing(turn, press.slip), press.revision)
    tr, seen = turn.tr, (press.slip, press.revision)
    text = lines(
        tr("<b>Return {name}</b>", name=words.name(tr, draft.slip)),
        line(turn, draft.slip, draft.unit),
        tr("Please choose a reason, or send one as a message."),
    )
    keys = [
        Key(tr.plain(label), RejectReasonPress(*seen, fault)) for fault, label in BUTTONS.items()
    ]
    back = Key(tr.plain("Back"), DraftPress(press.slip))
    return View(text, [keys[:2], keys[2:], [back]], Ask(Topic.SLIP_REJECT, *seen))


def _to_reject(draft: Draft, revision: int) -> Draft:
    if draft.slip.state is not SlipState.AWAITING_SIGNATURE:
        raise Refused(Reason.ALREADY_DECIDED)
    return same(draft, revision)


def rejected(turn: Turn, press: RejectReasonPress) -> Shown:
    """退回 for a common reason, kept as the words that the signer says; then the next draft."""
    draft = _to_reject(for_signing(turn, press.slip), press.revision)
    reject(turn.session, draft.slip, turn.tr.plain(REASONS[press.reason]), turn.me.person, turn.now)
    toast = turn.tr.plain("Returned: {number}", number=words.name(turn.tr, draft.slip))
    return Shown(following(turn, draft.slip), toast)


def heard(turn: Turn, focus: Focus) -> None:
    """The reason as a text after it was asked for."""
    if not answered(turn.session, turn.update_id, "draft_rejected"):
        _reject(turn, for_signing(turn, focus.subject_id or 0), focus.aside or 0, turn.text)


def command(turn: Turn) -> None:
    """`/reject 12 reason` gives a draft back."""
    turn.me.require(Act.SIGN_SLIP)
    number, reason = first_number(turn.text)
    if not answered(turn.session, turn.update_id, "draft_rejected"):
        draft = for_signing(turn, number)
        _reject(turn, draft, draft.slip.revision, reason)


def _reject(turn: Turn, draft: Draft, revision: int, reason: str) -> None:
    _to_reject(draft, revision)
    reject(turn.session, draft.slip, reason, turn.me.person, turn.now)
    turn.say("draft_rejected", params={"slip": slip_id(draft.slip)})


def current(turn: Turn, press: RejectPress | RejectReasonPress) -> View:
    """The draft as it is now, when something about it was refused."""
    return draft_card(turn, for_signing(turn, press.slip))


def rejected_told(scene: Scene, row: Outbox) -> View | None:
    """To the writer or the staff: it came back, with the reason; None when it has gone on since."""
    draft = seen_draft(scene, row.subject_id or 0)
    if draft.slip.state is not SlipState.DRAFT or not draft.staff:
        return None
    return draft_card(scene, draft)


def rejected_said(scene: Scene, row: Outbox) -> View:
    """The draft as it went back by text."""
    return draft_card(scene, seen_draft(scene, row.params["slip"]))


ROUTES: tuple[Route, ...] = (
    on_press(RejectPress, why, current),
    on_press(RejectReasonPress, rejected, current),
    on_command("reject", command),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "slip_rejected": rejected_told,
    "draft_rejected": rejected_said,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.SLIP_REJECT: heard}
