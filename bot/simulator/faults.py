"""Failures on demand: what goes wrong with which calls, how often."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

KINDS = frozenset(
    {"blocked", "silenced", "429", "500", "hang", "drop_before", "drop_after", "duplicate"}
)


@dataclass(slots=True)
class Fault:
    """One rule. Without method or chat it concerns all; without times it lasts until removed."""

    kind: str
    method: str | None = None
    chat: int | None = None
    times: int | None = None
    share: float = 1.0
    retry_after: int = 1
    seconds: float = 60.0
    dice: random.Random = field(default_factory=random.Random)

    def strikes(self, method: str, chat_id: int | None) -> bool:
        """Whether this call is hit; a hit uses up one of `times`."""
        if self.times == 0 or (self.method and self.method.lower() != method):
            return False
        if self.chat is not None and self.chat != chat_id:
            return False
        if self.share < 1 and self.dice.random() >= self.share:
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Faults:
    """The rules in force, in the order they were made."""

    def __init__(self) -> None:
        self._rules: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put a rule in force; an unknown kind is a ValueError."""
        if fault.kind not in KINDS:
            raise ValueError(f"unknown kind of fault: {fault.kind}")
        self._rules.append(fault)

    def clear(self) -> None:
        """Let everything go well again."""
        self._rules.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The first rule about calls that strikes this one (`method` in lower case)."""
        if not self._rules:
            return None
        calls = (rule for rule in self._rules if rule.kind != "duplicate")
        return self._first(calls, method, chat_id)

    def duplicates(self) -> bool:
        """Whether the next update is to be delivered twice."""
        if not self._rules:
            return False
        rules = (rule for rule in self._rules if rule.kind == "duplicate")
        return self._first(rules, "getupdates", None) is not None

    def _first(self, rules: Iterable[Fault], method: str, chat_id: int | None) -> Fault | None:
        hit = next((rule for rule in rules if rule.strikes(method, chat_id)), None)
        if hit is not None and hit.times == 0:
            self._rules.remove(hit)
        return hit
