"""What Telegram tells of the polls that notices brought: how each stands, who chose what."""

import asyncio

from telegram import Poll, PollAnswer, Update
from telegram.ext import PollAnswerHandler, PollHandler

from handlers.context import Office
from handlers.hearing import Callback, Context, Route
from models import polls
from models.people.posts import by_telegram, person_id


def _on_counts(office: Office) -> Callback:
    async def heard(update: Update, _context: Context) -> None:
        if update.poll:
            await asyncio.to_thread(_count, office, update.poll)

    return heard


def _count(office: Office, poll: Poll) -> None:
    votes = [option.voter_count for option in poll.options]
    with office.store.repeatable() as session:
        polls.count(session, poll.id, votes, poll.total_voter_count)


def _on_answers(office: Office) -> Callback:
    async def heard(update: Update, _context: Context) -> None:
        if update.poll_answer:
            await asyncio.to_thread(_vote, office, update.poll_answer)

    return heard


def _vote(office: Office, answer: PollAnswer) -> None:
    """Somebody we do not know is counted, and nothing of them is kept."""
    with office.store.repeatable() as session:
        person = by_telegram(session, answer.user.id) if answer.user else None
        if person:
            number, now = person_id(person), office.clock.now()
            polls.vote(session, answer.poll_id, number, answer.option_ids, now)


ROUTES: tuple[Route, ...] = (
    Route(lambda office: PollHandler(_on_counts(office))),
    Route(lambda office: PollAnswerHandler(_on_answers(office))),
)
