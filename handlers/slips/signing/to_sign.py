"""What waits for a person's signature, as a list."""

import zlib
from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.desk.queues import worked_off
from handlers.hearing import Route
from handlers.office.buttons import Sure
from handlers.office.way_back import back_to_desk
from handlers.pages import page_keys, page_of
from handlers.pressing import on_press
from handlers.slips import words
from handlers.slips.buttons import DraftPress, ToSignPress
from handlers.slips.signing import words as draft_words
from handlers.slips.signing.buttons import BatchPress
from handlers.slips.signing.seen import waiting
from handlers.view import Key, View, clip, in_rows, lines
from models.outbox import Outbox
from models.slips.slips import Slip, slip_id
from models.units import Unit

ON_A_PAGE = 8
FIRST = 3

Rows = Sequence[tuple[Slip, Unit]]


def listed(scene: Scene, page: int) -> View:
    """Every draft that waits, a line each."""
    tr, rows = scene.tr, waiting(scene)
    head = tr("<b>To sign: {n}</b>", n=len(rows))
    if not rows:
        return worked_off(scene, head, tr("Nothing waits for your signature."))
    shown = page_of(rows, page, ON_A_PAGE)
    text = lines(
        head,
        *(line(scene, slip, unit) for slip, unit in shown.items),
    )
    keys = [
        Key(tr.plain("Draft {n}", n=slip.id), DraftPress(slip_id(slip))) for slip, _ in shown.items
    ]
    every = Key(tr.plain("Sign all {n}", n=len(rows)), batch(Sure.ASK, rows))
    return View(
        text,
        [
            *in_rows(keys, 4),
            page_keys(tr, shown, ToSignPress),
            [every] if len(rows) > 1 else [],
            [back_to_desk(tr)],
        ],
    )


def added(scene: Scene, new: Rows, n: int) -> View:
    """Some that have come to those that wait: the first of them, and how many wait in all."""
    tr, more = scene.tr, len(new) - FIRST
    shown = new[:FIRST]
    text = lines(
        tr("<b>New to sign: {n}</b>, {total} in all", n=len(new), total=n),
        *(line(scene, slip, unit) for slip, unit in shown),
        tr.plural("and {n} more", "and {n} more", more) if more > 0 else None,
    )
    keys = [Key(tr.plain("Draft {n}", n=slip.id), DraftPress(slip_id(slip))) for slip, _ in shown]
    every = Key(tr.plain("To sign {n}", n=n), ToSignPress(0))
    return View(text, [keys, [every]])


def line(scene: Scene, slip: Slip, unit: Unit) -> Markup:
    """A draft in a list."""
    return scene.tr(
        "<b>{name}</b> {unit}: {subject} · {limit}",
        name=words.name(scene.tr, slip),
        unit=clip(unit.name, 30),
        subject=words.subject(scene.tr, slip, 60),
        limit=draft_words.limit(scene.tr, slip),
    )


def batch(sure: Sure, rows: Rows) -> BatchPress:
    """The button for exactly these drafts as they stand now."""
    ids = [slip_id(slip) for slip, _ in rows]
    seen = ",".join(f"{slip.id}:{slip.revision}" for slip, _ in rows)
    return BatchPress(sure, len(ids), max(ids, default=0), zlib.crc32(seen.encode()) & 0x7FFFFFFF)


def list_said(scene: Scene, _row: Outbox) -> View:
    """What waits, as a new message."""
    return listed(scene, 0)


ROUTES: tuple[Route, ...] = (on_press(ToSignPress, lambda turn, press: listed(turn, press.page)),)
PUSHES: Mapping[str, Callable[[Scene, Outbox], View | None]] = {"drafts_to_sign": list_said}
