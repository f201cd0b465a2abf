"""Somebody blocks the bot or lets it in again, as Telegram tells it."""

import asyncio
from collections.abc import Callable, Mapping

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.ext import ChatMemberHandler

from handlers.context import Heard, Office, Scene, Turn, take_turn
from handlers.enrolment.waiting import todo
from handlers.hearing import Callback, Context, Route
from handlers.view import View, lines
from models.outbox import Outbox
from models.people.linking import let_in
from models.people.posts import by_telegram, mark_blocked

_OUT = frozenset({ChatMember.BANNED, ChatMember.LEFT})


def blocked(turn: Turn) -> None:
    """The bot is blocked: what is for the unit goes to the deputy from now on."""
    mark_blocked(turn.session, turn.user_id, turn.now)


def let_in_again(turn: Turn) -> None:
    """The bot may write again: what was held goes out. Somebody we do not know is told nothing."""
    person = by_telegram(turn.session, turn.user_id)
    if person is None or person.blocked_at is None:
        return
    let_in(turn.session, person, turn.now)
    if turn.actor:
        turn.say("welcome_back")


def welcome_back(scene: Scene, _row: Outbox) -> View | None:
    """One line, and what waits."""
    if scene.actor is None:
        return None
    greeting, waits = scene.tr("Welcome back. Messages reach you here again."), todo(scene)
    return View(lines(greeting, *waits.lines), waits.keys)


def _hearing(office: Office) -> Callback:
    async def heard(update: Update, _context: Context) -> None:
        change = update.my_chat_member
        if change and change.chat.type == "private":
            await asyncio.to_thread(_hear, office, update.update_id, change)

    return heard


def _hear(office: Office, update_id: int, change: ChatMemberUpdated) -> None:
    heard = Heard(update_id=update_id, user=change.from_user, chat_id=change.chat.id, message_id=0)
    step = blocked if change.new_chat_member.status in _OUT else let_in_again
    with office.store.transaction() as session:
        step(take_turn(office, session, heard))


ROUTES: tuple[Route, ...] = (
    Route(
        lambda office: ChatMemberHandler(_hearing(office), ChatMemberHandler.MY_CHAT_MEMBER),
    ),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"welcome_back": welcome_back}
