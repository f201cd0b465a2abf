"""下发: whom a circular reaches, sent after one more look; 确认收到, and who has not yet."""

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from handlers.circulars.buttons import (
    ConfirmCircularPress,
    CopiesPress,
    NudgeCircularPress,
    SendPress,
)
from handlers.circulars.page import back, name, page
from handlers.circulars.papers import handed
from handlers.circulars.seen import own_circular
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips.buttons import Form
from handlers.view import Key, Shown, View, clip, lines
from models.circulars.broadcasting import (
    broadcast,
    confirm,
    copies,
    nudge,
    planned_nudge,
    reach,
    unconfirmed,
)
from models.circulars.circulars import Circular, CircularState, circular_by_id, circular_id
from models.outbox import Outbox
from models.refusals import Reason, Refused

MOST_NAMES = 30
ON_A_PAGE = 30


def send_asked(turn: Turn, press: SendPress) -> View | Shown:
    """First whom it would reach, then the deed."""
    circular = own_circular(turn, press.circular)
    if press.sure is Sure.ASK:
        return look(turn, circular)
    n = send(turn, circular)
    toast = turn.tr.plain_plural("On its way to {n} person.", "On its way to {n} persons.", n)
    return Shown(page(turn, circular), toast)


def look(scene: Scene, circular: Circular) -> View:
    """How many messages it would be, and for which units nobody can be told."""
    if circular.state is not CircularState.ISSUED or circular.broadcast_at is not None:
        sent = circular.broadcast_at is not None
        raise Refused(Reason.ALREADY_SENT if sent else Reason.NOT_ISSUED)
    tr, found = scene.tr, reach(scene.session, circular, scene.today)
    text = lines(
        name(scene, circular),
        tr.plural(
            "It goes to {n} person, one message each, with the document:",
            "It goes to {n} persons, one message each, with the document:",
            len(found.people),
        ),
        _row(clip(person.name, 16) for person in found.people),
        tr.plural("Nobody to tell in {n} unit:", "Nobody to tell in {n} units:", len(found.nobody))
        if found.nobody
        else None,
        _row(clip(unit.name, 24) for unit in found.nobody) if found.nobody else None,
        _night(scene),
    )
    sure = Key(tr.plain("Send to all"), SendPress(circular_id(circular), Sure.YES))
    return View(text, [[sure] if found.people else [], [back(scene, circular)]])


def send(turn: Turn, circular: Circular) -> int:
    """Send it to everybody it concerns; how many."""
    calendar = turn.office.calendar
    return len(broadcast(turn.session, circular, calendar, turn.me.id, turn.now).people)


def _row(names: Iterable[str]) -> Markup:
    shown = list(names)
    more = Markup("…") if len(shown) > MOST_NAMES else Markup()
    return Markup(" · ").join(shown[:MOST_NAMES]) + more


def _night(scene: Scene) -> Markup | None:
    calendar = scene.office.calendar
    if calendar.is_open(scene.now):
        return None
    opens = calendar.next_open(scene.now)
    return scene.tr("Outside working hours: it goes out {when}.", when=scene.tr.moment(opens))


def copy_told(scene: Scene, row: Outbox) -> View | None:
    """To a reader: the circular with its document; None when it was withdrawn meanwhile."""
    circular = circular_by_id(scene.session, row.subject_id or 0)
    if circular.state is not CircularState.ISSUED:
        return None
    tr = scene.tr
    text = lines(
        name(scene, circular),
        tr("Please confirm that you have received it. /circulars shows all circulars."),
    )
    key = Key(tr.plain("Confirm receipt"), ConfirmCircularPress(circular_id(circular)))
    return View(text, [[key]], paper=handed(scene, circular, Form.PDF))


def confirmed(turn: Turn, press: ConfirmCircularPress) -> Shown:
    """确认收到; the pressed message keeps its document."""
    if circular_by_id(turn.session, press.circular).state is not CircularState.ISSUED:
        raise Refused(Reason.GONE)
    copy = confirm(turn.session, press.circular, turn.me.id, turn.now)
    when = turn.tr.moment(copy.confirmed_at or turn.now)
    return Shown(toast=turn.tr.plain("Confirmed {when}. Thank you.", when=when))


