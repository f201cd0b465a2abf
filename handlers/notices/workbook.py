"""The receipts of a notice as a workbook: recipients, units, replies, and how polls stand."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.notices.words import STANDINGS
from locales import N_, Translator
from models.notices.notices import Notice
from models.notices.polls import Result, results
from models.notices.receipts import Receipt, Standing, per_unit, receipts
from models.notices.replies import Said, replies
from models.outbox import Sending
from models.workbooks.writing import Heading, Sheet, Value, write_sheets

TABLE = (
    (N_("Name"), 16),
    (N_("Unit"), 28),
    (N_("State"), 16),
    (N_("Why"), 40),
    (N_("Sent"), 20),
    (N_("Confirmed"), 20),
    (N_("Reminded"), 20),
)
REPLIES = (
    (N_("Name"), 16),
    (N_("Unit"), 28),
    (N_("When"), 20),
    (N_("Reply"), 60),
    (N_("File"), 30),
)
VOTES = ((N_("Poll"), 40), (N_("Option"), 30), (N_("Votes"), 10), (N_("People who voted"), 18))
ANSWERS = ((N_("Poll"), 40), (N_("Name"), 16), (N_("Unit"), 28), (N_("Chosen"), 40))


def write_receipts(
    session: Session, tr: Translator, target: Path | BinaryIO, notice: Notice, zone: ZoneInfo
) -> int:
    """Write a notice's receipts; how many recipients. Moments are shown on the clock of `zone`."""
    table, said = receipts(session, notice), replies(session, notice)
    units = list(_units(session, tr, table))
    write_sheets(
        target,
        [
            Sheet(tr.plain("Recipients"), _headings(tr, TABLE), _rows(tr, table, zone)),
            Sheet(tr.plain("Units"), _unit_headings(tr), units),
            Sheet(tr.plain("Replies"), _headings(tr, REPLIES), _replies(said, zone)),
            *_poll_sheets(tr, results(session, notice)),
        ],
    )
    return len(table)


def _poll_sheets(tr: Translator, polls: Sequence[Result]) -> list[Sheet]:
    """The votes of each option, and who chose what; none for a notice without a poll."""
    if not polls:
        return []
    votes = Sheet(tr.plain("Poll results"), _headings(tr, VOTES), _votes(polls))
    if all(one.poll.anonymous for one in polls):
        return [votes]
    return [votes, Sheet(tr.plain("Answers to polls"), _headings(tr, ANSWERS), _answers(tr, polls))]


def _votes(polls: Sequence[Result]) -> Iterator[list[Value]]:
    for one in polls:
        for option, n in zip(one.poll.options, one.votes, strict=True):
            yield [one.poll.question, option, n, one.voters]


def _answers(tr: Translator, polls: Sequence[Result]) -> Iterator[list[Value]]:
    """Whoever answered, then the recipients who did not; nobody of an anonymous poll."""
    for one in polls:
        question = one.poll.question
        for who in one.answered:
            chosen = tr.plain(", ").join(one.poll.options[at] for at in who.options)
            yield [question, who.person.name, who.unit.name if who.unit else None, chosen]
        for silent in one.silent:
            name = silent.person.name if silent.person else None
            yield [question, name, silent.unit.name if silent.unit else None, None]


def _headings(tr: Translator, columns: Sequence[tuple[str, int]]) -> list[Heading]:
    return [Heading(tr.plain(words), width) for words, width in columns]


def _rows(tr: Translator, table: Sequence[Receipt], zone: ZoneInfo) -> Iterator[list[Value]]:
    for one in table:
        yield [
            one.person.name if one.person else one.chat.title if one.chat else None,
            one.unit.name if one.unit else None,
            tr.plain(STANDINGS[one.standing]),
            one.row.reason or None if one.standing is not Standing.SENT else None,
            _local(one.row.sent_at if one.row.state is Sending.SENT else None, zone),
            _local(one.copy.confirmed_at, zone),
            _local(one.copy.nudged_at, zone),
        ]


def _unit_headings(tr: Translator) -> list[Heading]:
    return [
        Heading(tr.plain("Unit"), 28),
        Heading(tr.plain("Recipients"), 12),
        *(Heading(tr.plain(words), 16) for words in STANDINGS.values()),
    ]


def _units(session: Session, tr: Translator, table: Sequence[Receipt]) -> Iterator[list[Value]]:
    for one in per_unit(session, table):
        yield [
            one.unit.name if one.unit else tr.plain("Group chats"),
            one.counts.total(),
            *(one.counts[standing] for standing in STANDINGS),
        ]


def _replies(said: Sequence[Said], zone: ZoneInfo) -> Iterator[list[Value]]:
    for one in said:
        yield [
            one.person.name,
            one.unit.name if one.unit else None,
            _local(one.reply.said_at, zone),
            one.reply.text or None,
            one.reply.name or None,
        ]


def _local(when: datetime | None, zone: ZoneInfo) -> datetime | None:
    """As a cell holds it: on the office's clock, without a zone."""
    return when.astimezone(zone).replace(tzinfo=None, microsecond=0) if when else None
