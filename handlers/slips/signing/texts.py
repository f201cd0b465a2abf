"""修改 by text: `/change 12 limit 2026-12-31`, and the answers to what a draft's page asks."""

from collections.abc import Callable, Mapping

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route, on_command
from handlers.office.way_back import back_to_desk
from handlers.slips.signing.buttons import CopyTo, Field
from handlers.slips.signing.changes import FIELDS, apply, asked_for, change_page, field_page
from handlers.slips.signing.draft_card import draft_card
from handlers.slips.signing.numbers import first_number
from handlers.slips.signing.seen import changeable, same, seen_draft
from handlers.slips.signing.to_sign import line
from handlers.view import View, lines
from locales import LANGUAGES
from models.focus import Focus, Topic
from models.outbox import Outbox, answered
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.slips.basis import name_basis_of_all
from models.slips.changing import Change
from models.slips.slips import slips_by_id
from models.understanding.first_word import plain_word, split_word
from models.understanding.leave_dates import read_days
from models.units import units_by_id

WORDS: Mapping[str, Field] = {
    "text": Field.DEMAND,
    "正文": Field.DEMAND,
    "内容": Field.DEMAND,
    "limit": Field.LIMIT,
    "时限": Field.LIMIT,
    "期限": Field.LIMIT,
    "basis": Field.BASIS,
    "依据": Field.BASIS,
    "copies": Field.COPIES,
    "抄送": Field.COPIES,
    "at_once": Field.AT_ONCE,
    "立即": Field.AT_ONCE,
    "立即送达": Field.AT_ONCE,
}
"""What is changed, as it is typed."""

_NEEDED: Mapping[Field, Reason] = {
    Field.DEMAND: Reason.DEMAND_NEEDED,
    Field.LIMIT: Reason.DATES_UNCLEAR,
    Field.BASIS: Reason.BASIS_NEEDED,
}
"""What a text without a word is refused for."""

_NO = frozenset({"no", "none", "off", "否", "无", "不"})
MOST_NAMED = 30


def command(turn: Turn) -> None:
    """`/change 12` shows what can be changed; `/change 12 limit 2026-12-31` changes it."""
    turn.me  # noqa: B018  a stranger is refused by asking who it is
    number, rest = first_number(turn.text)
    word, value = split_word(rest)
    changeable(turn, number)
    meant = WORDS.get(plain_word(word))
    if not word:
        turn.say("draft_change", number)
    elif meant is None:
        raise Refused(Reason.CHANGE_UNCLEAR)
    elif not value.strip():
        turn.say("draft_change", number, {"field": FIELDS.index(meant)})
    else:
        _change(turn, number, _what(turn, meant, value.strip()))


def heard(turn: Turn, focus: Focus) -> None:
    """A text after a draft's page has asked for it; without a question it is the demand.

    It is for the draft as it stood there: a second text replaces nothing unasked.
    """
    (revision, field), number = asked_for(focus), focus.subject_id or 0
    said = "basis_named" if field is Field.BASIS_OF_ALL else "draft_changed"
    if answered(turn.session, turn.update_id, said):
        return
    same(changeable(turn, number), revision)
    if field is Field.BASIS_OF_ALL:
        _basis_of_all(turn, number)
    else:
        _change(turn, number, _what(turn, field, turn.text.strip()))


def _change(turn: Turn, number: int, what: Change) -> None:
    if not answered(turn.session, turn.update_id, "draft_changed"):
        apply(turn, number, what)
        turn.say("draft_changed", params={"slip": number})


def _what(turn: Turn, meant: Field, value: str) -> Change:
    if not value:
        raise Refused(_NEEDED.get(meant, Reason.CHANGE_UNCLEAR))
    if meant is Field.DEMAND:
        return Change(demand=value)
    if meant is Field.LIMIT:
        return _limit(turn, value)
    if meant is Field.BASIS:
        return Change(authority_basis=value)
    if meant is Field.COPIES:
        return Change(copies=_posts(turn, value))
    return Change(at_once=plain_word(value) not in _NO)


def _limit(turn: Turn, value: str) -> Change:
    """A number of working days, or a day; Refused(DATES_UNCLEAR)."""
    days = value.removesuffix("个工作日").removesuffix("天").strip()
    if days.isascii() and days.isdigit() and len(days) < 4:
        return Change(answer_days=int(days))
    meant = read_days(value, turn.today)
    if meant is None or meant.first != meant.last:
        raise Refused(Reason.DATES_UNCLEAR)
    return Change(limit_on=meant.first)


def _posts(turn: Turn, value: str) -> list[Role]:
    """The posts that are named in any language; none for a bare no. Refused(CHANGE_UNCLEAR)."""
    named = plain_word(value)
    found = [
        Role(post.value)
        for post in CopyTo
        if any(
            plain_word(terms.role(turn.office.translator(language), Role(post.value))) in named
            for language in LANGUAGES
        )
    ]
    if not found and named not in _NO:
        raise Refused(Reason.CHANGE_UNCLEAR)
    return found


def _basis_of_all(turn: Turn, number: int) -> None:
    slip = changeable(turn, number).slip
    office = turn.at(slip.office_id).office
    slips = name_basis_of_all(
        turn.session,
        slip.office_id,
        turn.text,
        office.rules.slips,
        office.calendar,
        turn.me.id,
        turn.now,
    )
    turn.say("basis_named", params={"slips": [one.id for one in slips]})


def changed_said(scene: Scene, row: Outbox) -> View:
    """The draft anew after a change by text."""
    return draft_card(scene, seen_draft(scene, row.params["slip"]))


def change_said(scene: Scene, row: Outbox) -> View:
    """What can be changed, or the question for one part, as a new message."""
    draft = changeable(scene, row.subject_id or 0)
    field = row.params.get("field")
    if field is None:
        return change_page(scene, draft)
    return field_page(scene, draft, FIELDS[int(field)])


def basis_said(scene: Scene, row: Outbox) -> View:
    """What went on now that its basis is named."""
    slips = slips_by_id(scene.session, row.params["slips"])
    units = units_by_id(scene.session, {slip.unit_id for slip in slips})
    return View(
        lines(
            scene.tr("<b>The basis is named; sent on: {n}</b>", n=len(slips)),
            *(line(scene, slip, units[slip.unit_id]) for slip in slips[:MOST_NAMED]),
        ),
        [[back_to_desk(scene.tr)]],
    )


ROUTES: tuple[Route, ...] = (on_command("change", command),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "draft_change": change_said,
    "draft_changed": changed_said,
    "basis_named": basis_said,
}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.SLIP_CHANGE: heard}
