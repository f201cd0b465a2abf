"""Starts other people's bots unmodified, except that Telegram is at another address.

It reads orders from its input, one JSON object a line: `program`, `url`, `token`, `folder`. Each
bot is a process of its own, forked from this one, which has loaded the library once for all;
the answer to an order is the bot's process id.
"""

import json
import os
import runpy
import signal
import sys
import traceback
from typing import Any, NoReturn

from telegram.ext import ApplicationBuilder

_make = ApplicationBuilder.__init__
_token = ApplicationBuilder.token


def redirect(url: str, token: str) -> None:
    """Replace the defaults of the library's builder."""

    def make_for_url(builder: Any) -> None:
        _make(builder)
        builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")

    def use_token(builder: Any, _asked: str) -> Any:
        return _token(builder, token)

    setattr(ApplicationBuilder, "__init__", make_for_url)  # noqa: B010 - a method, on purpose
    setattr(ApplicationBuilder, "token", use_token)  # noqa: B010


def become(program: str, url: str, token: str, folder: str) -> NoReturn:
    """Be the bot: its folder, its log, and the program as it is."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(folder)
    log = os.open("bot.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    redirect(url, token)
    sys.argv = [program]
    try:
        runpy.run_path(program, run_name="__main__")
    except Exception:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def main() -> None:
    """Carry out orders until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            become(**order)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
