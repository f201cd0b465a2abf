"""Which reform office a command is about: the one that is named, or the one at the top."""

from collections.abc import Sequence
from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.desk import Desk, Trouble
from locales import N_
from models.parts import EVERYWHERE, Part, asked_part
from models.units import Unit, offices, place_of

OfOffice = Annotated[
    str | None,
    typer.Option("--office", help=N_("Code or name of the office; else the one at the top.")),
]
OnlyOffice = Annotated[
    str | None,
    typer.Option(
        "--office", help=N_("Only what the office with this code or name asks; else all.")
    ),
]


def office_named(desk: Desk, session: Session, wanted: str | None) -> Unit:
    """The office with a code or name, or without one the highest; Trouble unless it is one."""
    every = offices(session)
    if not every:
        raise Trouble(desk.tr.plain("There is no reform office in the roster yet."))
    if wanted is None:
        top = min(len(place_of(one)) for one in every)
        found = [one for one in every if len(place_of(one)) == top]
        words = N_("No reform office stands above the others. Name one with --office: {known}.")
    else:
        coded = [one for one in every if one.code == wanted]
        found = coded or [one for one in every if one.name == wanted]
        words = N_("There is no reform office {wanted}. There are: {known}.")
        if len(found) > 1:
            words = N_("Several reform offices are called {wanted}. Write the code: {known}.")
    if len(found) != 1:
        raise Trouble(desk.tr.plain(words, wanted=wanted, known=_told(desk, found or every)), 2)
    return found[0]


def part_of(desk: Desk, session: Session, wanted: str | None) -> Part:
    """What the office with a code or name asks; without one the whole tree."""
    if wanted is None:
        return EVERYWHERE
    return asked_part(session, office_named(desk, session, wanted))


def _told(desk: Desk, every: Sequence[Unit]) -> str:
    one = N_("{code} ({name})")
    said = (desk.tr.plain(one, code=office.code, name=office.name) for office in every)
    return desk.tr.plain(", ").join(said)
