"""What each error of a send means: tried again only when nothing can have left."""

import httpcore
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.outcomes import Verdict, classify


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "verdict", "ailing"),
    [
        (RetryAfter(7), Verdict.AGAIN, False),
        (Forbidden("bot was blocked by the user"), Verdict.BLOCKED, False),
        (ChatMigrated(-1001), Verdict.MOVED, False),
        (BadRequest("chat not found"), Verdict.FAILED, False),
        (BadRequest("Not enough rights to send polls to the chat"), Verdict.FAILED, False),
        (BadRequest("Have no rights to send a message"), Verdict.SILENCED, False),
        (InvalidToken("Unauthorized"), Verdict.AGAIN, True),
        (caused(TimedOut("Pool timeout"), httpcore.PoolTimeout("")), Verdict.AGAIN, True),
        (caused(TimedOut(), httpcore.ConnectTimeout("")), Verdict.AGAIN, True),
        (caused(NetworkError("x"), httpcore.ConnectError("refused")), Verdict.AGAIN, True),
        (caused(NetworkError("x"), httpcore.ProxyError("407")), Verdict.AGAIN, True),
        (caused(TimedOut(), httpcore.ReadTimeout("")), Verdict.UNKNOWN, True),
        (caused(TimedOut(), httpcore.WriteTimeout("")), Verdict.UNKNOWN, True),
        (caused(NetworkError("x"), httpcore.ReadError("")), Verdict.UNKNOWN, True),
        (caused(NetworkError("x"), httpcore.WriteError("")), Verdict.UNKNOWN, True),
        (caused(NetworkError("x"), httpcore.RemoteProtocolError("")), Verdict.UNKNOWN, True),
        (NetworkError("Bad Gateway"), Verdict.UNKNOWN, True),
        (NetworkError("Internal Server Error"), Verdict.UNKNOWN, True),
        (ValueError("what Wang wrote"), Verdict.FAILED, False),
    ],
)
def test_every_class_of_error(error: Exception, verdict: Verdict, ailing: object) -> None:
    outcome = classify(error)
    assert (outcome.verdict, outcome.ailing) == (verdict, ailing)
    assert outcome.reason
    assert "Wang" not in outcome.reason


def test_a_pause_and_a_move_carry_what_is_needed() -> None:
    assert classify(RetryAfter(7)).pause == 7
    assert classify(ChatMigrated(-1001)).new_chat_id == -1001
