"""Time that passes only when a test lets it, however busy the machine is."""

import asyncio
import functools
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

P = ParamSpec("P")


class Hands:
    """Stands for the module `time` in a module under test; `shows` is set by the test."""

    def __init__(self, shows: float = 1000.0) -> None:
        self.shows = shows

    def time(self) -> float:
        """What is shown."""
        return self.shows

    monotonic = time


class _Leaps(selectors.DefaultSelector):
    """Does not wait for the next timer but says that its moment has come."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        happened = super().select(0)
        if not happened and timeout is None:
            raise RuntimeError("nothing will ever happen in this loop again")
        if not happened:
            self.now += max(0.0, timeout or 0.0)
        return happened


class VirtualLoop(asyncio.SelectorEventLoop):
    """Work takes no time in it, and waiting none of ours. For what uses no thread and no line."""

    def __init__(self) -> None:
        self._hand = _Leaps()
        super().__init__(self._hand)

    def time(self) -> float:
        """The loop's own seconds."""
        return self._hand.now

    def busy(self, seconds: float) -> None:
        """Let something keep the loop from its timers for so long."""
        self._hand.now += seconds


def in_virtual_time(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Run a test in a loop of virtual time."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            runner.run(test(*args, **kwargs))

    return run


def now() -> float:
    """The seconds of the running loop."""
    return asyncio.get_running_loop().time()
