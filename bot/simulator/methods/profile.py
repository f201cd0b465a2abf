"""What the bot says about itself: its name, descriptions, command menus and menu button."""

from functools import partial
from typing import Any

from bot.simulator.membership import RIGHTS
from bot.simulator.menus import language_key, scope_key
from bot.simulator.methods.registry import Run, method
from bot.simulator.parameters import Params
from bot.simulator.people import Person
from bot.simulator.refusals import bad_request
from bot.simulator.world import World

Json = dict[str, Any]


@method
def get_me(world: World, params: Params) -> Json:  # noqa: ARG001 - every method has both
    """The bot itself, with every boolean."""
    return world.bot.to_me()


@method
def log_out(world: World, params: Params) -> bool:  # noqa: ARG001
    """Accepted; there is no other server to move to."""
    return True


@method
def close(world: World, params: Params) -> bool:  # noqa: ARG001
    """Accepted; the world stays open."""
    return True


@method
def set_my_commands(world: World, params: Params) -> bool:
    """Set a command menu for a scope and a language."""
    commands = params.structure("commands")
    world.menus.set(_scope(params), _language(params), commands)
    _tell_everybody(world)
    return True


@method
def delete_my_commands(world: World, params: Params) -> bool:
    """Remove the menu of a scope and a language."""
    world.menus.set(_scope(params), _language(params), [])
    _tell_everybody(world)
    return True


@method
def get_my_commands(world: World, params: Params) -> list[Json]:
    """The menu that was set for exactly this scope and language."""
    return world.menus.get(_scope(params), _language(params))


def _scope(params: Params) -> str:
    return scope_key(params.structure("scope"))


def _language(params: Params) -> str:
    return language_key(params.text("language_code"))


def _tell_everybody(world: World) -> None:
    for person in world.people.values():
        if person.id in world.chats:
            world.events.publish(person.id, "commands", partial(_menu, world, person))


def _menu(world: World, person: Person) -> Json:
    chat = world.chats[person.id]
    return {"chat": chat.id, "commands": world.menus.shown(chat, person)}


_FACTS = {"name": 64, "description": 512, "short_description": 120}
"""What the bot may say about itself per language, and the greatest length of each."""


def _setter(fact: str, longest: int) -> Run:
    def remember(world: World, params: Params) -> bool:
        text = params.text(fact)
        if len(text) > longest:
            raise bad_request(f"BOT_{fact.upper()}_TOO_LONG")
        world.facts[fact, _language(params)] = text
        return True

    remember.__name__ = f"set_my_{fact}"
    return remember


def _getter(fact: str) -> Run:
    def recall(world: World, params: Params) -> Json:
        default = world.facts.get((fact, ""), world.bot.name if fact == "name" else "")
        return {fact: world.facts.get((fact, _language(params))) or default}

    recall.__name__ = f"get_my_{fact}"
    return recall


for _fact, _longest in _FACTS.items():
    method(_setter(_fact, _longest))
    method(_getter(_fact))


@method
def set_chat_menu_button(world: World, params: Params) -> bool:
    """Remember the menu button of one private chat, or of all."""
    button = params.structure("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("MenuButton has unsupported type")
    world.facts["menu_button", params.text("chat_id")] = button
    return True


@method
def get_chat_menu_button(world: World, params: Params) -> Json:
    """The menu button of one private chat, or the one of all."""
    button: Json = world.facts.get(
        ("menu_button", params.text("chat_id")),
        world.facts.get(("menu_button", ""), {"type": "commands"}),
    )
    return button


@method
def set_my_default_administrator_rights(world: World, params: Params) -> bool:
    """Remember the rights the bot asks for when it is added to a group."""
    world.facts["rights", ""] = params.structure("rights") or {}
    return True


@method
def get_my_default_administrator_rights(world: World, params: Params) -> Json:  # noqa: ARG001
    """The rights the bot asks for; none by default."""
    none = {right: False for right in RIGHTS if right != "can_be_edited"}
    rights: Json = none | world.facts.get(("rights", ""), {})
    return rights
