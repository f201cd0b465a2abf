"""A unit writes an experience by texts and files."""

from collections.abc import Callable, Mapping

from telegram import Message

from handlers.attached import Sent, say_once
from handlers.context import Turn
from handlers.experiences.seen import own_experience
from handlers.experiences.writing import draft_at
from models.blank import is_blank
from models.experiences.experiences import ExperienceFile, ExperienceVersion
from models.experiences.writing import add_text, attach, name_it, submit
from models.focus import Focus, Topic
from models.outbox import answered
from models.understanding.wishes import Wish, read_wish


def by_text(turn: Turn, focus: Focus) -> None:
    """A text at the draft: 提交 hands in, the first is the title, all others are the text."""
    if answered(turn.session, turn.update_id, "experience_draft"):
        return
    number = focus.subject_id or 0
    if read_wish(turn.text) is Wish.SUBMIT:
        say_submitted(turn, number)
    else:
        write(turn, number, turn.text)


def say_submitted(turn: Turn, number: int) -> None:
    """Hand in by text."""
    if not answered(turn.session, turn.update_id, "experience_page"):
        one, _ = own_experience(turn, number)
        submit(turn.session, one, turn.me.id, turn.now)
        turn.say("experience_page", params={"experience": number})


def write(turn: Turn, number: int, text: str) -> None:
    """Put what was typed where it belongs, and show the draft."""
    draft = draft_at(turn, number)
    _take(turn, draft, text)
    turn.say("experience_draft", params={"experience": number})


def _take(turn: Turn, draft: ExperienceVersion, text: str) -> None:
    """The first line of the first message is the title."""
    if draft.title:
        add_text(turn.session, draft, text, turn.me.id)
        return
    title, _, rest = text.strip().partition("\n")
    name_it(turn.session, draft, title, turn.me.id)
    if not is_blank(rest):
        add_text(turn.session, draft, rest, turn.me.id)


def retitled(turn: Turn, focus: Focus) -> None:
    """Another title as a text."""
    if not answered(turn.session, turn.update_id, "experience_draft"):
        say_title(turn, focus.subject_id or 0, turn.text)


def say_title(turn: Turn, number: int, title: str) -> None:
    """Give it this title, and show the draft."""
    name_it(turn.session, draft_at(turn, number), title, turn.me.id)
    turn.say("experience_draft", params={"experience": number})


def attached(turn: Turn, message: Message, sent: Sent, focus: Focus) -> None:
    """A photo or file at the draft; words below it are taken as a text is, once."""
    if answered(turn.session, turn.update_id, "experience_draft"):
        return
    number = focus.subject_id or 0
    draft = draft_at(turn, number)
    file = ExperienceFile(
        experience_id=number,
        unique_id=sent.unique_id[:80],
        file_id=sent.file_id[:250],
        photo=sent.photo,
        name=sent.name,
        added_at=turn.now,
    )
    attach(turn.session, draft, file)
    caption = turn.text.strip()
    if caption and caption not in {draft.title, draft.text} and caption not in draft.text:
        _take(turn, draft, caption)
    say_once(turn, message, "experience_draft", None, {"experience": number})


TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {
    Topic.EXPERIENCE: by_text,
    Topic.EXPERIENCE_TITLE: retitled,
}
FILES: Mapping[Topic, Callable[[Turn, Message, Sent, Focus], None]] = {Topic.EXPERIENCE: attached}
