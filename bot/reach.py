"""Asks the Bot API one thing by hand: for commands that need an answer and no running program."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.settings import Settings

PATIENCE = 15.0


@dataclass(frozen=True)
class Reply:
    """What the Bot API said: the HTTP status, the result, and what time it is there."""

    status: int
    result: Any
    date: datetime | None


class UnreachableError(Exception):
    """No answer came; `reason` says why and never holds the token."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def ask(settings: Settings, method: str) -> Reply:
    """Call a method without parameters. UnreachableError, or SettingsError without a token."""
    url = f"{settings.api_base_url}/bot{settings.token()}/{method}"
    try:
        with httpx.Client(
            proxy=settings.proxy.get_secret_value() or None, trust_env=False, timeout=PATIENCE
        ) as client:
            answer = client.get(url)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise UnreachableError(type(error).__name__) from None
    return Reply(answer.status_code, _result(answer), _date(answer))


def _result(answer: httpx.Response) -> Any:
    try:
        body = answer.json()
    except ValueError:
        return None
    return body.get("result") if isinstance(body, dict) else None


def _date(answer: httpx.Response) -> datetime | None:
    try:
        return parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        return None
