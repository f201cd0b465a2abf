"""Why a Word file is not taken for a circular, in words."""

from collections.abc import Mapping

from handlers.circulars.page import back
from handlers.circulars.page_lines import name
from handlers.circulars.seen import seen_circular
from handlers.context import Scene
from handlers.hearing import Unfetched
from handlers.view import View, lines
from locales import N_
from models.outbox import Outbox
from models.workbooks.faults import Why

REFUSALS: Mapping[str, str] = {
    Why.EMPTY: N_("The file is empty."),
    Why.TOO_LARGE: N_("The file is too large: at most 10 MB can be read."),
    Why.UNPACKS_TOO_LARGE: N_("The file unpacks to more than can be read safely."),
    Why.MACROS: N_("The file holds macros. Please save it as .docx without them."),
    Why.ENCRYPTED: N_("The file is protected by a password. Please save it without one."),
    Why.LEGACY: N_("This is an older or protected Word file. Please save it as .docx."),
    Why.UNKNOWN_FORMAT: N_("This is no Word document. Please save it as .docx."),
    Why.DAMAGED: N_("The file is damaged and cannot be read. Please save it again."),
    Unfetched.TOO_LARGE: N_("The file is too large: at most 10 MB can be read."),
    Unfetched.NOT_NOW: N_("Telegram did not hand the file over. Please send it again."),
    "no_section": N_("None of the circular's sections was found in the file."),
}
"""Why a file is not taken, in sentences."""


def refused(scene: Scene, row: Outbox) -> View:
    """Why a file is not taken."""
    circular = seen_circular(scene, row.subject_id or 0)
    return View(
        lines(
            name(scene, circular), scene.tr(REFUSALS.get(row.params["why"], REFUSALS[Why.DAMAGED]))
        ),
        [[back(scene, circular)]],
    )
