"""The log: one line per event, no secret, nothing of what people wrote."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from bot.settings import LogFormat

TOKEN = "5000000001:AAF0123456789abcdefghijklmnopqrstuv"


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def logged(capsys: pytest.CaptureFixture[str], log_format: LogFormat = LogFormat.TEXT) -> str:
    logs.set_up(log_format, ["hunter2-webhook", ""])
    log = logging.getLogger("bot.somewhere")
    log.info("asked https://api.telegram.org/bot%s/getMe", TOKEN)
    log.info("the secret is %s", "hunter2-webhook")
    log.warning("invited: https://t.me/liaison_bot?start=Zm9vYmFy-123 and /start Zm9vYmFy-123")
    return capsys.readouterr().err


def test_no_secret_is_written_whoever_logs_it(capsys: pytest.CaptureFixture[str]) -> None:
    written = logged(capsys)
    for secret in (TOKEN, TOKEN.split(":")[1], "hunter2", "Zm9vYmFy"):
        assert secret not in written
    assert written.count("***") == 4


def test_every_event_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in logged(capsys, LogFormat.JSON).splitlines()]
    assert [line["level"] for line in lines] == ["INFO", "INFO", "WARNING"]
    assert {line["logger"] for line in lines} == {"bot.somewhere"}
    assert all(line["at"].endswith("+00:00") for line in lines)


def test_an_error_is_told_by_kind_and_place_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(LogFormat.TEXT, [])
    try:
        raise ValueError("what Wang wrote\nin two lines")
    except ValueError:
        logging.getLogger("bot.somewhere").exception("update 12 failed")
    written = capsys.readouterr().err
    assert len(written.splitlines()) == 1
    assert "update 12 failed: ValueError at bot/test_logs.py:" in written
    assert "Wang" not in written


def test_libraries_are_quoted_without_their_values(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(LogFormat.TEXT, [])
    logging.getLogger("telegram.ext.Application").critical("Error for update %s", "Wang's text")
    logging.getLogger("httpx").info("HTTP Request: POST %s", "https://api")
    written = capsys.readouterr().err
    assert "Error for update %s" in written
    assert "Wang" not in written
    assert "HTTP Request" not in written
