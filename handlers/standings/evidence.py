"""Evidence of an appeal: photos and files, kept by Telegram's id and sent again (DOMAIN §6, §7)."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import Sent, say_once, send_again
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.standings.appeal_cards import adds, appeal_card, seen_appeal
from handlers.standings.buttons import EvidencePress
from handlers.view import Paper, Shown, View, lines
from models.authority import Act
from models.focus import Focus, Topic
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.standings.appeals import Appeal, AppealFile, attach_file, files_of
from models.units import Unit


def added(turn: Turn, message: Message, sent: Sent, focus: Focus) -> None:
    """A file after an appeal was sent: it supports it while it waits."""
    turn.me.require(Act.APPEAL)
    made = seen_appeal(turn, focus.subject_id or 0)
    if not adds(turn, made, turn.session.get_one(Unit, made.unit_id)):
        raise Refused(Reason.ALREADY_DECIDED)
    attach_file(turn.session, made, _file(turn, made, sent))
    say_once(turn, message, "evidence_added", made.id)


def _file(turn: Turn, made: Appeal, sent: Sent) -> AppealFile:
    return AppealFile(
        appeal_id=made.id or 0,
        unique_id=sent.unique_id[:80],
        file_id=sent.file_id[:250],
        photo=sent.photo,
        name=sent.name,
        added_at=turn.now,
    )


def said(scene: Scene, row: Outbox) -> View:
    """The appeal with its files."""
    card = appeal_card(scene, seen_appeal(scene, row.subject_id or 0))
    word = scene.tr("The file is attached to the appeal.")
    return View(lines(word, card.text), card.keys, card.asks)


def pressed(turn: Turn, press: EvidencePress) -> Shown:
    """Have each file sent as a new message."""
    found = files_of(turn.session, seen_appeal(turn, press.appeal))
    return send_again(turn, "evidence", [one.id for one in found])


def file_said(scene: Scene, row: Outbox) -> View:
    """One file with the number of its appeal."""
    one = scene.session.get(AppealFile, row.subject_id)
    if one is None:
        raise Refused(Reason.GONE)
    made = seen_appeal(scene, one.appeal_id)
    text = scene.tr("Evidence of appeal {n}", n=made.id)
    return View(text, paper=Paper(one.name, photo=one.photo, file_id=one.file_id))


ROUTES: tuple[Route, ...] = (on_press(EvidencePress, pressed),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "evidence_added": said,
    "evidence": file_said,
}
FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = {Topic.APPEAL_MADE: added}
