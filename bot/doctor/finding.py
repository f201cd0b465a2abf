"""What an examination finds, and what it has to go by."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.engine import make_url

from bot.logs import place
from bot.settings import Settings
from handlers.context import Clock
from locales import N_, Translator

TITLES = {
    "settings": N_("Settings"),
    "office_file": N_("Office file"),
    "scheme_file": N_("Scheme file"),
    "office_files": N_("Files of single offices"),
    "calendar": N_("Calendar"),
    "zone": N_("Time zone"),
    "token": N_("Token"),
    "telegram": N_("Telegram"),
    "clock": N_("Clock"),
    "way_in": N_("Way in"),
    "groups": N_("Group chats"),
    "program": N_("Program"),
    "database": N_("Database"),
    "tables": N_("Tables"),
    "office": N_("Office"),
    "office_codes": N_("Codes and numbers of offices"),
    "roster": N_("Roster"),
    "invitations": N_("Invitations"),
    "sending": N_("Sending"),
    "messages": N_("Messages"),
    "updates": N_("Updates"),
    "disk": N_("Disk"),
    "backups": N_("Backups"),
}
"""Every check in the order of the examination, with the heading it is shown under."""

SHORTEST_SECRET = 4
"""Characters of a password that is looked for in words; a shorter one is in half of them."""


class State(StrEnum):
    """How a check ended. Something `wrong` keeps the program or the office from working."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One check: its name in TITLES, how it ended, what was seen, and what to do about it."""

    name: str
    state: State
    seen: str
    to_do: str = ""

    def plain(self) -> dict[str, str]:
        """The finding for a script, as JSON takes it."""
        return asdict(self)


@dataclass(frozen=True)
class Patient:
    """What is looked at: the settings, the words to say it in, and what time it is here."""

    settings: Settings
    tr: Translator
    clock: Clock

    @property
    def now(self) -> datetime:
        """This moment, in UTC."""
        return self.clock.now()

    @property
    def today(self) -> date:
        """The office's day."""
        return self.now.astimezone(self.settings.timezone).date()

    def ok(self, name: str, seen: str, to_do: str = "") -> Finding:
        """All is well."""
        return Finding(name, State.OK, self._redacted(seen), to_do)

    def warning(self, name: str, seen: str, to_do: str) -> Finding:
        """It works, but somebody should look at it."""
        return Finding(name, State.WARNING, self._redacted(seen), to_do)

    def wrong(self, name: str, seen: str, to_do: str) -> Finding:
        """It does not work."""
        return Finding(name, State.WRONG, self._redacted(seen), to_do)

    def not_examined(self, name: str, why: str) -> Finding:
        """Another finding stands before this check: `why` names it by its title."""
        title = self.tr.plain(TITLES[why])
        seen = self.tr.plain("Not examined; please put this right first: {title}.", title=title)
        return self.warning(name, seen, "")

    def _redacted(self, words: str) -> str:
        """What others say, such as a server, may repeat what it was given."""
        for secret in (*self.settings.secrets, *_passwords(self.settings)):
            if len(secret) >= SHORTEST_SECRET:
                words = words.replace(secret, "***")
        return words


def _passwords(settings: Settings) -> Iterator[str]:
    for address in (settings.database, settings.proxy.get_secret_value()):
        if address:
            yield make_url(address).password or ""


Check = Callable[[Patient], Iterable[Finding]]


def safely(patient: Patient, name: str, check: Check) -> Iterator[Finding]:
    """A check that breaks off is a finding, too: the others go on."""
    try:
        yield from check(patient)
    except Exception as error:
        seen = patient.tr.plain("This check broke off ({error}).", error=place(error))
        advice = patient.tr.plain("Please report this line to whoever maintains the program.")
        yield patient.wrong(name, seen, advice)
