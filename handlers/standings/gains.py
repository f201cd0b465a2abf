"""What would have earned more, in plain sentences (DOMAIN §6)."""

from dataclasses import dataclass
from decimal import Decimal

from handlers.context import Scene
from handlers.standings import words
from handlers.view import clip
from locales import Translator
from models.scoring.item_facts import InspectionFact, SlipFact, UpdateFact
from models.scoring.lines import AnyFact, Line
from models.scoring.milestone_facts import MilestoneFact
from models.scoring.point_facts import FaultFact
from models.scoring.score import Score, gain


@dataclass(frozen=True)
class Lost:
    """A line that could have earned more: so many points of the total, and what it is about."""

    at: int
    points: Decimal
    text: str


def biggest(scene: Scene, score: Score, most: int) -> list[Lost]:
    """The lines that cost most, the heaviest first."""
    lost = [
        (gain(score, line), at, line)
        for at, line in enumerate(score.lines)
        if line.best_rule is not line.rule
    ]
    lost = sorted((one for one in lost if one[0] > 0), key=lambda one: (-one[0], one[1]))
    return [Lost(at, points, said(scene.tr, line)) for points, at, line in lost[:most]]


def said(tr: Translator, line: Line) -> str:
    """A line in a few words: what it is about, and which rule it met."""
    return tr.plain("{item}: {rule}", item=item(line.fact), rule=words.rule(tr, line.rule))


def better(tr: Translator, score: Score, line: Line) -> str:
    """What would have earned more, and how much; or that nothing more could be earned."""
    if line.best_rule is line.rule:
        return tr.plain("Nothing more could be earned here.")
    points = gain(score, line)
    if not points:
        return tr.plain("Better would not have changed the score: a limit of the scheme holds.")
    return tr.plain(words.BETTER[line.best_rule], points=points, day=_due(tr, line.fact))


def _due(tr: Translator, fact: AnyFact) -> str:
    return tr.date(fact.due_on) if isinstance(fact, MilestoneFact | SlipFact) else ""


def item(fact: AnyFact, most: int = 60) -> str:
    """What a line is about, in a few letters."""
    return clip(_item(fact), most)


def _item(fact: AnyFact) -> str:
    if isinstance(fact, MilestoneFact):
        return f"{fact.matter} {fact.step or fact.title}"
    if isinstance(fact, InspectionFact | UpdateFact):
        return f"{fact.matter} {fact.title}"
    if isinstance(fact, SlipFact):
        return f"{fact.number} {fact.subject}"
    if isinstance(fact, FaultFact):
        return f"{fact.subject} {fact.basis}"
    return fact.subject
