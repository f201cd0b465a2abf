"""暂缓, 终止, 待上级部署 and back again: the basis by text, then a confirmation."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import (
    Aside,
    AsidePress,
    AsideSurePress,
    MatterPress,
    Origin,
    Sure,
    TakeUpPress,
)
from handlers.office.matter_page import matter_page, seen_matter
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, clip, lines
from models.authority import Act
from models.blank import is_blank
from models.focus import Focus, Topic
from models.matters.ledger import OPEN_STATES, SIDE_STATES, Matter, State, matter_id
from models.matters.side_states import set_aside, take_up
from models.outbox import Outbox, said_there
from models.refusals import Reason, Refused

LONGEST_BASIS = 500
_STATES = list(Aside)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$")


def asked(turn: Turn, press: AsidePress) -> View:
    """On what does it rest, and (for 待上级部署) when is it looked at again?"""
    matter = _running(turn, press.matter)
    tr, state = turn.tr, terms.state(turn.tr, State(press.state.value))
    text = lines(
        tr("<b>{number}</b>: {state}", number=matter.number, state=state),
        tr("Please send the basis document.")
        if press.state is not Aside.AWAITING_SUPERIOR
        else tr("Please send the basis document and the day to review it, such as 2026-12-31."),
    )
    return View(
        text,
        [[_back(turn, matter)]],
        Ask(Topic.SET_ASIDE, press.matter, _STATES.index(press.state)),
    )


def _running(scene: Scene, number: int) -> Matter:
    matter = seen_matter(scene, number, Act.SET_ASIDE)
    if matter.state not in OPEN_STATES:
        raise Refused(Reason.STALE_PREVIEW)
    return matter


def _back(scene: Scene, matter: Matter) -> Key:
    return Key(scene.tr.plain("Back"), MatterPress(matter_id(matter), 0, Origin.NOWHERE, 0))


def basis_by_text(turn: Turn, focus: Focus) -> None:
    """The basis as a text; what was understood is shown for a confirmation."""
    matter = _running(turn, focus.subject_id or 0)
    state = _STATES[focus.aside or 0]
    basis, day = split_day(turn.text)
    if is_blank(basis):
        raise Refused(Reason.BASIS_NEEDED)
    if len(basis) > LONGEST_BASIS:
        raise Refused(Reason.TEXT_TOO_LONG, most=LONGEST_BASIS, length=len(basis))
    if state is Aside.AWAITING_SUPERIOR and (day is None or day < turn.today):
        raise Refused(Reason.REVIEW_DATE_NEEDED)
    facts = {"state": state.value, "basis": basis, "review_on": day.isoformat() if day else ""}
    turn.say("aside", matter_id(matter), facts)


def split_day(text: str) -> tuple[str, date | None]:
    """A text and the day at its end; None when there is none."""
    found = _DAY.search(text.strip())
    if found is None:
        return text.strip(), None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return text.strip(), None
    return text.strip()[: found.start()].rstrip(" ,，;；、"), day


def sure_said(scene: Scene, row: Outbox) -> View:
    """What would be done, for a confirmation."""
    matter = _running(scene, row.subject_id or 0)
    tr, state = scene.tr, State(row.params["state"])
    day = row.params["review_on"]
    text = lines(
        tr("<b>{number}</b> {title}", number=matter.number, title=clip(matter.title, 120)),
        tr("State: {before} → {after}", before=_state(scene, matter), after=terms.state(tr, state)),
        tr("Basis: {text}", text=row.params["basis"]),
        tr("Review on {day}", day=tr.date(date.fromisoformat(day))) if day else None,
    )
    sure = Key(tr.plain("Confirm"), AsideSurePress(matter_id(matter)))
    return View(text, [[sure, _back(scene, matter)]])


def _state(scene: Scene, matter: Matter) -> str:
    return terms.state(scene.tr, matter.state)


def done(turn: Turn, press: AsideSurePress) -> Shown:
    """Put it aside as the pressed message says: its row holds the basis, the button does not."""
    matter = _running(turn, press.matter)
    row = said_there(turn.session, turn.chat_id, turn.message_id)
    if row is None or row.kind != "aside" or row.subject_id != press.matter:
        raise Refused(Reason.GONE)
    day = row.params["review_on"]
    set_aside(
        turn.session,
        matter,
        State(row.params["state"]),
        row.params["basis"],
        date.fromisoformat(day) if day else None,
        turn.me.id,
        turn.now,
    )
    return Shown(_page(turn, matter), turn.tr.plain("Done."))


def taken_up(turn: Turn, press: TakeUpPress) -> View | Shown:
    """Bring it back, after a look."""
    matter = seen_matter(turn, press.matter, Act.SET_ASIDE)
    if matter.state not in SIDE_STATES:
        raise Refused(Reason.STALE_PREVIEW)
    if press.sure is Sure.YES:
        take_up(turn.session, matter, turn.me.id, turn.now)
        return Shown(_page(turn, matter), turn.tr.plain("Done."))
    text = lines(
        turn.tr("<b>{number}</b> {title}", number=matter.number, title=clip(matter.title, 120)),
        turn.tr("It is {state} now. Take it up again?", state=_state(turn, matter)),
    )
    sure = Key(turn.tr.plain("Confirm"), TakeUpPress(press.matter, Sure.YES))
    return View(text, [[sure, _back(turn, matter)]])


def current(turn: Turn, press: AsidePress | AsideSurePress | TakeUpPress) -> View:
    """The matter's page as it is now, when something was refused."""
    return _page(turn, seen_matter(turn, press.matter, Act.SET_ASIDE))


def _page(turn: Turn, matter: Matter) -> View:
    return matter_page(turn, matter, MatterPress(matter_id(matter), 0, Origin.NOWHERE, 0))


ROUTES: tuple[Route, ...] = (
    on_press(AsidePress, asked, current),
    on_press(AsideSurePress, done, current),
    on_press(TakeUpPress, taken_up, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"aside": sure_said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.SET_ASIDE: basis_by_text}
