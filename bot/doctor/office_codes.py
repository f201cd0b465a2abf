"""The part of the examination that holds the files of single offices against the roster."""

from collections.abc import Iterator
from itertools import combinations

from sqlmodel import Session

from bot import practice_files
from bot.doctor.finding import Finding, Patient
from bot.toml_file import TomlFileError
from models.practice import Practice
from models.slips.rungs import SlipKind
from models.units import offices


def known(patient: Patient, session: Session) -> Iterator[Finding]:
    """Whether each file is an office's, and no number would mean the documents of two offices."""
    tr, found = patient.tr, offices(session)
    codes = practice_files.codes(patient.settings.offices_folder)
    strangers = [code for code in codes if code not in {one.code for one in found}]
    if strangers:
        seen = tr.plain("No office in the roster has the code {codes}.", codes=", ".join(strangers))
        advice = tr.plain("Name each file after the code of its office, as the roster has it.")
        yield patient.warning("office_codes", seen, advice)
    try:
        practices = practice_files.load(patient.settings)
    except TomlFileError:
        yield patient.not_examined("office_codes", "office_files")
        return
    same = [
        (one.code, other.code)
        for one, other in combinations(found, 2)
        if _numbers(practices.of(one)) & _numbers(practices.of(other))
    ]
    if same:
        pairs = "; ".join(f"{one}, {other}" for one, other in same[:5])
        seen = tr.plain("These offices would print the same numbers: {pairs}.", pairs=pairs)
        advice = tr.plain("Give each its own `number` under [slips.…] and [circulars] in its file.")
        yield patient.warning("office_codes", seen, advice)
    if not same and not strangers:
        yield patient.ok("office_codes", tr.plain("Each office has numbers of its own."))


def _numbers(practice: Practice) -> set[str]:
    """The patterns of an office's numbers."""
    rules = practice.rules
    return {rules.circulars.number, *(rules.slips.rung(kind).number for kind in SlipKind)}
