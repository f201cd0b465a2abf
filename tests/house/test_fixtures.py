"""The tests' own foundations speak up: a missing database and a missing translation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

DATA_TEST = "def test_data(store): assert store.engine\n"
WITHOUT_POSTGRESQL = """
from tests import postgres

def start(home):
    raise postgres.Unavailable("no binaries here")

postgres.start = start
"""
SPEAKING_TEST = """
from zoneinfo import ZoneInfo
from locales import translator

def test_speaking():
    translator("zh_CN", ZoneInfo("UTC"))("A sentence nobody translated")
"""


SPEAKING_OUTSIDE = """
from zoneinfo import ZoneInfo
import pytest
from locales import translator

@pytest.fixture(scope="session")
def spoken():
    yield
    translator("zh_Hant", ZoneInfo("UTC"))("A sentence nobody translated")

def test_speaking(spoken):
    pass
"""


def run(folder: Path, test: str, *plugins: str, workers: int = 0) -> str:
    """What a run of its own says about one test with our fixtures."""
    (folder / "test_one.py").write_text(test, encoding="utf-8")
    loaded = [part for plugin in ("tests.conftest", *plugins) for part in ("-p", plugin)]
    options = ("-q", "-p", "no:cacheprovider", "-n", str(workers), *loaded)
    path = os.pathsep.join((str(folder), str(tree.ROOT)))
    command = (sys.executable, "-m", "pytest", f"--rootdir={folder}", *options, "test_one.py")
    environment = {"PATH": os.defpath, "PYTHONPATH": path}
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    return f"{done.stdout}{done.stderr}exit code {done.returncode}"


def test_a_data_test_runs_on_both_databases(tmp_path: Path) -> None:
    assert "2 passed" in run(tmp_path, DATA_TEST)


def test_leaving_postgresql_out_is_said_loudly(tmp_path: Path) -> None:
    (tmp_path / "without.py").write_text(WITHOUT_POSTGRESQL, encoding="utf-8")
    said = run(tmp_path, DATA_TEST, "without")
    assert "1 passed, 1 skipped" in said
    assert "!! PostgreSQL was LEFT OUT !!" in said
    assert "1 data tests ran on SQLite only. " in said
    assert "no binaries here" in said


def test_a_sentence_without_a_translation_fails_its_test(tmp_path: Path) -> None:
    said = run(tmp_path, SPEAKING_TEST)
    assert "1 passed, 1 error" in said
    assert "not in the catalogue: [('zh_CN', 'A sentence nobody translated')]" in said


@pytest.mark.parametrize("workers", [0, 1])
def test_a_sentence_without_a_translation_fails_the_run_wherever_it_is_said(
    tmp_path: Path, workers: int
) -> None:
    said = run(tmp_path, SPEAKING_OUTSIDE, workers=workers)
    assert "1 passed" in said
    assert "!! Said in the wrong language !!" in said
    assert "zh_Hant: 'A sentence nobody translated'" in said
    assert "exit code 1" in said
