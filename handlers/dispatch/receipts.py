"""The receipt of a return: its number, when it came in, what was recorded, and what is next."""

from markupsafe import Markup

from handlers.context import Scene
from handlers.dispatch.sayings import in_a_line
from handlers.view import clip
from models.dispatch.handing_in import receipt_number, unchanged_run
from models.dispatch.progress import Saying
from models.dispatch.returns import Mark
from models.dispatch.sheets import Card, Sheet

LISTED = 10


def receipt_lines(scene: Scene, sheet: Sheet) -> list[Markup | None]:
    """The lines of a receipt below its title."""
    return [
        _number(scene, sheet),
        _counted(scene, sheet),
        *_told(scene, sheet),
        Markup(""),
        _flagged(scene, sheet),
        *_next(scene, sheet),
    ]


def _number(scene: Scene, sheet: Sheet) -> Markup:
    tr, one = scene.tr, sheet.one
    facts = {
        "number": receipt_number(one, sheet.cycle),
        "when": tr.moment(one.submitted_at or scene.now),
    }
    if one.submitted_at and sheet.cycle.cut_off(one.submitted_at):
        return tr("✅ Receipt <b>{number}</b>, {when}, after cut-off.", **facts)
    if one.late:
        return tr("✅ Receipt <b>{number}</b>, {when}, late.", **facts)
    return tr("✅ Receipt <b>{number}</b>, {when}, in time.", **facts)


def _counted(scene: Scene, sheet: Sheet) -> Markup:
    kinds = [card.said.saying for card in sheet.cards if card.said]
    facts = {
        "changed": len(kinds) - kinds.count(Saying.NO_CHANGE),
        "unchanged": kinds.count(Saying.NO_CHANGE),
    }
    closings, hard = kinds.count(Saying.DONE), kinds.count(Saying.DIFFICULTY)
    if not closings and not hard:
        return scene.tr("Changed {changed}, no change {unchanged}.", **facts)
    return scene.tr(
        "Changed {changed} (closing {closings}, difficulties {hard}), no change {unchanged}.",
        **facts,
        closings=closings,
        hard=hard,
    )


def _told(scene: Scene, sheet: Sheet) -> list[Markup]:
    changed = [c for c in sheet.cards if c.said and c.said.saying is not Saying.NO_CHANGE]
    shown = [_line(scene, card) for card in changed[:LISTED]]
    more = len(changed) - LISTED
    if more > 0:
        shown.append(scene.tr.plural("and {n} more", "and {n} more", more))
    return shown


def _line(scene: Scene, card: Card) -> Markup:
    assert card.said  # noqa: S101  only cards with an answer are listed
    return scene.tr(
        "· {number} {title} · {said}",
        number=card.matter.number,
        title=clip(card.matter.title, 20),
        said=in_a_line(scene.tr, card.said, 30),
    )


def _flagged(scene: Scene, sheet: Sheet) -> Markup | None:
    if not sheet.one.flagged:
        return None
    return scene.tr.plural(
        "No change at all for {n} month in a row: the reform office may ask. A word on what is "
        "going on is welcome at any time.",
        "No change at all for {n} months in a row: the reform office may ask. A word on what is "
        "going on is welcome at any time.",
        unchanged_run(scene.session, sheet.one, sheet.cycle),
    )


def _next(scene: Scene, sheet: Sheet) -> list[Markup | None]:
    tr, cycle = scene.tr, sheet.cycle
    corrections = [card for card in sheet.cards if card.item.mark is Mark.CORRECTION]
    waits = (
        tr.plural(
            "{n} correction waits for the reform office.",
            "{n} corrections wait for the reform office.",
            len(corrections),
        )
        if corrections
        else None
    )
    reviews = any(c.said and c.said.saying in {Saying.DONE, Saying.DIFFICULTY} for c in sheet.cards)
    reviewed = tr("Closings and difficulties go to the reform office.") if reviews else None
    if cycle.cut_off(scene.now):
        until = tr("Changes from now on are corrections that the reform office has to approve.")
    elif scene.now > cycle.due_at:
        until = tr("It can be changed until {cutoff}.", cutoff=tr.moment(cycle.cutoff_at))
    else:
        until = tr("It can be changed freely until {due}.", due=tr.moment(cycle.due_at))
    return [waits, reviewed, until]
