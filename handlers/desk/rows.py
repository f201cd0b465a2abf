"""A row of the desk as it is read: its line, and the key that opens it."""

from collections.abc import Iterable

from markupsafe import Markup

from handlers.context import Scene
from handlers.desk.waiting import Waiting
from handlers.view import Key, in_rows


def line(scene: Scene, row: Waiting) -> Markup:
    """How much waits, and since when; marked when it is urgent."""
    tr = scene.tr
    facts = {"what": tr.plain(row.words), "n": row.n}
    if row.oldest is None:
        return tr("❗ {what}: <b>{n}</b>", **facts) if row.urgent else _plain(scene, row)
    day = tr.day(scene.office.calendar.today(row.oldest))
    if row.urgent:
        return tr("❗ {what}: <b>{n}</b>, since {day}", day=day, **facts)
    return tr("{what}: <b>{n}</b>, since {day}", day=day, **facts)


def _plain(scene: Scene, row: Waiting) -> Markup:
    return scene.tr("{what}: <b>{n}</b>", what=scene.tr.plain(row.words), n=row.n)


def run_on(scene: Scene, rows: Iterable[Waiting]) -> Markup:
    """Several rows in one line, where there are more than lines for them."""
    return Markup(" · ").join(_plain(scene, row) for row in rows)


def keys(scene: Scene, rows: Iterable[Waiting]) -> list[list[Key]]:
    """The keys that open the rows, two beside each other."""
    labels = [
        Key(scene.tr.plain("{what} {n}", what=scene.tr.plain(row.words), n=row.n), row.press)
        for row in rows
    ]
    return in_rows(labels, 2)
