"""`liaison export notice`: the receipts as a workbook."""

from openpyxl import load_workbook

from models import polls
from models.notices.content import Content, Poll, Text
from models.notices.copies import confirm, copies_of
from models.notices.replies import Answer, reply
from models.outbox import Sending
from models.store import Store
from tests.bot.command_line import CommandLine, liaison
from tests.models.notices.town import NOW, found

__all__ = ["liaison"]


def test_receipts_units_and_replies_are_written(liaison: CommandLine) -> None:
    assert liaison("init").code == 0
    store = Store(f"sqlite:///{liaison.folder / 'data' / 'liaison.db'}")
    town = found(store)
    poll = Poll(question="=2", options=("=3", "No"), anonymous=False)
    number = town.sent(content=Content(parts=(Text(html="=1+1"), poll)), confirm=True, reply=True)
    first, second, *_ = town.rows()
    town.deliver(first)
    town.settle(second, Sending.FAILED, reason="the person has blocked the bot")
    with store.transaction() as session:
        copy, notice = copies_of(session, number)[0], town.notice(session, number)
        confirm(session, notice, copy, copy.person_id or 0, NOW)
        reply(session, notice, copy, Answer(1, "=cmd"), copy.person_id or 0, NOW)
        polls.keep(session, "p", first.id or 0, 1)
        polls.count(session, "p", [1, 0], 1)
        polls.vote(session, "p", copy.person_id or 0, [0], NOW)
    store.close()
    told = liaison("export", "notice", str(number), "--out", "n.xlsx")
    assert told.code == 0, told.err
    assert "6 recipients" in told.out
    book = load_workbook(liaison.folder / "n.xlsx")
    people, units, replies, votes, answers = (list(sheet.values) for sheet in book.worksheets)
    assert len(people) == 7
    assert people[1][0] == "Towner"
    assert people[2][3] == "the person has blocked the bot"
    assert [row[1] for row in units[1:]] == [1] * 6
    assert replies[1][3] == "=cmd", "what looks like a formula is text"
    assert votes[1:] == [("=2", "=3", 1, 1), ("=2", "No", 0, 1)]
    assert answers[1:] == [("=2", "Towner", answers[1][2], "=3")], "nobody else has it"


def test_a_notice_there_is_not(liaison: CommandLine) -> None:
    assert liaison("init").code == 0
    told = liaison("export", "notice", "7")
    assert (told.code, "There is no notice 7." in told.err) == (2, True)
