"""Looks at everything the program depends on, and says about each what to do if it is not well."""

import asyncio
from collections.abc import Iterator

from bot.clock import SystemClock
from bot.doctor.finding import TITLES, Check, Finding, Patient, State, safely
from bot.doctor.machine import look_at_backups, look_at_disk, look_at_program
from bot.doctor.records import look_at_database
from bot.doctor.rules import (
    look_at_calendar,
    look_at_office_file,
    look_at_offices_folder,
    look_at_scheme_file,
    look_at_zone,
)
from bot.doctor.telegram_side import look_at_telegram
from bot.settings import Settings, SettingsError
from handlers.context import Clock
from locales import Translator, translator

__all__ = ["TITLES", "Finding", "State", "examination", "examine", "faulty_settings"]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("office_file", look_at_office_file),
    ("scheme_file", look_at_scheme_file),
    ("office_files", look_at_offices_folder),
    ("calendar", look_at_calendar),
    ("zone", look_at_zone),
    ("telegram", look_at_telegram),
    ("program", look_at_program),
    ("database", look_at_database),
    ("disk", look_at_disk),
    ("backups", look_at_backups),
)


def examination(
    settings: Settings, tr: Translator | None = None, clock: Clock | None = None
) -> Iterator[Finding]:
    """Every finding as soon as it is made; a check that fails keeps none of the others back.

    The words are in LIAISON_LANGUAGE unless `tr` speaks another. It changes nothing, neither in the
    database nor at Telegram, and no finding holds a secret.
    """
    words = tr or translator(settings.language, settings.timezone)
    patient = Patient(settings, words, clock or SystemClock())
    yield patient.ok("settings", words.plain("The settings can be read."))
    for name, check in CHECKS:
        yield from safely(patient, name, check)


async def examine(
    settings: Settings, tr: Translator | None = None, clock: Clock | None = None
) -> list[Finding]:
    """The whole of `examination`, for programs that have other things to do meanwhile."""
    return await asyncio.to_thread(lambda: list(examination(settings, tr, clock)))


def faulty_settings(error: SettingsError, tr: Translator) -> Finding:
    """The only finding there is when the settings cannot be read."""
    advice = tr.plain("Put it right in .env; .env.example explains every setting.")
    return Finding("settings", State.WRONG, str(error), advice)
