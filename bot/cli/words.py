"""Which language the command line speaks."""

from collections.abc import Iterator, Sequence

from bot.settings import Settings, SettingsError, load
from locales import LANGUAGES

OPTION = "--language"
OWN_OPTION = frozenset({"demo"})
"""Commands that take the option themselves, because it means more than their own words."""


class UnknownLanguageError(Exception):
    """A language without a catalogue was asked for."""


def take_language(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The language to speak, and the arguments without it; it may stand anywhere.

    Without the option it is LIAISON_LANGUAGE. UnknownLanguageError, naming those there are, for
    one without a catalogue.
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
        raise UnknownLanguageError(f"{OPTION} {language}: {', '.join(LANGUAGES)}")
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
