"""People and units by name, as the office's rules ask: by the roster, by pinyin or by strokes.

按姓氏笔画: the first character by its strokes, then a single surname before a double one, a given
name of one character before one of two, then character by character. 按姓氏拼音: character by
character by syllable, tone and strokes, where a surname has its reading as a surname.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

from models.names.strokes import stroke_places
from models.names.surnames import READINGS, surname_of

Thing = TypeVar("Thing")


class NameOrder(StrEnum):
    """In which order lists of people and units stand."""

    ROSTER = "roster"
    PINYIN = "pinyin"
    STROKES = "strokes"


def people_by_name(
    people: Iterable[Thing], order: NameOrder, name: Callable[[Thing], str]
) -> list[Thing]:
    """People in the order of their names; as they are for the order of the roster."""
    keys: dict[NameOrder, Callable[[str], Any]] = {
        NameOrder.PINYIN: _person_by_pinyin,
        NameOrder.STROKES: _person_by_strokes,
    }
    return _sorted(people, keys.get(order), name)


def units_by_name(
    units: Iterable[Thing], order: NameOrder, name: Callable[[Thing], str]
) -> list[Thing]:
    """Units in the order of their names; as they are for the order of the roster."""
    keys: dict[NameOrder, Callable[[str], Any]] = {
        NameOrder.PINYIN: _by_pinyin,
        NameOrder.STROKES: _by_strokes,
    }
    return _sorted(units, keys.get(order), name)


def _sorted(
    things: Iterable[Thing], key: Callable[[str], Any] | None, name: Callable[[Thing], str]
) -> list[Thing]:
    return sorted(things, key=lambda one: key(name(one))) if key else list(things)


def _person_by_strokes(name: str) -> Any:
    surname = surname_of(name)
    given = name.removeprefix(surname)
    return _by_strokes(surname), len(given), _by_strokes(given)


def _by_strokes(text: str) -> Any:
    return [_place(character) for character in text]


def _place(character: str) -> tuple[bool, int, str]:
    """Letters and digits come first, characters that the table lacks last."""
    places = stroke_places()
    rare = character not in places and character > "\u2e7f"
    return rare, places.get(character, -1), character.casefold()


def _person_by_pinyin(name: str) -> Any:
    surname = surname_of(name)
    readings = READINGS.get(surname)
    if readings is None:
        return _by_pinyin(name)
    return [*_keys(surname, readings), *_by_pinyin(name.removeprefix(surname))]


def _by_pinyin(text: str) -> Any:
    # Imported here: it takes 0.15 s to load, and most offices keep the order of the roster.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    readings = lazy_pinyin(
        text,
        style=Style.TONE3,
        neutral_tone_with_five=True,
        errors=list,  # type: ignore[arg-type]  # a list is taken, too: one for each letter
    )
    return _keys(text, readings)


def _keys(text: str, readings: Iterable[str]) -> list[Any]:
    """Syllable, tone and strokes of each character."""
    return [
        (reading.casefold().rstrip("12345"), reading[-1:], _place(character))
        for character, reading in zip(text, readings, strict=True)
    ]
