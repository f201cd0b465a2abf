"""The bot's side of the Bot API: connections, defaults, and updates as they came in."""

from typing import Any, cast

import httpx
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import Defaults, ExtBot

from bot.calls import Calls
from bot.limiter import Limiter
from bot.lines import Lines
from bot.pacing import Turn
from bot.settings import Settings

CONNECTIONS = 24
"""To the Bot API at once."""

TIMEOUTS = httpx.Timeout(connect=10.0, read=20.0, write=20.0, pool=30.0)
POLL_SECONDS = 25
"""How long a request for updates may stay open when there are none."""

HEARD = (
    *("message", "edited_message", "callback_query", "my_chat_member"),
    *("poll", "poll_answer"),
)
"""The kinds of update that Telegram should send us."""


class TelegramBot(ExtBot[Turn]):
    """A bot that hands updates out raw, so that they can be kept before they are parsed.

    python-telegram-bot parses a whole batch at once, and one update it cannot read would block
    all others for good. `_post` is private there: the version is pinned and a test watches it.
    """

    async def fetch_updates(self, offset: int) -> list[dict[str, Any]]:
        """Updates from `offset` on as Telegram sent them; waits up to POLL_SECONDS for one.

        Asking with a higher offset tells Telegram to forget all before it. Raises TelegramError.
        """
        data = {"timeout": POLL_SECONDS, "offset": offset, "allowed_updates": HEARD}
        raw = await self._post("getUpdates", data, read_timeout=POLL_SECONDS + 20.0)
        return cast("list[dict[str, Any]]", raw)

    async def _post(self, endpoint: str, *args: Any, **kwargs: Any) -> Any:
        """Do not parse a message that we have just edited: we know it, and it costs a millisecond.

        `True` is what Telegram itself answers to some edits, so every caller expects it.
        """
        answer = await super()._post(endpoint, *args, **kwargs)
        return True if endpoint.startswith("edit") else answer


def make_bot(settings: Settings, limiter: Limiter) -> TelegramBot:
    """The bot of these settings: server, proxy, connections; HTML without link previews."""
    return TelegramBot(
        token=settings.token(),
        base_url=f"{settings.api_base_url}/bot",
        base_file_url=f"{settings.file_url}/bot",
        request=_connections(settings, CONNECTIONS),
        get_updates_request=_connections(settings, 1),
        defaults=Defaults(
            parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        rate_limiter=limiter,
    )


def _connections(settings: Settings, most: int) -> Calls:
    # Proxies come from our setting only: what else stands in the environment is not ours.
    proxy = settings.proxy.get_secret_value() or None
    return Calls(Lines(most, proxy), TIMEOUTS)
