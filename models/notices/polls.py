"""What a notice's polls have come to: the votes of all its copies added up, and who has voted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.notices.content import Content, Poll
from models.notices.copies import KIND, NoticeCopy
from models.notices.notices import Notice, content_now, notice_id
from models.notices.receipts import Receipt, Standing, receipts
from models.outbox import Outbox
from models.people.posts import Person, person_id
from models.polls import PollCount, PollVote, SentPoll
from models.refusals import Reason, Refused
from models.units import Unit

AGAIN = "notice_again"
"""The kind of the row that brings somebody a copy once more, with polls of its own."""

_HAS_IT = frozenset({Standing.SENT, Standing.CONFIRMED, Standing.UNKNOWN})


@dataclass(frozen=True)
class Answered:
    """Somebody we know, where they are counted, and the options they chose, counted from 0."""

    person: Person
    unit: Unit | None
    options: Sequence[int]


@dataclass(frozen=True)
class Result:
    """One poll of a notice. `answered` and `silent` stay empty where it is anonymous.

    `votes` has a number for each option, `voters` counts people. `silent` are the recipients who
    have the notice and have not voted; a group chat is none of them.
    """

    poll: Poll
    votes: Sequence[int]
    voters: int
    answered: Sequence[Answered] = ()
    silent: Sequence[Receipt] = ()

    @property
    def unnamed(self) -> int:
        """How many voters have no name with us: everybody, or strangers in a group chat."""
        return max(0, self.voters - len(self.answered))


def polls_of(content: Content) -> list[tuple[int, Poll]]:
    """The polls of a content, each with its place among the parts."""
    return [(n, part) for n, part in enumerate(content.parts) if isinstance(part, Poll)]


def results(session: Session, notice: Notice) -> list[Result]:
    """Every poll of a notice in its order; the statements do not grow with the recipients.

    A copy that was sent twice has two polls: the newest in which somebody has voted counts.
    """
    polls = polls_of(content_now(session, notice))
    if not polls:
        return []
    standing = _standing(session, notice)
    named = any(not poll.anonymous for _, poll in polls)
    said = _said(session, notice) if named else []
    table = receipts(session, notice) if named else []
    return [
        _anonymous(poll, standing.get(place, {}))
        if poll.anonymous
        else _named(poll, standing.get(place, {}), said, table)
        for place, poll in polls
    ]


def result_of(found: Sequence[Result], at: int) -> Result:
    """One of the polls, counted from 0; Refused(GONE) when there is none."""
    if at not in range(len(found)):
        raise Refused(Reason.GONE)
    return found[at]


def _standing(session: Session, notice: Notice) -> dict[int, dict[str, PollCount]]:
    """How the polls stand that count, by their place in the notice and by their id."""
    statement = (
        select(SentPoll.step, NoticeCopy.id, PollCount)
        .join(Outbox, col(Outbox.id) == col(SentPoll.outbox_id))
        .join(NoticeCopy, col(NoticeCopy.id) == col(Outbox.subject_id))
        .join(PollCount, col(PollCount.poll_id) == col(SentPoll.poll_id))
        .where(
            col(Outbox.kind).in_((KIND, AGAIN)),
            NoticeCopy.notice_id == notice_id(notice),
            PollCount.voters > 0,
        )
        .order_by(col(SentPoll.id))
    )
    newest = {(place, copy): found for place, copy, found in session.exec(statement)}
    standing: dict[int, dict[str, PollCount]] = {}
    for (place, _), found in newest.items():
        standing.setdefault(place, {})[found.poll_id] = found
    return standing


def _said(session: Session, notice: Notice) -> Sequence[tuple[PollVote, Person]]:
    """Every vote of people we know in the polls of a notice, by time."""
    statement = (
        select(PollVote, Person)
        .join(SentPoll, col(SentPoll.poll_id) == col(PollVote.poll_id))
        .join(Outbox, col(Outbox.id) == col(SentPoll.outbox_id))
        .join(NoticeCopy, col(NoticeCopy.id) == col(Outbox.subject_id))
        .join(Person, col(Person.id) == col(PollVote.person_id))
        .where(col(Outbox.kind).in_((KIND, AGAIN)), NoticeCopy.notice_id == notice_id(notice))
        .order_by(col(PollVote.voted_at), col(PollVote.id))
    )
    return session.exec(statement).all()


def _anonymous(poll: Poll, standing: Mapping[str, PollCount]) -> Result:
    voters = sum(one.voters for one in standing.values())
    return Result(poll, _added(poll, standing.values()), voters)


def _added(poll: Poll, standing: Iterable[PollCount]) -> list[int]:
    votes = [0] * len(poll.options)
    for one in standing:
        votes = [so_far + more for so_far, more in zip(votes, one.votes, strict=True)]
    return votes


def _named(
    poll: Poll,
    standing: Mapping[str, PollCount],
    said: Iterable[tuple[PollVote, Person]],
    table: Iterable[Receipt],
) -> Result:
    """Whoever voted in their own chat and on a notice board, too, counts once, as they did last."""
    votes, voters = _added(poll, standing.values()), sum(one.voters for one in standing.values())
    table = list(table)
    units = {person_id(one.person): one.unit for one in table if one.person}
    last: dict[int, Answered] = {}
    for vote, person in said:
        if vote.poll_id not in standing or not vote.options:
            continue
        before = last.pop(person_id(person), None)
        if before:
            voters -= 1
            votes = [n - (at in before.options) for at, n in enumerate(votes)]
        unit = units.get(person_id(person))
        last[person_id(person)] = Answered(person, unit, vote.options)
    silent = [
        one
        for one in table
        if one.person and one.standing in _HAS_IT and person_id(one.person) not in last
    ]
    return Result(poll, votes, voters, list(last.values()), silent)
