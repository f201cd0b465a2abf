"""The command menu of each chat, by post and language: what it holds, and keeping it up to date."""

import asyncio
import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import Bot, BotCommand, BotCommandScopeChat, BotCommandScopeDefault, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler

from handlers.context import Office
from handlers.hearing import Context, Route
from locales import LANGUAGES, N_, Translator, base, language_for
from models import menus
from models.authority import ALLOWED, STAFF, Act
from models.menus import Chat
from models.people.posts import Role

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between looks: posts also change by an import, which another process does."""

BETWEEN = 0.1
"""Seconds between two chats, so that nothing else waits when many menus change at once."""


@dataclass(frozen=True)
class Command:
    """One command of the menu: its name, what it is for, and whose posts it is for."""

    name: str
    words: str
    roles: frozenset[Role]


EVERYBODY = frozenset(Role)
COMMANDS: tuple[Command, ...] = (
    Command("start", N_("What waits for you"), EVERYBODY),
    Command("tasks", N_("This month's matters"), ALLOWED[Act.REPORT]),
    Command("report", N_("Answer for your matters"), ALLOWED[Act.REPORT]),
    Command("slips", N_("Slips and their answers"), ALLOWED[Act.READ_SLIP]),
    Command("brief", N_("What you answer for, at a glance"), ALLOWED[Act.READ_BRIEF]),
    Command("claim", N_("Matters you have claimed"), ALLOWED[Act.CLAIM]),
    Command("rank", N_("Scores and ranking of the month"), ALLOWED[Act.READ_STANDING]),
    Command("year", N_("Scores of the year"), ALLOWED[Act.READ_STANDING]),
    Command("office", N_("Everything the office does"), ALLOWED[Act.READ_BOARD]),
    Command("board", N_("The month at a glance"), ALLOWED[Act.READ_BOARD]),
    Command("approve", N_("Review what was handed in"), ALLOWED[Act.REVIEW]),
    Command("sign", N_("Slips to sign"), ALLOWED[Act.SIGN_SLIP]),
    Command("extensions", N_("Extensions to decide on"), ALLOWED[Act.DECIDE_SLIP]),
    Command("find", N_("Find a matter or a unit"), ALLOWED[Act.FIND]),
    Command("slip", N_("Write a slip"), ALLOWED[Act.WRITE_SLIP]),
    Command(
        "documents",
        N_("Superior documents and their steps"),
        ALLOWED[Act.READ_DOCUMENTS] | ALLOWED[Act.READ_DUTIES],
    ),
    Command("document", N_("Register a superior document"), ALLOWED[Act.REGISTER_DOCUMENT]),
    Command("appeals", N_("Appeals against scores"), ALLOWED[Act.DECIDE_APPEAL]),
    Command("publish", N_("Publish the month's scores"), ALLOWED[Act.PUBLISH]),
    Command("circular", N_("Write and send the month's circular"), ALLOWED[Act.WRITE_CIRCULAR]),
    Command("notice", N_("Write and send a notice"), ALLOWED[Act.WRITE_NOTICE]),
    Command(
        "noticegroups", N_("Groups of people and units for notices"), ALLOWED[Act.WRITE_NOTICE]
    ),
    Command("notices", N_("Notices sent and received"), EVERYBODY),
    Command("circulars", N_("Circulars that were issued"), ALLOWED[Act.READ_CIRCULAR]),
    Command("experience", N_("Experiences: write, review"), ALLOWED[Act.WRITE_EXPERIENCE] | STAFF),
    Command("series", N_("The month's series of experiences"), ALLOWED[Act.REVIEW_EXPERIENCE]),
    Command("selection", N_("The half-year's best experiences"), ALLOWED[Act.READ_EXPERIENCES]),
    Command("media", N_("Media reports"), ALLOWED[Act.READ_EXPERIENCES]),
    Command("experiences", N_("The archive of experiences"), ALLOWED[Act.READ_EXPERIENCES]),
    Command("nudge", N_("Remind those who owe"), ALLOWED[Act.NUDGE]),
    Command("paper", N_("Type in an answer that came on paper"), ALLOWED[Act.ENTER_PAPER]),
    Command("exceptions", N_("What needs a hand"), ALLOWED[Act.READ_EXCEPTIONS]),
    Command("invite", N_("Invite people to this chat"), ALLOWED[Act.INVITE]),
    Command("groups", N_("Group chats and notice boards"), ALLOWED[Act.BIND_GROUP]),
    Command("burden", N_("What is asked of the units"), ALLOWED[Act.READ_BURDEN]),
    Command("switch", N_("Stand at another level, or look at an office below"), EVERYBODY),
    Command("leave", N_("Enter leave, or come back"), EVERYBODY),
    Command("whoami", N_("Who you are here"), EVERYBODY),
    Command("language", N_("Choose the language"), EVERYBODY),
    Command("help", N_("What can be done here"), EVERYBODY),
)
"""Every command of the menu, in its order.

