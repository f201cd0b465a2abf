"""Everything the conversations about slips bring: their routes, messages and questions by text."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import Sent
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.slips.judging import answer_texts as judging_texts
from handlers.slips.judging import answer_verdicts as judging_verdicts
from handlers.slips.judging import answers as judging
from handlers.slips.judging import extension_texts as deciding_texts
from handlers.slips.judging import extension_verdicts as deciding_verdicts
from handlers.slips.judging import extensions as deciding
from handlers.slips.register import file as register_file
from handlers.slips.register import page as office_page
from handlers.slips.register import search as register_search
from handlers.slips.register import shelves as register
from handlers.slips.register import withdrawing
from handlers.slips.signing import cards as signing
from handlers.slips.signing import changes as draft_changes
from handlers.slips.signing import drafts as drafts_unsubmitted
from handlers.slips.signing import many as signing_many
from handlers.slips.signing import rejections as draft_rejections
from handlers.slips.signing import submissions as draft_submissions
from handlers.slips.signing import texts as draft_texts
from handlers.slips.signing import to_sign
from handlers.slips.unit import answering, answering_files, extending
from handlers.slips.unit import arrivals as unit_arrivals
from handlers.slips.unit import documents as unit_papers
from handlers.slips.unit import list as unit_list
from handlers.slips.unit import news as unit_news
from handlers.slips.unit import page as unit_page
from handlers.slips.unit import receipts as unit_receipts
from handlers.slips.unit import texts as unit_texts
from handlers.slips.writing import manuscript
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
    *drafts_unsubmitted.ROUTES,
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
