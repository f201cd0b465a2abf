"""Everything the conversations about experiences bring: routes, messages, questions by text."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import Sent
from handlers.context import Scene, Turn
from handlers.experiences import (
    archive,
    ballot,
    commands,
    draft,
    jury,
    media,
    own,
    page,
    review,
    selection_commands,
    selection_page,
    series,
    shortlist,
    typed,
    verdicts,
    writing,
)
from handlers.hearing import Route
from handlers.view import View
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *commands.ROUTES,
    *own.ROUTES,
    *page.ROUTES,
    *writing.ROUTES,
    *review.ROUTES,
    *archive.ROUTES,
    *series.ROUTES,
    *selection_commands.ROUTES,
    *selection_page.ROUTES,
    *shortlist.ROUTES,
    *jury.ROUTES,
    *ballot.ROUTES,
    *media.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    **own.PUSHES,
    **page.PUSHES,
    **draft.PUSHES,
    **review.PUSHES,
    **archive.PUSHES,
    **series.PUSHES,
    **selection_page.PUSHES,
    **jury.PUSHES,
    **ballot.PUSHES,
    **media.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    **typed.TEXTS,
    **verdicts.TEXTS,
    **archive.TEXTS,
    **jury.TEXTS,
    **media.TEXTS,
}
FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = {**typed.FILES}
