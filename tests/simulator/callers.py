"""Bots in the test's own process that call the Bot API through python-telegram-bot."""

import ssl

from telegram import Bot
from telegram.request import HTTPXRequest

from tests.waiting import PATIENCE

TOKEN = "700001:simulated-secret"


def caller(url: str, read_timeout: float = PATIENCE) -> Bot:
    """A Bot without certificates, which would take most of a test to load."""
    settings = {"verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), "trust_env": False}
    others = (PATIENCE, PATIENCE, PATIENCE)  # to write, to connect, to have a connection free
    return Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=HTTPXRequest(16, read_timeout, *others, httpx_kwargs=settings),
        get_updates_request=HTTPXRequest(1, PATIENCE, *others, httpx_kwargs=settings),
    )
