"""What a card asks in words: the figure, the difficulty, and who can help with it."""

from markupsafe import Markup

from handlers.context import Scene
from handlers.dispatch.buttons import CardPress, PercentPress, SkipPress
from handlers.dispatch.card_views import heading
from handlers.dispatch.sayings import in_a_line
from handlers.view import Ask, Key, View, clip, lines
from models.dispatch.sheets import Card, Sheet
from models.focus import Topic

PAD = ((10, 20, 30, 40, 50), (60, 70, 80, 90, 95))


def percent_asked(scene: Scene, sheet: Sheet, card: Card) -> View:
    """Which figure: a pad of tens, or any number as text."""
    text = lines(
        heading(scene, sheet, card),
        scene.tr("<b>{title}</b>", title=clip(card.matter.title, 160)),
        scene.tr("How far is it? Take a figure, or send a number from 0 to 100."),
    )
    pad = [
        [
            Key(scene.tr.percent(figure), PercentPress(card.id, card.version, figure))
            for figure in row
        ]
        for row in PAD
    ]
    return View(text, [*pad, [_back_to(scene, card)]], Ask(Topic.PERCENT, card.id))


def difficulty_asked(scene: Scene, sheet: Sheet, card: Card) -> View:
    """What the difficulty is, in words."""
    text = lines(
        heading(scene, sheet, card),
        scene.tr("<b>{title}</b>", title=clip(card.matter.title, 160)),
        scene.tr("What is the difficulty? Please send a few words."),
    )
    return View(text, [[_back_to(scene, card)]], Ask(Topic.DIFFICULTY, card.id))


def helper_asked(scene: Scene, sheet: Sheet, card: Card) -> View:
    """Who can help with the difficulty; it can be left out."""
    said = in_a_line(scene.tr, card.said, 200) if card.said else Markup("")
    text = lines(
        heading(scene, sheet, card),
        scene.tr("Recorded: {said}", said=said),
        scene.tr("Who can help? Please send the name of a unit or person, or skip."),
    )
    keys = [[Key(scene.tr.plain("Skip"), SkipPress(card.id)), _back_to(scene, card)]]
    return View(text, keys, Ask(Topic.HELP, card.id))


def _back_to(scene: Scene, card: Card) -> Key:
    return Key(scene.tr.plain("Back"), CardPress(card.id))
