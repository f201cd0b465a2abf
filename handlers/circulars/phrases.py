"""What circulars are worded with: the names of their sections, and lists in running text."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from locales import N_, Translator
from models.circulars.circulars import Part
from models.matters.ledger import Light

TITLES: Mapping[Part, str] = {
    Part.OPENING: N_("Opening"),
    Part.OVERALL: N_("Overall"),
    Part.PROGRESS: N_("Progress by kind of matter"),
    Part.MISSED: N_("Missed dates"),
    Part.RANKING: N_("Ranking"),
    Part.SLIPS: N_("Supervision and slips"),
    Part.NEXT: N_("Arrangements for the next month"),
}

ORDINALS = (
    N_("I. {title}"),
    N_("II. {title}"),
    N_("III. {title}"),
    N_("IV. {title}"),
    N_("V. {title}"),
    N_("VI. {title}"),
)
"""How the sections after the opening are headed, one after the other."""

LIGHTS: Mapping[Light, str] = {
    Light.GREEN: N_("green"),
    Light.YELLOW: N_("yellow"),
    Light.RED: N_("red"),
    Light.BLUE: N_("blue"),
}


def title(tr: Translator, part: Part) -> str:
    """The name of a section."""
    return tr.plain(TITLES[part])


def sentence_case(words: str) -> str:
    """Words at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def listed(tr: Translator, names: Iterable[str]) -> str:
    """Names one after the other in a sentence."""
    return tr.plain(", ").join(names)


def counted(tr: Translator, name: str, n: int, share: Decimal) -> str:
    """A count with its share."""
    return tr.plain("{name} {n} ({share}%)", name=name, n=n, share=share)
