"""Keeps the catalogues in step with the program: `python -m locales.catalogue update|check`."""

import argparse
import io
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from locales.checking import catalogue_faults
from locales.conversion import recipe, remake, strays
from locales.extraction import Found, Unextractable, extract
from locales.languages import DOMAIN, HOME, catalogue_path, find_languages

FOLDERS = tuple(HOME.parent / name for name in ("bot", "handlers", "scheduler"))
SOURCE_LANGUAGE = "en"
HEADER = "# What Liaison says. The English sentence is the key of every catalogue.\n#"


def read(path: Path, language: str) -> Catalog:
    """A catalogue as it lies on the disk."""
    return read_po(io.BytesIO(path.read_bytes()), locale=language, domain=DOMAIN)


def kept(language: str) -> Catalog:
    """The catalogue of a language; empty for one that is only made.toml so far."""
    path = catalogue_path(language)
    return read(path, language) if path.exists() else Catalog(locale=language)


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue in a stable order and without line numbers, so that changes stay small."""
    text = io.BytesIO()
    write_po(text, catalogue, width=100, sort_output=True, no_location=True, ignore_obsolete=True)
    path.write_bytes(text.getvalue())


def updated(old: Catalog, found: Iterable[Found], language: str) -> Catalog:
    """The catalogue for what was found: known translations stay, new ones are empty.

    In the source language a new sentence is its own translation.
    """
    new = Catalog(
        locale=language,
        domain=DOMAIN,
        project="Liaison",
        header_comment=HEADER,
        creation_date=old.creation_date,
        revision_date=old.revision_date,
        last_translator="the office",
        language_team=language,
        fuzzy=False,
    )
    for sentence in found:
        source = (sentence.one, sentence.many) if sentence.many else sentence.one
        known = old.get(sentence.one)
        stays = known.string if known and _same_kind(known, sentence) else None
        string = source if language == SOURCE_LANGUAGE else (stays or "")
        new.add(
            source,
            string,
            flags=["python-brace-format"] if "{" in str(source) else [],
            user_comments=known.user_comments if known and stays else (),
        )
    return new


def _same_kind(known: Message, sentence: Found) -> bool:
    return bool(known.pluralizable) == bool(sentence.many)


def drift(catalogue: Catalog, found: Iterable[Found], language: str) -> list[str]:
    """Sentences that only the program or only the catalogue has."""
    said = {(one.one, one.many) for one in found}
    kept = {
        (m.id[0], m.id[1]) if isinstance(m.id, tuple | list) else (m.id, "")
        for m in catalogue
        if m.id
    }
    missing = [f"{language}: {one!r} is missing" for one, _ in sorted(said - kept)]
    return missing + [f"{language}: {one!r} is said nowhere" for one, _ in sorted(kept - said)]


def check() -> list[str]:
    """Everything that is wrong with the catalogues, one line each."""
    found = extract(FOLDERS)
    lines: list[str] = []
    for language in find_languages():
        catalogue = kept(language)
        lines += drift(catalogue, found, language) + catalogue_faults(catalogue, language)
        if how := recipe(language):
            lines += strays(how, kept(how.source), catalogue, language)
    return lines


def update() -> list[str]:
    """Bring every catalogue in step, make those that are made, and say what is left to translate.

    A language that is made from another one gets its new and changed sentences at once.
    """
    found = extract(FOLDERS)
    for language in sorted(find_languages(), key=lambda one: recipe(one) is not None):
        catalogue = updated(kept(language), found, language)
        if how := recipe(language):
            remake(how, kept(how.source), catalogue)
        write(catalogue_path(language), catalogue)
    return check()


def main() -> int:
    """The command: prints what is wrong and returns 1, or returns 0."""
    parser = argparse.ArgumentParser(prog="python -m locales.catalogue", description=__doc__)
    parser.add_argument("action", choices=["update", "check"])
    action = update if parser.parse_args().action == "update" else check
    try:
        lines = action()
    except Unextractable as problem:
        lines = [str(problem)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
