"""修改: the words, the limit, the copies, the basis and the haste of a draft, by button."""

from collections.abc import Sequence

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.pressing import on_press
from handlers.slips.buttons import DraftPress
from handlers.slips.signing.buttons import (
    AtOncePress,
    ChangePress,
    CopyPress,
    CopyTo,
    DaysPress,
    Field,
    FieldPress,
    StandardPress,
    Switch,
)
from handlers.slips.signing.draft_card import draft_card, draft_text
from handlers.slips.signing.seen import Draft, changeable, seen_draft
from handlers.view import Ask, Key, View, lines
from models.focus import Focus, Topic
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.slips.basis import without_basis
from models.slips.changing import Change, change
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, SlipState, slip_id

DAYS = (3, 5, 10, 15)
"""Working days for the answer that a button gives."""

FIELDS: Sequence[Field] = tuple(Field)
"""The parts in the order by which a question remembers what its text is for."""


def shown(turn: Turn, press: ChangePress) -> View:
    """What can be changed, in the pressed message."""
    return change_page(turn, changeable(turn, press.slip))


def change_page(scene: Scene, draft: Draft) -> View:
    """The draft with a button for each part; a text replaces the demand."""
    tr, number = scene.tr, slip_id(draft.slip)
    text = lines(
        draft_text(scene, draft),
        tr("<i>Send a text to replace the demand, or choose what to change.</i>"),
    )
    keys = [
        *_limit_keys(scene, draft.slip),
        [Key(tr.plain("Basis"), FieldPress(number, Field.BASIS))],
        [_copy_key(scene, draft.slip, post) for post in CopyTo],
        [_haste_key(scene, draft.slip)] if draft.slip.kind is SlipKind.ORDER else [],
        [Key(tr.plain("Standard words"), StandardPress(number))] if draft.slip.demand else [],
        [Key(tr.plain("Back"), DraftPress(number))],
    ]
    return View(text, keys, asks(draft.slip, Field.DEMAND))


def asks(slip: Slip, field: Field) -> Ask:
    """That the next text is for this part of the draft as it stands now."""
    aside = slip.revision * len(FIELDS) + FIELDS.index(field)
    return Ask(Topic.SLIP_CHANGE, slip_id(slip), aside)


def asked_for(focus: Focus) -> tuple[int, Field]:
    """The revision and the part that were asked about; the other way round of `asks`."""
    revision, at = divmod(focus.aside or 0, len(FIELDS))
    return revision, FIELDS[at]


def _limit_keys(scene: Scene, slip: Slip) -> list[list[Key]]:
    """The ways to another limit; a prompt asks for no answer."""
    if slip.kind is SlipKind.PROMPT:
        return []
    other = Key(scene.tr.plain("Another date"), FieldPress(slip_id(slip), Field.LIMIT))
    return [[_days_key(scene, slip, days) for days in DAYS], [other]]


def _days_key(scene: Scene, slip: Slip, days: int) -> Key:
    label = scene.tr.plain_plural("{n} day", "{n} days", days)
    chosen = slip.limit_on is None and slip.answer_days == days
    return Key(_ticked(scene, label) if chosen else label, DaysPress(slip_id(slip), days))


def _copy_key(scene: Scene, slip: Slip, post: CopyTo) -> Key:
    label = scene.tr.plain("Copy: {post}", post=terms.role(scene.tr, Role(post.value)))
    if post.value in slip.copies:
        return Key(_ticked(scene, label), CopyPress(slip_id(slip), post, Switch.OFF))
    return Key(label, CopyPress(slip_id(slip), post, Switch.ON))


def _haste_key(scene: Scene, slip: Slip) -> Key:
    label = scene.tr.plain("Deliver at once")
    if slip.at_once:
        return Key(_ticked(scene, label), AtOncePress(slip_id(slip), Switch.OFF))
    return Key(label, AtOncePress(slip_id(slip), Switch.ASK))


def _ticked(scene: Scene, label: str) -> str:
    return scene.tr.plain("✓ {label}", label=label)


