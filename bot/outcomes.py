"""What an error of a send means: was it refused, is it to be tried again, or can nobody know."""

from dataclasses import dataclass
from enum import StrEnum

import httpcore
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from bot.logs import place
from bot.pacing import pause_of


class Verdict(StrEnum):
    """What follows from an error. `unknown`: Telegram may have sent it, so it is not repeated.

    `silenced`: the bot is in the group chat and may not write there.
    """

    AGAIN = "again"
    MOVED = "moved"
    BLOCKED = "blocked"
    SILENCED = "silenced"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """`pause`: seconds Telegram asks for; `ailing`: the connection or the server is at fault."""

    verdict: Verdict
    reason: str
    pause: float = 0.0
    ailing: bool = False
    new_chat_id: int | None = None


NEVER_WRITTEN = (
    httpcore.PoolTimeout,
    httpcore.ConnectTimeout,
    httpcore.ConnectError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.LocalProtocolError,
)
"""Errors that arise before a byte of the request has left: trying again cannot double it."""


MAY_NOT_WRITE = ("not enough rights to send text messages", "have no rights to send a message")
"""How Telegram words that a group lets the bot write nothing at all; without polls it may."""


def classify(error: Exception) -> Outcome:
    """What an error of a send means for its message.

    sendMessage has no key by which Telegram would know a repetition. So everything that may have
    been executed is `unknown`: a read timeout, a connection lost after writing, and also a 5xx,
    which a gateway gives for a request whose backend went away in the middle of it.
    """
    match error:
        case RetryAfter():
            outcome = Outcome(Verdict.AGAIN, "Telegram asked for a pause", pause=pause_of(error))
        case Forbidden():
            outcome = Outcome(Verdict.BLOCKED, error.message)
        case ChatMigrated():
            outcome = Outcome(Verdict.MOVED, "the chat has moved", new_chat_id=error.new_chat_id)
        case BadRequest() if error.message.lower().startswith(MAY_NOT_WRITE):
            outcome = Outcome(Verdict.SILENCED, error.message)
        case BadRequest():
            outcome = Outcome(Verdict.FAILED, error.message)
        case InvalidToken():
            outcome = Outcome(Verdict.AGAIN, "Telegram does not know the token", ailing=True)
        case NetworkError():  # TimedOut is one, too
            outcome = _of_network(error)
        case _:
            outcome = Outcome(Verdict.FAILED, place(error))
    return outcome


def _of_network(error: NetworkError) -> Outcome:
    cause = error.__cause__
    if isinstance(cause, NEVER_WRITTEN):
        return Outcome(Verdict.AGAIN, f"not connected: {type(cause).__name__}", ailing=True)
    words = type(cause).__name__ if cause else error.message
    return Outcome(Verdict.UNKNOWN, f"no answer came back: {words}", ailing=True)
