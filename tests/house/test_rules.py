"""The rules hold everywhere, and each of them tells a good example from a bad one."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house import rules, tree
from tests.house.rules import Rule

SETTINGS = Path("bot/settings.py")
INDEX = "see https" + "://pypi" + ".org/simple"
EXAMPLES: list[tuple[Rule, str, str]] = [
    (rules.no_package_index, "see https://docs.python.org", INDEX),
    (rules.no_unfinished_word, "x = 1  # a list of what to do", "x = 1  # TO" + "DO: later"),
    (rules.no_stub, "raise ValueError('no')", "def f():\n    raise NotImplementedError"),
    (
        rules.no_stub,
        "try:\n    f()\nexcept NotImplementedError:\n    g()",
        "raise NotImplementedError('later')",
    ),
    (rules.module_says_what_it_owns, '"""Owns the slips."""\nx = 1', "x = 1"),
    (rules.module_says_what_it_owns, '"""Owns.\n\nMore.\n"""', '"""\nOwns the slips.\n"""'),
    (rules.module_says_what_it_owns, '"""Owns.\n\nMore.\n"""', '"""Owns\nthe slips."""'),
    (rules.public_has_docstring, 'def f():\n    """Says."""\ndef _g(): ...', "def f(): ..."),
    (
        rules.public_has_docstring,
        'class A:\n    """Is."""',
        'class A:\n    """Is."""\n    def f(self): ...',
    ),
    (rules.no_clock, "now = clock.now()", "from datetime import datetime\nnow = datetime.now(UTC)"),
    (rules.no_clock, "x = time.monotonic()", "import datetime as dt\nx = dt.datetime.utcnow()"),
    (rules.no_clock, "x = date(2026, 1, 1)", "x = date.today()"),
    (rules.no_clock, "x = row.time", "x = time.time()"),
    (rules.no_environment, "from os import fspath", "from os import environ"),
    (rules.no_environment, "x = os.fspath(y)", "x = os.environ['A']"),
    (rules.no_environment, "x = settings.environ", "x = os.getenv('A')"),
]


@pytest.mark.parametrize(("rule", "good", "bad"), EXAMPLES)
def test_a_rule_tells_good_from_bad(rule: Rule, good: str, bad: str) -> None:
    assert list(rule(good)) == []
    assert list(rule(bad)) != []


def broken(rule: Rule, paths: Iterable[Path]) -> list[str]:
    return [f"{path}: {fault}" for path in paths for fault in rule(tree.read(path))]


def test_no_file_names_a_package_index() -> None:
    assert broken(rules.no_package_index, tree.texts()) == []


def test_nothing_is_left_unfinished() -> None:
    assert broken(rules.no_unfinished_word, tree.texts()) == []
    assert broken(rules.no_stub, tree.modules(*tree.PACKAGES)) == []


def test_no_module_is_named_for_nothing() -> None:
    assert rules.shapeless(Path("models/utils.py"))
    assert not rules.shapeless(Path("models/units.py"))
    assert [path for path in tree.files() if rules.shapeless(path)] == []


def test_every_module_says_what_it_owns() -> None:
    assert broken(rules.module_says_what_it_owns, tree.modules()) == []


def test_facts_and_duties_are_documented() -> None:
    paths = [path for path in tree.modules("models", "scheduler") if "versions" not in path.parts]
    assert broken(rules.public_has_docstring, paths) == []


def test_time_is_an_argument() -> None:
    assert broken(rules.no_clock, tree.modules("models", "scheduler", "handlers")) == []


def test_only_the_settings_read_the_environment() -> None:
    paths = [path for path in tree.modules(*tree.PACKAGES) if path != SETTINGS]
    assert broken(rules.no_environment, paths) == []
