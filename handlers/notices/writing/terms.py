"""When a draft goes out, whether it is urgent, and what its readers are asked to do."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.seen import own_draft
from handlers.notices.writing.buttons import Asked, DraftPress, Place, Term, TermPress
from handlers.notices.writing.form import asking, back_key, form
from handlers.notices.writing.parts import page as parts_page
from handlers.notices.writing.whom import listed
from handlers.notices.writing.whom import page as whom_page
from handlers.pressing import on_press
from handlers.view import Key, View, lines
from models.notices.drafting import MORNING, Terms, settle_terms
from models.notices.notices import Notice, When, notice_id
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word
from models.understanding.moments import read_moment

EVENING = time(18, 0)
"""Until when a day lasts for an office that keeps no hours."""

NOW_WORDS = frozenset({"now", "at once", "现在", "立即", "马上"})
MORNING_WORDS = frozenset({"morning", "next morning", "次日早上", "下一工作日", "明早"})
YES_WORDS = frozenset({"", "yes", "是", "要"})
NO_WORDS = frozenset({"no", "none", "否", "不要", "不需要", "无需确认"})


def terms_of(notice: Notice) -> Terms:
    """What has been settled so far."""
    return Terms(
        urgent=notice.urgent,
        when=notice.when,
        at=notice.due_at,
        confirm=notice.confirm,
        confirm_by=notice.confirm_by,
        reply=notice.reply,
    )


def change(turn: Turn, notice: Notice, **what: Any) -> None:
    """Settle something else, the rest stays; refused as `settle_terms`."""
    settle_terms(turn.session, notice, replace(terms_of(notice), **what), turn.now)


def when_page(scene: Scene, notice: Notice) -> View:
    """When is it to go out?"""
    tr, number = scene.tr, notice_id(notice)
    text = lines(
        tr("<b>When is it to go out?</b>"),
        words.when(scene, notice),
        tr("Press a key, or send a time such as “tomorrow 9:00” or 2026-12-31 09:00."),
        tr("Outside working hours it waits until the office opens."),
    )
    keys = [
        Key(tr.plain("At once"), TermPress(number, Term.NOW)),
        Key(tr.plain("Next working morning"), TermPress(number, Term.MORNING)),
    ]
    return View(text, [keys, [back_key(scene, notice)]], asking(notice, Asked.WHEN))


def by_page(scene: Scene, notice: Notice) -> View:
    """Is it to be confirmed, and by when?"""
    tr, number = scene.tr, notice_id(notice)
    text = lines(
        tr("<b>Is it to be confirmed?</b>"),
        *words.asks(scene, notice),
        tr("Each reader presses “I have received it”; nobody can know who has read it."),
        tr("Press a key, or send the day or time by which to confirm."),
    )
    keys = [
        Key(tr.plain("To be confirmed"), TermPress(number, Term.CONFIRM)),
        Key(tr.plain("Not to be confirmed"), TermPress(number, Term.NO_CONFIRMING)),
    ]
    return View(text, [keys, [back_key(scene, notice)]], asking(notice, Asked.BY))


def shown(turn: Turn, press: DraftPress) -> View:
    """A page of a draft."""
    notice = own_draft(turn, press.notice)
    pages: Mapping[Place, Callable[[Scene, Notice], View]] = {
        Place.FORM: form,
        Place.PARTS: parts_page,
        Place.WHOM: whom_page,
        Place.WHEN: when_page,
        Place.BY: by_page,
    }
    if press.place in pages:
        return pages[press.place](turn, notice)
    return listed(turn, notice, press.place, press.page)


def set_by_tap(turn: Turn, press: TermPress) -> View:
    """One tap settles one thing."""
    notice = own_draft(turn, press.notice)
    changes: Mapping[Term, dict[str, Any]] = {
        Term.URGENT: {"urgent": not notice.urgent},
        Term.NOW: {"when": When.NOW, "at": None},
        Term.MORNING: {"when": When.NEXT_MORNING, "at": None},
        Term.CONFIRM: {"confirm": True, "confirm_by": None},
        Term.NO_CONFIRMING: {"confirm": False, "confirm_by": None},
        Term.REPLY: {"reply": not notice.reply},
    }
    change(turn, notice, **changes[press.term])
    return form(turn, notice)


def when_heard(turn: Turn, notice: Notice, text: str) -> None:
    """When it goes out, as it was typed; Refused(MOMENT_UNCLEAR)."""
    word = plain_word(text)
    if word in NOW_WORDS:
        change(turn, notice, when=When.NOW, at=None)
    elif word in MORNING_WORDS:
        change(turn, notice, when=When.NEXT_MORNING, at=None)
    else:
        opens = turn.at(notice.office_id).office.calendar.opens
        change(turn, notice, when=When.AT, at=_moment(turn, notice, text, opens or MORNING))
    turn.say("notice_form", notice_id(notice))


def by_heard(turn: Turn, notice: Notice, text: str) -> None:
    """Whether it is to be confirmed and by when, as it was typed; Refused(MOMENT_UNCLEAR)."""
    word = plain_word(text)
    if word in NO_WORDS:
        change(turn, notice, confirm=False, confirm_by=None)
    elif word in YES_WORDS:
        change(turn, notice, confirm=True, confirm_by=None)
    else:
        closes = turn.at(notice.office_id).office.calendar.closes
        by = _moment(turn, notice, text.removeprefix("by "), closes or EVENING)
        change(turn, notice, confirm=True, confirm_by=by)
    turn.say("notice_form", notice_id(notice))


def _moment(turn: Turn, notice: Notice, text: str, usual: time) -> datetime:
    calendar = turn.at(notice.office_id).office.calendar
    local = turn.now.astimezone(calendar.zone).replace(tzinfo=None)
    meant = read_moment(text, local, usual)
    if meant is None:
        raise Refused(Reason.MOMENT_UNCLEAR)
    return calendar.at(meant.date(), meant.time())


def current(turn: Turn, press: TermPress) -> View:
    """The draft as it is, when something was refused."""
    return form(turn, own_draft(turn, press.notice))


ROUTES: tuple[Route, ...] = (
    on_press(DraftPress, shown),
    on_press(TermPress, set_by_tap, current),
)
