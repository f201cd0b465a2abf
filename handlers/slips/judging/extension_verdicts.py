"""同意延期, to the day asked for or another, and 不同意: the buttons on the card."""

from collections.abc import Mapping
from datetime import date

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import ExtensionPress
from handlers.slips.judging.extension_buttons import (
    CommonRefusal,
    GrantPress,
    OtherDayPress,
    RefusalPress,
    RefusePress,
)
from handlers.slips.judging.extension_cards import card, seen_request, waiting_request
from handlers.slips.judging.extensions import following
from handlers.view import Ask, Key, Shown, View, clip, lines
from locales import N_
from models.focus import Topic
from models.slips.extension_queue import Request
from models.slips.extension_verdicts import approve_extension, refuse_extension

REFUSALS: Mapping[CommonRefusal, str] = {
    CommonRefusal.REASON: N_("The reason does not show why the date cannot be kept."),
    CommonRefusal.FIRM: N_("The date was set from above and cannot be moved."),
    CommonRefusal.AGAIN: N_("The date was put off before. Please complete it as agreed."),
}

BUTTONS: Mapping[CommonRefusal, str] = {
    CommonRefusal.REASON: N_("Reason not enough"),
    CommonRefusal.FIRM: N_("Date set from above"),
    CommonRefusal.AGAIN: N_("Put off before"),
}


def granted(turn: Turn, press: GrantPress) -> Shown:
    """同意 to the day that was asked for; then the next request that waits."""
    one = waiting_request(turn, press.extension)
    grant(turn, one, one.asked.wanted_on)
    day = turn.tr.date(one.asked.wanted_on)
    toast = turn.tr.plain("Put off to {day}: {name}", day=day, name=_short(turn, one))
    return Shown(following(turn, one.asked), toast)


def other_day(turn: Turn, press: OtherDayPress) -> View:
    """同意, but to which other day?"""
    return _when(turn, waiting_request(turn, press.extension))


def why_not(turn: Turn, press: RefusePress) -> View:
    """不同意: why? A common reason by a tap, or any by text."""
    return why(turn, waiting_request(turn, press.extension))


def refused(turn: Turn, press: RefusalPress) -> Shown:
    """不同意 for a common reason; then the next request that waits."""
    one = waiting_request(turn, press.extension)
    refuse(turn, one, turn.tr.plain(REFUSALS[press.why]))
    toast = turn.tr.plain("Refused: {name}", name=_short(turn, one))
    return Shown(following(turn, one.asked), toast)


def current(turn: Turn, press: GrantPress | OtherDayPress | RefusePress | RefusalPress) -> View:
    """The request as it stands now, when something was refused."""
    return card(turn, seen_request(turn, press.extension))


def _short(scene: Scene, one: Request) -> str:
    return clip(words.name(scene.tr, one.slip), 60)


def grant(turn: Turn, one: Request, day: date) -> None:
    """Put the date off to a day."""
    approve_extension(turn.session, one.asked, day, turn.me.id, turn.now)


def refuse(turn: Turn, one: Request, reason: str) -> None:
    """Let the date stand."""
    refuse_extension(turn.session, one.asked, reason, turn.me.id, turn.now)


def _when(scene: Scene, one: Request) -> View:
    tr, number = scene.tr, one.asked.id or 0
    dates = {"before": tr.date(one.asked.before_on), "wanted": tr.date(one.asked.wanted_on)}
    text = lines(
        tr("<b>Another day for {name}</b>", name=words.name(tr, one.slip)),
        tr("Now {before}, asked for {wanted}.", **dates),
        tr("Please send the day as a message, such as 12-15."),
    )
    back = Key(tr.plain("Back"), ExtensionPress(number))
    return View(text, [[back]], Ask(Topic.EXTENSION_APPROVE, number))


def why(scene: Scene, one: Request) -> View:
    """The question for a reason."""
    tr, number = scene.tr, one.asked.id or 0
    text = lines(
        tr("<b>Refuse the extension of {name}</b>", name=words.name(tr, one.slip)),
        tr("Please choose a reason, or send one as a message."),
        tr("The date {day} then stands.", day=tr.date(one.asked.before_on)),
    )
    reasons = [
        Key(tr.plain(label), RefusalPress(number, reason)) for reason, label in BUTTONS.items()
    ]
    back = Key(tr.plain("Back"), ExtensionPress(number))
    return View(text, [reasons[:2], reasons[2:], [back]], Ask(Topic.EXTENSION_REFUSE, number))


ROUTES: tuple[Route, ...] = (
    on_press(GrantPress, granted, current),
    on_press(OtherDayPress, other_day, current),
    on_press(RefusePress, why_not, current),
    on_press(RefusalPress, refused, current),
)
