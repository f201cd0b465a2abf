"""The part of the examination that looks at the office's rules: its file, its year, its zone."""

from collections.abc import Iterator

from bot import office_file, practice_files, scheme_file
from bot.doctor.finding import Finding, Patient
from bot.settings import SHIPPED_OFFICE_FILE, SHIPPED_SCHEME_FILE

NEXT_YEAR_MATTERS_FROM = 11
"""The month in which the State Council usually announces the next year's days off."""


def look_at_office_file(patient: Patient) -> Iterator[Finding]:
    """Whether the rules can be read, are the office's own, and name somebody to be asked."""
    tr, path = patient.tr, patient.settings.rules_file
    try:
        rules = office_file.load(path)
    except office_file.OfficeFileError as error:
        yield patient.wrong("office_file", str(error), tr.plain("Put these lines right."))
        return
    if path == SHIPPED_OFFICE_FILE:
        seen = tr.plain("The rules that come with the program are in force.")
        advice = tr.plain("Run `liaison init` and read data/office.toml once.")
        yield patient.warning("office_file", seen, advice)
    elif not rules.office.contact:
        seen = tr.plain("{path} names nobody to ask.", path=path)
        advice = tr.plain("Fill in [office] contact: people who are stuck are sent there.")
        yield patient.warning("office_file", seen, advice)
    else:
        yield patient.ok("office_file", tr.plain("{path} is in force.", path=path))


def look_at_scheme_file(patient: Patient) -> Iterator[Finding]:
    """Whether the scheme of the month's score can be read; without one of its own, ours is used."""
    tr, path = patient.tr, patient.settings.scoring_file
    try:
        scheme_file.load(path)
    except scheme_file.SchemeFileError as error:
        yield patient.wrong("scheme_file", str(error), tr.plain("Put these lines right."))
        return
    if path == SHIPPED_SCHEME_FILE:
        yield patient.ok("scheme_file", tr.plain("The scheme that comes with the program is used."))
    else:
        yield patient.ok("scheme_file", tr.plain("{path} is in force.", path=path))


def look_at_offices_folder(patient: Patient) -> Iterator[Finding]:
    """Whether the files of single offices can be read; without any there is nothing to say."""
    tr, folder = patient.tr, patient.settings.offices_folder
    found = practice_files.codes(folder)
    if not found:
        yield patient.ok("office_files", tr.plain("Every office works by the same rules."))
        return
    try:
        practice_files.load(patient.settings)
    except (office_file.OfficeFileError, scheme_file.SchemeFileError) as error:
        yield patient.wrong("office_files", str(error), tr.plain("Put these lines right."))
        return
    seen = tr.plain("{path}: {n} offices have files of their own.", path=folder, n=len(found))
    yield patient.ok("office_files", seen)


def look_at_calendar(patient: Patient) -> Iterator[Finding]:
    """Whether the days off of this year are known, and late in the year those of the next."""
    tr, path = patient.tr, patient.settings.rules_file
    try:
        calendar = office_file.load(path).calendar_in(patient.settings.timezone)
    except office_file.OfficeFileError:
        yield patient.not_examined("calendar", "office_file")
        return
    year, month = patient.today.year, patient.today.month
    years = [year, year + 1] if month >= NEXT_YEAR_MATTERS_FROM else [year]
    unknown = [one for one in years if calendar.provisional(one)]
    if not unknown:
        known = tr.plain("The holidays of {year} are known.", year=years[-1])
        yield patient.ok("calendar", known)
        return
    seen = tr.plain("The holidays of {year} are not known yet.", year=unknown[0])
    advice = tr.plain(
        "When they are announced, enter days_off and make_up_days under [calendar] in {path} and "
        "add {year} to published_years. Until then deadlines are provisional.",
        path=path,
        year=unknown[0],
    )
    found = patient.wrong if unknown[0] == year else patient.warning
    yield found("calendar", seen, advice)


def look_at_zone(patient: Patient) -> Iterator[Finding]:
    """What the office's clock shows; everybody can see at once whether that is right."""
    zone = patient.settings.timezone
    shown = f"{patient.now.astimezone(zone):%Y-%m-%d %H:%M}"
    seen = patient.tr.plain("It is {now} in {zone}.", now=shown, zone=zone.key)
    yield patient.ok("zone", seen)
