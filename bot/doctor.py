"""Looks at everything the program depends on, and says about each what to do if it is not well."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from bot import office_file
from bot.reach import Reply, UnreachableError, ask
from bot.settings import Settings, SettingsError
from locales import Translator
from models.rules import Rules

DRIFT = 30.0
"""Seconds the computer's clock may differ from Telegram's."""


class State(StrEnum):
    """How a check ended. `look` is no fault of the program, but somebody should look at it."""

    WELL = "well"
    LOOK = "look"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One check: its name, how it ended, what was found, and what to do about it."""

    name: str
    state: State
    said: str
    advice: str = ""


@dataclass(frozen=True)
class Patient:
    """What is looked at: the settings, the words to say it in, and what time it is."""

    settings: Settings
    tr: Translator
    now: datetime


Check = Callable[[Patient], Iterator[Finding]]


def look_at_office_file(patient: Patient) -> Iterator[Finding]:
    """Whether the rules can be read, and whether somebody is named to be asked."""
    tr, path = patient.tr, patient.settings.rules_file
    try:
        rules = office_file.load(path)
    except office_file.OfficeFileError as error:
        yield Finding("office_file", State.BAD, str(error), tr.plain("Put these lines right."))
        return
    if rules.office.contact:
        yield Finding("office_file", State.WELL, tr.plain("{path} is in force.", path=path))
    else:
        said = tr.plain("{path} names nobody to ask.", path=path)
        advice = tr.plain("Fill in [office] contact: people who are stuck are sent there.")
        yield Finding("office_file", State.LOOK, said, advice)
    yield _calendar(patient, rules)


def _calendar(patient: Patient, rules: Rules) -> Finding:
    tr, calendar = patient.tr, rules.calendar_in(patient.settings.timezone)
    year = calendar.today(patient.now).year
    missing = [one for one in (year, year + 1) if calendar.provisional(one)]
    if year in missing:
        advice = tr.plain(
            "Enter its days under [calendar] and add the year to published_years; until then "
            "deadlines are provisional."
        )
        return Finding("calendar", State.LOOK, _unpublished(tr, year), advice)
    if missing and calendar.today(patient.now).month == 12:
        advice = tr.plain("January's deadlines are provisional until it is entered or built in.")
        return Finding("calendar", State.LOOK, _unpublished(tr, year + 1), advice)
    return Finding("calendar", State.WELL, tr.plain("The holidays of {year} are known.", year=year))


def _unpublished(tr: Translator, year: int) -> str:
    return tr.plain("The holidays of {year} are not known yet.", year=year)


def look_at_telegram(patient: Patient) -> Iterator[Finding]:
    """Whether the token is one, Telegram answers, and both clocks agree."""
    tr, settings = patient.tr, patient.settings
    try:
        reply = ask(settings, "getMe")
    except SettingsError as error:
        yield Finding("token", State.BAD, str(error))
        return
    except UnreachableError as error:
        yield _unreachable(patient, error)
        return
    if isinstance(reply.result, dict):
        name = str(reply.result.get("username", ""))
        yield Finding("telegram", State.WELL, tr.plain("Telegram answers as @{name}.", name=name))
    elif reply.status in {401, 404}:
        said = tr.plain("Telegram does not know the token.")
        advice = tr.plain("Copy LIAISON_BOT_TOKEN from @BotFather again, without spaces.")
        yield Finding("token", State.BAD, said, advice)
    else:
        said = tr.plain("Telegram answers with {status}.", status=reply.status)
        advice = tr.plain("Wait a few minutes; if it stays, check LIAISON_API_BASE_URL.")
        yield Finding("telegram", State.BAD, said, advice)
    yield from _clock(patient, reply)


def _unreachable(patient: Patient, error: UnreachableError) -> Finding:
    tr, settings = patient.tr, patient.settings
    said = tr.plain(
        "{server} cannot be reached ({reason}).",
        server=settings.api_base_url,
        reason=error.reason,
    )
    proxy = settings.proxy.get_secret_value()
    if proxy:
        where = urlsplit(proxy)
        advice = tr.plain(
            "Check that the proxy {proxy} runs and lets this through (LIAISON_PROXY).",
            proxy=f"{where.scheme}://{where.hostname}:{where.port}",
        )
    else:
        advice = tr.plain(
            "Check the network. Where Telegram is not reachable directly, set LIAISON_PROXY or a "
            "Bot API server of your own (LIAISON_API_BASE_URL)."
        )
    return Finding("telegram", State.BAD, said, advice)


def _clock(patient: Patient, reply: Reply) -> Iterator[Finding]:
    tr, zone = patient.tr, patient.settings.timezone
    local = patient.now.astimezone(zone)
    shown = tr.plain("It is {now} in {zone}.", now=f"{local:%Y-%m-%d %H:%M}", zone=zone.key)
    if reply.date is None:
        yield Finding("clock", State.WELL, shown)
        return
    drift = abs((patient.now - reply.date).total_seconds())
    if drift <= DRIFT:
        yield Finding("clock", State.WELL, shown)
        return
    said = tr.plain("The computer's clock is {seconds} s off Telegram's.", seconds=round(drift))
    yield Finding("clock", State.BAD, said, tr.plain("Set it by the network (NTP)."))
