"""A row of the desk as it is read: its line, and the key that opens it."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from handlers.context import Scene
from handlers.desk.waiting import Waiting
from handlers.view import Key, in_rows

MOST_NAMED = 3
"""So many kinds fit into the line of those that have none of their own."""


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


def with_a_line(rows: Sequence[Waiting], most: int) -> Sequence[Waiting]:
    """The rows that have a line of their own among so many lines."""
    return rows if len(rows) <= most else rows[: most - 1]


def fold(scene: Scene, rows: Sequence[Waiting], most: int) -> list[Markup]:
    """A line each, in no more than so many lines; the last one speaks for whatever is left."""
    shown = with_a_line(rows, most)
    rest = rows[len(shown) :]
    return [*(line(scene, row) for row in shown), *([_the_rest(scene, rest)] if rest else [])]


def _the_rest(scene: Scene, rows: Sequence[Waiting]) -> Markup:
    """Several rows in one line: by name where a few, else how many kinds there are."""
    if len(rows) <= MOST_NAMED:
        return Markup(" · ").join(_plain(scene, row) for row in rows)
    return scene.tr.plural("and {n} more kind of work", "and {n} more kinds of work", len(rows))


def keys(scene: Scene, rows: Iterable[Waiting]) -> list[list[Key]]:
    """The keys that open the rows, two beside each other."""
    labels = [
        Key(scene.tr.plain("{what} {n}", what=scene.tr.plain(row.words), n=row.n), row.press)
        for row in rows
    ]
    return in_rows(labels, 2)
