"""Which reform office a command is about: the one that is named, or the one at the top."""

from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.desk import Desk, Trouble
from locales import N_
from models.units import Unit, offices, place_of

OfOffice = Annotated[
    str | None,
    typer.Option("--office", help=N_("Code of the office; else the one at the top.")),
]


def office_named(desk: Desk, session: Session, code: str | None) -> Unit:
    """The office with a code, or without one the highest; Trouble when that is no single one."""
    every = offices(session)
    if not every:
        raise Trouble(desk.tr.plain("There is no reform office in the roster yet."))
    known = desk.tr.plain(", ").join(one.code for one in every)
    if code is not None:
        found = [one for one in every if one.code == code]
        words = desk.tr.plain(
            "There is no reform office {code}. There are: {known}.", code=code, known=known
        )
    else:
        top = min(len(place_of(one)) for one in every)
        found = [one for one in every if len(place_of(one)) == top]
        words = desk.tr.plain(
            "No reform office stands above the others. Name one with --office: {known}.",
            known=known,
        )
    if len(found) == 1:
        return found[0]
    raise Trouble(words, 2)
