"""The Bot API's methods, one module per concern; importing this package registers all of them."""

from bot.simulator.methods import (
    albums,
    callbacks,
    chats,
    copying,
    deleting,
    editing,
    polls,
    profile,
    receiving,
    sending,
)
from bot.simulator.methods.registry import METHODS

__all__ = [
    "METHODS",
    "albums",
    "callbacks",
    "chats",
    "copying",
    "deleting",
    "editing",
    "polls",
    "profile",
    "receiving",
    "sending",
]
