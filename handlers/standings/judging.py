"""An appeal given to a reviewer and decided, by buttons or by text (DOMAIN §6)."""

import re
from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.standings import words
from handlers.standings.appeal_cards import appeal_card, own_appeal
from handlers.standings.appeal_copies import bring_up_to_date
from handlers.standings.buttons import AppealCardPress, AssignPress, GrantPress, RefusePress
from handlers.view import Ask, Key, Shown, View, lines
from models.authority import Act
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.people.posts import Person
from models.refusals import Reason, Refused
from models.standings.appeals import Appeal
from models.standings.corrections import Remedy
from models.standings.reviewing import assign, check_reviewer, grant, refuse, reviewers
from models.understanding.first_word import plain_word

REMEDIES = tuple(Remedy)
WORDS: Mapping[str, Remedy | None] = {
    **{one.value: one for one in Remedy},
    "refuse": None,
    "按时": Remedy.ON_TIME,
    "迟报": Remedy.LATE,
    "不计": Remedy.LEFT_OUT,
    "驳回": None,
}
"""What can be decided by text; None lets the line stand."""
DECISION = re.compile(r"\s*(\d{1,9})\s+(\S+)\s*(.*)", re.DOTALL)
GIVEN = re.compile(r"\s*(\d{1,9})\s+(\S.*)", re.DOTALL)


def assigned(turn: Turn, press: AssignPress) -> Shown:
    """Give an appeal to a reviewer."""
    made = own_appeal(turn, press.appeal)
    person = turn.session.get(Person, press.person)
    if person is None:
        raise Refused(Reason.NOT_THE_REVIEWER)
    assign(turn.session, made, person, turn.me.id, turn.now)
    toast = turn.tr.plain("{name} decides.", name=person.name)
    return Shown(appeal_card(turn, made), toast)


def granting(turn: Turn, press: GrantPress) -> View:
    """Ask for the reason to grant."""
    made = _mine(turn, press.appeal)
    return _why(turn, made, words.remedy(turn.tr, press.remedy), _asks(made, press.remedy))


def refusing(turn: Turn, press: RefusePress) -> View:
    """Ask for the reason to refuse."""
    made = _mine(turn, press.appeal)
    return _why(turn, made, turn.tr.plain("The line stands"), _asks(made, None))


def _mine(turn: Turn, number: int) -> Appeal:
    made = own_appeal(turn, number)
    check_reviewer(turn.session, made, turn.me.id)
    return made


def _asks(made: Appeal, remedy: Remedy | None) -> Ask:
    if remedy is None:
        return Ask(Topic.APPEAL_REFUSE, made.id)
    return Ask(Topic.APPEAL_GRANT, made.id, REMEDIES.index(remedy))


def _why(scene: Scene, made: Appeal, what: str, asks: Ask) -> View:
    card = appeal_card(scene, made)
    word = scene.tr("<b>{what}</b>: please write the reason for the unit.", what=what)
    back = Key(scene.tr.plain("Back"), AppealCardPress(made.id or 0))
    return View(lines(card.text, word), [[back]], asks)


def granted_by_text(turn: Turn, focus: Focus) -> None:
    """The reason to grant, after it was asked for."""
    _decide(turn, own_appeal(turn, focus.subject_id or 0), REMEDIES[focus.aside or 0], turn.text)


def refused_by_text(turn: Turn, focus: Focus) -> None:
    """The reason to refuse, after it was asked for."""
    _decide(turn, own_appeal(turn, focus.subject_id or 0), None, turn.text)


def decide_command(turn: Turn) -> None:
    """`/decide 12 on_time why`; late, left_out and refuse are the other words."""
    turn.me.require(Act.DECIDE_APPEAL)
    named = DECISION.match(turn.text)
    if named is None or plain_word(named.group(2)) not in WORDS:
        turn.say("appeals")
        return
    made = own_appeal(turn, int(named.group(1)))
    _decide(turn, made, WORDS[plain_word(named.group(2))], named.group(3))


def assign_command(turn: Turn) -> None:
    """`/assign 12 name` gives an appeal to that reviewer."""
    turn.me.require(Act.DECIDE_APPEAL)
    named = GIVEN.match(turn.text)
    if named is None:
        turn.say("appeals")
        return
    made, name = own_appeal(turn, int(named.group(1))), named.group(2).strip()
    found = [one for one in reviewers(turn.session, made) if one.name == name]
    if len(found) != 1:
        raise Refused(Reason.NOT_THE_REVIEWER)
    if made.reviewer_id != found[0].id:
        assign(turn.session, made, found[0], turn.me.id, turn.now)
    turn.say("appeal_opened", made.id)


def _decide(turn: Turn, made: Appeal, remedy: Remedy | None, reason: str) -> None:
    """Decide once, and show what came of it."""
    if answered(turn.session, turn.update_id, "appeal_ruled"):
        return
    if remedy is None:
        refuse(turn.session, made, reason, turn.me.id, turn.now)
    else:
        grant(turn.session, made, remedy, reason, turn.me.id, turn.now)
    bring_up_to_date(turn, made)
    turn.say("appeal_ruled", params={"appeal": made.id})


def ruled(scene: Scene, row: Outbox) -> View:
    """The decided appeal as a new message."""
    return appeal_card(scene, own_appeal(scene, row.params["appeal"]))


def current(turn: Turn, press: AssignPress | GrantPress | RefusePress) -> View:
    """The appeal as it is now, when something about it was refused."""
    return appeal_card(turn, own_appeal(turn, press.appeal))


ROUTES: tuple[Route, ...] = (
    on_press(AssignPress, assigned, current),
    on_press(GrantPress, granting, current),
    on_press(RefusePress, refusing, current),
    on_command("decide", decide_command),
    on_command("assign", assign_command),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"appeal_ruled": ruled}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.APPEAL_GRANT: granted_by_text,
    Topic.APPEAL_REFUSE: refused_by_text,
}
