"""/burden: what the tool asked of the units, those over a cap first, and what caused it (§7)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.burden import words
from handlers.burden.book import BurdenBookPress
from handlers.burden.months import MONTHS
from handlers.buttons import Press
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.typed_months import month_named
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.burden.counting import UnitBurden, burdens, heaviest_first
from models.calendar import Month
from models.outbox import Outbox
from models.refusals import Reason, Refused
from models.units import unit_id

MOST = 8
"""Units on a page."""


@dataclass(frozen=True)
class BurdenPress(Press, code="yd"):
    """The month so many months ago, in pages."""

    ago: int
    page: int


def command(turn: Turn) -> None:
    """`/burden`, or `/burden 2026-10` for one of the months before; Refused(GONE) for others."""
    turn.me.require(Act.READ_BURDEN)
    named, now = month_named(turn.text), Month.of(turn.today)
    asked = [ago for ago in range(MONTHS) if now.plus(-ago) == (named or now)]
    if not asked:
        raise Refused(Reason.GONE)
    turn.say("burden_said", params={"ago": asked[0]})


def said(scene: Scene, row: Outbox) -> View:
    """A month as a new message."""
    return view(scene, int(row.params.get("ago", 0)), 0)


def pressed(turn: Turn, press: BurdenPress) -> View:
    """A month in the pressed message; Refused(GONE) for one that is not offered."""
    return view(turn, press.ago, press.page)


def view(scene: Scene, ago: int, number: int) -> View:
    """A month's page with its keys."""
    scene.me.require(Act.READ_BURDEN)
    office, *_ = scene.me.units(Act.READ_BURDEN)
    scene = scene.at(unit_id(office))
    if not 0 <= ago < MONTHS:
        raise Refused(Reason.GONE)
    tr, caps = scene.tr, scene.office.rules.burden
    found = heaviest_first(_counted(scene, ago), caps)
    page = page_of(found, number, MOST)
    text = lines(
        tr("<b>Burden on the units, {month}</b>", month=tr.month(str(_month(scene, ago)))),
        _total(scene, found),
        tr(
            "Caps per unit and month: messages {messages}, fields {fields}, taps and texts "
            "{inputs}. Units over a cap: {over}.",
            messages=caps.messages,
            fields=caps.fields,
            inputs=caps.inputs,
            over=sum(one.over(caps) for one in found),
        ),
        Markup(""),
        *(line for one in page.items for line in _unit(scene, one)),
        Markup(""),
        *_others(scene, ago),
        *words.definition(tr),
    )
    others = [at for at in range(MONTHS) if at != ago]
    months = [Key(tr.month(str(_month(scene, at))), BurdenPress(at, 0)) for at in others]
    turning = page_keys(tr, page, lambda at: BurdenPress(ago, at))
    book = Key(tr.plain("Workbook"), BurdenBookPress())
    return View(text, [turning, [book], *([one] for one in months), [back_to_desk(tr)]])


def _month(scene: Scene, ago: int) -> Month:
    return Month.of(scene.today).plus(-ago)


def _counted(scene: Scene, ago: int) -> list[UnitBurden]:
    office, *_ = scene.me.units(Act.READ_BURDEN)
    return burdens(scene.session, office, _month(scene, ago), scene.office.calendar)


def _total(scene: Scene, found: Sequence[UnitBurden]) -> Markup:
    return scene.tr(
        "Units {units}: messages {messages}, of them reminders {reminders}; cards {cards}, "
        "fields {fields}; taps and texts {inputs}.",
        units=len(found),
        **words.sums(found),
    )


def _unit(scene: Scene, one: UnitBurden) -> Iterator[Markup]:
    """A unit's figures, marked where they exceed a cap, and then what caused them."""
    tr, over = scene.tr, one.over(scene.office.rules.burden)
    facts = {"unit": clip(one.unit.name, 30), **words.sums([one])}
    if over:
        yield tr(
            "⚠ <b>{unit}</b>: messages {messages}, fields {fields}, taps and texts {inputs}",
            **facts,
        )
        yield tr(
            "caused by: {causes}; cards {cards}", causes=words.causes(tr, one), cards=one.cards
        )
    else:
        yield tr("{unit}: messages {messages}, fields {fields}, taps and texts {inputs}", **facts)


def _others(scene: Scene, ago: int) -> Iterator[Markup]:
    """The other months, each in a line."""
    for at in (at for at in range(MONTHS) if at != ago):
        month = scene.tr.month(str(_month(scene, at)))
        total = _total(scene, _counted(scene, at))
        yield scene.tr("{month}: {total}", month=month, total=total)


ROUTES: tuple[Route, ...] = (on_command("burden", command), on_press(BurdenPress, pressed))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"burden_said": said}
