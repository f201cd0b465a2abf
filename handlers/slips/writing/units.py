"""Who gets a slip by hand: whole cohorts, units found by letters, and each taken off by a tap."""

import re
from collections.abc import Callable, Mapping

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.listing import units_listed
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips.writing.buttons import (
    AddresseePress,
    Asked,
    ClearPress,
    CohortPress,
    Listed,
    ManuscriptPress,
    Place,
)
from handlers.slips.writing.form import back_key, names, own_paper, paper_id
from handlers.view import Ask, Key, View, clip, in_rows, lines
from models.focus import Topic
from models.outbox import Outbox, said_there
from models.refusals import Reason, Refused
from models.slips.addressees import addressee_called, cohort_counts, find_addressees, of_cohort
from models.slips.manuscripts import Manuscript, units_of
from models.slips.writing import add_units, remove_units
from models.understanding.first_word import plain_word
from models.units import Cohort, Unit, unit_id

ON_A_PAGE = 8
MOST = 10
_BETWEEN = re.compile(r"[,，、;；\n]+")


def page(scene: Scene, paper: Manuscript, number: int) -> View:
    """Those chosen, with a key to take each off, and a key for each cohort."""
    tr, units = scene.tr, units_of(scene.session, paper)
    chosen = units_listed(scene, units, lambda unit: unit.name)
    shown = page_of(chosen, number, ON_A_PAGE)
    text = lines(
        tr("<b>Units: {n}</b>", n=len(chosen)),
        tr("{names}", names=names(scene, chosen, 60)) if chosen else None,
        tr("Add a whole cohort by its key, or send letters of a name. A tap takes a unit off."),
    )
    taken = [
        _key(paper, unit, tr.plain("✕ {unit}", unit=clip(unit.name, 16)), shown.number)
        for unit in shown.items
    ]
    turning = page_keys(tr, shown, lambda to: ManuscriptPress(paper_id(paper), Place.UNITS, to))
    clear = Key(tr.plain("Take all off"), ClearPress(paper_id(paper)))
    return View(
        text,
        [
            *in_rows(taken, 2),
            turning,
            *in_rows(_cohort_keys(scene, paper), 2),
            [*([clear] if chosen else []), back_key(scene, paper)],
        ],
        _asks(paper),
    )


def _asks(paper: Manuscript) -> Ask:
    return Ask(Topic.MANUSCRIPT, paper_id(paper), Asked.UNITS)


def _key(paper: Manuscript, unit: Unit, label: str, number: int) -> Key:
    return Key(label, AddresseePress(paper_id(paper), unit_id(unit), Listed.CHOSEN, number))


def _cohort_keys(scene: Scene, paper: Manuscript) -> list[Key]:
    tr, counts = scene.tr, cohort_counts(scene.session, _office(scene, paper))
    return [
        Key(
            tr.plain("All {cohort} {n}", cohort=terms.cohort(tr, cohort), n=count),
            CohortPress(paper_id(paper), cohort),
        )
        for cohort, count in counts.items()
    ]


def _office(scene: Scene, paper: Manuscript) -> Unit:
    return scene.session.get_one(Unit, paper.office_id)


def cohort_added(turn: Turn, press: CohortPress) -> View:
    """Add all units of a cohort."""
    paper = own_paper(turn, press.paper)
    _add_cohort(turn, paper, press.cohort)
    return page(turn, paper, 0)


def _add_cohort(turn: Turn, paper: Manuscript, cohort: Cohort) -> None:
    found = of_cohort(turn.session, _office(turn, paper), cohort)
    if not found:
        raise Refused(Reason.GONE)
    add_units(turn.session, paper, [unit_id(unit) for unit in found])


