"""Everything the conversations about superior documents bring: routes, messages, texts, files."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import Sent
from handlers.context import Scene, Turn
from handlers.documents import (
    deciding,
    duty,
    notices,
    own,
    page,
    plan_deeds,
    plan_files,
    plan_writing,
    plans,
    plans_waiting,
    registering,
    sheet_form,
    sheet_texts,
    sheet_units,
    undecided,
)
from handlers.documents import list as documents
from handlers.hearing import Route
from handlers.view import View
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *documents.ROUTES,
    *page.ROUTES,
    *own.ROUTES,
    *duty.ROUTES,
    *undecided.ROUTES,
    *deciding.ROUTES,
    *sheet_form.ROUTES,
    *sheet_units.ROUTES,
    *registering.ROUTES,
    *plans.ROUTES,
    *plan_writing.ROUTES,
    *plan_files.ROUTES,
    *plan_deeds.ROUTES,
    *plans_waiting.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    **documents.PUSHES,
    **page.PUSHES,
    **deciding.PUSHES,
    **sheet_form.PUSHES,
    **sheet_units.PUSHES,
    **registering.PUSHES,
    **plans.PUSHES,
    **plan_files.PUSHES,
    **plan_deeds.PUSHES,
    **notices.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    **deciding.TEXTS,
    **sheet_texts.TEXTS,
    **plan_deeds.TEXTS,
}
FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = {**plan_writing.FILES}
