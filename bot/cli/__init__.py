"""The command line `liaison`: finds the family a command belongs to, and words what went wrong.

A family's module is imported only when one of its commands is called, because each needs libraries
that the others do not: `run` must start fast and stay small, while an import needs workbooks and
tables, `migrate` needs Alembic, and `demo` a web server. Within a family imports stand at the top.
"""

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from bot.cli.desk import Desk, Trouble
from bot.cli.words import UnknownLanguageError, take_language
from bot.settings import SettingsError
from bot.toml_file import TomlFileError
from locales import N_

FAMILIES = {
    "demo": "showing",
    "init": "setting_up",
    "run": "running",
    "migrate": "setting_up",
    "import": "importing",
    "export": "exporting",
    "score": "scoring",
    "invite": "inviting",
    "duty": "duties",
    "doctor": "checking",
    "backup": "saving",
}
"""Every command, in the order of the help, and the module of its family."""

GROUPS = frozenset({"import", "export", "duty"})
HELP = frozenset({"-h", "--help"})
USAGE = 2
"""The exit code for settings, files or arguments that cannot be used."""


def main() -> None:
    """The entry point of the program `liaison`."""
    sys.exit(call(sys.argv[1:]))


def call(arguments: Sequence[str]) -> int:
    """Do one command; its exit code: 0 done, 1 refused or found faulty, 2 not to be used so."""
    try:
        language, rest = take_language(arguments)
    except UnknownLanguageError as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    desk = Desk(language)
    try:
        _program(rest, desk)(args=list(rest), prog_name="liaison", obj=desk)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except Trouble as trouble:
        desk.complain(str(trouble))
        return trouble.code
    except (SettingsError, TomlFileError) as error:
        desk.complain(str(error))
        return USAGE
    return 0


def _program(arguments: Sequence[str], desk: Desk) -> Any:
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(help=N_("The monthly round of a reform office with its liaisons, in Telegram."))(
        _everywhere
    )
    for family in _wanted(arguments):
        import_module(f"bot.cli.{family}").add_to(app)
    program = typer.main.get_command(app)
    if _wants_help(arguments):
        import_module("bot.cli.help").speak(program, desk.tr, list(FAMILIES))
    return program


def _wants_help(arguments: Sequence[str]) -> bool:
    bare = not arguments or (len(arguments) == 1 and arguments[0] in GROUPS)
    return bare or bool(HELP & set(arguments))


def _wanted(arguments: Sequence[str]) -> Iterable[str]:
    """The families named; all of them for the help of the whole, each once."""
    named = [FAMILIES[word] for word in arguments[:1] if word in FAMILIES]
    return dict.fromkeys(named or FAMILIES.values())


def _everywhere(
    language: Annotated[  # taken out of the arguments before; it stands here for the help
        str | None, typer.Option("--language", help=N_("Speak this language: {languages}."))
    ] = None,
) -> None:
    del language
