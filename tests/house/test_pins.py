"""Every package that is installed is pinned to one version, so that a clone stays what it was."""

import re
import tomllib
from collections.abc import Iterable

import pytest

from tests.house import tree

RENEW = "uv export --no-header --no-emit-project --no-hashes --no-annotate"
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;]+)( ; .+)?$")


def pins() -> list[str]:
    table = tomllib.loads(tree.read(tree.ROOT / "pyproject.toml"))
    return [str(pin) for pin in table["tool"]["uv"]["constraint-dependencies"]]


def unpinned(locked: Iterable[tuple[str, str]], lines: Iterable[str]) -> set[str]:
    """Packages of the lock whose version no line names."""
    named = {(m[1], m[2]) for m in map(PIN.match, lines) if m}
    return {f"{name}=={version}" for name, version in set(locked) - named}


def test_every_pin_is_exact() -> None:
    assert [pin for pin in pins() if not PIN.match(pin)] == []


def test_every_package_is_pinned() -> None:
    if not (tree.ROOT / "uv.lock").exists():
        pytest.skip("only an environment made by uv knows every package")
    lock = tomllib.loads((tree.ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = [(one["name"], one["version"]) for one in lock["package"] if one["name"] != "liaison"]
    assert unpinned(locked, pins()) == set(), f"renew the pins: {RENEW}"


def test_a_forgotten_or_older_pin_is_noticed() -> None:
    locked = [("a", "1.0"), ("b", "2.0")]
    assert unpinned(locked, ["a==1.0 ; sys_platform == 'win32'", "b==2.0"]) == set()
    assert unpinned(locked, ["a==1.0", "b==1.9"]) == {"b==2.0"}
    assert unpinned(locked, ["a==1.0"]) == {"b==2.0"}
