"""/media: reports in the media, recorded by the unit or the office; they never score (§7)."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from markupsafe import Markup

from handlers.circulars.seen import offices_listed
from handlers.context import Scene, Turn
from handlers.experiences.media_buttons import MediaPress, RecordPress, RemovePress
from handlers.hearing import Route, on_command
from handlers.office.buttons import Sure
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.view import Ask, Key, Shown, View, clip, in_rows, lines
from models.authority import Act
from models.focus import Focus, Topic
from models.media_reports import MediaReport, Report, record, remove, report_by_id, reports_of
from models.outbox import Outbox, answered
from models.refusals import Reason, Refused
from models.units import Unit, unit_by_code, unit_id

ON_A_PAGE = 10
_DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")


def command(turn: Turn) -> None:
    """`/media`; `/media title; medium; date; link`, with the unit's code first for the staff."""
    turn.me.require(Act.READ_EXPERIENCES)
    if answered(turn.session, turn.update_id, "media"):
        return
    if turn.text.strip():
        _record(turn, turn.text, None)
    turn.say("media")


def heard(turn: Turn, focus: Focus) -> None:
    """A report as a text after it was asked for."""
    if not answered(turn.session, turn.update_id, "media"):
        _record(turn, turn.text, focus.subject_id)
        turn.say("media")


def _record(turn: Turn, text: str, number: int | None) -> MediaReport:
    """Put it on the list of the unit that is meant; Refused(MEDIA_UNCLEAR), or as below."""
    _must_record(turn)
    pieces = [piece.strip() for piece in re.split(r"[;；\n]", text) if piece.strip()]
    unit = turn.session.get(Unit, number) if number else None
    if unit is None:
        unit, pieces = _unit_of(turn, pieces)
    turn.me.require(Act.RECORD_MEDIA, unit)
    report = read_report(pieces)
    if report.published_on > turn.today:
        raise Refused(Reason.DAY_TO_COME)
    return record(turn.session, unit, report, turn.me.id, turn.now)


def _must_record(scene: Scene) -> None:
    """Refused(NOT_ALLOWED) for who records none, and while a lower office is looked at."""
    if scene.me.reads or not scene.me.may(Act.RECORD_MEDIA):
        raise Refused(Reason.NOT_ALLOWED)


def _unit_of(turn: Turn, pieces: list[str]) -> tuple[Unit, list[str]]:
    """The reader's own unit, or the one whose code stands first."""
    own = [seat.unit for seat in turn.me.seats if not seat.in_office]
    writes = [unit for unit in own if turn.me.may(Act.RECORD_MEDIA, unit)]
    codes = {unit.code: unit for unit in writes}
    if pieces and pieces[0] in codes:
        return codes[pieces[0]], pieces[1:]
    if writes:
        return writes[0], pieces
    if not pieces:
        raise Refused(Reason.MEDIA_UNCLEAR)
    return unit_by_code(turn.session, pieces[0]), pieces[1:]


def read_report(pieces: list[str]) -> Report:
    """Title, medium, date and perhaps a link; Refused(MEDIA_UNCLEAR). Pure."""
    if len(pieces) not in {3, 4}:
        raise Refused(Reason.MEDIA_UNCLEAR)
    found = _DAY.fullmatch(pieces[2])
    if found is None:
        raise Refused(Reason.MEDIA_UNCLEAR)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Refused(Reason.MEDIA_UNCLEAR) from None
    title, medium, _, *link = pieces
    return Report(title, medium, day, *link)


def turned(turn: Turn, press: MediaPress) -> View:
    """The list in the pressed message."""
    return media_page(turn, press.page)


def said(scene: Scene, _row: Outbox) -> View:
    """The list as a new message."""
    return media_page(scene, 0)


