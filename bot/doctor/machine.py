"""The part of the examination that looks at this machine: the program, the disk, the backups."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from bot import backup
from bot.doctor.finding import Finding, Patient
from bot.settings import Updates

HANGS = timedelta(minutes=1)
SILENT = timedelta(minutes=3)
"""A program that polls hears from Telegram at least every 25 seconds, even if nothing happens."""

MEGABYTE = 1_000_000
SCARCE = 200 * MEGABYTE
LOW = 1000 * MEGABYTE
OLD = timedelta(days=7)


class Pulse(StrEnum):
    """What the health file tells about the program; `unknown` when none is to be written."""

    UNKNOWN = "unknown"
    ALIVE = "alive"
    HANGING = "hanging"
    GONE = "gone"


def pulse(patient: Patient) -> Pulse:
    """Whether the program runs, as far as can be told without touching it."""
    if patient.settings.health_file is None:
        return Pulse.UNKNOWN
    told = _health(patient.settings.health_file)
    if told is None:
        return Pulse.GONE
    alive_at = _moment(told, "alive_at")
    fresh = alive_at is not None and patient.now - alive_at <= HANGS
    return Pulse.ALIVE if fresh else Pulse.HANGING


def _health(path: Path) -> dict[str, Any] | None:
    """What the program wrote last, empty when that cannot be read; None when it does not run."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _moment(told: dict[str, Any], name: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(told.get(name)))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def look_at_program(patient: Patient) -> Iterator[Finding]:
    """Whether it runs, moves, and hears from Telegram."""
    tr, path = patient.tr, patient.settings.health_file
    found = pulse(patient)
    if found is Pulse.ALIVE and path:
        yield _hearing(patient, _health(path) or {})
    elif found is Pulse.UNKNOWN:
        advice = tr.plain("Set LIAISON_HEALTH_FILE: then this can be told, and be watched.")
        seen = tr.plain("Whether the program runs cannot be told from here.")
        yield patient.ok("program", seen, advice)
    elif found is Pulse.GONE:
        seen = tr.plain("The program does not run.")
        yield patient.warning("program", seen, tr.plain("Start the program: `liaison run`."))
    else:
        seen = tr.plain("The program was killed or hangs: {path} is not kept up.", path=path)
        yield patient.wrong("program", seen, tr.plain("Start it again; nothing is lost by that."))


def _hearing(patient: Patient, told: dict[str, Any]) -> Finding:
    tr, heard_at = patient.tr, _moment(told, "telegram_at")
    polls = patient.settings.updates is Updates.POLLING
    if not polls or (heard_at and patient.now - heard_at <= SILENT):
        return patient.ok("program", tr.plain("The program runs."))
    if heard_at is None:
        seen = tr.plain("The program runs, but has not heard from Telegram yet.")
        advice = tr.plain("Look again in a minute. If it stays, the program's log says why.")
        return patient.warning("program", seen, advice)
    at = tr.moment(heard_at)
    seen = tr.plain("The program runs, but has heard nothing from Telegram since {at}.", at=at)
    advice = tr.plain(
        "Its log says why: usually the network, or another program that polls with this token."
    )
    return patient.wrong("program", seen, advice)


def look_at_disk(patient: Patient) -> Iterator[Finding]:
    """Whether the folders that are written to are there, ours to write, and have room."""
    tr = patient.tr
    folders = list(dict.fromkeys(_folders(patient)))
    faulty = [one for one in folders if not one.is_dir() or not os.access(one, os.W_OK)]
    if faulty:
        seen = tr.plain("{path} is not there or cannot be written.", path=faulty[0])
        advice = tr.plain("Run `liaison init` as the user the program runs as.")
        yield patient.wrong("disk", seen, advice)
        return
    free, where = min((shutil.disk_usage(one).free, one) for one in folders)
    shown = tr.number(free // MEGABYTE)
    seen = tr.plain("{free} MB are free at {path}.", free=shown, path=where)
    advice = tr.plain("Make room: without it nothing can be written down.")
    if free < SCARCE:
        yield patient.wrong("disk", seen, advice)
    elif free < LOW:
        yield patient.warning("disk", seen, advice)
    else:
        yield patient.ok("disk", seen)


def _folders(patient: Patient) -> Iterator[Path]:
    yield patient.settings.data_dir
    url = make_url(patient.settings.database)
    if url.get_backend_name() == "sqlite" and url.database:
        yield Path(url.database).parent


def look_at_backups(patient: Patient) -> Iterator[Finding]:
    """When the last copy was made in the folder where copies lie."""
    tr, folder = patient.tr, backup.folder(patient.settings)
    copies = [one.stat().st_mtime for one in backup.copies(folder)]
    advice = tr.plain(
        "Run `liaison backup` every night, and keep a copy on another machine. Copies that you "
        "keep elsewhere are not seen here."
    )
    if not copies:
        seen = tr.plain("There is no backup in {folder}.", folder=folder)
        yield patient.warning("backups", seen, advice)
        return
    newest = datetime.fromtimestamp(max(copies), UTC)
    seen = tr.plain("The last backup is of {at}.", at=tr.moment(newest))
    if patient.now - newest > OLD:
        yield patient.warning("backups", seen, advice)
    else:
        yield patient.ok("backups", seen)
