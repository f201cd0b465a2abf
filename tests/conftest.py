"""What every test may ask for: databases of its own, and a word when one kind was left out."""

import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import IO, Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import event

from models.store import Store
from tests import ports, postgres
from tests.databases import Databases
from tests.spoken import Gatherer, nothing_falls_back
from tests.watchman import living

SHARED = pytest.StashKey[Databases]()
ALIVE = pytest.StashKey[IO[str]]()
SKIPPED = "PostgreSQL was left out"
MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made there, for its owner
ROOM = 2_000_000_000
"""Bytes that must be free there."""

settings.register_profile(
    "however busy the machine is", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("however busy the machine is")


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the whole run; with several workers the first process hands it on."""
    _collect_less_often()
    config.pluginmanager.register(Gatherer())
    given = getattr(config, "workerinput", {}).get("databases")
    home = Path(given or tempfile.mkdtemp(prefix="liaison-tests-", dir=_in_memory()))
    config.stash[SHARED] = Databases(home)
    if not given:
        home.chmod(0o755)  # the server is another user
        config.stash[ALIVE] = living(home)


def _collect_less_often() -> None:
    """What is imported stays, and memory is plenty: an eighth of the time went into looking."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _in_memory() -> Path | None:
    """A file system in memory with room for the server: a new database takes 11 ms, not 450."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and disk_usage(MEMORY).free > ROOM:
        return MEMORY
    return None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker more than processors for the whole suite, since tests wait for a server now and
    then; none for a file or folder that is named.
    """
    return (os.cpu_count() or 1) + 1 if _is_whole(config) else 0


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker the folder of the run, and whether it is all of it."""
    node.workerinput["databases"] = str(node.config.stash[SHARED].home)
    node.workerinput["whole"] = _is_whole(node.config)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--each-database`: every conversation on SQLite and on PostgreSQL."""
    parser.addoption("--each-database", action="store_true", help="play conversations on both")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker waits for it at the end.

    Of the conversations of the whole suite each is played on one of the two databases, half of
    them on either, unless both are asked for: the rules beneath them are always tried on both.
    """
    if _is_whole(config) and not config.getoption("--each-database"):
        items[:] = [item for item in items if not _is_second(item)]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def _is_whole(config: pytest.Config) -> bool:
    """Whether no file or folder was named; a worker is told by the first process."""
    own = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return bool(getattr(config, "workerinput", {}).get("whole", own))


def _is_second(item: pytest.Item) -> bool:
    """Whether it is a conversation on the database that is not its own."""
    name, _, variant = item.nodeid.partition("[")
    databases = ("sqlite", "postgresql")
    mine = databases[crc32(name.encode()) % 2]
    other = variant.startswith(databases) and not variant.startswith(mine)
    return name.startswith("tests/handlers/") and other


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the whole run is over."""
    if not hasattr(config, "workerinput") and SHARED in config.stash:
        config.stash[SHARED].close()
        config.stash[ALIVE].close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that the data tests ran on one database only."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    left_out = [reason for reason in reasons if SKIPPED in reason]
    if left_out:
        terminalreporter.section("PostgreSQL was LEFT OUT", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(left_out)} data tests ran on SQLite only. {left_out[0]}", red=True
        )


@contextmanager
def skipping() -> Iterator[None]:
    """Leave a test out, with the reason, where there is no PostgreSQL."""
    try:
        yield
    except postgres.Unavailable as problem:
        pytest.skip(f"{SKIPPED}: {problem}")


@pytest.fixture(autouse=True)
def every_sentence_is_translated() -> Iterator[None]:
    """Fail a test during which something was said that a catalogue doesn't have."""
    with nothing_falls_back():
        yield


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config) -> Databases:
    """Where fresh databases come from."""
    return pytestconfig.stash[SHARED]


@pytest.fixture
def own_port() -> Iterator[int]:
    """A port that refuses every connection until a server of the test listens on it."""
    with ports.reserved() as port:
        yield port


@pytest.fixture
def sqlite_url(databases: Databases, tmp_path: Path) -> str:
    """A new SQLite database with our tables."""
    return databases.sqlite(tmp_path / "liaison.db")


@pytest.fixture
def postgresql_url(databases: Databases) -> Iterator[str]:
    """A new PostgreSQL database with our tables."""
    with skipping(), databases.postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A new database with our tables, once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> Iterator[str]:
    """A new database without any table, once on each kind."""
    if request.param == "sqlite":
        yield databases.sqlite(tmp_path / "liaison.db", empty=True)
    else:
        with skipping(), databases.postgresql(empty=True) as url:
            yield url


def spare_the_disk(connection: Any, _record: object) -> None:
    """A test's database need not survive a power cut: don't wait for the disk (7 ms a commit)."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store over a new database, once on SQLite and once on PostgreSQL."""
    store = Store(database_url)
    if store.engine.dialect.name == "sqlite":
        event.listen(store.engine, "connect", spare_the_disk)
    yield store
    store.close()
