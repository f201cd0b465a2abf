"""What the bot says: catalogues, the translator and the languages there are."""

from locales.languages import LANGUAGES, language_for
from locales.translation import FALLBACKS, N_, Translator, clean, translator

__all__ = ["FALLBACKS", "LANGUAGES", "N_", "Translator", "clean", "language_for", "translator"]