def confirm_all(turn: Turn) -> int:
    """Confirm everything one was sent; how many."""
    owed = unconfirmed(turn.session, turn.me.id)
    for one in owed:
        confirm(turn.session, circular_id(one), turn.me.id, turn.now)
    return len(owed)


def copies_shown(turn: Turn, press: CopiesPress) -> View:
    """Who has confirmed when, and who has not."""
    return copies_page(turn, own_circular(turn, press.circular), press.page)


def copies_page(scene: Scene, circular: Circular, number: int) -> View:
    """The counts, then the people: who has not confirmed first."""
    tr, key = scene.tr, circular_id(circular)
    found = copies(scene.session, key)
    done = sum(copy.confirmed_at is not None for copy, _ in found)
    shown = page_of(found, number, ON_A_PAGE)
    text = lines(
        name(scene, circular),
        tr("{n} of {total} have confirmed.", n=done, total=len(found)),
        *(
            tr("✓ {name}, {when}", name=clip(who.name, 24), when=tr.moment(copy.confirmed_at))
            if copy.confirmed_at
            else tr("… {name}", name=clip(who.name, 24))
            for copy, who in shown.items
        ),
    )
    remind = Key(tr.plain("Remind"), NudgeCircularPress(key, Sure.ASK))
    return View(
        text,
        [
            [remind] if done < len(found) else [],
            page_keys(tr, shown, lambda at: CopiesPress(key, at)),
            [back(scene, circular)],
        ],
    )


def nudge_asked(turn: Turn, press: NudgeCircularPress) -> View | Shown:
    """First whom a reminder reaches, then the deed."""
    circular, tr = own_circular(turn, press.circular), turn.tr
    if press.sure is Sure.ASK:
        return _nudge_look(turn, circular)
    told = remind(turn, circular)
    toast = tr.plain_plural("Reminded: {n} person.", "Reminded: {n} persons.", told)
    return Shown(copies_page(turn, circular, 0), toast)


def remind(turn: Turn, circular: Circular) -> int:
    """Remind who has not confirmed; how many. Refused(NOT_ISSUED) unless it was sent."""
    if circular.state is not CircularState.ISSUED or circular.broadcast_at is None:
        raise Refused(Reason.NOT_ISSUED)
    return len(nudge(turn.session, circular, turn.office.calendar, turn.me.id, turn.now).told)


def _nudge_look(scene: Scene, circular: Circular) -> View:
    tr, key = scene.tr, circular_id(circular)
    plan = planned_nudge(scene.session, key, scene.office.calendar, scene.now)
    text = lines(
        name(scene, circular),
        tr.plural("{n} person would be told:", "{n} persons would be told:", len(plan.told)),
        _row(clip(person.name, 16) for person in plan.told) if plan.told else None,
        tr.plural(
            "Reminded that day already, at most once a day: {n} person.",
            "Reminded that day already, at most once a day: {n} persons.",
            len(plan.already),
        )
        if plan.already
        else None,
        _night(scene),
    )
    sure = Key(tr.plain("Remind now"), NudgeCircularPress(key, Sure.YES))
    return View(text, [[sure] if plan.told else [], [back(scene, circular)]])


def nudge_told(scene: Scene, _row: Outbox) -> View | None:
    """To who has not confirmed: all they owe, in one message; None when nothing is owed."""
    tr, owed = scene.tr, unconfirmed(scene.session, scene.me.id)
    if not owed:
        return None
    text = lines(
        tr("Please confirm that you have received:"),
        *(name(scene, one) for one in owed),
    )
    keys = [
        [Key(tr.plain("Confirm {month}", month=tr.month(one.month)), _confirming(one))]
        for one in owed
    ]
    return View(text, keys)


def _confirming(one: Circular) -> ConfirmCircularPress:
    return ConfirmCircularPress(circular_id(one))


def current(turn: Turn, press: SendPress | NudgeCircularPress) -> View:
    """The circular as it is now, when something was refused."""
    return page(turn, own_circular(turn, press.circular))


ROUTES: tuple[Route, ...] = (
    on_press(SendPress, send_asked, current),
    on_press(ConfirmCircularPress, confirmed),
    on_press(CopiesPress, copies_shown),
    on_press(NudgeCircularPress, nudge_asked, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {
    "circular": copy_told,
    "circular_nudge": nudge_told,
}
