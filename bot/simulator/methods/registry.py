"""The table of methods, by name in lower case: Telegram ignores case in method names."""

from collections.abc import Callable
from typing import Any, NamedTuple

from bot.simulator.parameters import Params
from bot.simulator.world import World

Run = Callable[[World, Params], Any]


class Method(NamedTuple):
    """A method under the name that Telegram writes."""

    name: str
    run: Run


METHODS: dict[str, Method] = {}


def method(run: Run) -> Run:
    """Register a function as the method of the same name in camel case."""
    head, *rest = run.__name__.split("_")
    name = head + "".join(part.capitalize() for part in rest)
    METHODS[name.lower()] = Method(name, run)
    return run
