"""Which reform office a command is about: the one that is named, or the one of the whole tree."""

from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.desk import Desk, Trouble
from locales import N_
from models.units import Unit, offices, place_of

OfOffice = Annotated[
    str | None,
    typer.Option("--office", help=N_("Code of the office; else the one of the whole tree.")),
]


def office_named(desk: Desk, session: Session, code: str | None) -> Unit:
    """The office with a code, or without one the highest; Trouble when there is none."""
    found = sorted(offices(session), key=lambda one: len(place_of(one)))
    if code is not None:
        found = [one for one in found if one.code == code]
    if found:
        return found[0]
    if code is None:
        raise Trouble(desk.tr.plain("There is no reform office in the roster yet."))
    raise Trouble(desk.tr.plain("There is no reform office {code}.", code=code), 2)