def field_asked(turn: Turn, press: FieldPress) -> View:
    """The question for a part that needs a text."""
    return field_page(turn, changeable(turn, press.slip), press.field)


def field_page(scene: Scene, draft: Draft, field: Field) -> View:
    """What is asked for, and what an answer looks like; the whole page for what has buttons."""
    tr, slip = scene.tr, draft.slip
    questions = {
        Field.LIMIT: tr("Please send the day for the answer, for example 12-31 or 2026-12-31."),
        Field.BASIS: tr("Please send what it rests on: the document with its number."),
    }
    if field is Field.BASIS_OF_ALL:
        return _of_all(scene, draft)
    if field not in questions:
        return change_page(scene, draft)
    back = Key(tr.plain("Back"), DraftPress(slip_id(slip)))
    return View(lines(draft_text(scene, draft), questions[field]), [[back]], asks(slip, field))


def _of_all(scene: Scene, draft: Draft) -> View:
    tr, slip = scene.tr, draft.slip
    if slip.state is not SlipState.DRAFT:
        raise Refused(Reason.ALREADY_DECIDED)
    text = lines(
        tr("<b>Basis missing: {n}</b>", n=len(without_basis(scene.session, slip.office_id))),
        tr("Please send what all of them rest on: the document with its number."),
        tr("They go on at once: to whoever signs them, prompts to their units."),
    )
    back = Key(tr.plain("Back"), DraftPress(slip_id(slip)))
    return View(text, [[back]], asks(slip, Field.BASIS_OF_ALL))


def apply(turn: Turn, number: int, what: Change) -> Draft:
    """Change a draft if this person may; refused as `changeable` and `change`."""
    draft = changeable(turn, number)
    change(turn.session, draft.slip, what, turn.me.id, turn.today, turn.now)
    return draft


def days_given(turn: Turn, press: DaysPress) -> View:
    """So many working days for the answer."""
    if press.days not in DAYS:
        raise Refused(Reason.GONE)
    return change_page(turn, apply(turn, press.slip, Change(answer_days=press.days)))


def copy_turned(turn: Turn, press: CopyPress) -> View:
    """A copy to a post of the unit, or none."""
    slip = changeable(turn, press.slip).slip
    posts = {Role(post) for post in slip.copies} - {Role(press.post.value)}
    if press.switch is Switch.ON:
        posts.add(Role(press.post.value))
    ordered = [role for role in (Role.DEPUTY, Role.LEADER) if role in posts]
    return change_page(turn, apply(turn, press.slip, Change(copies=ordered)))


def haste_turned(turn: Turn, press: AtOncePress) -> View:
    """立即送达 for an order, after a look; or in working hours again."""
    draft = changeable(turn, press.slip)
    if draft.slip.kind is not SlipKind.ORDER:
        raise Refused(Reason.ORDERS_ONLY)
    if press.switch is not Switch.ASK:
        return change_page(turn, apply(turn, press.slip, Change(at_once=press.switch is Switch.ON)))
    tr = turn.tr
    text = lines(
        draft_text(turn, draft),
        tr("<b>Deliver at once?</b> Signed at night or on a day off, it is sent that moment."),
    )
    sure = Key(tr.plain("Deliver at once"), AtOncePress(press.slip, Switch.ON))
    return View(text, [[sure, Key(tr.plain("Back"), ChangePress(press.slip))]])


def standard(turn: Turn, press: StandardPress) -> View:
    """The standard words of its kind instead of the written demand."""
    return change_page(turn, apply(turn, press.slip, Change(demand="")))


def current(
    turn: Turn,
    press: ChangePress | FieldPress | DaysPress | CopyPress | AtOncePress | StandardPress,
) -> View:
    """The draft as it is now, when a change was refused."""
    return draft_card(turn, seen_draft(turn, press.slip))


ROUTES: tuple[Route, ...] = (
    on_press(ChangePress, shown, current),
    on_press(FieldPress, field_asked, current),
    on_press(DaysPress, days_given, current),
    on_press(CopyPress, copy_turned, current),
    on_press(AtOncePress, haste_turned, current),
    on_press(StandardPress, standard, current),
)