def media_page(scene: Scene, number: int) -> View:
    """The reports of what concerns the reader, the newest first."""
    scene.me.require(Act.READ_EXPERIENCES)
    tr, found = scene.tr, reports_of(scene.session, offices_listed(scene))
    shown = page_of(found, number, ON_A_PAGE)
    text = lines(
        tr("<b>Media reports</b>: {n}", n=len(found)),
        *(_line(scene, row, unit) for row, unit in shown.items),
        tr("They are kept for the file and never count for the score."),
    )
    offs = [
        Key(f"✕ {row.id}", RemovePress(row.id or 0, Sure.ASK))
        for row, unit in shown.items
        if scene.me.may(Act.RECORD_MEDIA, unit)
    ]
    return View(text, [*in_rows(offs, 5), page_keys(tr, shown, MediaPress), _new(scene)])


def _line(scene: Scene, row: MediaReport, unit: Unit) -> Markup:
    facts = {
        "n": row.id,
        "day": scene.tr.date(row.published_on),
        "medium": clip(row.medium, 30),
        "title": clip(row.title, 80),
        "unit": clip(unit.name, 30),
    }
    if not row.link:
        return scene.tr("{n}. {day}, {medium}: {title} — {unit}", **facts)
    return scene.tr(
        '{n}. {day}, {medium}: <a href="{link}">{title}</a> — {unit}', link=row.link, **facts
    )


def _new(scene: Scene) -> list[Key]:
    """Record one for each unit of one's own; the staff name the unit by its code.

    Where somebody only reads there is nothing to record.
    """
    if scene.me.reads:
        return []
    own = [seat.unit for seat in scene.me.seats if not seat.in_office]
    units = [unit for unit in own if scene.me.may(Act.RECORD_MEDIA, unit)]
    label = scene.tr.plain("Record one")
    if units:
        return [Key(label, RecordPress(unit_id(unit))) for unit in units[:1]]
    return [Key(label, RecordPress(0))] if scene.me.may(Act.RECORD_MEDIA) else []


def asked(turn: Turn, press: RecordPress) -> View:
    """Title, medium, date and link, please."""
    _must_record(turn)
    tr, unit = turn.tr, turn.session.get(Unit, press.unit) if press.unit else None
    if press.unit:
        if unit is None:
            raise Refused(Reason.GONE)
        turn.me.require(Act.RECORD_MEDIA, unit)
    text = lines(
        tr("<b>Record a media report</b>: {unit}", unit=clip(unit.name, 60)) if unit else None,
        tr("Please send: title; medium; date like 2026-11-02; link."),
        None if unit else tr("The unit's code stands first: D01; title; medium; date; link."),
        tr("Media reports never count for the score."),
    )
    back = Key(tr.plain("Back"), MediaPress(0))
    return View(text, [[back]], Ask(Topic.MEDIA, press.unit or None))


def taken_off(turn: Turn, press: RemovePress) -> View | Shown:
    """Off the list after one more look; it stays on record."""
    turn.me.require(Act.RECORD_MEDIA)
    row, unit = report_by_id(turn.session, press.report)
    turn.me.require(Act.RECORD_MEDIA, unit)
    tr = turn.tr
    if press.sure is Sure.YES:
        remove(turn.session, row, turn.me.id, turn.now)
        return Shown(media_page(turn, 0), tr.plain("Taken off the list."))
    sure = Key(tr.plain("Take it off"), RemovePress(press.report, Sure.YES))
    text = lines(tr("Take this off the list?"), _line(turn, row, unit))
    return View(text, [[sure, Key(tr.plain("Back"), MediaPress(0))]])


def current(turn: Turn, _press: RemovePress) -> View:
    """The list, when something was refused."""
    return media_page(turn, 0)


ROUTES: tuple[Route, ...] = (
    on_command("media", command),
    on_press(MediaPress, turned),
    on_press(RecordPress, asked),
    on_press(RemovePress, taken_off, current),
)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"media": said}
TEXTS: Mapping[Topic, Callable[[Turn, Focus], None]] = {Topic.MEDIA: heard}
