"""What the bot says: catalogues, the translator and the languages there are."""

from locales.languages import LANGUAGES, base, language_for, language_named, own_name
from locales.translation import FALLBACKS, N_, Translator, clean, translator

__all__ = [
    "FALLBACKS",
    "LANGUAGES",
    "N_",
    "Translator",
    "base",
    "clean",
    "language_for",
    "language_named",
    "own_name",
    "translator",
]
