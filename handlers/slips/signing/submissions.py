"""Submitting drafts again, or at last, by the staff of their office (DOMAIN §4)."""

from collections.abc import Callable, Mapping, Sequence

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.signing.buttons import SubmitPress
from handlers.slips.signing.draft_card import draft_card
from handlers.slips.signing.numbers import draft_numbers
from handlers.slips.signing.seen import Draft, same, seen_draft
from handlers.view import Shown, View, lines
from models.authority import Act
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.slips.basis import put_forward
from models.slips.slips import SlipState


def submitted(turn: Turn, press: SubmitPress) -> Shown:
    """Before those who sign it, once more or at last; a prompt goes out."""
    draft = same(_to_submit(turn, press.slip), press.revision)
    _submit(turn, [draft])
    toast = turn.tr.plain("Sent on: {name}", name=words.name(turn.tr, draft.slip))
    return Shown(draft_card(turn, seen_draft(turn, press.slip)), toast)


def command(turn: Turn) -> None:
    """`/submit 12 13`: all of them or none."""
    turn.me.require(Act.WRITE_SLIP)
    if answered(turn.session, turn.update_id, "drafts_submitted"):
        return
    drafts = [_to_submit(turn, number) for number in draft_numbers(turn.text)]
    if not drafts:
        raise Refused(Reason.UNKNOWN_SLIP, text="")
    _submit(turn, drafts)
    turn.say("drafts_submitted", params={"slips": [draft.slip.id for draft in drafts]})


def _to_submit(turn: Turn, number: int) -> Draft:
    turn.me.require(Act.WRITE_SLIP)
    draft = seen_draft(turn, number)
    if not draft.staff:
        raise Refused(Reason.NOT_ALLOWED)
    if draft.slip.state is not SlipState.DRAFT:
        raise Refused(Reason.ALREADY_DECIDED)
    return draft


def _submit(turn: Turn, drafts: Sequence[Draft]) -> None:
    slips = [draft.slip for draft in drafts]
    office = turn.at(slips[0].office_id).office
    put_forward(turn.session, slips, office.rules.slips, office.calendar, turn.me.id, turn.now)


def current(turn: Turn, press: SubmitPress) -> View:
    """The draft as it is now, when it was not sent on."""
    return draft_card(turn, seen_draft(turn, press.slip))


def submitted_said(scene: Scene, row: Outbox) -> View:
    """What was sent on by text."""
    drafts = [seen_draft(scene, number) for number in row.params["slips"]]
    return View(
        lines(
            *(
                scene.tr("Sent on: {name}", name=words.name(scene.tr, draft.slip))
                for draft in drafts
            )
        )
    )


ROUTES: tuple[Route, ...] = (
    on_press(SubmitPress, submitted, current),
    on_command("submit", command),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "drafts_submitted": submitted_said,
}