def toggled(turn: Turn, press: AddresseePress) -> View:
    """Add a unit, or take it off; the list in which it was tapped stays."""
    paper = own_paper(turn, press.paper)
    change = remove_units if press.unit in paper.units else add_units
    change(turn.session, paper, [press.unit])
    letters = _letters(turn, press) if press.listed is Listed.FOUND else ""
    return found(turn, paper, letters) if letters else page(turn, paper, press.page)


def _letters(turn: Turn, press: AddresseePress) -> str:
    """The letters for which the pressed message was made."""
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    ours = row and row.kind == "manuscript_units" and row.params["paper"] == press.paper
    return str(row.params["letters"]) if row and ours else ""


def cleared(turn: Turn, press: ClearPress) -> View:
    """Take every unit off."""
    paper = own_paper(turn, press.paper)
    remove_units(turn.session, paper, paper.units)
    return page(turn, paper, 0)


def heard(turn: Turn, paper: Manuscript) -> None:
    """Names, codes and cohorts are added at once; letters offer what they find."""
    parts = [part.strip() for part in _BETWEEN.split(turn.text) if part.strip()]
    if not parts:
        raise Refused(Reason.UNITS_NEEDED)
    exact = {part: _called(turn, paper, part) for part in parts}
    unknown = [part for part, units in exact.items() if not units]
    if unknown and len(parts) > 1:
        raise Refused(Reason.UNKNOWN_UNIT, text=clip(unknown[0], 60))
    if unknown:
        params = {"paper": paper_id(paper), "letters": clip(unknown[0], 60)}
        turn.say("manuscript_units", params=params)
        return
    add_units(turn.session, paper, [unit for units in exact.values() for unit in units])
    turn.say("manuscript", params={"paper": paper_id(paper)})


def _called(scene: Scene, paper: Manuscript, text: str) -> list[int]:
    """The units of the cohort, or the one unit, that is called exactly so."""
    office = _office(scene, paper)
    for cohort in cohort_counts(scene.session, office):
        if plain_word(terms.cohort(scene.tr, cohort)) == plain_word(text):
            return [unit_id(unit) for unit in of_cohort(scene.session, office, cohort)]
    unit = addressee_called(scene.session, office, text)
    return [unit_id(unit)] if unit else []


def found_said(scene: Scene, row: Outbox) -> View:
    """What the letters found, as a new message."""
    return found(scene, own_paper(scene, int(row.params["paper"])), str(row.params["letters"]))


def found(scene: Scene, paper: Manuscript, letters: str) -> View:
    """The units whose name holds the letters; a tap adds one, another tap takes it off."""
    tr, number = scene.tr, paper_id(paper)
    addressees = find_addressees(scene.session, _office(scene, paper), letters, MOST)
    units = units_listed(scene, addressees, lambda unit: unit.name)
    keys = [
        Key(_tick(scene, paper, unit), AddresseePress(number, unit_id(unit), Listed.FOUND, 0))
        for unit in units
    ]
    text = lines(
        tr("Found for “{letters}”:", letters=letters),
        tr("A tap adds a unit or takes it off. Chosen so far: {n}.", n=len(paper.units)),
        tr("Nothing. Please try fewer letters.") if not units else None,
        tr("Only the first {n} are shown.", n=MOST) if len(units) == MOST else None,
    )
    chosen = Key(
        tr.plain("Chosen {n}", n=len(paper.units)), ManuscriptPress(number, Place.UNITS, 0)
    )
    return View(text, [*in_rows(keys, 2), [chosen, back_key(scene, paper)]], _asks(paper))


def _tick(scene: Scene, paper: Manuscript, unit: Unit) -> str:
    name = clip(unit.name, 16)
    if unit_id(unit) in paper.units:
        return scene.tr.plain("✓ {unit}", unit=name)
    return scene.tr.plain("＋ {unit}", unit=name)


ROUTES: tuple[Route, ...] = (
    on_press(CohortPress, cohort_added),
    on_press(AddresseePress, toggled),
    on_press(ClearPress, cleared),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"manuscript_units": found_said}
