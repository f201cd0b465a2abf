"""A draft as it will arrive, sent to its author; whom it reaches, and how long it will take."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.notices import words
from handlers.notices.arriving import messages
from handlers.notices.buttons import UnreachablePress
from handlers.notices.seen import office_of, own_draft, own_notice
from handlers.notices.writing.buttons import Asked, PreviewPress, SendNoticePress
from handlers.notices.writing.form import asking, back_key
from handlers.office.buttons import Sure
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Key, Shown, View, clip, lines
from models.notices.drafting import Forecast, forecast, leave_time
from models.notices.notices import Notice, content_now, notice_id
from models.notices.reaching import Recipient
from models.notices.seals import seal
from models.outbox import Outbox
from models.refusals import Reason, Refused

ON_A_PAGE = 30


def pressed(turn: Turn, press: PreviewPress) -> Shown:
    """Have every part sent to the author, and then the card from which it is sent."""
    preview(turn, own_draft(turn, press.notice))
    return Shown(toast=turn.tr.plain("The preview follows."))


def preview(turn: Turn, notice: Notice) -> None:
    """The same after a text; Refused(NOTICE_EMPTY)."""
    ready(turn, notice)
    turn.say("notice_preview", notice_id(notice), {"seal": seal(turn.session, notice)})


def ready(scene: Scene, notice: Notice) -> None:
    """Refused(NOTICE_EMPTY) unless it says something."""
    if not content_now(scene.session, notice).parts:
        raise Refused(Reason.NOTICE_EMPTY)


def complete(scene: Scene, notice: Notice) -> Forecast:
    """What sending it would mean; Refused(NOBODY_TO_TELL, CONFIRMED_TOO_SOON), or as `ready`."""
    ready(scene, notice)
    found = foreseen(scene, notice)
    leave_time(notice, found.begins_at)
    if not found.reach.recipients:
        raise Refused(Reason.NOBODY_TO_TELL)
    return found


def said(scene: Scene, row: Outbox) -> View:
    """The parts one after the other exactly as they arrive, then the card."""
    notice = own_draft(scene, row.subject_id or 0)
    ready(scene, notice)
    return as_it_arrives(scene, notice, row.step, card)


def as_it_arrives(
    scene: Scene, notice: Notice, step: int, last: Callable[[Scene, Notice], View]
) -> View:
    """The message at a step: the notice's own ones, and a card at the end."""
    own = messages(scene, notice, content_now(scene.session, notice), None)
    return replace(own[step], more=True) if step < len(own) else last(scene, notice)


def foreseen(scene: Scene, notice: Notice) -> Forecast:
    """What sending it now would mean."""
    office = scene.at(notice.office_id).office
    whom = office_of(scene, notice)
    pace = office.rules.messages
    return forecast(scene.session, notice, whom, office.calendar, pace, scene.now)


def card(scene: Scene, notice: Notice) -> View:
    """Whom it reaches, when, for how long; and the key that sends it."""
    tr, number = scene.tr, notice_id(notice)
    send = SendNoticePress(number, seal(scene.session, notice), Sure.ASK)
    found = foreseen(scene, notice)
    text = lines(
        tr("<b>Above: the notice as it will arrive.</b>"),
        *facts(scene, notice, found),
        tr("Typing “send” does the same as the key."),
    )
    keys = [
        [Key(tr.plain("Send"), send), back_key(scene, notice)],
        [unreachable_key(scene, notice, found)] if found.reach.unreachable else [],
    ]
    return View(text, keys, asking(notice, Asked.FORM))


def facts(scene: Scene, notice: Notice, found: Forecast) -> list[Markup]:
    """Numbers of people, groups and who cannot be reached; when it begins and what it takes."""
    tr, reach = scene.tr, found.reach
    rules = scene.at(notice.office_id).office.rules.notices
    said = [
        tr("For: {whom}", whom=words.whom(scene, notice)),
        tr("People: {people}. Group chats: {chats}.", people=reach.people, chats=reach.chats),
    ]
    if reach.unreachable:
        said.append(tr("Cannot be reached now: {n}.", n=len(reach.unreachable)))
    if reach.outside:
        said.append(tr("No longer within the office's reach, left out: {n}.", n=len(reach.outside)))
    said.append(
        tr(
            "Begins: {when}. It takes {time}.",
            when=tr.moment(found.begins_at),
            time=_span(scene, found.takes),
        )
    )
    said.extend(words.asks(scene, notice))
    if len(reach.recipients) > rules.second_above:
        said.append(
            tr(
                "More than {n} recipients: a colleague has to look at it first.",
                n=rules.second_above,
            )
        )
    return said


def _span(scene: Scene, takes: timedelta) -> str:
    tr, seconds = scene.tr, takes.total_seconds()
    if seconds < 60:
        return tr.plain("less than a minute")
    minutes = -(-int(seconds) // 60)
    return tr.plain_plural("about {n} minute", "about {n} minutes", minutes)


def unreachable_key(scene: Scene, notice: Notice, found: Forecast) -> Key:
    """Opens the list of those who cannot be told."""
    n = len(found.reach.unreachable)
    return Key(scene.tr.plain("Cannot be reached {n}", n=n), UnreachablePress(notice_id(notice), 0))


def unreachable(turn: Turn, press: UnreachablePress) -> View:
    """Who cannot be reached, and why, as it is now."""
    tr, notice = turn.tr, own_notice(turn, press.notice)
    found = foreseen(turn, notice).reach.unreachable
    shown = page_of(found, press.page, ON_A_PAGE)
    text = lines(
        words.heading(turn, notice),
        tr("Cannot be reached now: {n}.", n=len(found)),
        *(_line(turn, one) for one in shown.items),
        tr("Whoever is not linked gets it as soon as they accept their invitation."),
    )
    keys = [
        page_keys(tr, shown, lambda to: UnreachablePress(press.notice, to)),
        [words.back(turn, notice)],
    ]
    return View(text, keys)


def _line(scene: Scene, one: Recipient) -> Markup:
    tr = scene.tr
    why = tr.plain(words.BARRIERS[one.barrier]) if one.barrier else ""
    unit = clip(one.unit.name, 24) if one.unit else ""
    if one.person:
        return tr("{unit} · {name}: {why}", unit=unit, name=clip(one.person.name, 24), why=why)
    name = clip(one.chat.title, 24) if one.chat else unit
    return tr("{name}: {why}", name=name, why=why)


ROUTES: tuple[Route, ...] = (
    on_press(PreviewPress, pressed),
    on_press(UnreachablePress, unreachable),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"notice_preview": said}
