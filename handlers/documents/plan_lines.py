"""What is said of a plan under examination: its state, its versions, its draft."""

from markupsafe import Markup

from handlers.context import Scene
from handlers.documents import words
from handlers.view import clip, lines
from models.documents.filings import Filing, FilingState, PlanVersion, plan_files, versions_of
from models.documents.status import Stand
from models.people.posts import Person

SHOWN_VERSIONS = 4


def head(scene: Scene, stand: Stand) -> list[Markup | None]:
    """Which plan it is and where it stands, with its versions and their opinions."""
    tr, filing = scene.tr, stand.filing
    state = filing.state if filing else FilingState.DRAFT
    return [
        tr("<b>Plan for examination</b>"),
        tr(
            "{number} {title}",
            number=words.name(stand.document, 80),
            title=clip(stand.document.title, 120),
        ),
        tr("{unit}: {state}", unit=clip(stand.unit.name, 60), state=words.state(tr, state)),
        _approval(scene, filing) if filing else None,
        *(_versions(scene, filing) if filing else []),
    ]


def _approval(scene: Scene, filing: Filing) -> Markup | None:
    if filing.approved_on is None:
        return None
    tr, day = scene.tr, scene.tr.date(filing.approved_on)
    if filing.filed_at is None:
        return tr("Approved: {meeting}, {day}", meeting=filing.meeting, day=day)
    filed = tr.date(scene.office.calendar.today(filing.filed_at))
    return tr(
        "Approved: {meeting}, {day}. Filed {filed}.", meeting=filing.meeting, day=day, filed=filed
    )


def _versions(scene: Scene, filing: Filing) -> list[Markup]:
    """The newest in full, the earlier ones with their opinions."""
    versions = versions_of(scene.session, filing)[-SHOWN_VERSIONS:]
    files = plan_files(scene.session, versions)
    longest = {one.id: 2000 if one is versions[-1] else 120 for one in versions}
    return [_version(scene, one, len(files[one.id or 0]), longest[one.id]) for one in versions]


def _version(scene: Scene, one: PlanVersion, files: int, most: int) -> Markup:
    tr = scene.tr
    author = scene.session.get_one(Person, one.person_id)
    return lines(
        tr(
            "\nVersion {n}, {name}, {when}",
            n=one.version,
            name=clip(author.name, 20),
            when=tr.moment(one.submitted_at or one.begun_at),
        ),
        tr("<i>{text}</i>", text=clip(one.text, most)) if one.text else None,
        tr.plural("{n} file", "{n} files", files) if files else None,
        tr("Opinion: {text}", text=clip(one.opinion, 400)) if one.opinion else None,
    )


def draft_lines(scene: Scene, draft: PlanVersion | None) -> list[Markup | None]:
    """What the unit has written and not handed in yet."""
    if draft is None:
        return []
    tr, files = scene.tr, plan_files(scene.session, [draft])[draft.id or 0]
    return [
        tr("\n<b>Not handed in yet, version {n}</b>", n=draft.version),
        tr("<i>{text}</i>", text=clip(draft.text, 1000)) if draft.text else None,
        *(tr("📎 {name}", name=clip(one.name or tr.plain("photo"), 60)) for one in files[:10]),
    ]
