"""Ends the server of a test run that was killed: `python -m tests.watchman FOLDER`."""

import fcntl
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import IO

ALIVE = "alive"
"""The file of a run's folder that its first process keeps locked until its end."""


def living(folder: Path) -> IO[str]:
    """Say that a run goes on, for as long as the file is open and its process lives."""
    alive = (folder / ALIVE).open("w")
    fcntl.flock(alive, fcntl.LOCK_EX)
    return alive


def watch(folder: Path) -> None:
    """Wait for the end of the run, and clear away what it couldn't."""
    with (folder / ALIVE).open() as alive:
        fcntl.flock(alive, fcntl.LOCK_SH)
    note = folder / "postgres" / "data" / "postmaster.pid"
    if note.exists():
        os.kill(int(note.read_text().splitlines()[0]), signal.SIGQUIT)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
