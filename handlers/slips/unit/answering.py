"""回复 and 方案: written as a text, looked at once more, handed in; in versions (DOMAIN §4)."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.slips.seen import unit_slip
from handlers.slips.unit.answering_views import KINDS, draft_view, fingerprint, limit_of, question
from handlers.slips.unit.buttons import AnswerPress, HandInPress, PutAwayPress
from handlers.slips.unit.list import by_number
from handlers.slips.unit.page import current, slip_page
from handlers.slips.unit.receipts import say_received
from handlers.view import Shown, View
from locales import N_
from models.authority import Act
from models.focus import Focus, Topic
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.slips.answers import (
    AnswerKind,
    SlipAnswer,
    check_asked,
    draft_of,
    newest_of,
    put_away,
    submit_answer,
    write_answer,
)
from models.slips.slips import OPEN, Slip, SlipState, hold_slips, slip_id
from models.understanding.slip_words import is_receipt, split_number
from models.understanding.wishes import Wish, is_chatter, read_wish

NOTES: Mapping[str, str] = {
    "replaced": N_("These words stand in place of those before."),
    "attached": N_("The file is attached."),
    "caption": N_("The file is attached; the words below it were not taken, for there are some."),
}


def asked(turn: Turn, press: AnswerPress) -> View:
    """Ask for the words, or go on with the draft there is."""
    slip, _ = unit_slip(turn, press.slip, Act.ANSWER_SLIP)
    return _asking(turn, slip, press.kind)


def _asking(scene: Scene, slip: Slip, kind: AnswerKind) -> View:
    check_asked(slip, kind)
    draft = begun(scene, slip, kind)
    return draft_view(scene, slip, draft) if draft else question(scene, slip, kind)


def begun(scene: Scene, slip: Slip, kind: AnswerKind) -> SlipAnswer | None:
    """The draft of the unit's that is not handed in yet."""
    newest = newest_of(scene.session, slip, kind)
    return newest if newest is not None and newest.submitted_at is None else None


def by_text(turn: Turn, focus: Focus) -> None:
    """A text at the question or at the draft: 提交 hands in, any other words are the draft's."""
    slip, _ = unit_slip(turn, focus.subject_id or 0, Act.ANSWER_SLIP)
    kind = KINDS[focus.aside or 0]
    if slip.state not in OPEN:
        turn.say("slip_page", slip_id(slip), {"word": "over"})
    elif read_wish(turn.text) is Wish.SUBMIT:
        say_submitted(turn, slip, kind)
    elif slip.state is SlipState.ISSUED and is_receipt(turn.text):
        say_received(turn, slip)
    elif is_chatter(turn.text):
        turn.say("slip_asks", slip_id(slip), {"kind": kind.value})
    else:
        say_draft(turn, slip, kind, turn.text)


def say_draft(turn: Turn, slip: Slip, kind: AnswerKind, text: str) -> None:
    """Keep words as the draft, and show it."""
    draft = draft_of(turn.session, slip, kind, turn.me.id, turn.now)
    replaced = bool(draft.text) and draft.text != text.strip()
    write_answer(turn.session, draft, text, turn.me.id)
    params = {"kind": kind.value} | ({"note": "replaced"} if replaced else {})
    turn.say("slip_asks", slip_id(slip), params)


def say_submitted(turn: Turn, slip: Slip, kind: AnswerKind) -> None:
    """Hand the draft in, and show the page; when there is none the page tells how it stands."""
    draft = begun(turn, slip, kind)
    if draft is None:
        turn.say("slip_page", slip_id(slip))
        return
    late = _submit(turn, slip, draft)
    turn.say("slip_page", slip_id(slip), {"word": "late" if late else "submitted"})


def _submit(turn: Turn, slip: Slip, draft: SlipAnswer) -> bool:
    """Hand in; whether the limit had passed."""
    limit = limit_of(slip, draft.kind)
    submit_answer(turn.session, draft, turn.me.id, turn.now)
    return limit is not None and limit < turn.today


def handed_in(turn: Turn, press: HandInPress) -> View | Shown:
    """提交 by button; a second tap shows what came of the first."""
    slip, unit = unit_slip(turn, press.slip, Act.ANSWER_SLIP)
    hold_slips(turn.session, [press.slip])  # what was looked at is what is handed in
    newest = newest_of(turn.session, slip, press.kind)
    if newest is None:
        raise Refused(Reason.ANSWER_EMPTY)
    if fingerprint(newest) != press.seen:
        raise Refused(Reason.STALE_PREVIEW)
    if newest.submitted_at is not None:
        return slip_page(turn, slip, unit)
    late = _submit(turn, slip, newest)
    toast = turn.tr.plain("Submitted late.") if late else turn.tr.plain("Submitted.")
    return Shown(slip_page(turn, slip, unit), toast)


def as_it_is(turn: Turn, press: HandInPress | PutAwayPress) -> View:
    """After a refusal: the draft as it is now, or the page when there is none."""
    slip, _ = unit_slip(turn, press.slip, Act.ANSWER_SLIP)
    draft = begun(turn, slip, press.kind) if slip.state in OPEN else None
    return draft_view(turn, slip, draft) if draft else current(turn, press)


def dropped(turn: Turn, press: PutAwayPress) -> View | Shown:
    """放弃: the draft is gone, what was handed in before stays.

    A button below older words throws no newer ones away.
    """
    slip, unit = unit_slip(turn, press.slip, Act.ANSWER_SLIP)
    draft = begun(turn, slip, press.kind)
    if draft is None or slip.state not in OPEN:
        return slip_page(turn, slip, unit)
    if fingerprint(draft) != press.seen:
        raise Refused(Reason.STALE_PREVIEW)
    put_away(turn.session, draft)
    return Shown(slip_page(turn, slip, unit), turn.tr.plain("The draft was discarded."))


def answer_command(turn: Turn) -> None:
    """`/answer 改催〔2026〕12号 words`."""
    _by_command(turn, AnswerKind.ANSWER)


def plan_command(turn: Turn) -> None:
    """`/plan 改交〔2026〕3号 words`."""
    _by_command(turn, AnswerKind.PLAN)


def _by_command(turn: Turn, kind: AnswerKind) -> None:
    """The draft at once; without words they are asked for, without a number the list is shown."""
    turn.me.require(Act.ANSWER_SLIP)
    number, words = split_number(turn.text)
    if not turn.text.strip():
        turn.say("own_slips")
        return
    slip = by_number(turn, number or turn.text, Act.ANSWER_SLIP)
    check_asked(slip, kind)
    if words:
        say_draft(turn, slip, kind, words)
    else:
        turn.say("slip_asks", slip_id(slip), {"kind": kind.value})


def said(scene: Scene, row: Outbox) -> View:
    """The question, or the draft, as a new message; once handed in, the page."""
    slip, unit = unit_slip(scene, row.subject_id or 0, Act.ANSWER_SLIP)
    kind, note = AnswerKind(row.params["kind"]), row.params.get("note")
    draft = begun(scene, slip, kind)
    if slip.state not in OPEN:
        return slip_page(scene, slip, unit)
    if draft is None:
        return question(scene, slip, kind)
    return draft_view(scene, slip, draft, scene.tr(NOTES[note]) if note else None)


ROUTES: tuple[Route, ...] = (
    on_command("answer", answer_command),
    on_command("plan", plan_command),
    on_press(AnswerPress, asked, current),
    on_press(HandInPress, handed_in, as_it_is),
    on_press(PutAwayPress, dropped, as_it_is),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"slip_asks": said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.SLIP_ANSWER: by_text}
