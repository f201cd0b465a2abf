"""What a bot does that sends a thousand messages through python-telegram-bot's own rate limiter.

`python -m tests.proofs.hasty_bot FIRST_CHAT COUNT`, with the program's settings in the environment.
"""

import asyncio
import os
import sys

from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest


async def send(first: int, count: int) -> int:
    """Send a message to every chat; how many were refused for good."""
    bot: ExtBot[int] = ExtBot(
        os.environ["LIAISON_BOT_TOKEN"],
        base_url=os.environ["LIAISON_API_BASE_URL"] + "/bot",
        request=HTTPXRequest(connection_pool_size=24, pool_timeout=300),
        rate_limiter=AIORateLimiter(overall_max_rate=30, overall_time_period=1),
    )
    async with bot:
        return sum(await asyncio.gather(*(_one(bot, first + n) for n in range(count))))


async def _one(bot: ExtBot[int], chat: int) -> bool:
    try:
        await bot.send_message(chat, "prompt")
    except TelegramError:
        return True
    return False


if __name__ == "__main__":
    sys.stdout.write(f"{asyncio.run(send(int(sys.argv[1]), int(sys.argv[2])))}\n")
