"""A matter as a line of the brief: its light and why, or how far it has moved."""

from markupsafe import Markup

from handlers import terms
from handlers.brief.answered import Held
from handlers.context import Scene
from handlers.office.light_words import light_line
from handlers.view import clip


def matter_line(scene: Scene, one: Held) -> Markup:
    """With its light, and why it shows it."""
    return scene.tr(
        "{light} <b>{number}</b> {title}, {percent}; {why}",
        light=terms.dot(one.shown.light),
        number=one.sign,
        title=clip(one.matter.title, 50),
        percent=scene.tr.percent(one.matter.percent),
        why=light_line(scene, one.shown),
    )


def moved_line(scene: Scene, one: Held) -> Markup:
    """From where to where."""
    return scene.tr(
        "{light} <b>{number}</b> {title}, {before} → {percent}",
        light=terms.dot(one.shown.light),
        number=one.sign,
        title=clip(one.matter.title, 50),
        before=scene.tr.percent(one.before or 0),
        percent=scene.tr.percent(one.matter.percent),
    )
