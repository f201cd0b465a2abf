"""The help of the command line in the reader's language; loaded only when it is asked for."""

from collections.abc import Sequence
from typing import Any

from typer import rich_utils

from locales import LANGUAGES, N_, Translator

_HELP = N_("Show this help.")
_PANELS = {
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "ERRORS_PANEL_TITLE": N_("Error"),
}


def speak(command: Any, tr: Translator, order: Sequence[str]) -> None:
    """Put every help text into the translator's language, and the commands in order."""
    for name, title in _PANELS.items():
        setattr(rich_utils, name, tr.plain(title))
    command.commands = {name: command.commands[name] for name in order if name in command.commands}
    _translate(command, tr)


def _translate(command: Any, tr: Translator) -> None:
    command.help = tr.plain(command.help) if command.help else None
    context = command.make_context("liaison", [], resilient_parsing=True)
    option = command.get_help_option(context)
    for one in (option, *command.params):
        words = _HELP if one is option else getattr(one, "help", None)
        if one is not None and words:
            one.help = tr.plain(words, languages=tr.plain(", ").join(LANGUAGES))
    for below in getattr(command, "commands", {}).values():
        _translate(below, tr)
