"""Every conversation's routes: a press by its code, anything else by the first that fits."""

from collections.abc import Iterable, Mapping
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler

from handlers.brief import conversations as brief
from handlers.burden import conversations as burden
from handlers.circulars import conversations as circulars
from handlers.context import Office
from handlers.dispatch import conversations as unit_side
from handlers.documents import conversations as documents
from handlers.enrolment import blocks, invitations, personal
from handlers.enrolment import start as enrolment
from handlers.experiences import conversations as experiences
from handlers.groups import conversations as groups
from handlers.hearing import Callback, Context, Route
from handlers.leave import days_off as leave
from handlers.levels import switch
from handlers.notices import conversations as notices
from handlers.office import conversations as office_side
from handlers.pressing import unknown_press
from handlers.slips import conversations as slips
from handlers.standings import conversations as standings
from handlers.years import conversations as years

ROUTES: tuple[Route, ...] = (
    *enrolment.ROUTES,
    *personal.ROUTES,
    *leave.ROUTES,
    *switch.ROUTES,
    *invitations.ROUTES,
    *groups.ROUTES,
    *blocks.ROUTES,
    *office_side.ROUTES,
    *brief.ROUTES,
    *slips.ROUTES,
    *standings.ROUTES,
    *years.ROUTES,
    *burden.ROUTES,
    *documents.ROUTES,
    *circulars.ROUTES,
    *notices.ROUTES,
    *experiences.ROUTES,
    *unit_side.ROUTES,
    *unit_side.LAST,
)


def register(application: Application[Any, Any, Any, Any, Any, Any], office: Office) -> None:
    """Give the application every handler there is; presses are told apart by their code."""
    presses, on_boards = _presses(ROUTES, office), _presses(groups.PRESSES, office)
    unknown = unknown_press().handler(office).callback
    application.add_handler(CallbackQueryHandler(_by_code(presses, on_boards, unknown)))
    for route in ROUTES:
        if not route.code:
            application.add_handler(route.handler(office))


def _presses(routes: Iterable[Route], office: Office) -> dict[str, Callback]:
    return {route.code: route.handler(office).callback for route in routes if route.code}


def _by_code(
    presses: Mapping[str, Callback], on_boards: Mapping[str, Callback], unknown: Callback
) -> Callback:
    """One look-up instead of asking each of two hundred kinds of button whether it is meant.

    In a group only `on_boards` mean anything.
    """

    async def pressed(update: Update, context: Context) -> None:
        query = update.callback_query
        code = (query.data or "").partition(":")[0] if query else ""
        chat = update.effective_chat
        known = presses if chat is None or chat.type == "private" else on_boards
        await known.get(code, unknown)(update, context)

    return pressed
