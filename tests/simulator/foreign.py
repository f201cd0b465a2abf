"""Other people's bots as witnesses: fetching them, and running them against the simulator."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bot.simulator.client import Door
from bot.simulator.server import serving
from bot.simulator.world import World
from tests.simulator.callers import TOKEN

PACKAGE = "python-telegram-bot"
LAUNCHER = Path(__file__).with_name("launcher.py")


class NotToBeHadError(Exception):
    """The source distribution could not be fetched on this machine."""


def examples() -> Path:
    """The folder of the examples in the source distribution of the installed package.

    They are fetched once per version and user and kept in the user's cache folder.
    """
    home = Path.home() / ".cache" / "liaison-tests" / f"{PACKAGE}-{version(PACKAGE)}"
    if not home.exists():
        try:
            _fetch(home)
        except OSError as problem:
            raise NotToBeHadError(f"{home}: {problem}") from problem
    return home


def _fetch(home: Path) -> None:
    """Put the examples where `home` says, all at once."""
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as scratch:
        unpacked = Path(scratch) / "examples"
        _unpack(_download(Path(scratch)), unpacked)
        if not home.exists():
            unpacked.rename(home)


def _download(folder: Path) -> Path:
    """The archive, fetched with the first installer that can."""
    wanted = [f"{PACKAGE}=={version(PACKAGE)}", "--no-deps", "--no-binary", PACKAGE]
    problems = []
    for installer in _installers():
        command = [*installer, "download", "-q", *wanted, "-d", str(folder)]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
            return next(folder.glob("*.tar.gz"))
        except (OSError, subprocess.SubprocessError, StopIteration) as problem:
            problems.append(f"{' '.join(installer)}: {problem}")
    raise NotToBeHadError("; ".join(problems))


def _installers() -> list[list[str]]:
    """Ways to call pip: of this environment, through uv, of the machine."""
    local_uv = str(Path(__file__).parents[2] / ".tools" / "bin" / "uv")
    uvs = [os.environ.get("UV"), shutil.which("uv"), shutil.which(local_uv)]
    through_uv = [[uv, "tool", "run", "pip"] for uv in dict.fromkeys(uvs) if uv]
    return [[sys.executable, "-m", "pip"], *through_uv, ["python3", "-m", "pip"]]


def _unpack(archive: Path, folder: Path) -> None:
    """The example programs, each as a file of the folder."""
    folder.mkdir()
    with tarfile.open(archive) as contents:
        for member in contents.getmembers():
            path = Path(member.name)
            source = contents.extractfile(member)
            if source is not None and path.parent.name == "examples" and path.suffix == ".py":
                (folder / path.name).write_bytes(source.read())


class Launcher:
    """The process that starts example bots; one serves a whole test run."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(LAUNCHER)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    async def start(self, program: Path, url: str, folder: Path) -> int:
        """Start a program as a bot; its process id."""
        order = {"program": str(program), "url": url, "token": TOKEN, "folder": str(folder)}
        return int(await asyncio.to_thread(self._order, json.dumps(order)))

    def _order(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def close(self) -> None:
        """Start no more."""
        self._process.communicate()


@dataclass(slots=True)
class Running:
    """An example bot at work, and the doors of the world it works in."""

    door: Door
    world: World
    program: Path
    folder: Path
    url: str
    launcher: Launcher
    process_id: int | None = None

    async def start(self) -> None:
        """Start the bot as a process of its own."""
        self.process_id = await self.launcher.start(self.program, self.url, self.folder)

    async def stop(self, *, gently: bool = False) -> None:
        """End the bot; gently lets it save what it wants to keep."""
        if self.process_id is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self.process_id, signal.SIGTERM if gently else signal.SIGKILL)
            while True:
                os.kill(self.process_id, 0)
                await asyncio.sleep(0.01)
        self.process_id = None


@asynccontextmanager
async def running(launcher: Launcher, program: Path, folder: Path) -> AsyncIterator[Running]:
    """The bot in a world of its own; its log is printed when the test fails."""
    world = World()
    async with serving(world) as url, Door(url) as door:
        bot = Running(door, world, program, folder, url, launcher)
        await bot.start()
        try:
            yield bot
        finally:
            await bot.stop()
            print((folder / "bot.log").read_text()[-4000:])  # noqa: T201 - seen on failure
