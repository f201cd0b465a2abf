"""Lines of text about matters, several at once and at any time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.context import Scene, Turn
from handlers.dispatch.sheets import own_returns, taken
from handlers.dispatch.understood import understood
from handlers.view import View, clip
from models.authority import Act
from models.dispatch.finding import numbers_led
from models.dispatch.handing_in import answer
from models.dispatch.progress import Said, Source
from models.dispatch.sheets import Card, Sheet
from models.outbox import Outbox
from models.refusals import Refused
from models.understanding.lines import Doubt, Known, Line, names_a_matter, read_lines

NOT_ASKED = "not_asked"
MOST_DOUBTS = 8

Cards = Mapping[str, tuple[Sheet, Card]]


@dataclass
class Heard:
    """What came of a text: the items that were answered, and the lines that were not clear."""

    items: list[int] = field(default_factory=list)
    doubts: list[dict[str, str]] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    returns: list[int] = field(default_factory=list)

    @property
    def params(self) -> dict[str, Any]:
        """As the answer's row keeps it."""
        return {
            "items": self.items,
            "doubts": self.doubts[:MOST_DOUBTS],
            "kept": self.kept,
            "returns": self.returns,
        }


def own_sheets(turn: Turn) -> list[Sheet]:
    """The newest return of every unit the person answers for; empty for anybody else."""
    if not turn.me.may(Act.REPORT):
        return []
    return [taken(turn, one) for one in own_returns(turn)]


def cards_by_number(sheets: Iterable[Sheet]) -> Cards:
    """Every card a person may speak about, by its matter's number."""
    return {card.matter.number: (sheet, card) for sheet in sheets for card in sheet.cards}


def known(cards: Cards) -> list[Known]:
    """What the reader of lines has to know about these cards."""
    return [
        Known(
            number,
            card.item.last_percent,
            [(step.id or 0, step.title) for step in card.open_steps],
        )
        for number, (_, card) in cards.items()
    ]


def names_own(sheets: Sequence[Sheet], text: str) -> bool:
    """Whether a line begins with the number of one of these matters."""
    return names_a_matter(text, known(cards_by_number(sheets)))


def hear(turn: Turn, sheets: Sequence[Sheet], source: Source, text: str) -> Heard:
    """Record every line that is understood; what is about other units' matters says so only."""
    cards = cards_by_number(sheets)
    found = merged(read_lines(text, known(cards)))
    heard = Heard(returns=[sheet.id for sheet in sheets] if len(sheets) == 1 else [])
    own = _own_numbers(turn, sheets) if any(line.doubt for line in found) else set()
    for line in found:
        if line.said and line.number:
            record(turn, cards[line.number], line, line.said, source, heard)
        else:
            heard.doubts.append(doubt(line, own))
    return heard


def merged(found: Sequence[Line]) -> list[Line]:
    """Two lines about one matter are one answer: the later figure, and the words of both."""
    by_number: dict[str, Line] = {}
    others: list[Line] = []
    for line in found:
        before = by_number.get(line.number or "")
        if line.said is None or line.number is None:
            others.append(line)
        elif before is None or before.said is None:
            by_number[line.number] = line
        else:
            said = replace(line.said, note=_joined(before.said.note, line.said.note))
            percent = said.percent if said.percent is not None else before.said.percent
            by_number[line.number] = replace(line, said=replace(said, percent=percent))
    return [*by_number.values(), *others]


def _joined(*notes: str | None) -> str | None:
    return "\n".join(note for note in notes if note) or None


def record(
    turn: Turn, place: tuple[Sheet, Card], line: Line, said: Said, source: Source, heard: Heard
) -> None:
    """Add one line's answer to its card; what a rule refuses becomes a doubt."""
    sheet, card = place
    months = turn.at(sheet.cycle.office_id).office.rules.dispatch.unchanged_months
    try:
        card.said = answer(turn.session, sheet.one, (card.item, card.matter), said, source, months)
    except Refused as refused:
        heard.doubts.append(
            {
                "text": clip(line.text, 60),
                "doubt": refused.reason.value,
                "number": line.number or "",
            }
        )
    else:
        heard.items.append(card.id)


def _own_numbers(turn: Turn, sheets: Sequence[Sheet]) -> set[str]:
    """Numbers of the units' other matters, about which nothing is asked this month."""
    return set(numbers_led(turn.session, [sheet.one.unit_id for sheet in sheets]))


def doubt(line: Line, own: set[str]) -> dict[str, str]:
    """A line that was not clear, as the answer's row keeps it; `own` are other own numbers."""
    said = {"text": clip(line.text, 60), "doubt": line.doubt.value if line.doubt else ""}
    if line.doubt is Doubt.UNKNOWN_NUMBER and names_a_matter(line.text, [Known(n) for n in own]):
        return said | {"doubt": NOT_ASKED}
    return said | ({"number": line.number} if line.number else {})


def heard_lines(turn: Turn, sheets: Sequence[Sheet]) -> None:
    """A text that names matters of the person's own units."""
    heard = hear(turn, sheets, turn.source, turn.text)
    turn.say("understood", params=heard.params)


def answered(scene: Scene, row: Outbox) -> View | None:
    """What was understood, each to be corrected with a tap."""
    return understood(scene, row.params)


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"understood": answered}
