"""The part of the examination that looks into the database: reach, tables, and what is in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.database import newest_step, step_taken
from bot.doctor import mail, office_codes, people
from bot.doctor.finding import Finding, Patient, State, safely
from models.store import Store

CONNECT_SECONDS = "10"

Content = Callable[[Patient, Session], Iterable[Finding]]

CONTENTS: Mapping[str, Content] = {
    "office": people.offices,
    "office_codes": office_codes.known,
    "roster": people.roster,
    "invitations": people.invitations,
    "sending": mail.sending,
    "messages": mail.messages,
    "updates": mail.updates,
}


def look_at_database(patient: Patient) -> Iterator[Finding]:
    """Whether it can be reached and has the tables of this version; then what is in it."""
    url = make_url(patient.settings.database)
    if url.get_backend_name() == "postgresql" and "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": CONNECT_SECONDS})
    sound = True
    for finding in _tables(patient, url):
        sound = sound and finding.state is State.OK
        yield finding
    if sound:
        yield from _contents(patient, url.render_as_string(hide_password=False))
    else:
        yield from (patient.not_examined(name, "database") for name in CONTENTS)


def _tables(patient: Patient, url: URL) -> Iterator[Finding]:
    """Two findings: the database and its tables."""
    tr, where = patient.tr, _where(url)
    on_sqlite = url.get_backend_name() == "sqlite"
    if on_sqlite and not Path(url.database or "").is_file():
        seen = tr.plain("{where} is not there.", where=where)
        yield patient.wrong("database", seen, tr.plain("Run `liaison init`."))
        yield patient.not_examined("tables", "database")
        return
    try:
        taken = step_taken(url.render_as_string(hide_password=False))
    except SQLAlchemyError as error:
        yield _closed(patient, where, error)
        yield patient.not_examined("tables", "database")
        return
    yield patient.ok("database", tr.plain("{where} answers.", where=where))
    yield _version(patient, taken, on_sqlite=on_sqlite)


def _where(url: URL) -> str:
    """The database without password; what follows the `?` may hold one, too."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(query={}).render_as_string(hide_password=True)


def _closed(patient: Patient, where: str, error: SQLAlchemyError) -> Finding:
    tr = patient.tr
    reason = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
    seen = tr.plain("{where} cannot be opened ({reason}).", where=where, reason=reason[:200])
    advice = tr.plain("Check LIAISON_DATABASE_URL and LIAISON_DATA_DIR, and that its server runs.")
    return patient.wrong("database", seen, advice)


def _version(patient: Patient, taken: str | None, *, on_sqlite: bool) -> Finding:
    tr, newest = patient.tr, newest_step()
    if taken == newest:
        return patient.ok("tables", tr.plain("The tables are up to date."))
    if taken is None:
        seen = tr.plain("There are no tables yet.")
        return patient.wrong("tables", seen, tr.plain("Run `liaison migrate`."))
    if taken > newest:
        seen = tr.plain("The tables are newer than the program (step {step}).", step=taken)
        advice = tr.plain("Install the newer program again, or restore a backup from before it.")
        return patient.wrong("tables", seen, advice)
    seen = tr.plain("The tables are older than the program (step {step}).", step=taken)
    if on_sqlite:
        advice = tr.plain("Run `liaison backup`; the next start brings them up to date.")
        return patient.warning("tables", seen, advice)
    advice = tr.plain("Stop the program, run `liaison backup`, then `liaison migrate`.")
    return patient.wrong("tables", seen, advice)


def _contents(patient: Patient, url: str) -> Iterator[Finding]:
    store = Store(url)
    try:
        for name, look in CONTENTS.items():
            yield from safely(patient, name, partial(_read, store, look))
    finally:
        store.close()


def _read(store: Store, look: Content, patient: Patient) -> list[Finding]:
    """Each check has a session of its own: what breaks off one leaves the others whole."""
    with store.reading() as session:
        return list(look(patient, session))
