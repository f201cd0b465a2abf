"""Signing much at once after one look: exactly what was listed or named, all of it or nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.enrolment.persons import names
from handlers.hearing import Route, on_command
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import ToSignPress
from handlers.slips.signing.buttons import BatchPress, PickedPress
from handlers.slips.signing.numbers import draft_numbers
from handlers.slips.signing.seen import for_signing, place, seen_draft, waiting
from handlers.slips.signing.to_sign import Rows, batch, line, listed
from handlers.view import Key, Shown, View, clip, lines
from models.authority import Act
from models.outbox import Outbox, said_there
from models.refusals import Reason, Refused
from models.slips.issuing import leaves_at
from models.slips.signing import sign
from models.slips.slips import Slip, SlipState, slip_id
from models.understanding.first_word import plain_word
from models.units import units_by_id

MOST_NAMED = 40
ALL = frozenset({"all", "全部"})


def command(turn: Turn) -> None:
    """`/sign` lists, `/sign 12 13` and `/sign all` ask once and sign all of them or none."""
    turn.me.require(Act.SIGN_SLIP)
    if not turn.text.strip():
        turn.say("drafts_to_sign")
    elif plain_word(turn.text) in ALL:
        turn.say("drafts_sure")
    else:
        drafts = [for_signing(turn, number) for number in draft_numbers(turn.text)]
        for draft in drafts:
            _still_waits(draft.slip)
        looked_at = {str(draft.slip.id): draft.slip.revision for draft in drafts}
        turn.say("drafts_picked", params={"slips": looked_at})


def _still_waits(slip: Slip) -> None:
    if slip.state is not SlipState.AWAITING_SIGNATURE:
        raise Refused(Reason.ALREADY_DECIDED)


def batch_pressed(turn: Turn, press: BatchPress) -> View | Shown:
    """Sign everything that was listed, after one look; Refused(STALE_PREVIEW) if it changed."""
    rows = waiting(turn)
    if not rows or batch(press.sure, rows) != press:
        raise Refused(Reason.STALE_PREVIEW)
    if press.sure is Sure.ASK:
        return sure_view(turn, rows)
    return _sign(turn, {slip_id(slip): slip.revision for slip, _ in rows})


def picked_pressed(turn: Turn, _press: PickedPress) -> Shown:
    """Sign what the pressed message names: its row holds it, the button does not."""
    turn.me.require(Act.SIGN_SLIP)
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    if row is None or row.kind != "drafts_picked":
        raise Refused(Reason.GONE)
    return _sign(turn, {int(one): seen for one, seen in row.params["slips"].items()})


def _sign(turn: Turn, looked_at: Mapping[int, int]) -> Shown:
    first = turn.session.get_one(Slip, next(iter(looked_at)))
    office = turn.at(first.office_id).office  # a list is one office's
    slips = sign(
        turn.session, looked_at, turn.me.person, office.rules.slips, office.calendar, turn.now
    )
    toast = turn.tr.plain("Signed: {n}", n=len(slips))
    return Shown(signed_view(turn, slips), toast)


def sure_view(scene: Scene, rows: Rows) -> View:
    """One look before everything that waits is signed: how many of each kind, to whom."""
    keys = [[Key(_sign_words(scene, rows), batch(Sure.YES, rows))], [_back(scene)]]
    return View(_sums(scene, rows), keys) if rows else listed(scene, 0)


def _sign_words(scene: Scene, rows: Rows) -> str:
    return scene.tr.plain_plural("Sign {n} slip", "Sign {n} slips", len(rows))


def _back(scene: Scene) -> Key:
    return Key(scene.tr.plain("Back"), ToSignPress(0))


def _sums(scene: Scene, rows: Rows) -> Markup:
    tr = scene.tr
    ordered = sorted(rows, key=lambda row: place(row[0]))
    return lines(
        tr("<b>Sign all of these?</b>"),
        *(_sum(scene, list(alike)) for _, alike in groupby(ordered, key=lambda row: row[0].kind)),
        tr("Each gets its number and goes out; afterwards it can only be withdrawn."),
    )


def _sum(scene: Scene, rows: Rows) -> Markup:
    units = list({unit.id: unit for _, unit in rows}.values())
    return scene.tr(
        "{kind}: <b>{n}</b>, to {units}",
        kind=words.kind(scene.tr, rows[0][0].kind),
        n=len(rows),
        units=names(scene.tr, units),
    )


def signed_view(scene: Scene, slips: Sequence[Slip]) -> View:
    """The numbers that were given, and the way to what still waits."""
    tr = scene.tr
    units = units_by_id(scene.session, {slip.unit_id for slip in slips})
    text = lines(
        tr("<b>Signed: {n}</b>", n=len(slips)),
        *(
            tr(
                "✓ {number} {unit}, goes out {when}",
                number=slip.number_text,
                unit=clip(units[slip.unit_id].name, 30),
                when=tr.moment(_leaves(scene, slip)),
            )
            for slip in slips[:MOST_NAMED]
        ),
    )
    return View(text, [[_back(scene)]])


def _leaves(scene: Scene, slip: Slip) -> datetime:
    calendar = scene.at(slip.office_id).office.calendar
    return leaves_at(slip, calendar, slip.signed_at or scene.now)


def sure_said(scene: Scene, _row: Outbox) -> View:
    """The question before everything is signed, as a new message."""
    return sure_view(scene, waiting(scene))


def picked_said(scene: Scene, row: Outbox) -> View:
    """The question before the named drafts are signed, with what each is."""
    drafts = [seen_draft(scene, int(number)) for number in row.params["slips"]]
    rows = [(draft.slip, draft.unit) for draft in drafts]
    text = lines(*(line(scene, slip, unit) for slip, unit in rows[:MOST_NAMED]), _sums(scene, rows))
    return View(text, [[Key(_sign_words(scene, rows), PickedPress())], [_back(scene)]])


ROUTES: tuple[Route, ...] = (
    on_command("sign", command),
    on_press(BatchPress, batch_pressed, lambda turn, _press: listed(turn, 0)),
    on_press(PickedPress, picked_pressed, lambda turn, _press: listed(turn, 0)),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "drafts_sure": sure_said,
    "drafts_picked": picked_said,
}
