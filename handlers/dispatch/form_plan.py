"""What confirming a form would do, worked out anew from its rows and the facts of the moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.dispatch.form_answers import CellFault, CellWrong, meant
from models.dispatch.progress import Said, Saying
from models.dispatch.sheets import Card, Sheet
from models.outbox import Outbox
from models.workbooks.form_reading import Entry


@dataclass
class Plan:
    """Cards the form changes, those it leaves unchanged, those it leaves open, and its faults.

    `seen` is the newest version of anything in the return: when it moves, the plan is stale.
    """

    seen: int
    changed: list[tuple[Card, Said]] = field(default_factory=list)
    unchanged: list[Card] = field(default_factory=list)
    left: list[Card] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    kept: int = 0


def planned(row: Outbox) -> list[Entry]:
    """The rows of a form as the preview's row keeps them."""
    return [Entry(**entry) for entry in row.params["entries"]]


def places(row: Outbox) -> Mapping[str, Sequence[str]]:
    """Letter and heading of each column of the form."""
    columns: Mapping[str, Sequence[str]] = row.params["columns"]
    return columns


def plan_of(sheet: Sheet, entries: Sequence[Entry]) -> Plan:
    """What the rows mean for the return as it is now.

    A blank row says 无变化 where that is allowed for many at once, and else leaves the card open;
    a card with an answer keeps it.
    """
    plan = Plan(max((card.item.progress_id or 0 for card in sheet.cards), default=0))
    rows = _by_card(sheet, entries, plan)
    singly = {card.id for card in sheet.singly}
    for card in sheet.cards:
        entry = rows.get(card.id)
        if entry is None or entry.blank:
            _blank(plan, card, singly)
        else:
            _filled(plan, card, entry)
    return plan


def _by_card(sheet: Sheet, entries: Sequence[Entry], plan: Plan) -> dict[int, Entry]:
    by_number = {card.matter.number.casefold(): card for card in sheet.cards}
    rows: dict[int, Entry] = {}
    for entry in entries:
        card = by_number.get(entry.number.strip().casefold())
        if card is None:
            fault = CellWrong.UNKNOWN_NUMBER
        elif card.id in rows:
            fault = CellWrong.TWICE
        else:
            rows[card.id] = entry
            continue
        plan.faults.append(CellFault(entry.row, "number", entry.number, fault))
    return rows


def _blank(plan: Plan, card: Card, singly: set[int]) -> None:
    if not card.waiting:
        plan.kept += 1
    elif card.id in singly:
        plan.left.append(card)
    else:
        plan.unchanged.append(card)


def _filled(plan: Plan, card: Card, entry: Entry) -> None:
    steps = [(step.id or 0, step.title) for step in card.open_steps]
    said = meant(entry, card.item.last_percent, steps)
    if isinstance(said, CellFault):
        plan.faults.append(said)
    elif not card.open:
        if not stands(card, said):
            plan.faults.append(CellFault(entry.row, "number", entry.number, CellWrong.CLOSED))
    elif stands(card, said):
        plan.kept += 1
    elif said.saying is Saying.NO_CHANGE and card.said is None and not card.item.pressing:
        plan.unchanged.append(card)
    else:
        plan.changed.append((card, said))


def stands(card: Card, said: Said) -> bool:
    """Whether a card says this already."""
    now = card.said
    if now is None or card.waiting or now.saying is not said.saying:
        return False
    percent = now.percent if said.percent is None else said.percent
    helper = now.help_wanted if said.help_wanted is None else said.help_wanted
    return (now.percent, now.note, now.help_wanted) == (percent, said.note or "", helper)
