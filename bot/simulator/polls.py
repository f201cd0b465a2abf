"""Polls: how they are made, voted in and closed."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.messages import Message
from bot.simulator.people import Person
from bot.simulator.world import World

Json = dict[str, Any]


@dataclass(slots=True)
class Poll:
    """A poll and who voted what."""

    message: Message
    votes: dict[int, list[int]] = field(default_factory=dict)

    def counted(self) -> Json:
        """The Bot API's Poll with the present counts."""
        shape: Json = self.message.content["poll"]
        options = [
            option | {"voter_count": sum(number in vote for vote in self.votes.values())}
            for number, option in enumerate(shape["options"])
        ]
        voters = sum(bool(vote) for vote in self.votes.values())
        return shape | {"options": options, "total_voter_count": voters}


def new_shape(question: str, options: list[str], facts: Json) -> Json:
    """A poll nobody has voted in."""
    return {
        "id": str(secrets.randbits(62)),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    } | facts


def vote(world: World, person: Person, message: Message, options: list[int]) -> None:
    """A person votes; the bot hears who in an open poll, and the counts of any poll of its own."""
    shape = message.content.get("poll")
    if shape is None or shape["is_closed"]:
        raise ValueError("there is no open poll in this message")
    poll = world.polls[shape["id"]]
    _check(shape, poll.votes.get(person.id), options)
    poll.votes[person.id] = options
    _show(world, poll)
    if not shape["is_anonymous"]:
        answer = {
            "poll_id": shape["id"],
            "user": person.to_api(),
            "option_ids": options,
            "option_persistent_ids": [str(number) for number in options],
        }
        world.updates.put("poll_answer", answer)


def _check(shape: Json, before: list[int] | None, options: list[int]) -> None:
    """ValueError for what a client does not offer: no options take a vote back."""
    if not set(options) <= set(range(len(shape["options"]))):
        raise ValueError("the poll has no such option")
    if len(options) > 1 and not shape["allows_multiple_answers"]:
        raise ValueError("the poll takes one answer only")
    if before and not shape["allows_revoting"]:
        raise ValueError("an answer to a quiz stays")


def close(world: World, poll: Poll) -> Json:
    """No more votes; the final counts."""
    poll.message.content = poll.message.content | {"poll": poll.counted() | {"is_closed": True}}
    _show(world, poll)
    shape: Json = poll.message.content["poll"]
    return shape


def _show(world: World, poll: Poll) -> None:
    counted = poll.counted()
    poll.message.content = poll.message.content | {"poll": counted}
    world.touch(poll.message)
    if poll.message.by_bot:
        world.updates.put("poll", counted)
