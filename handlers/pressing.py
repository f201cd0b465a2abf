"""How a press becomes one step in one transaction, and the pressed message what holds now."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError
from telegram import CallbackQuery, InputFile, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from handlers.buttons import BadPressError, Press
from handlers.context import Heard, Office, Turn, take_turn
from handlers.hearing import Callback, Context, Route
from handlers.refusals import sentence
from handlers.view import Shown, View
from locales import language_for
from models import focus
from models.refusals import Reason, Refused

log = logging.getLogger(__name__)

P = TypeVar("P", bound=Press)
PressStep = Callable[[Turn, P], View | Shown]


def on_press(
    kind: type[P], step: PressStep[P], current: Callable[[Turn, P], View] | None = None
) -> Route:
    """A button. When the step is refused, the reason pops up and `current` shows what holds now."""
    return Route(
        lambda office: CallbackQueryHandler(_pressing(office, kind, step, current)), kind.code
    )


def on_board_press(kind: type[P], step: PressStep[P]) -> Route:
    """A button in a group chat, which all its members see: its step answers with a word alone."""
    return Route(
        lambda office: CallbackQueryHandler(_pressing(office, kind, step, None, _in_group)),
        kind.code,
    )


def unknown_press() -> Route:
    """Callback data that no route knows: forged, or a button of an older version."""

    def pressing(office: Office) -> Callback:
        async def pressed(update: Update, _context: Context) -> None:
            heard = _heard(update) or _in_group(update)
            if heard and update.callback_query:
                gone = Refused(Reason.GONE)
                await show(
                    update.callback_query, await asyncio.to_thread(_word, office, heard, gone)
                )

        return pressed

    return Route(lambda office: CallbackQueryHandler(pressing(office)))


def _pressing(
    office: Office,
    kind: type[P],
    step: PressStep[P],
    current: Callable[[Turn, P], View] | None,
    place: Callable[[Update], Heard | None] | None = None,
) -> Callback:
    async def pressed(update: Update, _context: Context) -> None:
        heard, query = (place or _heard)(update), update.callback_query
        if heard and query:
            try:
                shown = await asyncio.to_thread(_press, office, kind, step, current, heard)
            except Exception:
                # Or the button turns for minutes.
                await _answer(query, await asyncio.to_thread(_sorry, office, heard))
                raise
            await show(query, shown)

    return pressed


def _sorry(office: Office, heard: Heard) -> Shown:
    """That it went wrong; in the client's language when it is the database that is away."""
    try:
        with office.store.reading() as session:
            tr = take_turn(office, session, heard).tr
    except SQLAlchemyError:
        tr = office.translator(language_for(heard.user.language_code, office.language))
    word = tr.plain("This could not be done just now. It is kept on the reform office's list.")
    return Shown(toast=word, alert=True)


def _heard(update: Update) -> Heard | None:
    return _pressed_in(update, "private")


def _in_group(update: Update) -> Heard | None:
    return _pressed_in(update, "group", "supergroup")


def _pressed_in(update: Update, *chats: str) -> Heard | None:
    query = update.callback_query
    if query is None or query.message is None or query.message.chat.type not in chats:
        return None
    return Heard(
        update_id=update.update_id,
        user=query.from_user,
        chat_id=query.message.chat.id,
        message_id=query.message.message_id,
        text=query.data or "",
    )


def _press(
    office: Office,
    kind: type[P],
    step: PressStep[P],
    current: Callable[[Turn, P], View] | None,
    heard: Heard,
) -> Shown:
    try:
        press = kind.unpack(heard.text)
        return _in_transaction(office, heard, lambda turn: step(turn, press))
    except BadPressError:
        return _word(office, heard, Refused(Reason.GONE))
    except Refused as refused:
        word = _word(office, heard, refused)
        if current is None or refused.reason is Reason.NOT_ALLOWED:
            return word
        return Shown(_view_now(office, heard, kind, current), word.toast, alert=True)


def _in_transaction(office: Office, heard: Heard, act: Callable[[Turn], View | Shown]) -> Shown:
    with office.store.repeatable() as session:
        turn = take_turn(office, session, heard)
        answer = act(turn)
        shown = answer if isinstance(answer, Shown) else Shown(answer)
        remember(turn, shown.view)
        return shown


def remember(turn: Turn, view: View | None) -> None:
    """Keep what the pressed message asks now, in the transaction of the press."""
    if view is None:
        return
    if view.asks is None:
        focus.forget(turn.session, turn.chat_id, turn.message_id)
        return
    focus.ask(
        turn.session,
        turn.me.id,
        turn.chat_id,
        turn.message_id,
        view.asks.topic,
        view.asks.subject_id,
        turn.now,
        view.asks.aside,
    )


def _word(office: Office, heard: Heard, refused: Refused) -> Shown:
    with office.store.reading() as session:
        turn = take_turn(office, session, heard)
        return Shown(toast=sentence(turn.tr, refused.reason, refused.facts), alert=True)


def _view_now(
    office: Office, heard: Heard, kind: type[P], current: Callable[[Turn, P], View]
) -> View | None:
    try:
        return _in_transaction(
            office, heard, lambda turn: current(turn, kind.unpack(heard.text))
        ).view
    except Refused:
        return None


async def show(query: CallbackQuery, shown: Shown) -> None:
    """Answer the press and edit its message; harmless twice, and when the press is too old."""
    await asyncio.gather(_edit(query, shown.view), _answer(query, shown))
    for view in shown.handed:
        await _hand_over(query, view)


async def _hand_over(query: CallbackQuery, view: View) -> None:
    if not isinstance(query.message, Message) or view.paper is None:
        return
    paper = InputFile(view.paper.content, filename=view.paper.name)
    reply = query.message.reply_photo if view.paper.photo else query.message.reply_document
    await reply(paper, caption=view.html(), reply_markup=view.markup(), parse_mode=ParseMode.HTML)


async def _edit(query: CallbackQuery, view: View | None) -> None:
    if view is None:
        return
    change = query.edit_message_caption if view.media else query.edit_message_text
    try:
        await change(view.html(), parse_mode=ParseMode.HTML, reply_markup=view.markup())
    except BadRequest as error:
        if "not modified" not in error.message:
            log.warning("a pressed message could not be edited: %s", error.message)


async def _answer(query: CallbackQuery, shown: Shown) -> None:
    try:
        await query.answer(shown.toast[:200] or None, show_alert=shown.alert)
    except BadRequest as error:
        log.info("a press was too old to answer: %s", error.message)
