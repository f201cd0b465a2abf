"""How what is said about a matter reads: in one word, in a line, and when it counts."""

from markupsafe import Markup, escape

from handlers import terms
from handlers.context import Scene
from handlers.view import clip, lines
from locales import Translator
from models.dispatch.progress import Progress, Saying
from models.dispatch.sheets import Sheet


def briefly(tr: Translator, said: Progress) -> str:
    """In a word, for buttons, lists and toasts: 75%, 无变化, 已完成·申请销号."""
    if said.saying is Saying.PROGRESS:
        return tr.percent(said.percent)
    word = terms.saying(tr, said.saying)
    if said.saying is Saying.DIFFICULTY:
        return tr.plain("{word} ({percent})", word=word, percent=tr.percent(said.percent))
    return word


def in_a_line(tr: Translator, said: Progress, most: int) -> Markup:
    """In a word, with the beginning of the words beside it."""
    word = briefly(tr, said)
    if not said.note:
        return escape(word)
    return tr("{word}: {note}", word=word, note=clip(said.note, most))


def in_full(tr: Translator, said: Progress, most: int) -> Markup:
    """With its words and who can help, each on a line of its own."""
    helper = said.help_wanted
    return lines(
        in_a_line(tr, said, most),
        tr("Help wanted from: {who}", who=clip(helper, 60)) if helper else None,
    )


def counts(scene: Scene, sheet: Sheet) -> str:
    """Whether what is said now is in time, late or a correction (DOMAIN §3)."""
    if sheet.cycle.cut_off(scene.now):
        return scene.tr.plain("Counts as a correction once the reform office has approved it.")
    if scene.now > sheet.cycle.due_at:
        return scene.tr.plain("Counts as late.")
    return scene.tr.plain("Counts at once.")
