"""Lists of people and units in the order of names that the office has chosen."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from handlers.context import Scene
from models.names.ordering import people_by_name, units_by_name

Thing = TypeVar("Thing")


def people_listed(
    scene: Scene, people: Iterable[Thing], name: Callable[[Thing], str]
) -> list[Thing]:
    """People as `[office] name_order` says; things about them, by the `name` of each."""
    return people_by_name(people, scene.office.rules.office.name_order, name)


def units_listed(scene: Scene, units: Iterable[Thing], name: Callable[[Thing], str]) -> list[Thing]:
    """Units as `[office] name_order` says; things about them, by the `name` of each."""
    return units_by_name(units, scene.office.rules.office.name_order, name)
