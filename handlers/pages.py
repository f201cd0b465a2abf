"""Long lists in pages: what is on one, and the keys that turn them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.buttons import Press
from handlers.view import Key
from locales import Translator

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; `number` counts from 0 and always exists."""

    items: Sequence[T]
    number: int
    pages: int
    start: int


def page_of(found: Sequence[T], number: int, most: int) -> Page[T]:
    """That page of a list, or the nearest there is: lists shrink while people read."""
    pages = max(1, -(-len(found) // most))
    number = min(max(number, 0), pages - 1)
    return Page(found[number * most : (number + 1) * most], number, pages, number * most)


def page_keys(tr: Translator, page: Page[T], turn_to: Callable[[int], Press]) -> list[Key]:
    """Back and forward with the place between them; nothing when all is on one page."""
    if page.pages == 1:
        return []
    before, after = (page.number - 1) % page.pages, (page.number + 1) % page.pages
    place = tr.plain("Page {page} of {pages}", page=page.number + 1, pages=page.pages)
    return [
        Key("◀", turn_to(before)),
        Key(place, turn_to(page.number)),
        Key("▶", turn_to(after)),
    ]
