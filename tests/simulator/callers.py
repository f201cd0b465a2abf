"""Bots in the test's own process that call the Bot API through python-telegram-bot."""

import ssl

from telegram import Bot
from telegram.request import HTTPXRequest

TOKEN = "700001:simulated-secret"


def caller(url: str, read_timeout: float = 5.0) -> Bot:
    """A Bot without certificates, which would take most of a test to load."""
    settings = {"verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), "trust_env": False}
    return Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=HTTPXRequest(16, read_timeout=read_timeout, httpx_kwargs=settings),
        get_updates_request=HTTPXRequest(httpx_kwargs=settings),
    )
