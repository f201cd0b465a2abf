"""A return as a whole: what is asked until when, what is filled in, and the ways to answer."""

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.dispatch.buttons import (
    CardPress,
    CaseListPress,
    FormPress,
    PanelPress,
    RestPress,
    RestSurePress,
    ResumePress,
    SubmitPress,
)
from handlers.dispatch.receipts import receipt_lines
from handlers.dispatch.sayings import briefly
from handlers.dispatch.sheets import light_of
from handlers.view import Ask, Key, View, clip, lines
from models.dispatch.progress import Saying
from models.dispatch.returns import Mark
from models.dispatch.sheets import Card, Sheet
from models.focus import Topic

LISTED = 10


def panel(scene: Scene, sheet: Sheet, left: int = 0) -> View:
    """What a return looks like now: asked, being filled in, ready, or its receipt.

    `left` is the card the person comes from, so that going on leads back there.
    """
    asks = Ask(Topic.RETURN, sheet.id, left or None)
    if not sheet.cards:
        return View(lines(title(scene, sheet), scene.tr("Nothing is asked of you at the moment.")))
    settled = sheet.one.submitted_at and not sheet.waiting and not sheet.tally.drafted
    body = receipt_lines(scene, sheet) if settled else _asked(scene, sheet)
    return View(lines(title(scene, sheet), *body), _keys(scene, sheet, left), asks)


def title(scene: Scene, sheet: Sheet) -> Markup:
    """Month and unit."""
    month = scene.tr.month(sheet.cycle.month)
    return scene.tr("<b>Dispatch of {month}</b> · {unit}", month=month, unit=sheet.unit.name)


def _asked(scene: Scene, sheet: Sheet) -> list[Markup | None]:
    tally = sheet.tally
    filled = scene.tr.plural(
        "{done} of {n} matter filled in.",
        "{done} of {n} matters filled in.",
        tally.cards,
        done=tally.cards - tally.unanswered,
    )
    ready = scene.tr("All is filled in. Please submit.") if tally.ready else None
    return [*_when(scene, sheet), filled, *_returned(scene, sheet), *_pressing(scene, sheet), ready]


def _when(scene: Scene, sheet: Sheet) -> list[Markup]:
    tr, cycle = scene.tr, sheet.cycle
    if cycle.cut_off(scene.now):
        return [
            tr(
                "The month was cut off on {cutoff}. What is submitted now is a correction that "
                "the reform office has to approve.",
                cutoff=tr.moment(cycle.cutoff_at),
            )
        ]
    if scene.now > cycle.due_at:
        return [
            tr("Overdue since {due}. Please submit now; it counts as late.", due=_due(scene, sheet))
        ]
    due = tr("Please submit by <b>{due}</b>.", due=_due(scene, sheet))
    if not cycle.provisional:
        return [due]
    return [due, tr("The date is provisional: next year's holidays are not published yet.")]


def _due(scene: Scene, sheet: Sheet) -> str:
    return scene.tr.moment(sheet.cycle.due_at)


def _returned(scene: Scene, sheet: Sheet) -> list[Markup]:
    returned = [card for card in sheet.cards if card.item.mark is Mark.RETURNED]
    return _listed(
        scene,
        returned,
        scene.tr.plural(
            "Returned by the reform office, {n} matter:",
            "Returned by the reform office, {n} matters:",
            len(returned),
        ),
    )


def _pressing(scene: Scene, sheet: Sheet) -> list[Markup]:
    pressing = [c for c in sheet.cards if c.item.pressing and c.item.mark is not Mark.RETURNED]
    return _listed(
        scene,
        pressing,
        scene.tr.plural(
            "Due or overdue this month, {n} matter:",
            "Due or overdue this month, {n} matters:",
            len(pressing),
        ),
    )


def _listed(scene: Scene, cards: list[Card], heading: Markup) -> list[Markup]:
    if not cards:
        return []
    shown = [Markup(""), heading, *(line(scene, card) for card in cards[:LISTED])]
    more = len(cards) - LISTED
    if more > 0:
        shown.append(scene.tr.plural("and {n} more", "and {n} more", more))
    return shown


def line(scene: Scene, card: Card) -> Markup:
    """One matter in a list: its light, number, title, next date, and what is said about it."""
    tr = scene.tr
    facts = {
        "light": terms.dot(light_of(scene, card)),
        "number": card.matter.number,
        "title": clip(card.matter.title, 28),
        "date": tr.day(card.next_date),
    }
    if card.said is None or card.waiting:
        return tr("{light} {number} {title} · {date}", **facts)
    return tr("{light} {number} {title} · {date} · {said}", **facts, said=briefly(tr, card.said))


def _keys(scene: Scene, sheet: Sheet, left: int) -> list[list[Key]]:
    tr, tally = scene.tr, sheet.tally
    cases = Key(tr.plain("All matters"), CaseListPress(sheet.id, 0, left))
    form = Key(tr.plain("Form (.xlsx)"), FormPress(sheet.id))
    if not tally.unanswered:
        change = Key(tr.plain("Change"), CaseListPress(sheet.id, 0, left))
        submit = Key(tr.plain("Submit"), SubmitPress(sheet.id))
        return [[submit], [change, form]] if tally.drafted else [[change, form]]
    begun = tally.unanswered < tally.cards
    go_on = tr.plain("Go on") if begun else tr.plain("Begin")
    return [[Key(go_on, ResumePress(sheet.id)), rest_key(scene, sheet)], [cases, form]]


def rest_key(scene: Scene, sheet: Sheet) -> Key:
    """全部无变化, or 其余无变化 when something is said already."""
    tally = sheet.tally
    if tally.unanswered == tally.cards:
        return Key(scene.tr.plain("No change at all"), RestPress(sheet.id))
    label = scene.tr.plain_plural(
        "No change for the other {n}", "No change for the other {n}", tally.unanswered
    )
    return Key(label, RestPress(sheet.id))


def rest_asked(scene: Scene, sheet: Sheet) -> View:
    """Whether the rest is really unchanged; what has to be answered one by one is named."""
    tr, singly = scene.tr, sheet.singly
    back = Key(tr.plain("Back"), PanelPress(sheet.id, 0))
    asks = Ask(Topic.RETURN, sheet.id)
    if singly:
        heading = tr("Due, overdue or returned this month; please answer these one by one first:")
        one_by_one = Key(tr.plain("Answer one by one"), CardPress(singly[0].id))
        text = lines(title(scene, sheet), *_listed(scene, singly, heading))
        return View(text, [[one_by_one], [back]], asks)
    left = sheet.tally.unanswered
    text = lines(
        title(scene, sheet),
        tr.plural(
            "“No change” is entered for {n} matter, and the return is submitted.",
            "“No change” is entered for {n} matters, and the return is submitted.",
            left,
        ),
        *_unchanged_warning(scene, sheet),
    )
    return View(
        text, [[Key(tr.plain("Confirm and submit"), RestSurePress(sheet.id, left))], [back]], asks
    )


def _unchanged_warning(scene: Scene, sheet: Sheet) -> list[Markup]:
    if any(card.said and card.said.saying is not Saying.NO_CHANGE for card in sheet.cards):
        return []
    months = scene.at(sheet.cycle.office_id).office.rules.dispatch.unchanged_months
    return [
        scene.tr.plural(
            "The reform office looks at units without any change for {n} month or longer.",
            "The reform office looks at units without any change for {n} months or longer.",
            months,
        )
    ]
