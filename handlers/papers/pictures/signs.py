"""Lights and answers as signs, and the words that explain them (DOMAIN §2, §3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from locales import N_, Translator
from models.dispatch.board import Standing as Answer
from models.matters.ledger import Light

LIGHTS: Mapping[Light, str] = {
    Light.RED: N_("Red: overdue"),
    Light.YELLOW: N_("Yellow: due soon or behind"),
    Light.GREEN: N_("Green: on course"),
    Light.BLUE: N_("Blue: done"),
}
"""From what needs most care to what needs none."""

ANSWERS: Mapping[Answer, str] = {
    Answer.ON_TIME: N_("answered on time"),
    Answer.LATE: N_("answered late"),
    Answer.OWES: N_("answer still to come"),
    Answer.MISSING: N_("no answer"),
}


@dataclass(frozen=True)
class Sign:
    """A cell of the board: a light has a shape, an answer a frame; empty is nothing asked."""

    light: str = ""
    answer: str = ""
    text: str = ""
    """Beside the shape: a number at most."""


@dataclass(frozen=True)
class Explained:
    """A sign with its words."""

    sign: Sign
    words: str


def sign(light: Light | None, answer: Answer | None, text: str = "") -> Sign:
    """A light, an answer, or both."""
    return Sign(light.value if light else "", answer.value if answer else "", text)


def legend(tr: Translator, signs: Iterable[Sign]) -> tuple[Explained, ...]:
    """What the signs mean, of those only that are there; beside a light no mark means on time."""
    there: set[str] = set()
    for one in signs:
        there |= {one.light, one.answer if one.answer != Answer.ON_TIME or not one.light else ""}
    return (
        *(
            Explained(sign(one, None), tr.plain(words))
            for one, words in LIGHTS.items()
            if one.value in there
        ),
        *(
            Explained(sign(None, one), tr.plain(words))
            for one, words in ANSWERS.items()
            if one.value in there
        ),
    )
