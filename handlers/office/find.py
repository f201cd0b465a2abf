"""/find: a matter or a unit by a few letters."""

from collections.abc import Callable, Mapping, Sequence

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.listing import units_listed
from handlers.office.buttons import FoundPress, MatterPress, Origin, UnitPress
from handlers.office.light_words import light_of
from handlers.pressing import on_press
from handlers.view import Ask, Key, View, clip, in_rows, lines
from models.authority import Act
from models.dispatch.returns import newest_returns
from models.focus import Focus, Topic
from models.matters.ledger import Matter, find_matters, matter_id, milestones_of
from models.outbox import Outbox, said_there
from models.parts import Part, asked_part, find_units
from models.refusals import Reason, Refused
from models.units import Unit, unit_id, units_by_id

MOST = 10
LONGEST_LETTERS = 60


def command(turn: Turn) -> None:
    """`/find letters`; without letters they are asked for."""
    turn.me.require(Act.FIND)
    if turn.text.strip():
        _say(turn)
    else:
        turn.say("find")


def letters_by_text(turn: Turn, _focus: Focus) -> None:
    """The letters as a text after they were asked for."""
    command(turn)


def _say(turn: Turn) -> None:
    turn.say("found", params={"letters": clip(turn.text, LONGEST_LETTERS)})


def asked(scene: Scene, _row: Outbox) -> View:
    """What to look for?"""
    scene.me.require(Act.FIND)
    text = scene.tr("Please send a few letters of the number, the title or the unit.")
    return View(text, asks=Ask(Topic.FIND))


def found_said(scene: Scene, row: Outbox) -> View:
    """The results as a new message."""
    return results(scene, str(row.params["letters"]))


def found_again(turn: Turn, _press: FoundPress) -> View:
    """The results again, in the message that showed them first."""
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    if row is None or row.kind != "found":
        raise Refused(Reason.GONE)
    return results(turn, str(row.params["letters"]))


def results(scene: Scene, letters: str) -> View:
    """The matters and units that hold the letters, each with a key; the next letters are asked."""
    tr, part = scene.tr, _part(scene)
    matters = find_matters(scene.session, letters, part, MOST)
    found = find_units(scene.session, letters, part, MOST)
    units = units_listed(scene, found, lambda unit: unit.name)
    leads = units_by_id(scene.session, {matter.lead_unit_id for matter in matters})
    steps = milestones_of(scene.session, [matter_id(matter) for matter in matters])
    text = lines(
        tr("Found for “{letters}”:", letters=letters),
        *(
            tr(
                "{light} <b>{number}</b> {title} · {unit}",
                light=terms.dot(light_of(scene, matter, steps[matter_id(matter)]).light),
                number=matter.number,
                title=clip(matter.title, 60),
                unit=clip(leads[matter.lead_unit_id].name, 24),
            )
            for matter in matters
        ),
        *(
            tr(
                "🏢 {unit} · {cohort}",
                unit=clip(unit.name, 40),
                cohort=terms.cohort(tr, unit.cohort),
            )
            for unit in units
        ),
        tr("Nothing. Please try fewer letters.") if not matters and not units else None,
        tr("Only the first {n} are shown.", n=MOST) if MOST in {len(matters), len(units)} else None,
    )
    return View(text, [*_matter_keys(matters), *_unit_keys(scene, units)], Ask(Topic.FIND))


def _part(scene: Scene) -> Part:
    """Where one looks: all that one's office reads, or a lower office's part that is looked at."""
    mine, office = scene.me.scope(Act.FIND), scene.me.reads
    return mine.above(asked_part(scene.session, office)) if office else mine


def _matter_keys(matters: Sequence[Matter]) -> list[list[Key]]:
    keys = [
        Key(clip(matter.number, 20), MatterPress(matter_id(matter), 0, Origin.FOUND, 0))
        for matter in matters
    ]
    return in_rows(keys, 3)


def _unit_keys(scene: Scene, units: Sequence[Unit]) -> list[list[Key]]:
    """A key for each unit that takes part in the newest month of the office that asks it."""
    of = newest_returns(scene.session, [unit_id(unit) for unit in units])
    keys = [
        Key(clip(unit.name, 20), UnitPress(of[unit_id(unit)], 0))
        for unit in units
        if unit_id(unit) in of
    ]
    return in_rows(keys, 2)


ROUTES: tuple[Route, ...] = (on_command("find", command), on_press(FoundPress, found_again))
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"find": asked, "found": found_said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.FIND: letters_by_text}
