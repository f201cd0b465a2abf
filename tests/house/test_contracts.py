"""The arrows between the packages, and that each contract notices a planted violation."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

CONTRACTS = """
Arrows point down only
Facts and rules know no chat, no alarm clock and no words
Telegram is spoken at the doors only
One alarm clock
The simulator is a leaf
Only the demo starts the simulator
""".strip().splitlines()
LINT = (str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo")


def lint(root: Path) -> str:
    """What the linter says about the packages in `root`."""
    done = subprocess.run(LINT, cwd=root, capture_output=True, text=True, check=False)
    return " ".join((done.stdout + done.stderr).split())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages as they are, to plant something in."""
    for path in [*tree.modules(*tree.PACKAGES), Path("pyproject.toml")]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tree.ROOT / path, tmp_path / path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    said = lint(tree.ROOT)
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in said, said
    assert [name for name in CONTRACTS if f"{name} KEPT" not in said] == []


PLANTED = [
    ("handlers", "import bot.app", CONTRACTS[0]),
    ("handlers", "import scheduler", CONTRACTS[0]),
    ("scheduler", "from handlers import view", CONTRACTS[0]),
    ("models", "import handlers.view", CONTRACTS[0]),
    ("locales", "from models.units import Unit", CONTRACTS[0]),
    ("models", "from locales import N_", CONTRACTS[1]),
    ("models", "import telegram", CONTRACTS[1]),
    ("scheduler", "from telegram.ext import Application", CONTRACTS[2]),
    ("bot", "from telegram import Bot", CONTRACTS[2]),
    ("bot", "import apscheduler", CONTRACTS[3]),
    ("scheduler", "from apscheduler.triggers.cron import CronTrigger", CONTRACTS[3]),
    ("bot/simulator", "import models.units", CONTRACTS[4]),
    ("bot/simulator", "import bot.settings", CONTRACTS[4]),
    ("bot/simulator", "import telegram", CONTRACTS[4]),
    ("bot", "from bot.simulator import world", CONTRACTS[5]),
]


@pytest.mark.parametrize(("package", "line", "contract"), PLANTED)
def test_a_planted_violation_is_noticed(copy: Path, package: str, line: str, contract: str) -> None:
    (copy / package / "planted.py").write_text(f'"""Planted."""\n\n{line}\n', encoding="utf-8")
    said = lint(copy)
    assert f"{contract} BROKEN" in said, said
    assert "planted" in said
