"""Which language the command line speaks."""

import sys
from collections.abc import Iterator, Sequence

from bot.settings import Settings, SettingsError, load
from locales import LANGUAGES

OPTION = "--language"
OWN_OPTION = frozenset({"demo"})
"""Commands that take the option themselves, because it means more than their own words."""


def take_language(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The language to speak, and the arguments without it; it may stand anywhere.

    Without the option it is LIAISON_LANGUAGE. SystemExit 2 for a language there is no catalogue of.
    """
    rest = list(arguments)
    given = list(_given(arguments))
    if not (rest and rest[0] in OWN_OPTION):
        for word in [word for part in given for word in part]:
            rest.remove(word)
    if not given:
        return _configured(), rest
    language = given[-1][-1].removeprefix(f"{OPTION}=")
    if language not in LANGUAGES:
        sys.stderr.write(f"{OPTION} {language}: {', '.join(LANGUAGES)}\n")
        raise SystemExit(2)
    return language, rest


def _given(arguments: Sequence[str]) -> Iterator[Sequence[str]]:
    for place, word in enumerate(arguments):
        if word == OPTION:
            yield arguments[place : place + 2]
        elif word.startswith(f"{OPTION}="):
            yield [word]


def _configured() -> str:
    try:
        return load().language
    except SettingsError:  # said by the command that needs them, in the language of an office
        return str(Settings.model_fields["language"].default)
