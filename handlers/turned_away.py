"""Who is turned away: why a text was refused, and the one sentence for strangers."""

from collections.abc import Callable, Mapping

from markupsafe import escape

from handlers.context import Scene
from handlers.refusals import sentence
from handlers.view import View
from models.outbox import Outbox
from models.refusals import Reason


def refused(scene: Scene, row: Outbox) -> View:
    """Why a text or command was refused, and what to do next."""
    return View(escape(sentence(scene.tr, Reason(row.params["reason"]), row.params["facts"])))


def stranger(scene: Scene, _row: Outbox) -> View:
    """To somebody we do not know: polite, and nothing about anybody (DOMAIN §1)."""
    return View(
        scene.tr(
            "This service is for invited liaisons only. If you are one, please ask your reform "
            "office for an invitation link."
        )
    )


PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "refused": refused,
    "stranger": stranger,
}
