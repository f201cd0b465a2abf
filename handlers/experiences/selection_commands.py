"""`/selection` with a word: everything that the buttons of a selection do, by text."""

from collections.abc import Callable, Mapping

from handlers.context import Turn
from handlers.experiences.ballot import make_so
from handlers.experiences.jury import name_jurors
from handlers.experiences.selection_seen import judged, meant, own_selection
from handlers.experiences.shortlist import begin_until, let_vote, put_on
from handlers.hearing import Route, on_command
from models.authority import Act
from models.experiences.juries import people_named
from models.experiences.outcome import pick
from models.experiences.periods import period_of
from models.experiences.selections import (
    Selection,
    dismiss,
    eligible,
    jurors,
    selection_id,
    take_out,
)
from models.experiences.voting import take_back, vote
from models.outbox import answered
from models.people.posts import person_id
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word, split_word
from models.units import Unit

Deed = Callable[[Turn, Selection, str], str]


def command(turn: Turn) -> None:
    """`/selection`, `/selection begin 2026-12`, `/selection vote 3 5` …"""
    found = meant(turn)
    word, rest = split_word(turn.text)
    if answered(turn.session, turn.update_id, "selection"):
        return
    kind = "selection"
    if plain_word(word) in {"begin", "开展"}:
        months = turn.office.rules.experiences.select_months
        found = begin_until(turn, rest or str(period_of(turn.today, months)[1]))
    elif word:
        deed = DEEDS.get(plain_word(word))
        if deed is None or found is None:
            raise Refused(Reason.EXPERIENCE_UNCLEAR)
        kind = deed(turn, found, rest)
    if not answered(turn.session, turn.update_id, kind):
        turn.say(kind, params={"selection": found.id if found else None})


def _numbers(text: str) -> list[int]:
    said = text.split()
    if not said or not all(one.isascii() and one.isdigit() for one in said):
        raise Refused(Reason.EXPERIENCE_UNCLEAR)
    return [int(one[:9]) for one in said]


def _prepared(turn: Turn, selection: Selection) -> Selection:
    return own_selection(turn, selection_id(selection))


def _list(turn: Turn, selection: Selection, rest: str) -> str:
    own = _prepared(turn, selection)
    calendar = turn.at(own.office_id).office.calendar
    everything = plain_word(rest) in {"all", "全部"}
    numbers = eligible(turn.session, own, calendar) if everything else _numbers(rest)
    put_on(turn, own, numbers)
    return "selection"


def _unlist(turn: Turn, selection: Selection, rest: str) -> str:
    for number in _numbers(rest):
        take_out(turn.session, _prepared(turn, selection), number)
    return "selection"


def _jury(turn: Turn, selection: Selection, rest: str) -> str:
    """Everybody of exactly that name; Refused(EXPERIENCE_UNCLEAR) when there is nobody."""
    own = _prepared(turn, selection)
    office = turn.session.get_one(Unit, own.office_id)
    people = [
        person_id(one)
        for one in people_named(turn.session, office, rest)
        if one.name == rest.strip()
    ]
    if not people:
        raise Refused(Reason.EXPERIENCE_UNCLEAR)
    name_jurors(turn, own, people)
    return "selection"


def _dismiss(turn: Turn, selection: Selection, rest: str) -> str:
    own = _prepared(turn, selection)
    for juror, person in jurors(turn.session, own):
        if person.name == rest.strip():
            dismiss(turn.session, own, juror.person_id)
    return "selection"


def _open(turn: Turn, selection: Selection, _rest: str) -> str:
    let_vote(turn, _prepared(turn, selection))
    return "selection"


def _vote(turn: Turn, selection: Selection, rest: str) -> str:
    own = judged(turn, selection_id(selection))
    for number in _numbers(rest):
        vote(turn.session, own, turn.me.id, number, turn.now)
    return "ballot"


def _unvote(turn: Turn, selection: Selection, rest: str) -> str:
    own = judged(turn, selection_id(selection))
    for number in _numbers(rest):
        take_back(turn.session, own, turn.me.id, number, turn.now)
    return "ballot"


def _pick(turn: Turn, selection: Selection, rest: str) -> str:
    own = own_selection(turn, selection_id(selection), Act.CONFIRM_SELECTION)
    pick(turn.session, own, _numbers(rest), turn.now)
    return "selection"


def _confirm(turn: Turn, selection: Selection, _rest: str) -> str:
    make_so(turn, own_selection(turn, selection_id(selection), Act.CONFIRM_SELECTION))
    return "selection"


DEEDS: Mapping[str, Deed] = {
    "list": _list,
    "候选": _list,
    "unlist": _unlist,
    "去候选": _unlist,
    "jury": _jury,
    "评委": _jury,
    "dismiss": _dismiss,
    "去评委": _dismiss,
    "open": _open,
    "投票": _open,
    "vote": _vote,
    "投": _vote,
    "unvote": _unvote,
    "撤票": _unvote,
    "pick": _pick,
    "定": _pick,
    "confirm": _confirm,
    "确认": _confirm,
}
"""What is to be done, as it is typed."""

ROUTES: tuple[Route, ...] = (on_command("selection", command),)
