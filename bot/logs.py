"""The log: one line per event, text or JSON, without secrets and without what people wrote."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType

from bot.settings import LogFormat

_STARS = "***"
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
_INVITATION = re.compile(r"(\?start=|/start )[\w%-]+")
_FOREIGN = ("telegram", "httpx", "httpcore", "apscheduler", "uvicorn", "asyncio", "alembic")
"""Libraries whose messages are written without their values: those may be what people wrote."""


def set_up(log_format: LogFormat, secrets: Sequence[str]) -> None:
    """Send everything from INFO up to standard error; libraries speak from WARNING up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(log_format, secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in _FOREIGN:
        logging.getLogger(name).setLevel(logging.WARNING)


def place(error: BaseException) -> str:
    """What an error is and where it arose, never what it says: `KeyError at models/x.py:12`."""
    frames = traceback.extract_tb(error.__traceback__)
    steps = [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames[-3:]]
    where = " < ".join(reversed(steps))
    return f"{type(error).__name__} at {where}" if where else type(error).__name__


def _short(filename: str) -> str:
    return "/".join(filename.rsplit("/", 2)[-2:])


class OneLine(logging.Formatter):
    """Writes a record as one line and puts stars where a secret stood."""

    def __init__(self, log_format: LogFormat, secrets: Sequence[str]) -> None:
        super().__init__()
        self._json = log_format is LogFormat.JSON
        self._secrets = sorted((one for one in secrets if one), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The finished line."""
        event = self._redacted(" | ".join(_message(record).splitlines()))
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        if not self._json:
            return f"{at} {record.levelname} {record.name} {event}"
        line = {"at": at, "level": record.levelname, "logger": record.name, "event": event}
        return json.dumps(line, ensure_ascii=False)

    def _redacted(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _STARS)
        return _INVITATION.sub(rf"\1{_STARS}", _TOKEN.sub(_STARS, text))


def _message(record: logging.LogRecord) -> str:
    foreign = record.name.split(".", 1)[0] in _FOREIGN
    text = str(record.msg) if foreign else record.getMessage()
    error = _error(record.exc_info)
    return f"{text}: {place(error)}" if error else text


def _error(
    info: tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
    | None,
) -> BaseException | None:
    return info[1] if info else None
