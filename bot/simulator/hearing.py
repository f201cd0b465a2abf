"""Which messages a bot is given, as one that keeps privacy mode on."""

from bot.simulator.messages import Message
from bot.simulator.world import World


def hears(world: World, message: Message) -> bool:
    """Whether the bot, which keeps privacy mode on, is given a person's message."""
    chat = message.chat
    if chat.kind == "private" or chat.bot_status == "administrator":
        return True
    if chat.bot_status != "member":
        return False
    if message.reply_to is not None and message.reply_to.by_bot:
        return True
    username = world.bot.username.lower()
    text = message.content.get("text") or message.content.get("caption") or ""
    first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    if first.startswith("/"):
        return "@" not in first or first.endswith(f"@{username}")
    return f"@{username}" in text.lower()
