"""Other words for what a colleague has let go out: brought to the colleagues, and let go by one."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.notices import words
from handlers.notices.arriving import messages
from handlers.notices.buttons import ApproveNoticePress, NewWordsPress
from handlers.notices.seen import own_notice, writes
from handlers.view import Key, View, lines
from models.notices.content import Content
from models.notices.notices import Notice, NoticeText, notice_id
from models.notices.proposing import let_change, propose, proposed
from models.notices.seals import words_seal
from models.outbox import Outbox
from models.people.posts import Person
from models.refusals import Reason, Refused


def ask_for(turn: Turn, notice: Notice, content: Content) -> None:
    """Lay them before the colleagues; the page says that they wait."""
    propose(turn.session, notice, content, turn.me.id, turn.now)
    turn.say("notice_page", notice_id(notice))


def let_go(turn: Turn, notice: Notice, sealed: int | None = None) -> None:
    """Let it say so from now on; Refused(STALE_PREVIEW) when others were looked at."""
    found = proposed(turn.session, notice)
    if found and sealed not in {None, words_seal(found)}:
        raise Refused(Reason.STALE_PREVIEW)
    let_change(turn.session, notice, turn.me.id, turn.now)


def bring(turn: Turn, notice: Notice) -> None:
    """Have them sent once more, with the card; Refused(ALREADY_DECIDED), Refused(OWN_NOTICE)."""
    found = proposed(turn.session, notice)
    if found is None:
        raise Refused(Reason.ALREADY_DECIDED)
    if found.written_by == turn.me.id:
        raise Refused(Reason.OWN_NOTICE)
    turn.say("notice_words", notice_id(notice))


def keys(scene: Scene, notice: Notice) -> list[Key]:
    """What has them sent, for the page of whoever may let them go."""
    found = proposed(scene.session, notice)
    if found is None or found.written_by == scene.me.id or not writes(scene, notice):
        return []
    return [Key(scene.tr.plain("Look at the new words"), NewWordsPress(notice_id(notice)))]


def line(scene: Scene, notice: Notice) -> Markup | None:
    """That other words wait, for the page; None when none do."""
    found = proposed(scene.session, notice)
    if found is None:
        return None
    return scene.tr(
        "{name} wants other words: “{text}”. A colleague has to look at them first.",
        name=_writer(scene, found),
        text=found.read().title(200),
    )


def _writer(scene: Scene, found: NoticeText) -> str:
    return scene.session.get_one(Person, found.written_by).name


def brought(scene: Scene, row: Outbox) -> View | None:
    """To a colleague: the notice as it would read, then the card; None once it is decided."""
    notice = own_notice(scene, row.subject_id or 0)
    found = proposed(scene.session, notice)
    if found is None or found.written_by == scene.me.id:
        return None
    shown = messages(scene, notice, found.read(), None)
    if row.step < len(shown):
        return replace(shown[row.step], more=True)
    return _card(scene, notice, found)


def _card(scene: Scene, notice: Notice, found: NoticeText) -> View:
    tr, name = scene.tr, _writer(scene, found)
    text = lines(
        words.heading(scene, notice),
        tr("{name} wants it to read as above from now on, at everybody who has it.", name=name),
    )
    go = ApproveNoticePress(notice_id(notice), words_seal(found))
    return View(text, [[Key(tr.plain("Let it go out"), go), words.back(scene, notice)]])


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "notice_words_to_approve": brought,
    "notice_words": brought,
}
