"""What every command works with: the language, the settings, the database, and where words go."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot import practice_files
from bot.clock import SystemClock
from bot.database import lacks_tables, prepare
from bot.settings import Settings, SettingsError, load
from handlers.refusals import sentence
from locales import Translator, translator
from models.calendar import Calendar
from models.practice import Practices
from models.refusals import Refused
from models.rules import Rules
from models.scoring.scheme import Scheme
from models.store import Store


class Trouble(Exception):  # noqa: N818  it is an answer to a person, not a fault of the program
    """A command that cannot be done: the words for the person, and the exit code."""

    def __init__(self, words: str, code: int = 1) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True)
class Desk:
    """One call of the program. Settings, rules and database are opened when first asked for."""

    language: str

    @cached_property
    def settings(self) -> Settings:
        """The settings of this installation; SettingsError when they cannot be used."""
        return load()

    @cached_property
    def practices(self) -> Practices:
        """How every office works; OfficeFileError or SchemeFileError when it cannot be used."""
        return practice_files.load(self.settings)

    @property
    def rules(self) -> Rules:
        """The rules of the office at the top."""
        return self.practices.top.rules

    @property
    def scheme(self) -> Scheme:
        """The scheme of the month's score of the office at the top."""
        return self.practices.top.scheme

    @property
    def calendar(self) -> Calendar:
        """The calendar of the office at the top."""
        return self.practices.top.calendar

    @cached_property
    def clock(self) -> SystemClock:
        """The computer's clock."""
        return SystemClock()

    @property
    def tr(self) -> Translator:
        """The translator into the language of this call."""
        try:
            zone = self.settings.timezone
        except SettingsError:  # the words that say so need a zone, too
            zone = Settings.model_fields["timezone"].default
        return translator(self.language, zone)

    @contextmanager
    def open_store(self) -> Iterator[Store]:
        """The database, ready for use; Trouble when it cannot be reached or says no."""
        try:
            prepare(self.settings)
            store = Store(self.settings.database)
            try:
                yield store
            finally:
                store.close()
        except SQLAlchemyError as error:
            raise self.no_database(error) from None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that writes nothing."""
        with self.open_store() as store, store.reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction; what the models refuse becomes Trouble, and nothing is written."""
        with self.open_store() as store:
            try:
                with store.transaction() as session:
                    yield session
            except Refused as refused:
                raise Trouble(sentence(self.tr, refused.reason, refused.facts)) from None

    def no_database(self, error: SQLAlchemyError) -> Trouble:
        """Why the database cannot be used, without its password."""
        said = str(getattr(error, "orig", "") or type(error).__name__).strip().splitlines()
        reason = said[0][:200] if said else ""
        if lacks_tables(error):
            words = self.tr.plain(
                "The database's tables are older than the program ({reason}). Run `liaison "
                "migrate`; `liaison doctor` says more.",
                reason=reason,
            )
            return Trouble(words, 2)
        words = self.tr.plain(
            "The database cannot be used ({reason}). Check LIAISON_DATABASE_URL and "
            "LIAISON_DATA_DIR; `liaison doctor` says more.",
            reason=reason,
        )
        return Trouble(words)

    def say(self, words: object) -> None:
        """Words for a person, on standard output."""
        sys.stdout.write(f"{words}\n")

    def note(self, words: object) -> None:
        """Words beside the result, on standard error, so that a script's input stays clean."""
        sys.stderr.write(f"{words}\n")

    def complain(self, words: str) -> None:
        """What went wrong."""
        self.note(self.tr.plain("Error: {words}", words=words))

    def hand_over(self, result: Any) -> None:
        """A result for a script, as JSON."""
        self.say(json.dumps(result, ensure_ascii=False, indent=2))


def desk_of(context: Any) -> Desk:
    """The desk of the call a command belongs to."""
    desk = context.obj
    assert isinstance(desk, Desk)  # noqa: S101  every command is called through `call`
    return desk
