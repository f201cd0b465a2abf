"""Everything the conversations about slips bring: their routes, messages and questions by text."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.context import Scene, Turn
from handlers.dispatch.attachments import Sent
from handlers.hearing import Route
from handlers.slips import (
    answering,
    answering_files,
    deciding,
    deciding_texts,
    deciding_verdicts,
    draft_changes,
    draft_rejections,
    draft_submissions,
    draft_texts,
    extending,
    judging,
    judging_texts,
    judging_verdicts,
    manuscript,
    office_page,
    register,
    register_file,
    register_search,
    signing,
    signing_many,
    to_sign,
    unit_arrivals,
    unit_list,
    unit_news,
    unit_page,
    unit_papers,
    unit_receipts,
    unit_texts,
    withdrawing,
)
from handlers.view import View
from models.focus import Focus, Topic
from models.outbox import Outbox

ROUTES: tuple[Route, ...] = (
    *signing.ROUTES,
    *signing_many.ROUTES,
    *to_sign.ROUTES,
    *draft_changes.ROUTES,
    *draft_texts.ROUTES,
    *draft_rejections.ROUTES,
    *draft_submissions.ROUTES,
    *judging.ROUTES,
    *judging_verdicts.ROUTES,
    *judging_texts.ROUTES,
    *deciding.ROUTES,
    *deciding_verdicts.ROUTES,
    *deciding_texts.ROUTES,
    *manuscript.ROUTES,
    *office_page.ROUTES,
    *register.ROUTES,
    *register_file.ROUTES,
    *register_search.ROUTES,
    *withdrawing.ROUTES,
    *unit_list.ROUTES,
    *unit_page.ROUTES,
    *unit_papers.ROUTES,
    *unit_receipts.ROUTES,
    *answering.ROUTES,
    *extending.ROUTES,
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    **signing.PUSHES,
    **signing_many.PUSHES,
    **to_sign.PUSHES,
    **draft_texts.PUSHES,
    **draft_rejections.PUSHES,
    **draft_submissions.PUSHES,
    **judging.PUSHES,
    **judging_texts.PUSHES,
    **deciding.PUSHES,
    **deciding_texts.PUSHES,
    **manuscript.PUSHES,
    **office_page.PUSHES,
    **register.PUSHES,
    **register_file.PUSHES,
    **register_search.PUSHES,
    **withdrawing.PUSHES,
    **unit_list.PUSHES,
    **unit_page.PUSHES,
    **unit_papers.PUSHES,
    **unit_arrivals.PUSHES,
    **unit_news.PUSHES,
    **unit_texts.PUSHES,
    **answering.PUSHES,
    **extending.PUSHES,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    **draft_texts.TEXTS,
    **draft_rejections.TEXTS,
    **judging_texts.TEXTS,
    **deciding_texts.TEXTS,
    **manuscript.TEXTS,
    **register_search.TEXTS,
    **withdrawing.TEXTS,
    **unit_texts.TEXTS,
    **answering.TEXTS,
    **extending.TEXTS,
}
FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = answering_files.FILES
