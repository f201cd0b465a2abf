"""Asks the Bot API one thing by hand: for commands that need an answer and no running program."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.settings import Settings
from locales import N_

PATIENCE = 15.0
"""Seconds to wait for a connection, and again for an answer."""

REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (httpx.ProxyError, N_("the proxy refuses")),
    (ssl.SSLError, N_("the certificate is not trusted")),
    (socket.gaierror, N_("the name is not known")),
    (ConnectionRefusedError, N_("connection refused")),
    (httpx.TimeoutException, N_("no answer in time")),
    (httpx.InvalidURL, N_("the address cannot be used")),
)
_BROKEN = N_("the connection broke")


@dataclass(frozen=True)
class Reply:
    """What was answered: the HTTP status, the result, and what time it is there.

    `description` is the Bot API's own word on a refusal; None when no Bot API has answered.
    """

    status: int
    result: Any
    description: str | None
    date: datetime | None


class UnreachableError(Exception):
    """No answer came; `reason` is a sentence to be translated and never holds the token."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def ask(settings: Settings, method: str, **parameters: int) -> Reply:
    """Call a method. UnreachableError, or SettingsError without a token."""
    url = f"{settings.api_base_url}/bot{settings.token()}/{method}"
    try:
        with httpx.Client(
            proxy=settings.proxy.get_secret_value() or None, trust_env=False, timeout=PATIENCE
        ) as client:
            answer = client.get(url, params=parameters)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise UnreachableError(_reason(error)) from None
    body = _body(answer)
    said = str(body.get("description", "")) if "ok" in body else None
    return Reply(answer.status_code, body.get("result"), said, _date(answer))


def _reason(error: BaseException) -> str:
    """The most telling of the causes."""
    causes = list(_causes(error))
    known = (words for kind, words in REASONS if any(isinstance(one, kind) for one in causes))
    return next(known, _BROKEN)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _body(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _date(answer: httpx.Response) -> datetime | None:
    try:
        date = parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        return None
    return date if date.tzinfo else None
