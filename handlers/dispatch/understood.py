"""The answer to a text: what was understood line by line, what was not, and what is left."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from handlers.context import Scene
from handlers.dispatch.buttons import (
    CardPress,
    PanelPress,
    RestSurePress,
    ResumePress,
    SubmitPress,
)
from handlers.dispatch.outcome import Outcome, outcome
from handlers.dispatch.panel import title
from handlers.dispatch.sayings import counts, in_full
from handlers.view import Ask, Key, View, clip, in_rows, lines
from locales import N_
from models.dispatch.handing_in import receipt_number
from models.dispatch.progress import LONGEST_NOTE
from models.dispatch.sheets import Card, Sheet
from models.focus import Topic
from models.refusals import Reason
from models.understanding.phrases import Doubt

SHOWN = 10
CORRECTED = 8

_DOUBTS: Mapping[str, str] = {
    Doubt.NO_NUMBER: N_("“{text}”: please begin with the number of a matter."),
    Doubt.UNKNOWN_NUMBER: N_("“{text}”: this is not a matter you answer for."),
    Doubt.AMBIGUOUS_NUMBER: N_("“{text}”: more than one matter fits. Please give the full number."),
    Doubt.NOTHING_SAID: N_("“{text}”: nothing is said about it yet."),
    Doubt.PERCENT_RANGE: N_("“{text}”: please give one figure from 0 to 100."),
    Doubt.TOO_LONG: N_("“{text}”: longer than {most} characters. Please shorten it."),
    "not_asked": N_("“{text}”: nothing is asked about this matter this month."),
    Reason.MATTER_CLOSED: N_("“{text}”: closed or set aside; there is nothing to report."),
    Reason.TEXT_TOO_LONG: N_("“{text}”: longer than {most} characters. Please shorten it."),
    Reason.TEXT_EMPTY: N_("“{text}”: please say in a few words what the difficulty is."),
}


def understood(scene: Scene, params: Mapping[str, Any]) -> View:
    """Every matter as it stands now, the lines in doubt with the reason, and the next step."""
    came = outcome(scene, params)
    keys = [*_corrections(scene, came.told), *_ways(scene, came.sheets)]
    asks = Ask(Topic.RETURN, came.sheets[0].id) if len(came.sheets) == 1 else None
    return View(lines(*outcome_lines(scene, came)), keys, asks)


def outcome_lines(scene: Scene, came: Outcome) -> list[Markup | None]:
    """What was recorded, what was not and why, and where the returns stand."""
    return [
        *_recorded(scene, came.told),
        *_doubted(scene, came.doubts, came.told),
        _kept(scene, came.kept),
        *_where_it_stands(scene, came.sheets),
    ]


def _recorded(scene: Scene, told: list[tuple[Sheet, Card]]) -> list[Markup]:
    if not told:
        return []
    n = len(told)
    heading = scene.tr.plural("Recorded for {n} matter:", "Recorded for {n} matters:", n)
    shown = [_line(scene, card) for _, card in told[:SHOWN]]
    if n > SHOWN:
        shown.append(scene.tr.plural("and {n} more", "and {n} more", n - SHOWN))
    return [heading, *shown]


def _line(scene: Scene, card: Card) -> Markup:
    said = in_full(scene.tr, card.said, 80) if card.said else Markup("")
    return scene.tr(
        "✓ <b>{number}</b> {title} · {said}",
        number=card.matter.number,
        title=clip(card.matter.title, 24),
        said=said,
    )


def _doubted(
    scene: Scene, doubts: list[dict[str, str]], told: list[tuple[Sheet, Card]]
) -> list[Markup]:
    if not doubts:
        return []
    shown = [scene.tr(_DOUBTS[one["doubt"]], text=one["text"], most=LONGEST_NOTE) for one in doubts]
    space = [Markup("")] if told else []
    return [*space, scene.tr("Not recorded:"), *shown, example(scene, _sample(doubts, told))]


def _sample(doubts: list[dict[str, str]], told: list[tuple[Sheet, Card]]) -> str:
    """A number the reader knows, for the example."""
    named = [one["number"] for one in doubts if "number" in one]
    return next(iter([*named, *(card.matter.number for _, card in told)]), "2026-014")


def example(scene: Scene, number: str) -> Markup:
    """How a line about a matter may look."""
    return scene.tr(
        "For example: <code>{number} 75% plan issued, next: submit it for approval</code>",
        number=number,
    )


def _kept(scene: Scene, kept: list[Card]) -> Markup | None:
    if not kept:
        return None
    numbers = scene.tr.plain(", ").join(card.matter.number for card in kept[:5])
    return scene.tr(
        "{numbers}: the line was taken out of your message; what was recorded stays.",
        numbers=numbers,
    )


def _where_it_stands(scene: Scene, sheets: list[Sheet]) -> list[Markup | None]:
    found: list[Markup | None] = []
    for sheet in sheets:
        found += [
            Markup(""),
            title(scene, sheet) if len(sheets) > 1 else None,
            _state(scene, sheet),
        ]
    return found


def _state(scene: Scene, sheet: Sheet) -> Markup:
    tr, left = scene.tr, sheet.tally.unanswered
    if not sheet.cards:
        return tr("Nothing is asked of you at the moment.")
    if sheet.one.submitted_at:
        number = receipt_number(sheet.one, sheet.cycle)
        return tr("Receipt {number}. {counts}", number=number, counts=counts(scene, sheet))
    if left:
        return tr.plural(
            "Not submitted yet; {n} matter is left.",
            "Not submitted yet; {n} matters are left.",
            left,
        )
    return tr("All is filled in. Please submit.")


def _corrections(scene: Scene, told: list[tuple[Sheet, Card]]) -> list[list[Key]]:
    keys = [
        Key(
            scene.tr.plain("Change {number}", number=clip(card.matter.number, 18)),
            CardPress(card.id),
        )
        for _, card in told[:CORRECTED]
    ]
    return in_rows(keys, 2)


def _ways(scene: Scene, sheets: list[Sheet]) -> list[list[Key]]:
    rows: list[list[Key]] = []
    for sheet in sheets:
        whole = scene.tr.plain("Overview") if len(sheets) == 1 else clip(sheet.unit.name, 24)
        rows += [*_next_step(scene, sheet), [Key(whole, PanelPress(sheet.id, 0))]]
    return rows


def _next_step(scene: Scene, sheet: Sheet) -> list[list[Key]]:
    """The one thing that is left to do with a return."""
    tr, tally = scene.tr, sheet.tally
    if tally.ready:
        return [[Key(tr.plain("Submit"), SubmitPress(sheet.id))]]
    if not tally.unanswered:
        return []
    if sheet.singly:
        label = tr.plain_plural("Answer the other {n}", "Answer the other {n}", tally.unanswered)
        return [[Key(label, ResumePress(sheet.id))]]
    label = tr.plain_plural(
        "No change for the other {n}, submit",
        "No change for the other {n}, submit",
        tally.unanswered,
    )
    return [[Key(label, RestSurePress(sheet.id, tally.unanswered))]]
