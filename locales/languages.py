"""Which languages there are, what each calls itself, and which of them a person means."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import get_global

HOME = Path(__file__).parent
DOMAIN = "liaison"


def catalogue_path(language: str) -> Path:
    """Where the catalogue of a language lies, for example `zh_CN`."""
    return HOME / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def find_languages() -> tuple[str, ...]:
    """Every language with a catalogue, in alphabetical order; a new one is added by its file."""
    return tuple(sorted(path.parents[1].name for path in HOME.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


LANGUAGES = find_languages()


@cache
def own_name(language: str) -> str:
    """What a language calls itself, as CLDR has it: 简体中文, 繁體中文, English."""
    locale = Locale.parse(language)
    variety = locale.script or locale.territory
    exact = locale.languages.get(f"{locale.language}_{variety}")
    return str(exact or locale.get_language_name() or language)


def base(language: str) -> str:
    """The language without its script or region, the only code a command menu takes: zh."""
    return language.partition("_")[0]


class _Code(NamedTuple):
    """A language code with all its parts; `bare` if only the language itself was written."""

    language: str
    script: str
    territory: str
    bare: bool = False

    def likeness(self, other: "_Code") -> tuple[bool, bool]:
        """How near another variety of the same language is: the script before the region."""
        return self.script == other.script, self.territory == other.territory


@cache
def _read(code: str) -> _Code | None:
    """A code in parts, the usual ones where it names none (CLDR's likely subtags); else None."""
    try:
        # Babel parses zh_tw as zh_Hant_TW; its negotiation would send zh-hans to English.
        known = Locale.parse(code.strip().replace("-", "_"))
    except (ValueError, TypeError, UnknownLocaleError):
        return None
    likely = str(get_global("likely_subtags").get(known.language, "")).split("_")
    _, script, territory = likely if len(likely) == 3 else ("", "", "")
    bare = not (known.script or known.territory)
    return _Code(known.language, known.script or script, known.territory or territory, bare)


def language_for(
    client_code: str | None, default: str, languages: tuple[str, ...] = LANGUAGES
) -> str:
    """The language to speak with a client whose IETF code is `client_code`.

    Telegram sends codes such as `zh-hans`, `en-GB` or nothing at all. The nearest variety of the
    same language is taken, the office's own for a code without any; `default`, the office's
    language, where there is none.
    """
    wanted = _read(client_code or "")
    spoken = {one: code for one in languages if (code := _read(one))}
    same = [one for one, code in spoken.items() if wanted and code.language == wanted.language]
    if wanted is None or not same or (wanted.bare and default in same):
        return default
    return max(same, key=lambda one: wanted.likeness(spoken[one]))


def language_named(words: str, default: str, languages: tuple[str, ...] = LANGUAGES) -> str:
    """The language somebody names by its own name (繁體中文) or by a code; else `default`."""
    said = words.strip().casefold()
    names = {one: (own_name(one), Locale.parse(one).get_language_name() or "") for one in languages}
    named = (one for one, known in names.items() if said in map(str.casefold, known))
    return next(named, None) or language_for(words, default, languages)
