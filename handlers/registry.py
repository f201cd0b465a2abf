"""Every conversation's routes in the order in which they are tried; the first fit is taken."""

from typing import Any

from telegram.ext import Application

from handlers.burden import page as burden
from handlers.circulars import conversations as circulars
from handlers.context import Office
from handlers.dispatch import conversations as unit_side
from handlers.documents import conversations as documents
from handlers.enrolment import blocks, invitations, personal
from handlers.enrolment import start as enrolment
from handlers.hearing import Route
from handlers.leave import days_off as leave
from handlers.office import conversations as office_side
from handlers.pressing import unknown_press
from handlers.slips import conversations as slips
from handlers.standings import conversations as standings
from handlers.years import conversations as years

ROUTES: tuple[Route, ...] = (
    *enrolment.ROUTES,
    *personal.ROUTES,
    *leave.ROUTES,
    *invitations.ROUTES,
    *blocks.ROUTES,
    *office_side.ROUTES,
    *slips.ROUTES,
    *standings.ROUTES,
    *years.ROUTES,
    *burden.ROUTES,
    *documents.ROUTES,
    *circulars.ROUTES,
    *unit_side.ROUTES,
    *unit_side.LAST,
    unknown_press(),
)


def register(application: Application[Any, Any, Any, Any, Any, Any], office: Office) -> None:
    """Give the application every handler there is."""
    for route in ROUTES:
        application.add_handler(route.handler(office))
