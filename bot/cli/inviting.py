"""`liaison invite`: personal links as a table, JSON, a workbook or a page to print."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.desk import Desk, Trouble, desk_of
from bot.cli.offices import OnlyOffice, office_named, part_of
from bot.cli.tables import Column, show
from bot.invitation_workbook import write_links
from bot.reach import UnreachableError, ask
from handlers.papers.invitations import Slip, page, slips
from locales import N_
from models.parts import Part
from models.people.holders import holders_named, unlinked_below
from models.people.invitations import issue
from models.people.posts import Person, person_id
from models.refusals import Refused
from models.rules import Rules
from models.units import unit_by_code

All = Annotated[bool, typer.Option("--all", help=N_("Everybody who has not joined yet."))]
Unit = Annotated[
    str | None,
    typer.Option("--unit", help=N_("Who has not joined yet at or below the unit of this code.")),
]
Named = Annotated[
    str | None,
    typer.Option("--person", help=N_("This person, also with a new phone; the old one is cut.")),
]
AsJson = Annotated[bool, typer.Option("--json", help=N_("Print JSON for a script."))]
Out = Annotated[
    Path | None,
    typer.Option("--out", help=N_("Write a workbook (.xlsx) or a page to print (.html).")),
]


def invite(
    context: typer.Context,
    everybody: All = False,  # noqa: FBT002
    unit: Unit = None,
    person: Named = None,
    office: OnlyOffice = None,
    as_json: AsJson = False,  # noqa: FBT002
    out: Out = None,
) -> None:
    """Make links; the older ones of the same people are withdrawn."""
    desk = desk_of(context)
    tr = desk.tr
    if [everybody, unit is not None, person is not None].count(True) != 1:
        raise Trouble(tr.plain("Give one of --all, --unit CODE and --person NAME."), 2)
    if out and out.suffix.lower() not in {".xlsx", ".html"}:
        raise Trouble(tr.plain("--out {path}: the name must end in .xlsx or .html.", path=out), 2)
    username = _bot_name(desk)
    with desk.writing() as session:
        rules = _rules(desk, session, office)
        people = _people(desk, session, unit, person, part_of(desk, session, office))
        days = rules.invitations.valid_days
        made = slips(tr, issue(session, people, days, None, desk.clock.now()), username)
        if out:
            _write(desk, rules, out, made)
    if as_json:
        desk.hand_over([one.row(tr.zone) for one in made])
    else:
        _tell(desk, made, out)


def _bot_name(desk: Desk) -> str:
    tr = desk.tr
    try:
        reply = ask(desk.settings, "getMe")
    except UnreachableError as error:
        words = N_("Telegram cannot be reached ({reason}); a link needs the bot's name.")
        raise Trouble(tr.plain(words, reason=tr.plain(error.reason))) from None
    if not isinstance(reply.result, dict) or not reply.result.get("username"):
        raise Trouble(tr.plain("LIAISON_BOT_TOKEN: Telegram does not know this token."), 2)
    return str(reply.result["username"])


def _rules(desk: Desk, session: Session, office: str | None) -> Rules:
    """The rules of the office that invites; where they name it not, the roster does."""
    if office is None:
        return desk.rules
    found = office_named(desk, session, office)
    rules = desk.practices.of(found).rules
    named = rules.office.model_copy(update={"name": rules.office.name or found.name})
    return rules.model_copy(update={"office": named})


def _people(
    desk: Desk, session: Session, code: str | None, name: str | None, part: Part
) -> list[Person]:
    tr = desk.tr
    if name is not None:
        found = holders_named(session, name, part)
        if not found:
            raise Trouble(tr.plain("--person {name}: nobody of this name holds a post.", name=name))
        return found
    if code is None:
        return unlinked_below(session, part)
    try:
        unit = unit_by_code(session, code)
    except Refused:
        raise Trouble(tr.plain("--unit {code}: no such unit.", code=code), 2) from None
    if not part.covers(unit):
        raise Trouble(tr.plain("--unit {code}: the office does not ask this unit.", code=code), 2)
    below = {person_id(one) for one in unlinked_below(session, unit.path)}
    return [one for one in unlinked_below(session, part) if person_id(one) in below]


def _write(desk: Desk, rules: Rules, out: Path, made: list[Slip]) -> None:
    try:
        if out.suffix.lower() == ".html":
            office = rules.office
            out.write_text(page(desk.tr, made, office.name, office.contact), encoding="utf-8")
        else:
            write_links(out, desk.tr, made)
        out.chmod(0o600)  # whoever has a link can take the post
    except OSError as error:
        words = N_("--out {path}: cannot be written ({reason}).")
        raise Trouble(desk.tr.plain(words, path=out, reason=error.strerror)) from None


def _tell(desk: Desk, made: list[Slip], out: Path | None) -> None:
    tr = desk.tr
    if not made:
        desk.say(tr.plain("Everybody there has joined already."))
        return
    if out is None:
        headings = (tr.plain("Unit"), tr.plain("Post"), tr.plain("Name"), tr.plain("Link"))
        rows = [[one.unit, one.post, one.person, one.link] for one in made]
        show([Column(heading) for heading in headings], rows)
    else:
        desk.say(tr.plain("{path} was written; keep it like a key.", path=out))
    desk.say(
        tr.plain_plural(
            "{n} link, good until {until}, for one use. Older unused links of these people are "
            "withdrawn.",
            "{n} links, good until {until}, each for one use. Older unused links of these people "
            "are withdrawn.",
            len(made),
            until=tr.moment(made[0].expires_at),
        )
    )


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("invite", help=N_("Make links by which people join the bot."))(invite)
