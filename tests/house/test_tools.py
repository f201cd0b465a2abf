"""What the tools say about the whole tree: lint, layout of the code, types."""

import subprocess
import sys

import pytest

from tests.house import tree


def complaint(*command: str) -> str:
    """What a tool of this environment complains about, or "" when it is content."""
    run = (sys.executable, "-m", *command)
    done = subprocess.run(run, cwd=tree.ROOT, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr) if done.returncode else ""


def test_the_linter_is_content() -> None:
    assert complaint("ruff", "check") == ""


def test_the_code_is_laid_out_by_the_formatter() -> None:
    assert complaint("ruff", "format", "--check") == ""


@pytest.mark.long
def test_the_types_fit() -> None:
    assert complaint("mypy") == ""
