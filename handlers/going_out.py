"""What is said before something goes out: whom it reaches, and when, where that is not now."""

from collections.abc import Iterable

from markupsafe import Markup

from handlers.context import Scene


def names_row(names: Iterable[str], most: int) -> Markup:
    """Some names in a row, however many there are."""
    shown = list(names)
    more = Markup("…") if len(shown) > most else Markup()
    return Markup(" · ").join(shown[:most]) + more


def not_before(scene: Scene) -> Markup | None:
    """When it goes out, where the office is closed now (DOMAIN §7)."""
    calendar = scene.office.calendar
    if calendar.is_open(scene.now):
        return None
    opens = calendar.next_open(scene.now)
    return scene.tr("Outside working hours: it goes out {when}.", when=scene.tr.moment(opens))
