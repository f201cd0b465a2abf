"""The errors the Bot API answers with, worded as Telegram words them."""

from typing import Any


class ApiError(Exception):
    """A Bot API call that is refused: HTTP status, description and response parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(what: str) -> ApiError:
    """400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {what}")


def forbidden(what: str) -> ApiError:
    """403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {what}")


def conflict(what: str) -> ApiError:
    """409 with Telegram's prefix."""
    return ApiError(409, f"Conflict: {what}")


def too_many_requests(seconds: int) -> ApiError:
    """429, telling the bot to stay silent for `seconds`."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def migrated(new_chat_id: int) -> ApiError:
    """400 for a group that has become a supergroup."""
    return ApiError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=new_chat_id,
    )


def too_large() -> ApiError:
    """413 for an upload over 50 MB."""
    return ApiError(413, "Request Entity Too Large")
