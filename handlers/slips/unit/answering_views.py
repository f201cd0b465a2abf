"""The question for an answer or a plan, and the draft before it is handed in."""

import zlib
from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup

from handlers.context import Scene
from handlers.slips import words
from handlers.slips.buttons import SlipPress
from handlers.slips.unit.buttons import HandInPress, PutAwayPress
from handlers.view import Ask, Key, View, clip, lines
from locales import N_
from models.focus import Topic
from models.slips.answers import AnswerKind, SlipAnswer, SlipFile, files_of
from models.slips.slips import Slip, slip_id

KINDS = tuple(AnswerKind)
"""Their places are what a question keeps beside the slip."""

ASKED: Mapping[AnswerKind, str] = {
    AnswerKind.PLAN: N_("<b>Plan</b> for {name}"),
    AnswerKind.ANSWER: N_("<b>Answer</b> to {name}"),
}
SHOWN_WORDS = 2500
SHOWN_FILES = 10


def asks(slip: Slip, kind: AnswerKind) -> Ask:
    """What a text or file at this message is for."""
    return Ask(Topic.SLIP_ANSWER, slip_id(slip), KINDS.index(kind))


def question(scene: Scene, slip: Slip, kind: AnswerKind) -> View:
    """Please write it; files can go with it."""
    tr = scene.tr
    text = lines(
        tr(ASKED[kind], name=words.name(tr, slip)),
        tr("Subject: {text}", text=words.subject(tr, slip, 200)),
        late_line(scene, slip, kind),
        tr("Please send it as a text. Photos and files can be sent with it or after it."),
        tr("You will see it once more before it is submitted."),
    )
    return View(text, [[_back(scene, slip)]], asks(slip, kind))


def draft_view(scene: Scene, slip: Slip, draft: SlipAnswer, word: Markup | None = None) -> View:
    """The draft as it would be handed in, with 提交 and 放弃."""
    tr = scene.tr
    files = files_of(scene.session, [draft]).get(draft.id or 0, [])
    text = lines(
        word,
        tr(ASKED[draft.kind], name=words.name(tr, slip)),
        tr("Version {n}, not submitted yet:", n=draft.version),
        tr("“{text}”", text=clip(draft.text, SHOWN_WORDS)) if draft.text else None,
        *_file_lines(scene, files),
        late_line(scene, slip, draft.kind),
        _what_next(scene, draft),
    )
    seen = slip_id(slip), draft.kind, fingerprint(draft)
    submit = Key(tr.plain("Submit"), HandInPress(*seen))
    drop = Key(tr.plain("Discard the draft"), PutAwayPress(*seen))
    keys = [[submit] if draft.text else [], [drop, _back(scene, slip)]]
    return View(text, keys, asks(slip, draft.kind))


def _what_next(scene: Scene, draft: SlipAnswer) -> Markup:
    if not draft.text:
        return scene.tr("Please send the words that go with it as a text.")
    return scene.tr("Another text replaces these words; files are added to it.")


def _file_lines(scene: Scene, files: list[SlipFile]) -> Iterator[Markup]:
    tr = scene.tr
    for one in files[:SHOWN_FILES]:
        name = clip(one.name, 60) or (tr.plain("photo") if one.photo else tr.plain("file"))
        yield tr("📎 {name}", name=name)
    more = len(files) - SHOWN_FILES
    if more > 0:
        yield tr.plural("and {n} more", "and {n} more", more)


def limit_of(slip: Slip, kind: AnswerKind) -> date | None:
    """The day until which a plan or an answer is in time."""
    return slip.plan_due_on if kind is AnswerKind.PLAN else slip.due_on


def late_line(scene: Scene, slip: Slip, kind: AnswerKind) -> Markup | None:
    """That the limit has passed; it is taken all the same."""
    limit = limit_of(slip, kind)
    if limit is None or limit >= scene.today:
        return None
    return scene.tr(
        "The limit of {day} has passed: it is taken and counts as late.", day=scene.tr.date(limit)
    )


def fingerprint(draft: SlipAnswer) -> int:
    """A number that changes with the words of a draft, for the button below them."""
    return zlib.crc32(draft.text.encode()) >> 1


def _back(scene: Scene, slip: Slip) -> Key:
    return Key(scene.tr.plain("Back"), SlipPress(slip_id(slip)))
