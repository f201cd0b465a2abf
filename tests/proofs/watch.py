"""How long things take, the first time and after that.

It is the time of the processor, of all threads, so that a busy machine makes nothing slower.
"""

import time
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


class Watch:
    """Times by the name of what is made."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    def timed(self, name: str, make: Callable[[], Made]) -> Made:
        """Make it and note the processor time."""
        begun = time.process_time()
        made = make()
        self.seconds.setdefault(name, []).append(time.process_time() - begun)
        return made

    def slowest(self) -> float:
        """The longest that any but the first of a kind took, in seconds."""
        return max(max(taken[1:]) for taken in self.seconds.values())

    def __str__(self) -> str:
        """Cold and slowest warm time of each, in milliseconds."""
        return ", ".join(
            f"{name} {taken[0] * 1000:.0f} ms cold and {max(taken[1:]) * 1000:.0f} ms warm"
            for name, taken in self.seconds.items()
        )
