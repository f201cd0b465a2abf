"""Which languages there are, and which of them a person's Telegram client means."""

from pathlib import Path

HOME = Path(__file__).parent
DOMAIN = "liaison"


def catalogue_path(language: str) -> Path:
    """Where the catalogue of a language lies, for example `zh_CN`."""
    return HOME / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def find_languages() -> tuple[str, ...]:
    """Every language with a catalogue, in alphabetical order; a new one is added by its file."""
    return tuple(sorted(path.parents[1].name for path in HOME.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


LANGUAGES = find_languages()

# Mapped by hand: negotiation by libraries sends zh-hans to English.
_TRADITIONAL = frozenset({"zh-hant", "zh-tw", "zh-hk", "zh-mo"})


def _wanted(code: str) -> tuple[str, ...]:
    if code in _TRADITIONAL or code.startswith("zh-hant-"):
        return ("zh_Hant", "zh_CN")
    base, _, region = code.partition("-")
    if base == "zh":
        return ("zh_CN",)
    return (f"{base}_{region.upper()}", base) if region else (base,)


def language_for(
    client_code: str | None, default: str, languages: tuple[str, ...] = LANGUAGES
) -> str:
    """The language to speak with a client whose IETF code is `client_code`.

    Telegram sends codes such as `zh-hans`, `en-GB` or nothing at all. A code
    without a catalogue of its own gives `default`, the office's language.
    """
    wanted = _wanted((client_code or "").strip().lower().replace("_", "-"))
    return next((language for language in wanted if language in languages), default)
