"""Copies the database as it is at one moment, while the program goes on working."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import URL, make_url

from bot.practice_files import files
from bot.settings import SHIPPED_OFFICE_FILE, SHIPPED_SCHEME_FILE, Settings
from locales import N_

PAGES_AT_ONCE = 2000
ON_SQLITE, ON_POSTGRESQL = ".db", ".dump"
CONNECT_SECONDS = "15"
RULES_SUFFIX = ".office.toml"
SCHEME_SUFFIX = ".scheme.toml"
OFFICES_SUFFIX = ".offices"
"""What the copies of the rules are called, after the name of the database's copy."""

Tell = Callable[[int, int], None]


class BackupError(Exception):
    """A copy that cannot be made: a sentence to be translated and what fills it."""

    def __init__(self, words: str, **facts: object) -> None:
        super().__init__(words)
        self.words = words
        self.facts = facts


def untold(_done: int, _total: int) -> None:
    """For whoever does not want to hear how far the copy is."""


def folder(settings: Settings) -> Path:
    """Where copies lie that are given no name of their own."""
    return settings.data_dir / "backups"


def copies(home: Path) -> list[Path]:
    """The finished copies of a database in a folder, in no order."""
    found = home.iterdir() if home.is_dir() else ()
    return [one for one in found if one.suffix in (ON_SQLITE, ON_POSTGRESQL)]


def copy_database(
    settings: Settings, target: Path | None, now: datetime, tell: Tell = untold
) -> Path:
    """Copy the database to a new file, the office's rules beside it; the path of the former.

    `tell` hears how many parts are done of how many. The file appears only when it is whole and was
    checked; only its owner may read it. The rules go to the same name with `.office.toml` after it,
    the scheme of the score with `.scheme.toml`, unless they are the ones that come with the
    program; the files of single offices to a folder with `.offices`. Settings and token are never
    copied.

    BackupError when a file of the name is there already, or the copy cannot be made.
    """
    url = make_url(settings.database)
    on_sqlite = url.get_backend_name() == "sqlite"
    path = target or _named(settings, now, ON_SQLITE if on_sqlite else ON_POSTGRESQL)
    beside = _beside(settings, path)
    for one in (path, *beside):
        if one.exists():
            raise BackupError(N_("{path} is there already; a copy never overwrites."), path=one)
    try:
        with _draft_of(path) as draft:
            if on_sqlite:
                _copy_sqlite(Path(url.database or ""), draft, tell)
            else:
                _dump_postgresql(url, draft)
        for copy, original in beside.items():
            if original not in (SHIPPED_OFFICE_FILE, SHIPPED_SCHEME_FILE, copy):
                with _draft_of(copy) as draft:
                    shutil.copyfile(original, draft)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BackupError(
            N_("{path} cannot be written ({reason})."), path=path, reason=reason
        ) from None
    return path


def _beside(settings: Settings, path: Path) -> dict[Path, Path]:
    """Where the offices' own rules go beside a copy, and where they are now."""
    offices = path.with_name(path.name + OFFICES_SUFFIX)
    return {
        path.with_name(path.name + RULES_SUFFIX): settings.rules_file,
        path.with_name(path.name + SCHEME_SUFFIX): settings.scoring_file,
        **{offices / one.name: one for one in files(settings.offices_folder)},
    }


def _named(settings: Settings, now: datetime, suffix: str) -> Path:
    local = now.astimezone(settings.timezone)
    return folder(settings) / f"liaison-{local:%Y%m%d-%H%M%S}{suffix}"


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """A file beside the path that only we may read; it takes the name when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


def _copy_sqlite(source: Path, draft: Path, tell: Tell) -> None:
    if not source.exists():
        raise BackupError(N_("{path} is not there; run `liaison init` first."), path=source)
    try:
        with closing(_opened(source)) as original, closing(sqlite3.connect(draft)) as copy:
            original.backup(
                copy, pages=PAGES_AT_ONCE, progress=lambda _, left, total: tell(total - left, total)
            )
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
            faults = copy.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.Error as error:
        raise BackupError(
            N_("{path} cannot be copied ({reason})."), path=source, reason=error
        ) from None
    if faults != [("ok",)]:
        raise BackupError(N_("The copy does not hold together: {fault}"), fault=faults[0][0])


def _opened(source: Path) -> sqlite3.Connection:
    """The database held at one moment: else every write of others would begin the copy anew."""
    original = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    original.isolation_level = None
    original.execute("BEGIN")
    original.execute("SELECT count(*) FROM sqlite_master").fetchone()  # here the moment begins
    return original


def _dump_postgresql(url: URL, draft: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupError(
            N_("pg_dump is not on this machine; install PostgreSQL's client programs first.")
        )
    facts, password = _connection(url)
    with _password_file(password) as secret:
        command = [program, "--format=custom", f"--file={draft}"]
        command.append(f"--dbname={make_conninfo(**facts | secret)}")
        done = subprocess.run(  # noqa: S603  the program is PostgreSQL's own
            command, capture_output=True, text=True, errors="replace", check=False
        )
    if done.returncode:
        reason = " ".join(done.stderr.split())[:300]
        raise BackupError(N_("pg_dump refused: {reason}"), reason=reason)


def _connection(url: URL) -> tuple[dict[str, str], str]:
    """How to reach the server, as libpq writes it, and apart from it the password."""
    _, given = url.get_dialect()().create_connect_args(url)
    facts = {"connect_timeout": CONNECT_SECONDS}
    facts |= {name: str(value) for name, value in given.items()}
    return facts, facts.pop("password", "")


@contextmanager
def _password_file(password: str) -> Iterator[dict[str, str]]:
    """Where pg_dump finds the password: everybody on the machine could read it in a command."""
    if not password:
        yield {}
        return
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".pgpass") as secret:
        escaped = password.replace("\\", "\\\\").replace(":", "\\:")
        secret.write(f"*:*:*:*:{escaped}\n")
        secret.flush()
        yield {"passfile": secret.name}
