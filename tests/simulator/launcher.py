"""Runs somebody's bot unmodified, except that Telegram is at another address.

`python launcher.py PROGRAM URL TOKEN`: the defaults of the library's builder are replaced
before the program is run as it is.
"""

import runpy
import sys
from typing import Any

from telegram.ext import ApplicationBuilder

program, url, token = sys.argv[1:4]
_make = ApplicationBuilder.__init__
_token = ApplicationBuilder.token


def _make_for_url(builder: Any) -> None:
    _make(builder)
    builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")


def _use_token(builder: Any, _asked: str) -> Any:
    return _token(builder, token)


setattr(ApplicationBuilder, "__init__", _make_for_url)  # noqa: B010 - a method, on purpose
setattr(ApplicationBuilder, "token", _use_token)  # noqa: B010
sys.argv = [program]
runpy.run_path(program, run_name="__main__")
