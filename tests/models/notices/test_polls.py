"""The polls of a notice: the votes of all its copies added up, each person once."""

from collections.abc import Sequence

from sqlmodel import Session, select

from models import polls
from models.notices.content import Content, Poll, Text
from models.notices.copies import NoticeCopy
from models.notices.polls import AGAIN, Result, results
from models.outbox import Message, Outbox, put
from models.people.posts import person_id
from models.store import Store
from tests.models.notices.town import NOW, SAYS, Town, found

WHO = Poll(question="Who comes?", options=("I", "We two", "Nobody"), anonymous=False)
WHEN = Poll(question="When?", options=("Now", "Later"), multiple=True)
ASKS = Content(parts=(Text(html="Please vote."), WHO, WHEN))


def stands(town: Town, number: int) -> list[Result]:
    """What the polls of a notice have come to."""
    with town.store.reading() as session:
        return results(session, town.notice(session, number))


def voted(
    session: Session, poll: str, who: int | None, options: Sequence[int], counts: Sequence[int]
) -> None:
    """What Telegram tells of one vote."""
    polls.count(session, poll, counts, int(any(counts)))
    if who is not None:
        polls.vote(session, poll, who, options, NOW)


def test_copies_are_added_up_and_each_person_counts_once(store: Store) -> None:
    town = found(store, units=3)
    number = town.sent(content=ASKS)
    first, second, third = town.rows()[-3:]
    for row in town.rows():
        town.deliver(row)
    zero, one = (person_id(town.desk.liaisons[n]) for n in (0, 1))
    with store.transaction() as session:
        voted(session, "early", zero, [0], [1, 0, 0])  # heard before it is known where it stands
        for row, name in ((first, "early"), (second, "b"), (third, "c")):
            polls.keep(session, name, row.id or 0, 1)
            polls.keep(session, f"{name} when", row.id or 0, 2)
        voted(session, "b", one, [1], [0, 1, 0])
        voted(session, "b", one, [], [0, 0, 0])
        voted(session, "b when", None, [], [1, 1])
        voted(session, "elsewhere", zero, [2], [0, 0, 1])
    who, when = stands(town, number)
    assert (list(who.votes), who.voters, who.unnamed) == ([1, 0, 0], 1, 0)
    assert [(answer.person.name, answer.options) for answer in who.answered] == [("Liaison 0", [0])]
    assert "Liaison 0" not in {line.person.name for line in who.silent if line.person}
    assert "Liaison 1" in {line.person.name for line in who.silent if line.person}
    assert (list(when.votes), when.voters, when.answered, when.silent) == ([1, 1], 1, (), ())
    _sent_again(town, first)
    with store.transaction() as session:
        voted(session, "again", zero, [2], [0, 0, 1])
        polls.count(session, "c", [0, 2, 0], 2)  # somebody it was forwarded to votes, too
        polls.vote(session, "c", zero, [1], NOW)
    who, _ = stands(town, number)
    assert list(who.votes) == [0, 2, 0], "the same person's vote elsewhere is the older one"
    assert (who.voters, who.unnamed) == (2, 1)


def _sent_again(town: Town, carrier: Outbox) -> None:
    """Somebody has a copy sent once more, with polls of its own."""
    with town.store.transaction() as session:
        put(
            session,
            NOW,
            Message(
                kind=AGAIN, key="again", person_id=carrier.person_id, subject_id=carrier.subject_id
            ),
        )
        row = session.exec(select(Outbox).where(Outbox.kind == AGAIN)).one()
        assert session.get(NoticeCopy, row.subject_id)
        polls.keep(session, "again", row.id or 0, 1)


def test_a_notice_without_a_poll_has_no_results(store: Store) -> None:
    town = found(store, units=1)
    assert stands(town, town.sent(content=SAYS)) == []
