"""The original message is edited: what it says now becomes new versions; nothing is taken back."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message
from telegram.ext import filters

from handlers.context import Turn
from handlers.dispatch import paper
from handlers.dispatch.lines import (
    Heard,
    cards_by_number,
    doubt,
    hear,
    known,
    names_own,
    own_sheets,
    record,
)
from handlers.dispatch.sheets import taken_with
from handlers.hearing import Route, on_message
from models.authority import Act
from models.dispatch.progress import Progress, Said, Saying, Way, from_message, versions
from models.dispatch.returns import Item
from models.understanding.lines import read_lines


def edited(turn: Turn, _message: Message) -> None:
    """Hear an edited message anew, as what it was: a paper's lines, own lines, or a card's words.

    A line that was taken out takes nothing back; the answer says so. An edited message that never
    said anything is passed over, unless it names matters now.
    """
    before = from_message(turn.session, turn.chat_id, turn.message_id)
    if before and before[-1].way is Way.PAPER:
        _paper(turn, before)
        return
    sheets = own_sheets(turn)
    if names_own(sheets, turn.text):
        heard = hear(turn, sheets, turn.source, turn.text)
        heard.kept = _kept(before, heard)
        turn.say("understood", params=heard.params)
    elif before and turn.me.may(Act.REPORT):
        _words(turn, before[-1])


def _kept(before: Sequence[Progress], heard: Heard) -> list[int]:
    return sorted({one.item_id for one in before} - set(heard.items))


def _paper(turn: Turn, before: Sequence[Progress]) -> None:
    item = turn.session.get_one(Item, before[-1].item_id)
    sheet = paper.taken(turn, item.return_id)
    heard = hear(turn, [sheet], paper.source(turn), turn.text)
    heard.kept = _kept(before, heard)
    turn.say("paper_heard", sheet.id, heard.params)
    if sheet.one.submitted_at and heard.items:
        paper.tell_unit(turn, sheet)


def _words(turn: Turn, before: Progress) -> None:
    """Words that were said about one card: about that card again."""
    sheet, card = taken_with(turn, before.item_id)
    heard = Heard()
    number = card.matter.number
    cards = cards_by_number([sheet])
    for line in read_lines(f"{number} {turn.text}", known({number: cards[number]})):
        if line.said is None:
            heard.doubts.append(doubt(line, set()))
        else:
            said = _as_before(turn, line.said, before)
            record(turn, (sheet, card), line, said, turn.source, heard)
    turn.say("understood", params=heard.params)


def _as_before(turn: Turn, said: Said, before: Progress) -> Said:
    """A difficulty worded anew stays one, and so does the name of who can help."""
    text = turn.text.strip()
    if before.saying is not Saying.DIFFICULTY:
        return replace(said, note=said.note or "")
    if _named_helper(turn, before):
        return Said(Saying.DIFFICULTY, help_wanted=text)
    return Said(Saying.DIFFICULTY, said.percent, text)


def _named_helper(turn: Turn, before: Progress) -> bool:
    """Whether the message only added who can help to a difficulty told before."""
    earlier = [
        one for one in versions(turn.session, before.item_id) if one.version < before.version
    ]
    last = earlier[-1] if earlier else None
    return bool(last and last.saying is Saying.DIFFICULTY and last.note == before.note)


ROUTES: tuple[Route, ...] = (
    on_message(
        filters.UpdateType.EDITED_MESSAGE & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND,
        edited,
    ),
)
