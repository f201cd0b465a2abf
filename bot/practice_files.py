"""Reads how every office works: office.toml and scheme.toml, and what offices/ says beside them."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from bot import number_clashes, office_file, scheme_file
from bot.office_file import OfficeFileError
from bot.scheme_file import SchemeFileError
from bot.settings import Settings
from bot.toml_file import read, tables
from models.practice import Practice, Practices
from models.rules import OfficeName, Rules
from models.scoring.scheme import Scheme

RULES_END, SCHEME_END = ".toml", ".scheme.toml"
"""How the file of an office's rules is called after its code, and that of its scheme."""

PROGRAM = "this holds for the whole program and not for one office; set it in {place}"
LOCKED: Mapping[str, str] = MappingProxyType(
    {
        "messages": PROGRAM.format(place="office.toml"),
        "timezone": PROGRAM.format(place=".env (LIAISON_TIMEZONE)"),
        "token": PROGRAM.format(place=".env (LIAISON_BOT_TOKEN)"),
    }
)
"""What the offices of one program have in common, and where it is set."""


def load(settings: Settings) -> Practices:
    """The practice of every office that has one; OfficeFileError or SchemeFileError."""
    rules, scheme = office_file.load(settings.rules_file), scheme_file.load(settings.scoring_file)
    top = Practice.under(rules, settings.timezone, scheme)
    own = {code: _own(settings, code, top) for code in codes(settings.offices_folder)}
    said = {code: _rules_file(settings, code) for code in own}
    number_clashes.refuse(
        settings.rules_file, rules, {code: path for code, path in said.items() if path.exists()}
    )
    return Practices(top, own)


def codes(folder: Path) -> list[str]:
    """The codes of the offices that have a file of their own, sorted."""
    return sorted({_code(path) for path in files(folder)})


def files(folder: Path) -> list[Path]:
    """The files of the offices, sorted; none where there is no such folder."""
    return sorted(folder.glob(f"*{RULES_END}")) if folder.is_dir() else []


def _code(path: Path) -> str:
    end = SCHEME_END if path.name.endswith(SCHEME_END) else RULES_END
    return path.name.removesuffix(end)


def _own(settings: Settings, code: str, top: Practice) -> Practice:
    rules = _rules(settings, code, top.rules)
    scheme = _scheme(settings, code, top.scheme)
    return Practice.under(rules, settings.timezone, scheme)


def _rules_file(settings: Settings, code: str) -> Path:
    return settings.offices_folder / f"{code}{RULES_END}"


def _rules(settings: Settings, code: str, usual: Rules) -> Rules:
    """An office's rules over those at the top; who the office is it says itself, or nobody does."""
    path = _rules_file(settings, code)
    if not path.exists():
        return usual.model_copy(update={"office": OfficeName()})
    over = tables(settings.rules_file, OfficeFileError)
    over.pop("office", None)
    return read(path, Rules, OfficeFileError, over, LOCKED)


def _scheme(settings: Settings, code: str, usual: Scheme) -> Scheme:
    path = settings.offices_folder / f"{code}{SCHEME_END}"
    if not path.exists():
        return usual
    over = tables(settings.scoring_file, SchemeFileError)
    return read(path, Scheme, SchemeFileError, over)
