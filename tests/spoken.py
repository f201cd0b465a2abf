"""What a whole run of the tests said in the wrong language, gathered from all of its workers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

from locales import FALLBACKS

GATHERED = pytest.StashKey[set[tuple[str, str]]]()
KEY = "fallbacks"


@contextmanager
def nothing_falls_back() -> Iterator[None]:
    """AssertionError for a sentence that was said meanwhile and that its catalogue lacks."""
    before = set(FALLBACKS)
    yield
    missing = sorted(FALLBACKS - before)
    assert not missing, f"not in the catalogue: {missing}"


class Gatherer:
    """A plugin: a sentence that fell back anywhere, also outside of a test, fails the run."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        """Take over what a worker has to tell."""
        told = getattr(node, "workeroutput", {}).get(KEY, [])
        config: pytest.Config = node.config  # type: ignore[attr-defined]  # a WorkerController
        config.stash.setdefault(GATHERED, set()).update(map(tuple, told))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A worker hands on what it knows; the first process fails the run for any of it."""
        config = session.config
        if hasattr(config, "workeroutput"):
            config.workeroutput[KEY] = sorted(FALLBACKS)
        elif _all(config):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, config: pytest.Config
    ) -> None:
        """Name every sentence, with its language."""
        if missing := _all(config):
            terminalreporter.section("Said in the wrong language", sep="!", red=True, bold=True)
            for line in _lines(missing):
                terminalreporter.line(line, red=True)


def _all(config: pytest.Config) -> set[tuple[str, str]]:
    gathered = config.stash.get(GATHERED, set[tuple[str, str]]())
    return FALLBACKS | gathered


def _lines(missing: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{language}: {sentence!r}" for language, sentence in sorted(missing)]
