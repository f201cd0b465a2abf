"""What a draft says, part by part: each message that is sent there is one more."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices.seen import own_draft
from handlers.notices.writing.buttons import Asked, DraftPress, DropPartPress, Place
from handlers.notices.writing.form import asking, back_key
from handlers.pressing import on_press
from handlers.view import Key, View, clip, lines
from locales import N_
from models.notices.content import Content, FileKind, Part, captions, files, plain
from models.notices.drafting import rewrite
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


def page(scene: Scene, notice: Notice) -> View:
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
    return page(turn, notice)


def current(turn: Turn, press: DropPartPress) -> View:
    """What it says now, when something was refused."""
    return page(turn, own_draft(turn, press.notice))


def said(scene: Scene, row: Outbox) -> View:
    """What it holds now, as a new message."""
    return page(scene, own_draft(scene, row.subject_id or 0))


def not_taken(scene: Scene, row: Outbox) -> View:
    """What can be a part of a notice, after something that can't."""
    notice = own_draft(scene, row.subject_id or 0)
    text = scene.tr(
        "This cannot go into a notice. Please send text, photos, files, video, audio, voice or a "
        "poll."
    )
    return View(text, [[back_key(scene, notice)]], asking(notice, Asked.PARTS))


ROUTES: tuple[Route, ...] = (on_press(DropPartPress, dropped, current),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_parts": said,
    "notice_not_taken": not_taken,
}
