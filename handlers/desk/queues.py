"""Working a queue off: where a card stands among those that wait, and the end of it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.office.buttons import DeskPress
from handlers.view import Key, View, lines


def place(scene: Scene, queue: Sequence[int | None], one: int | None) -> Markup | None:
    """“3 of 12”, where a card stands among the ids of those that wait; None once it is decided."""
    if one not in queue:
        return None
    return scene.tr("{n} of {total}", n=queue.index(one) + 1, total=len(queue))


def coming(queue: Sequence[int | None], one: int | None) -> int | None:
    """The id that waits after one, from the start at the end; None when no other waits."""
    others = [number for number in queue if number != one]
    if one in queue:
        at = queue.index(one)
        others = [*queue[at + 1 :], *queue[:at]]
    return next(iter(others), None)


def worked_off(scene: Scene, head: Markup, sentence: Markup) -> View:
    """Nothing more waits in this queue: on with the desk."""
    back = Key(scene.tr.plain("Back to the desk"), DeskPress())
    return View(lines(head, sentence), [[back]])
