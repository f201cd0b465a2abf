"""Copies the database as it is at one moment, while the program goes on working."""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from bot.settings import Settings
from locales import N_

PAGES_AT_ONCE = 2000

Tell = Callable[[int, int], None]


class BackupError(Exception):
    """A copy that cannot be made: a sentence to be translated and what fills it."""

    def __init__(self, words: str, **facts: object) -> None:
        super().__init__(words)
        self.words = words
        self.facts = facts


def copy_database(settings: Settings, target: Path | None, now: datetime, tell: Tell) -> Path:
    """Copy the database to a new file and give its path; BackupError when that cannot be done.

    `tell` hears how many parts are done of how many. The file appears only when it is whole.
    """
    url = make_url(settings.database)
    on_sqlite = url.get_backend_name() == "sqlite"
    path = target or _named(settings, now, ".db" if on_sqlite else ".dump")
    if path.exists():
        raise BackupError(N_("{path} is there already; a copy never overwrites."), path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    try:
        if on_sqlite:
            _copy_sqlite(Path(url.database or ""), draft, tell)
        else:
            _dump_postgresql(url, draft)
        draft.rename(path)
    except OSError as error:
        raise BackupError(
            N_("{path} cannot be written ({reason})."), path=path, reason=error.strerror
        ) from None
    finally:
        draft.unlink(missing_ok=True)
    return path


def _named(settings: Settings, now: datetime, suffix: str) -> Path:
    local = now.astimezone(settings.timezone)
    return settings.data_dir / "backups" / f"liaison-{local:%Y%m%d-%H%M%S}{suffix}"


def _copy_sqlite(source: Path, draft: Path, tell: Tell) -> None:
    if not source.exists():
        raise BackupError(N_("{path} is not there; run `liaison init` first."), path=source)
    read_only = f"file:{source.absolute()}?mode=ro"
    with (
        closing(sqlite3.connect(read_only, uri=True)) as original,
        closing(sqlite3.connect(draft)) as copy,
    ):
        original.backup(
            copy, pages=PAGES_AT_ONCE, progress=lambda _, left, total: tell(total - left, total)
        )
        faults = copy.execute("PRAGMA quick_check").fetchall()
    if faults != [("ok",)]:
        raise BackupError(N_("The copy does not hold together: {fault}"), fault=faults[0][0])


def _dump_postgresql(url: URL, draft: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupError(
            N_("pg_dump is not on this machine. Please install PostgreSQL's client programs.")
        )
    with tempfile.NamedTemporaryFile("w", suffix=".pgpass") as secret:
        # A password on the command line could be read by everybody on the machine.
        secret.write(f"*:*:*:*:{_escaped(url.password or '')}\n")
        secret.flush()
        facts = {"host": url.host, "port": url.port, "dbname": url.database, "user": url.username}
        given = {name: value for name, value in facts.items() if value}
        words = [f"{name}='{_quoted(str(value))}'" for name, value in given.items()]
        words.append(f"passfile='{secret.name}'")
        command = [program, "--format=custom", f"--file={draft}", f"--dbname={' '.join(words)}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [""])[0]
        raise BackupError(N_("pg_dump refused: {reason}"), reason=reason)


def _escaped(password: str) -> str:
    return password.replace("\\", "\\\\").replace(":", "\\:")


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
