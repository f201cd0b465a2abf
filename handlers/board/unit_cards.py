"""The cards of a unit's month as the office reads them: figures, words and files of each matter."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.office.light_words import light_of
from handlers.pages import Page
from handlers.view import clip, lines
from locales import N_
from models.dispatch.attachments import Attachment, attachments
from models.dispatch.handing_in import HANDED_IN
from models.dispatch.progress import Progress, current
from models.dispatch.returns import Item, Mark
from models.matters.ledger import Matter, Milestone, matter_id, milestones_of

MARKS = {
    Mark.OPEN: N_("not answered"),
    Mark.DRAFTED: N_("being written"),
    Mark.SUBMITTED: N_("handed in"),
    Mark.CORRECTION: N_("correction to review"),
    Mark.RETURNED: N_("returned"),
    Mark.ACCEPTED: N_("approved"),
}


def card_lines(scene: Scene, cards: Page[tuple[Item, Matter]]) -> list[Markup]:
    """The cards of a page, each with its light, its figures and what was said."""
    items = [item for item, _ in cards.items]
    said = current(scene.session, items)
    files = attachments(scene.session, [item.id or 0 for item in items])
    steps = milestones_of(scene.session, [matter_id(matter) for _, matter in cards.items])
    return [
        _card(scene, item, matter, steps[matter_id(matter)], said.get(item.id or 0))
        + _files(scene, files.get(item.id or 0, []))
        for item, matter in cards.items
    ]


def _card(
    scene: Scene, item: Item, matter: Matter, steps: list[Milestone], said: Progress | None
) -> Markup:
    tr, light = scene.tr, light_of(scene, matter, steps).light
    head = tr(
        "\n{light} <b>{number}</b> {title}",
        light=terms.dot(light),
        number=matter.number,
        title=clip(matter.title, 40),
    )
    mark = tr.plain(MARKS[item.mark])
    if said is None or item.mark not in HANDED_IN:
        before = tr.percent(item.last_percent)
        return lines(head, tr("{before} · {mark}", before=before, mark=mark))
    figures = tr(
        "{before} → {after} · {saying} · {mark}",
        before=tr.percent(item.last_percent),
        after=tr.percent(said.percent),
        saying=terms.saying(tr, said.saying),
        mark=mark,
    )
    return lines(head, figures, _quote(scene, said.note), _quote(scene, said.help_wanted))


def _quote(scene: Scene, text: str) -> Markup | None:
    """What somebody wrote, set off and cut to fit; None for nothing."""
    return scene.tr("<i>{text}</i>", text=clip(text, 160)) if text else None


def _files(scene: Scene, files: Sequence[Attachment]) -> Markup:
    if not files:
        return Markup()
    return scene.tr.plural("\n📎 {n} file", "\n📎 {n} files", len(files))
