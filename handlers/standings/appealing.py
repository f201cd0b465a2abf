"""申诉: a unit says why a line of its score is not right; the office decides (DOMAIN §6)."""

import re
from collections.abc import Callable, Mapping

from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.pressing import on_press
from handlers.standings import words
from handlers.standings.appeal_cards import appeal_card, seen_appeal
from handlers.standings.buttons import AppealPress, LinePress
from handlers.standings.gains import item
from handlers.standings.line_page import line_at, line_page
from handlers.standings.rank import own
from handlers.standings.seen import Seen, seen_standing
from handlers.standings.unit_page import title_line
from handlers.view import Ask, Key, View, lines
from models.authority import Act
from models.calendar import Month
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.standings.appeals import appeal, check_open
from models.standings.corrections import line_of
from models.understanding.first_word import split_word
from models.understanding.wishes import is_chatter

NUMBERED = re.compile(r"\s*(\d{1,3})[\s.、:：)]+(\S.*)", re.DOTALL)
"""The number of a line, then why."""


def pressed(turn: Turn, press: AppealPress) -> View:
    """Ask why, in the pressed message."""
    return question(turn, seen_standing(turn, press.standing, Act.APPEAL), press.at)


def question(scene: Scene, seen: Seen, at: int) -> View:
    """Why does the unit doubt the line? The answer is a text; files can follow."""
    tr, line = scene.tr, line_at(seen, at)
    check_open(scene.session, seen.standing, seen.run, line_of(line.fact), scene.now)
    text = lines(
        title_line(scene, seen),
        tr("{item}: {rule}", item=item(line.fact, 200), rule=words.rule(tr, line.rule)),
        tr("Please write why this line is not right. Photos and files can follow."),
    )
    back = Key(tr.plain("Back"), LinePress(seen.id, at))
    return View(text, [[back]], Ask(Topic.APPEAL, seen.id, at))


def current(turn: Turn, press: AppealPress) -> View:
    """The line as it is now, when something about the appeal was refused."""
    return line_page(turn, seen_standing(turn, press.standing), press.at)


def by_text(turn: Turn, focus: Focus) -> None:
    """The reason as a text after it was asked for."""
    seen = seen_standing(turn, focus.subject_id or 0, Act.APPEAL)
    _appeal(turn, seen, focus.aside or 0, turn.text)


def command(turn: Turn) -> None:
    """`/appeal 3 why` appeals against the line with that number; without words it shows them.

    Whoever answers for several units begins with the unit's code: `/appeal ZD 3 why`.
    """
    turn.me.require(Act.APPEAL)
    found = [one for one in own(turn, None) if turn.me.may(Act.APPEAL, one.unit)]
    code, rest = split_word(turn.text)
    meant = [one for one in found if one.unit.code == code]
    named = NUMBERED.match(rest if meant else turn.text)
    if not found:
        raise Refused(Reason.NOT_COMPUTED, month=str(Month.of(turn.today)))
    (seen, *others) = meant or found
    if others:
        turn.say("own_standings")
    elif named is None:
        turn.say("standing_said", seen.id)
    else:
        _appeal(turn, seen, int(named.group(1)) - 1, named.group(2))


def _appeal(turn: Turn, seen: Seen, at: int, reason: str) -> None:
    """Send it to the office, once."""
    if answered(turn.session, turn.update_id, "appeal_said"):
        return
    turn.me.require(Act.APPEAL, seen.unit)
    if is_chatter(reason):
        turn.say("appeal_asked", seen.id, {"at": at})
        return
    line = line_of(line_at(seen, at).fact)
    made = appeal(turn.session, seen.standing, seen.run, line, reason, turn.me.id, turn.now)
    turn.say("appeal_said", params={"appeal": made.id})


def asked(scene: Scene, row: Outbox) -> View:
    """The question as a new message."""
    return question(scene, seen_standing(scene, row.subject_id or 0, Act.APPEAL), row.params["at"])


def said(scene: Scene, row: Outbox) -> View:
    """The appeal as it went to the office; files after it support it."""
    made = seen_appeal(scene, row.params["appeal"])
    card = appeal_card(scene, made)
    word = scene.tr("The appeal was sent to the office. Photos and files sent now support it.")
    return View(lines(word, card.text), card.keys, card.asks)


ROUTES: tuple[Route, ...] = (
    on_command("appeal", command),
    on_press(AppealPress, pressed, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "appeal_asked": asked,
    "appeal_said": said,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.APPEAL: by_text}
