"""再发 and 重试: what the office can do about one message or update on the exception list."""

from handlers.context import Scene, Turn
from handlers.exceptions.buttons import (
    DismissPress,
    MessagePress,
    PutAwayPress,
    ResendPress,
    RetryPress,
    Trouble,
    TroublePress,
    UpdatePress,
)
from handlers.exceptions.list import listed
from handlers.exceptions.words import STATES, kind_words, reason_words, update_row, whom
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, clip, lines
from models.authority import Act
from models.exceptions import (
    UNDELIVERED,
    Undelivered,
    dismiss,
    put_away,
    resend,
    retry,
    stuck_updates,
    undelivered_one,
    update_kind,
)
from models.inbox import Inbox
from models.outbox import Sending
from models.refusals import Reason, Refused


def message_page(turn: Turn, press: MessagePress | ResendPress) -> View:
    """One message: what, to whom, since when, why."""
    one = _message(turn, press.row)
    tr, row = turn.tr, one.row
    text = lines(
        tr("<b>{what}</b>", what=kind_words(tr, row.kind)),
        tr("To {whom}", whom=whom(tr, one)),
        tr(
            "{state}, queued {when}",
            state=tr.plain(STATES[row.state]),
            when=tr.moment(row.created_at),
        ),
        reason_words(tr, row.reason) if row.reason else None,
    )
    keys = [
        Key(tr.plain("Send again"), ResendPress(press.row, Sure.ASK)),
        Key(tr.plain("Take off the list"), DismissPress(press.row)),
    ]
    return View(text, [keys, [_back(turn, Trouble.UNDELIVERED)]])


def _message(scene: Scene, row: int) -> Undelivered:
    """A message of one's own part of the tree; Refused(ALREADY_DECIDED) if it is off the list."""
    found = undelivered_one(scene.session, row, scene.me.scope(Act.RESEND))
    if found is None:
        raise Refused(Reason.NOT_ALLOWED)
    if found.row.state not in UNDELIVERED:
        raise Refused(Reason.ALREADY_DECIDED)
    return found


def _back(scene: Scene, what: Trouble) -> Key:
    return Key(scene.tr.plain("Back"), TroublePress(what, 0))


def sent_again(turn: Turn, press: ResendPress) -> View | Shown:
    """Queue it again; where it may have arrived, only after a second look."""
    one = _message(turn, press.row)
    if one.row.state is Sending.UNKNOWN and press.sure is Sure.ASK:
        sure = Key(turn.tr.plain("Send again"), ResendPress(press.row, Sure.YES))
        text = turn.tr("It may have arrived already. Sent again, it may stand there twice.")
        return View(text, [[sure, Key(turn.tr.plain("Back"), MessagePress(press.row))]])
    part = turn.me.scope(Act.RESEND)
    resend(turn.session, press.row, part, turn.me.id, turn.now)
    return Shown(_messages(turn), turn.tr.plain("It goes out again."))


def dismissed(turn: Turn, press: DismissPress) -> Shown:
    """Take it off the list."""
    _message(turn, press.row)
    part = turn.me.scope(Act.RESEND)
    dismiss(turn.session, press.row, part, turn.me.id, turn.now)
    return Shown(_messages(turn), turn.tr.plain("Done."))


def _messages(turn: Turn) -> View:
    return listed(turn, TroublePress(Trouble.UNDELIVERED, 0))


def messages_now(turn: Turn, _press: MessagePress | ResendPress | DismissPress) -> View:
    """The list as it is now, when one was decided meanwhile."""
    return _messages(turn)


def update_page(turn: Turn, press: UpdatePress) -> View:
    """One update: its kind, when it came, and the place of the error; never its content."""
    one = _update(turn, press.number)
    tr = turn.tr
    text = lines(
        update_row(tr, one),
        tr("Kind: <code>{kind}</code>", kind=clip(update_kind(one) or "?", 40)),
        tr("<code>{reason}</code>", reason=clip(one.error, 300)) if one.error else None,
    )
    keys = [
        Key(tr.plain("Try again"), RetryPress(press.number)),
        Key(tr.plain("Take off the list"), PutAwayPress(press.number)),
    ]
    return View(text, [keys, [_back(turn, Trouble.UPDATES)]])


def _update(scene: Scene, number: int) -> Inbox:
    """An update on the list; only the whole's office has one. Refused(ALREADY_DECIDED) if off."""
    part = scene.me.scope(Act.RESEND)
    if not part.is_whole:
        raise Refused(Reason.NOT_ALLOWED)
    for one in stuck_updates(scene.session, part):
        if one.update_id == number:
            return one
    raise Refused(Reason.ALREADY_DECIDED)


def tried_again(turn: Turn, press: RetryPress) -> Shown:
    """Have it handled once more."""
    _update(turn, press.number)
    part = turn.me.scope(Act.RESEND)
    retry(turn.session, press.number, part, turn.me.id, turn.now)
    return Shown(_updates(turn), turn.tr.plain("It is tried again."))


def put_aside(turn: Turn, press: PutAwayPress) -> Shown:
    """Take it off the list."""
    _update(turn, press.number)
    part = turn.me.scope(Act.RESEND)
    put_away(turn.session, press.number, part, turn.me.id, turn.now)
    return Shown(_updates(turn), turn.tr.plain("Done."))


def _updates(turn: Turn) -> View:
    return listed(turn, TroublePress(Trouble.UPDATES, 0))


def updates_now(turn: Turn, _press: UpdatePress | RetryPress | PutAwayPress) -> View:
    """The list as it is now, when one was decided meanwhile."""
    return _updates(turn)


ROUTES: tuple[Route, ...] = (
    on_press(MessagePress, message_page, messages_now),
    on_press(ResendPress, sent_again, messages_now),
    on_press(DismissPress, dismissed, messages_now),
    on_press(UpdatePress, update_page, updates_now),
    on_press(RetryPress, tried_again, updates_now),
    on_press(PutAwayPress, put_aside, updates_now),
)
