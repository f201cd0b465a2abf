"""What a newcomer types first stands on the front page, and is what the tests run."""

from pathlib import Path

import pytest

from tests.house import tree

SET_UP = "python3 -m pip install -q --target .tools uv"
DEMO = f"{SET_UP} && .tools/bin/uv run liaison demo"
TESTS = ".tools/bin/uv run pytest"


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", [DEMO, TESTS])
def test_the_front_page_has_the_commands(page: str, command: str) -> None:
    assert command in tree.read(Path(page)).splitlines()


def test_a_fresh_clone_is_tested_by_the_same_commands() -> None:
    lines = tree.read(Path(".ci/run")).splitlines()
    assert lines[-2:] == [SET_UP, TESTS]
