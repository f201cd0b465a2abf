"""审核: what waits for the office's verdict, as a list and card by card."""

from datetime import datetime

from handlers.context import Scene, Turn
from handlers.desk.queues import worked_off
from handlers.hearing import Route
from handlers.office.buttons import NextPress, QueuePress, ReviewPress
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.reviews.card import review_card, why
from handlers.view import Key, View, clip, in_rows, lines
from models.authority import Act
from models.dispatch.progress import Progress
from models.dispatch.review_queue import Waiting, card, waiting
from models.refusals import Reason, Refused

ON_A_PAGE = 10


def queue_pressed(turn: Turn, press: QueuePress) -> View:
    """The list in the pressed message."""
    return queue(turn, press.page)


def queue(scene: Scene, page: int) -> View:
    """Everything that waits for a verdict, oldest first."""
    tr = scene.tr
    found = waiting(scene.session, scene.me.scope(Act.REVIEW))
    head = tr("<b>To review: {n}</b>", n=len(found))
    if not found:
        return worked_off(scene, head, tr("Nothing waits for a verdict."))
    shown = page_of(found, page, ON_A_PAGE)
    text = lines(
        head,
        *(
            tr(
                "<b>{number}</b> {unit}: {what}",
                number=one.matter.number,
                unit=clip(one.unit.name, 24),
                what=tr.plain(why(one.item, one.said)),
            )
            for one in shown.items
        ),
    )
    keys = [Key(clip(one.matter.number, 20), ReviewPress(one.item.id or 0)) for one in shown.items]
    rows = in_rows(keys, 3)
    return View(text, [*rows, page_keys(tr, shown, QueuePress), [back_to_desk(tr)]])


def shown_card(turn: Turn, press: ReviewPress) -> View:
    """One card in the pressed message."""
    return review_card(turn, seen_card(turn, press.item))


def next_card(turn: Turn, press: NextPress) -> View:
    """The card that waits after this one; the list when none does."""
    return following(turn, seen_card(turn, press.item).said)


def following(scene: Scene, said: Progress) -> View:
    """The card after one in the order of the list, decided or not; from the start at its end."""
    found = waiting(scene.session, scene.me.scope(Act.REVIEW))
    later = [one for one in found if _place(one.said) > _place(said)]
    coming = next(iter([*later, *found]), None)
    return review_card(scene, coming) if coming else queue(scene, 0)


def _place(said: Progress) -> tuple[datetime, int]:
    return said.submitted_at or said.said_at, said.id or 0


def seen_card(scene: Scene, item: int) -> Waiting:
    """A card of a unit that this person may judge; Refused(GONE) or Refused(NOT_ALLOWED)."""
    scene.me.require(Act.REVIEW)
    one = card(scene.session, item)
    scene.me.require(Act.REVIEW, one.unit)
    if one.said.submitted_at is None:
        raise Refused(Reason.GONE)  # a draft is the unit's own until it is handed in
    return one


ROUTES: tuple[Route, ...] = (
    on_press(QueuePress, queue_pressed),
    on_press(ReviewPress, shown_card),
    on_press(NextPress, next_card),
)
