"""A test run that was killed leaves no server and no folder behind."""

import subprocess
import sys

import psycopg
import pytest

from tests.databases import Databases
from tests.house import tree
from tests.waiting import wait_until

KILLED = """
import os, sys
from pathlib import Path
from tests.databases import Databases
from tests.watchman import living
alive = living(home := Path(sys.argv[1]))
with Databases(home).postgresql(empty=True) as url:
    print(url, flush=True)
    os.kill(os.getpid(), 9)
"""


def test_a_killed_run_leaves_nothing_behind(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIAISON_TEST_POSTGRES_URL", raising=False)
    home = databases.home / "killed"
    home.mkdir()
    command = (sys.executable, "-c", KILLED, str(home))
    done = subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True, check=False)
    if not done.stdout:
        pytest.skip(done.stderr[-500:])
    assert done.returncode == -9
    wait_until(lambda: not home.exists())
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(done.stdout.strip())
