"""The board's units in pages, by cohort or by what is wrong, with whom to ask."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers import terms
from handlers.board.months import may_nudge, seen_cycle
from handlers.context import Turn
from handlers.hearing import Route
from handlers.listing import units_listed
from handlers.office.buttons import BoardPress, ListPress, NudgePress, Sure, UnitPress
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, View, clip, in_rows, lines
from locales import N_, Translator
from models.dispatch.board import Line, Pick, Standing, board
from models.people.contacts import Contact, Obstacle, answering, contacts
from models.units import unit_id

ON_A_PAGE = 14

PICKS: Mapping[Pick, str] = {
    Pick.OWING: N_("Owing {n}"),
    Pick.LATE: N_("Late {n}"),
    Pick.DIFFICULTY: N_("Difficulties {n}"),
    Pick.WAITING: N_("To review {n}"),
    Pick.FLAGGED: N_("Always unchanged {n}"),
    Pick.SLIPS: N_("Open slips {n}"),
}

SIGNS: Mapping[Standing, str] = {
    Standing.ON_TIME: "✓",
    Standing.LATE: "⏰",
    Standing.OWES: "…",
    Standing.MISSING: "✗",
}

OBSTACLES: Mapping[Obstacle, str] = {
    Obstacle.NOT_LINKED: N_("not linked yet"),
    Obstacle.BLOCKED: N_("has blocked the bot"),
    Obstacle.AWAY: N_("on leave"),
}


def listed(turn: Turn, press: ListPress) -> View:
    """One page of a month's units, with whom to ask where they owe."""
    cycle = seen_cycle(turn, press.cycle)
    picked = board(turn.session, cycle).pick(press.pick)
    found = units_listed(turn, picked, lambda line: line.unit.name)
    shown = page_of(found, press.page, ON_A_PAGE)
    asked = contacts(turn.session, [unit_id(line.unit) for line in shown.items], turn.today)
    name = (
        turn.tr.plain(PICKS[press.pick], n=len(found))
        if press.pick in PICKS
        else turn.tr.plain("{pick} {n}", pick=_heading(turn.tr, press.pick), n=len(found))
    )
    text = lines(
        turn.tr("<b>{month}, {what}</b>", month=turn.tr.month(cycle.month), what=name),
        *(unit_line(turn.tr, line, asked.get(unit_id(line.unit), [])) for line in shown.items),
        turn.tr("Nobody.") if not found else None,
    )
    units = [
        Key(
            turn.tr.plain("{sign} {unit}", sign=SIGNS[one.standing], unit=clip(one.unit.name, 18)),
            UnitPress(one.one.id or 0, 0, press.pick, shown.number),
        )
        for one in shown.items
    ]
    rows = in_rows(units, 2)
    if press.pick is Pick.OWING and found and not cycle.closed_at and may_nudge(turn, cycle):
        nudge = NudgePress(press.cycle, 0, Sure.ASK)
        rows.append([Key(turn.tr.plain("Remind all who owe"), nudge)])
    turning = page_keys(turn.tr, shown, lambda page: ListPress(press.cycle, press.pick, page))
    back = Key(turn.tr.plain("Back"), BoardPress(press.cycle))
    return View(text, [*rows, turning, [back]])


def _heading(tr: Translator, pick: Pick) -> str:
    if pick is Pick.ALL:
        return tr.plain("all units")
    return next(terms.cohort(tr, cohort) for cohort in terms.COHORTS if cohort.value == pick.value)


def unit_line(tr: Translator, line: Line, asked: Sequence[Contact]) -> Markup:
    """One unit of a list: how it stands, whom to ask while it owes, and its open slips."""
    return _asked(tr, line, asked) + slips_mark(tr, line)


def slips_mark(tr: Translator, line: Line) -> Markup:
    """The mark of open slips with their number; nothing for none."""
    return tr(" · 📄{n}", n=line.slips) if line.slips else Markup()


def _asked(tr: Translator, line: Line, asked: Sequence[Contact]) -> Markup:
    sign, unit = SIGNS[line.standing], clip(line.unit.name, 24)
    if line.answered:
        return tr("{sign} {unit}", sign=sign, unit=unit)
    if not asked:
        return tr("{sign} {unit}: no liaison", sign=sign, unit=unit)
    contact = answering(asked) or asked[0]
    return tr("{sign} {unit}: {contact}", sign=sign, unit=unit, contact=reached(tr, contact))


def reached(tr: Translator, contact: Contact) -> Markup:
    """A person's name; a tap on it opens a chat, or it says what stands in the way."""
    name = clip(contact.person.name, 16)
    if contact.obstacle:
        return tr("{name} ({why})", name=name, why=tr.plain(OBSTACLES[contact.obstacle]))
    account = contact.person.telegram_id
    return tr('<a href="tg://user?id={account}">{name}</a>', account=account, name=name)


ROUTES: tuple[Route, ...] = (on_press(ListPress, listed),)
