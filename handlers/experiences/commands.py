"""`/experience` with a number and a word: everything that the buttons of one do, by text."""

from collections.abc import Callable, Mapping

from handlers.context import Turn
from handlers.experiences.own import units_written_for
from handlers.experiences.page import send_files
from handlers.experiences.seen import own_experience, read_experience
from handlers.experiences.typed import say_submitted, say_title, write
from handlers.experiences.verdicts import say_verdict
from handlers.hearing import Route, on_command
from models.authority import Act
from models.experiences.experiences import experience_id
from models.experiences.writing import begin, clear_files, clear_text, draft_of, withdraw
from models.focus import Topic
from models.outbox import answered
from models.refusals import Reason, Refused
from models.understanding.first_word import plain_word, split_word

Deed = Callable[[Turn, int, str], None]


def command(turn: Turn) -> None:
    """`/experience`, `/experience A title`, `/experience 12`, `/experience 12 submit` …"""
    me = turn.me
    if not me.may(Act.WRITE_EXPERIENCE):
        me.require(Act.REVIEW_EXPERIENCE)
    first, rest = split_word(turn.text)
    if not first:
        turn.say("own_experiences" if me.may(Act.WRITE_EXPERIENCE) else "experience_queue")
    elif first.isascii() and first.isdigit():
        _do(turn, int(first[:9]), rest)
    elif not answered(turn.session, turn.update_id, "experience_draft"):
        unit = units_written_for(turn)[0]
        one = begin(turn.session, unit, turn.me.id, turn.now)
        write(turn, experience_id(one), turn.text)


def _do(turn: Turn, number: int, said: str) -> None:
    word, rest = split_word(said)
    if not word:
        read_experience(turn, number)
        turn.say("experience_page", params={"experience": number})
        return
    deed = DEEDS.get(plain_word(word))
    if deed is None:
        raise Refused(Reason.EXPERIENCE_UNCLEAR)
    deed(turn, number, rest)


def _submit(turn: Turn, number: int, _rest: str) -> None:
    say_submitted(turn, number)


def _withdraw(turn: Turn, number: int, _rest: str) -> None:
    if not answered(turn.session, turn.update_id, "own_experiences"):
        one, _ = own_experience(turn, number)
        withdraw(turn.session, one, turn.me.id, turn.now)
        turn.say("own_experiences")


def _once(deed: Deed) -> Deed:
    """A deed that shows the draft, carried out once however often the update is heard."""

    def done(turn: Turn, number: int, rest: str) -> None:
        if not answered(turn.session, turn.update_id, "experience_draft"):
            deed(turn, number, rest)

    return done


def _anew(turn: Turn, number: int, _rest: str) -> None:
    one, _ = own_experience(turn, number)
    clear_text(turn.session, draft_of(turn.session, one, turn.me.id, turn.now))
    turn.say("experience_draft", params={"experience": number})


def _bare(turn: Turn, number: int, _rest: str) -> None:
    one, _ = own_experience(turn, number)
    clear_files(turn.session, draft_of(turn.session, one, turn.me.id, turn.now))
    turn.say("experience_draft", params={"experience": number})


def _files(turn: Turn, number: int, _rest: str) -> None:
    send_files(turn, number)


def _verdict(topic: Topic | None) -> Deed:
    def said(turn: Turn, number: int, rest: str) -> None:
        say_verdict(turn, number, topic, rest)

    return said


DEEDS: Mapping[str, Deed] = {
    "submit": _submit,
    "提交": _submit,
    "withdraw": _withdraw,
    "撤回": _withdraw,
    "title": _once(say_title),
    "标题": _once(say_title),
    "text": _once(write),
    "正文": _once(write),
    "anew": _once(_anew),
    "重写": _once(_anew),
    "bare": _once(_bare),
    "去附件": _once(_bare),
    "files": _files,
    "附件": _files,
    "accept": _verdict(None),
    "录用": _verdict(None),
    "ask": _verdict(Topic.EXPERIENCE_ASK),
    "退改": _verdict(Topic.EXPERIENCE_ASK),
    "decline": _verdict(Topic.EXPERIENCE_DECLINE),
    "不采用": _verdict(Topic.EXPERIENCE_DECLINE),
}
"""What is to be done, as it is typed."""

ROUTES: tuple[Route, ...] = (on_command("experience", command),)