Those that want a number or words after them are not in it (/return, /grant, /appeal …): without
these they ask for them, or show what a command of the menu shows.
"""


def commands_for(roles: Iterable[Role]) -> Sequence[Command]:
    """The commands for somebody with these posts."""
    held = frozenset(roles)
    return [command for command in COMMANDS if command.roles & held]


def fingerprint(tr: Translator, commands: Sequence[Command]) -> str:
    """What a menu shows, in 64 characters; empty for no menu."""
    words = [f"{command.name} {tr.plain(command.words)}" for command in commands]
    return hashlib.sha256("\n".join(words).encode()).hexdigest() if words else ""


def and_menu(route: Route) -> Route:
    """The route, after which the menu of that person's chat is brought up to date at once."""

    def handler(office: Office) -> BaseHandler[Update, Context, None]:
        made = route.handler(office)
        first = made.callback

        async def both(update: Update, context: Context) -> None:
            await first(update, context)
            if update.effective_user:
                await refresh(office, context.bot, update.effective_user.id)

        made.callback = both
        return made

    return Route(handler, route.code)


async def keep(office: Office, bot: Bot) -> None:
    """Set the strangers' menu, then look after all others until cancelled."""
    await asyncio.sleep(EVERY / 10)  # the start has more urgent things to ask for
    await _set_for_strangers(office, bot)
    while True:
        await refresh(office, bot)
        await asyncio.sleep(EVERY)


async def refresh(office: Office, bot: Bot, only: int | None = None) -> None:
    """Set every menu that is not what it ought to be, or `only` that of one account.

    What Telegram refuses is tried again at the next look.
    """
    for chat in await asyncio.to_thread(_read, office, only):
        tr = office.translator(chat.language)
        commands = commands_for(chat.roles)
        wanted = fingerprint(tr, commands)
        if wanted == chat.shown:
            continue
        try:
            await _set(bot, chat, [_words(tr, command) for command in commands])
        except TelegramError as error:
            log.info("a menu could not be set: %s", error.message)
        else:
            await asyncio.to_thread(_remember, office, chat.telegram_id, wanted)
        await asyncio.sleep(0 if only else BETWEEN)


async def _set(bot: Bot, chat: Chat, commands: Sequence[BotCommand]) -> None:
    scope = BotCommandScopeChat(chat.telegram_id)
    if commands:
        await bot.set_my_commands(commands, scope)
    else:
        await bot.delete_my_commands(scope)


async def _set_for_strangers(office: Office, bot: Bot) -> None:
    # Telegram takes codes of two letters, so varieties of a language share one menu.
    for code in (None, *dict.fromkeys(map(base, LANGUAGES))):
        tr = office.translator(language_for(code, office.language))
        await bot.set_my_commands(
            [_words(tr, COMMANDS[0])], BotCommandScopeDefault(), language_code=code
        )


def _words(tr: Translator, command: Command) -> BotCommand:
    return BotCommand(command.name, tr.plain(command.words))


def _read(office: Office, only: int | None) -> list[Chat]:
    with office.store.reading() as session:
        return menus.chats(session, only)


def _remember(office: Office, telegram_id: int, shown: str) -> None:
    with office.store.transaction() as session:
        menus.remember(session, telegram_id, shown)
