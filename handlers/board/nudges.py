"""催报: one tap shows whom a reminder would reach, a second one sends it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from handlers.board.lists import reached
from handlers.board.months import newest_seen, seen_cycle
from handlers.context import Scene, Turn
from handlers.going_out import names_row, not_before
from handlers.hearing import Route, on_command
from handlers.office.buttons import BoardPress, NudgePress, Sure
from handlers.pressing import on_press
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.dispatch.cycles import Cycle
from models.dispatch.nudges import Nudge, nudge, plan, still_owing
from models.outbox import Outbox, answered
from models.people.contacts import Contact, contacts
from models.people.posts import Person, people_by_id
from models.understanding.first_word import plain_word
from models.units import units_by_id

MOST_NAMES = 20
ALL = frozenset({"all", "全部"})


def command(turn: Turn) -> None:
    """`/nudge`: whom a reminder to all who owe would reach; `/nudge all` sends it at once."""
    turn.me.require(Act.NUDGE)
    cycle = _cycle(turn, newest_seen(turn).id or 0, 0)
    if plain_word(turn.text) not in ALL:
        turn.say("nudge", cycle.id)
    elif not answered(turn.session, turn.update_id, "nudged"):
        done = nudge(turn.session, cycle, None, _day(turn), turn.me.id, turn.now)
        told, already = ([one.id for one in people] for people in (done.told, done.already))
        turn.say("nudged", params={"told": told, "already": already, "nobody": [*done.nobody]})


def said(scene: Scene, row: Outbox) -> View:
    """The look at a reminder as a new message."""
    return _look(scene, _cycle(scene, row.subject_id or 0, 0), 0)


def pressed(turn: Turn, press: NudgePress) -> View:
    """First the look, then the deed: reminders are queued, one a day for each person."""
    cycle = _cycle(turn, press.cycle, press.unit)
    if press.sure is Sure.ASK:
        return _look(turn, cycle, press.unit)
    done = nudge(turn.session, cycle, press.unit or None, _day(turn), turn.me.id, turn.now)
    return View(_report(turn, done), [[_back(turn, cycle)]])


def done_said(scene: Scene, row: Outbox) -> View:
    """Who was reminded by text, as a new message."""
    told, already, nobody = (row.params[name] for name in ("told", "already", "nobody"))
    people = people_by_id(scene.session, [*told, *already])
    done = Nudge([people[one] for one in told], [people[one] for one in already], nobody)
    return View(_report(scene, done))


def _report(scene: Scene, done: Nudge) -> Markup:
    return lines(
        scene.tr.plural("Reminded: {n} person.", "Reminded: {n} people.", len(done.told)),
        _names(done.told),
        *_not_told(scene, done),
        not_before(scene),
    )


def _cycle(scene: Scene, number: int, unit: int) -> Cycle:
    cycle = seen_cycle(scene, number)
    places = [cycle.office_id, *([unit] if unit else [])]
    for place in units_by_id(scene.session, places).values():
        scene.me.require(Act.NUDGE, place)
    return cycle


def _day(scene: Scene) -> date:
    """The office's day on which a reminder queued now goes out."""
    calendar = scene.office.calendar
    return calendar.today(calendar.next_open(scene.now))


def _look(scene: Scene, cycle: Cycle, unit: int) -> View:
    tr = scene.tr
    owed = still_owing(scene.session, cycle, unit or None)
    planned = plan(scene.session, owed, _day(scene))
    text = lines(
        tr("<b>Remind about {month}</b>", month=tr.month(cycle.month)),
        tr.plural("{n} unit owes.", "{n} units owe.", len(owed)),
        tr.plural("{n} person would be told:", "{n} people would be told:", len(planned.told)),
        _names(planned.told),
        *_not_told(scene, planned),
        not_before(scene),
    )
    sure = Key(tr.plain("Remind now"), NudgePress(cycle.id or 0, unit, Sure.YES))
    return View(text, [[sure] if planned.told else [], [_back(scene, cycle)]])


def _back(scene: Scene, cycle: Cycle) -> Key:
    return Key(scene.tr.plain("Back to the board"), BoardPress(cycle.id or 0))


def _names(people: Sequence[Person]) -> Markup | None:
    return names_row((clip(person.name, 16) for person in people), MOST_NAMES) if people else None


def _not_told(scene: Scene, done: Nudge) -> list[Markup]:
    """Who is left out, and why: reminded today already, or nobody to reach."""
    tr, found = scene.tr, []
    if done.already:
        n = len(done.already)
        found.append(
            tr.plural(
                "Reminded that day already, at most once a day: {n} person.",
                "Reminded that day already, at most once a day: {n} people.",
                n,
            )
        )
    if done.nobody:
        n = len(done.nobody)
        found.append(tr.plural("Nobody to reach in {n} unit:", "Nobody to reach in {n} units:", n))
        found.extend(_unreached(scene, done.nobody[:MOST_NAMES]))
    return found


def _unreached(scene: Scene, units: Sequence[int]) -> list[Markup]:
    tr, asked = scene.tr, contacts(scene.session, units, _day(scene))
    named = units_by_id(scene.session, units)
    return [
        tr("{unit}: {people}", unit=clip(unit.name, 24), people=_why(scene, asked.get(number, [])))
        for number, unit in named.items()
    ]


def _why(scene: Scene, asked: Sequence[Contact]) -> Markup:
    if not asked:
        return scene.tr("no liaison")
    return Markup(" · ").join(reached(scene.tr, contact) for contact in asked)


ROUTES: tuple[Route, ...] = (on_command("nudge", command), on_press(NudgePress, pressed))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"nudge": said, "nudged": done_said}
