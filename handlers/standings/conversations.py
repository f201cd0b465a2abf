"""Everything the conversations about scores bring: routes, messages, questions by text, files."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import Sent
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.standings import (
    appeal_cards,
    appeal_copies,
    appeal_list,
    appealing,
    cohort_list,
    evidence,
    judging,
    line_list,
    line_page,
    news,
    overview,
    pictures,
    publishing,
    rank,
    unit_page,
    versions,
)
from handlers.view import Said
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *rank.ROUTES,
    *unit_page.ROUTES,
    *line_list.ROUTES,
    *line_page.ROUTES,
    *versions.ROUTES,
    *overview.ROUTES,
    *cohort_list.ROUTES,
    *pictures.ROUTES,
    *appealing.ROUTES,
    *appeal_list.ROUTES,
    *evidence.ROUTES,
    *judging.ROUTES,
    *publishing.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], Said | None]] = {
    **rank.PUSHES,
    **pictures.PUSHES,
    **news.PUSHES,
    **appealing.PUSHES,
    **appeal_cards.PUSHES,
    **appeal_copies.PUSHES,
    **appeal_list.PUSHES,
    **evidence.PUSHES,
    **judging.PUSHES,
    **publishing.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    **appealing.TEXTS,
    **judging.TEXTS,
}
FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = evidence.FILES
