"""The office's verdict on an experience, given by text."""

from collections.abc import Callable, Mapping

from handlers.context import Turn
from handlers.experiences.seen import reviewed
from models.experiences.experiences import Experience
from models.experiences.reviewing import accept, ask_back, decline
from models.focus import Focus, Topic
from models.outbox import answered

Verdict = Callable[[Turn, Experience, str], None]


def _accept(turn: Turn, one: Experience, _words: str) -> None:
    accept(turn.session, one, turn.me.id, turn.now)


def _ask(turn: Turn, one: Experience, said: str) -> None:
    ask_back(turn.session, one, said, turn.me.id, turn.now)


def _decline(turn: Turn, one: Experience, said: str) -> None:
    decline(turn.session, one, said, turn.me.id, turn.now)


VERDICTS: Mapping[Topic | None, Verdict] = {
    None: _accept,
    Topic.EXPERIENCE_ASK: _ask,
    Topic.EXPERIENCE_DECLINE: _decline,
}


def say_verdict(turn: Turn, number: int, topic: Topic | None, said: str) -> None:
    """Decide by text; without words that are needed they are asked for."""
    if answered(turn.session, turn.update_id, "experience_page"):
        return
    one, _ = reviewed(turn, number)
    if topic is not None and not said.strip():
        params = {"experience": number, "topic": topic.value}
        turn.say("experience_question", params=params)
        return
    VERDICTS[topic](turn, one, said)
    turn.say("experience_page", params={"experience": number})


def asked_by_text(turn: Turn, focus: Focus) -> None:
    """The words for the unit as a text."""
    say_verdict(turn, focus.subject_id or 0, Topic.EXPERIENCE_ASK, turn.text)


def declined_by_text(turn: Turn, focus: Focus) -> None:
    """The reason as a text."""
    say_verdict(turn, focus.subject_id or 0, Topic.EXPERIENCE_DECLINE, turn.text)


TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.EXPERIENCE_ASK: asked_by_text,
    Topic.EXPERIENCE_DECLINE: declined_by_text,
}
