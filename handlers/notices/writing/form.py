"""A draft as a whole: everything that is to be said about its way, and throwing it away."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.seen import own_draft
from handlers.notices.writing.buttons import (
    Asked,
    DiscardPress,
    DraftPress,
    Place,
    PreviewPress,
    Term,
    TermPress,
)
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, lines
from models.focus import Topic
from models.notices.drafting import discard
from models.notices.notices import Notice, content_now, notice_id
from models.outbox import Outbox


def asking(notice: Notice, asked: Asked) -> Ask:
    """What a message at a page of the draft is taken for."""
    return Ask(Topic.NOTICE, notice_id(notice), asked)


def form(scene: Scene, notice: Notice) -> View:
    """The whole draft at a glance, with a key for each step."""
    tr, number = scene.tr, notice_id(notice)
    text = lines(
        words.heading(scene, notice),
        tr("Sent back: {reason}", reason=notice.reason) if notice.reason else None,
        tr("For: {whom}", whom=words.whom(scene, notice)),
        words.when(scene, notice),
        *words.asks(scene, notice),
        _next(scene, notice),
        tr(
            "Everything can be typed, too: to, at, urgent, confirm, reply, preview, send, throw "
            "away."
        ),
    )
    return View(text, _keys(scene, notice, number), asking(notice, Asked.FORM))


def _next(scene: Scene, notice: Notice) -> Markup:
    tr = scene.tr
    if not content_now(scene.session, notice).parts:
        return tr("Next: send the text and files.")
    if notice.whom.empty:
        return tr("Next: choose whom it is for.")
    return tr("Nothing is missing. Please look at the preview.")


def _keys(scene: Scene, notice: Notice, number: int) -> list[list[Key]]:
    tr, n = scene.tr, len(content_now(scene.session, notice).parts)
    urgent = tr.plain("Not urgent") if notice.urgent else tr.plain("Urgent")
    reply = tr.plain("No reply wanted") if notice.reply else tr.plain("Reply wanted")
    return [
        [
            Key(tr.plain("Text and files {n}", n=n), DraftPress(number, Place.PARTS, 0)),
            Key(tr.plain("For whom"), DraftPress(number, Place.WHOM, 0)),
        ],
        [
            Key(tr.plain("When"), DraftPress(number, Place.WHEN, 0)),
            Key(urgent, TermPress(number, Term.URGENT)),
        ],
        [
            Key(tr.plain("Confirmation"), DraftPress(number, Place.BY, 0)),
            Key(reply, TermPress(number, Term.REPLY)),
        ],
        [
            Key(tr.plain("Preview"), PreviewPress(number)),
            Key(tr.plain("Throw away"), DiscardPress(number, Sure.ASK)),
        ],
    ]


def back_key(scene: Scene, notice: Notice) -> Key:
    """Back to the draft as a whole."""
    return Key(scene.tr.plain("Back to the notice"), DraftPress(notice_id(notice), Place.FORM, 0))


def discarded(turn: Turn, press: DiscardPress) -> View | Shown:
    """Throw it away, after one more look."""
    notice, tr = own_draft(turn, press.notice), turn.tr
    if press.sure is Sure.ASK:
        yes = Key(tr.plain("Throw away"), DiscardPress(press.notice, Sure.YES))
        question = tr("Throw this notice away? Nobody has got it.")
        return View(lines(words.heading(turn, notice), question), [[yes, back_key(turn, notice)]])
    discard(turn.session, notice, turn.me.id, turn.now)
    return Shown(View(tr("Thrown away. /notice begins another.")), tr.plain("Done."))


def thrown_said(scene: Scene, _row: Outbox) -> View:
    """That the draft is gone, after a text."""
    return View(scene.tr("Thrown away. /notice begins another."))


def form_said(scene: Scene, row: Outbox) -> View:
    """The draft, as a new message."""
    return form(scene, own_draft(scene, row.subject_id or 0))


ROUTES: tuple[Route, ...] = (on_press(DiscardPress, discarded),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_form": form_said,
    "notice_thrown": thrown_said,
}
