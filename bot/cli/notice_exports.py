"""`liaison export notice`: who has a notice, who has confirmed it, and what was replied."""

from typing import Annotated

import typer

from bot.cli.desk import Trouble, desk_of
from bot.cli.targets import Out, target_of
from handlers.notices.workbook import write_receipts
from locales import N_
from models.notices.notices import notice_by_id
from models.refusals import Refused

Number = Annotated[int, typer.Argument(help=N_("The number of the notice."))]


def notice(context: typer.Context, number: Number, out: Out = None) -> None:
    """Write the receipts of a notice."""
    desk = desk_of(context)
    target = target_of(desk, out, f"notice-{number}")
    with desk.reading() as session:
        try:
            found = notice_by_id(session, number)
        except Refused:
            raise Trouble(desk.tr.plain("There is no notice {n}.", n=number), 2) from None
        rows = write_receipts(session, desk.tr, target, found, desk.settings.timezone)
    words = desk.tr.plain_plural(
        "{path}: {n} recipient.", "{path}: {n} recipients.", rows, path=target
    )
    desk.say(words)
