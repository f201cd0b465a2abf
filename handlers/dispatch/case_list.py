"""Every matter of a return by number, in pages, to jump to one."""

from handlers.context import Scene
from handlers.dispatch.buttons import CardPress, CaseListPress, PanelPress
from handlers.dispatch.panel import line, title
from handlers.pages import page_keys, page_of
from handlers.view import Ask, Key, View, clip, in_rows, lines
from models.dispatch.sheets import Card, Sheet
from models.focus import Topic

ON_A_PAGE = 12


def case_list(scene: Scene, sheet: Sheet, number: int, left: int) -> View:
    """One page of the list; `left` is the card one comes from."""
    page = page_of(sheet.cards, number, ON_A_PAGE)
    keys = [Key(_jump_label(card), CardPress(card.id)) for card in page.items]
    rows = in_rows(keys, 3)
    turning = page_keys(scene.tr, page, lambda to: CaseListPress(sheet.id, to, left))
    back = Key(scene.tr.plain("Overview"), PanelPress(sheet.id, left))
    text = lines(title(scene, sheet), *(line(scene, card) for card in page.items))
    return View(text, [*rows, turning, [back]], Ask(Topic.RETURN, sheet.id, left or None))


def _jump_label(card: Card) -> str:
    sign = "·" if card.waiting else "✓"
    return f"{sign} {clip(card.matter.number, 18)}"
