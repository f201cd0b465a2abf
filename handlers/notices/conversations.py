"""Every way into the conversations about notices, what they push, and what is typed there."""

from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import (
    approval,
    arriving,
    book,
    changing,
    confirming,
    ending,
    groups,
    hearing,
    new_words,
    nudging,
    page,
    polls,
    progress,
    receipts,
    received,
    replies,
    replying,
    unit_receipts,
    voting,
)
from handlers.notices.writing import begin, form, found, parts, preview, sending, terms, whom
from handlers.view import Said
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *begin.ROUTES,
    *form.ROUTES,
    *parts.ROUTES,
    *whom.ROUTES,
    *terms.ROUTES,
    *preview.ROUTES,
    *sending.ROUTES,
    *approval.ROUTES,
    *page.ROUTES,
    *receipts.ROUTES,
    *unit_receipts.ROUTES,
    *book.ROUTES,
    *polls.ROUTES,
    *nudging.ROUTES,
    *replies.ROUTES,
    *changing.ROUTES,
    *ending.ROUTES,
    *received.ROUTES,
    *confirming.ROUTES,
    *groups.ROUTES,
    *hearing.ROUTES,
    *voting.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], Said | None]] = {
    **arriving.PUSHES,
    **form.PUSHES,
    **parts.PUSHES,
    **whom.PUSHES,
    **found.PUSHES,
    **preview.PUSHES,
    **sending.PUSHES,
    **approval.PUSHES,
    **page.PUSHES,
    **progress.PUSHES,
    **receipts.PUSHES,
    **unit_receipts.PUSHES,
    **book.PUSHES,
    **polls.PUSHES,
    **replies.PUSHES,
    **replying.PUSHES,
    **changing.PUSHES,
    **new_words.PUSHES,
    **ending.PUSHES,
    **received.PUSHES,
    **groups.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.NOTICE: begin.text_heard,
    **approval.TEXTS,
    **groups.TEXTS,
}
