"""Button presses that wait for an answer, and the answers people saw."""

import secrets
from dataclasses import dataclass
from typing import Any

from bot.simulator.clock import Clock
from bot.simulator.refusals import bad_request
from bot.simulator.signals import Signal

Json = dict[str, Any]

ANSWER_WITHIN = 150
"""Seconds of the world's time after which a press can no longer be answered."""


@dataclass(slots=True)
class Press:
    """One press of one person."""

    id: str
    person_id: int
    at: float
    answered: bool = False


class Callbacks:
    """All presses, by query id."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._presses: dict[str, Press] = {}
        self._answers: dict[int, list[Json]] = {}
        self.answered = Signal()

    def open(self, person_id: int) -> Press:
        """A new press with a fresh query id."""
        press = Press(str(secrets.randbits(62)), person_id, self._clock.now())
        self._presses[press.id] = press
        return press

    def answer(self, query_id: str, shown: Json) -> Press | None:
        """Answer a press; None when it was answered before, for a client shows one answer only.

        Refused with 400 when the query is unknown or too old.
        """
        press = self._presses.get(query_id)
        if press is None or self._clock.now() - press.at > ANSWER_WITHIN:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        if press.answered:
            return None
        press.answered = True
        self._answers.setdefault(press.person_id, []).append({"callback_id": query_id} | shown)
        self.answered.fire()
        return press

    def seen_by(self, person_id: int) -> list[Json]:
        """The answers a person was shown, oldest first."""
        return self._answers.get(person_id, [])
