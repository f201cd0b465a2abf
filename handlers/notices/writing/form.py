"""The pages of a draft: what it says, and everything that is to be said about its way."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.seen import own_draft
from handlers.notices.writing.buttons import (
    Asked,
    DiscardPress,
    DraftPress,
    DropPartPress,
    Place,
    PreviewPress,
    Term,
    TermPress,
)
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, clip, lines
from locales import N_
from models.focus import Topic
from models.notices.content import Content, FileKind, Part, captions, files, plain
from models.notices.drafting import discard, rewrite
from models.notices.notices import Notice, content_now, notice_id
from models.outbox import Outbox
from models.refusals import Reason, Refused

KINDS: Mapping[FileKind, str] = {
    FileKind.PHOTO: N_("photo"),
    FileKind.VIDEO: N_("video"),
    FileKind.ANIMATION: N_("animation"),
    FileKind.DOCUMENT: N_("file"),
    FileKind.AUDIO: N_("audio"),
    FileKind.VOICE: N_("voice message"),
}


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


def parts_page(scene: Scene, notice: Notice) -> View:
    """Every part in a line; whatever is sent now is one more."""
    tr, content = scene.tr, content_now(scene.session, notice)
    text = lines(
        tr("<b>What the notice says</b>"),
        *(_part_line(scene, n, part) for n, part in enumerate(content.parts, 1)),
        tr(
            "Send or forward the next part now: text, photos, files, video, voice or a poll. Then "
            "press Done, or send “done”."
        ),
        tr("The votes of all recipients are added up on the page of the notice.")
        if any(part.kind == "poll" for part in content.parts)
        else None,
    )
    done = Key(tr.plain("Done"), DraftPress(notice_id(notice), Place.FORM, 0))
    last = DropPartPress(notice_id(notice), len(content.parts))
    drop = Key(tr.plain("Take the last part off"), last)
    return View(text, [[done], [drop] if content.parts else []], asking(notice, Asked.PARTS))


def _part_line(scene: Scene, n: int, part: Part) -> Markup:
    tr = scene.tr
    if part.kind == "poll":
        return tr("{n}. poll: {text}", n=n, text=clip(part.question, 60))
    written = clip(" ".join(map(plain, captions(part))), 60)
    if part.kind == "text":
        return tr("{n}. {text}", n=n, text=written)
    what = ", ".join(_counted(scene, part))
    if written:
        return tr("{n}. {files}: {text}", n=n, files=what, text=written)
    return tr("{n}. {files}", n=n, files=what)


def _counted(scene: Scene, part: Part) -> Iterator[str]:
    found = files(part)
    for kind, word in KINDS.items():
        n = sum(one.shown is kind for one in found)
        if n == 1:
            yield scene.tr.plain(word)
        elif n:
            yield scene.tr.plain("{n} × {what}", n=n, what=scene.tr.plain(word))


def dropped(turn: Turn, press: DropPartPress) -> View:
    """Take the last part off, once: the button says how many there were."""
    notice = own_draft(turn, press.notice)
    parts = content_now(turn.session, notice).parts
    if len(parts) != press.parts or not parts:
        raise Refused(Reason.STALE_PREVIEW)
    rewrite(turn.session, notice, Content(parts=parts[:-1]), turn.me.id, turn.now)
    return parts_page(turn, notice)


def parts_current(turn: Turn, press: DropPartPress) -> View:
    """What it says now, when something was refused."""
    return parts_page(turn, own_draft(turn, press.notice))


def discarded(turn: Turn, press: DiscardPress) -> View | Shown:
    """Throw it away, after one more look."""
    notice, tr = own_draft(turn, press.notice), turn.tr
    if press.sure is Sure.ASK:
        yes = Key(tr.plain("Throw away"), DiscardPress(press.notice, Sure.YES))
        question = tr("Throw this notice away? Nobody has got it.")
        return View(lines(words.heading(turn, notice), question), [[yes, back_key(turn, notice)]])
    discard(turn.session, notice, turn.me.id, turn.now)
    return Shown(View(tr("Thrown away. /notice begins another.")), tr.plain("Done."))


def parts_said(scene: Scene, row: Outbox) -> View:
    """What it holds now, as a new message."""
    return parts_page(scene, own_draft(scene, row.subject_id or 0))


def thrown_said(scene: Scene, _row: Outbox) -> View:
    """That the draft is gone, after a text."""
    return View(scene.tr("Thrown away. /notice begins another."))


def form_said(scene: Scene, row: Outbox) -> View:
    """The draft, as a new message."""
    return form(scene, own_draft(scene, row.subject_id or 0))


def not_taken(scene: Scene, row: Outbox) -> View:
    """What can be a part of a notice, after something that can't."""
    notice = own_draft(scene, row.subject_id or 0)
    text = scene.tr(
        "This cannot go into a notice. Please send text, photos, files, video, audio, voice or a "
        "poll."
    )
    return View(text, [[back_key(scene, notice)]], asking(notice, Asked.PARTS))


ROUTES: tuple[Route, ...] = (
    on_press(DropPartPress, dropped, parts_current),
    on_press(DiscardPress, discarded),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_parts": parts_said,
    "notice_form": form_said,
    "notice_not_taken": not_taken,
    "notice_thrown": thrown_said,
}
