"""Superior documents in words: levels, steps, whether a plan is needed, where a plan stands."""

from collections.abc import Mapping

from markupsafe import Markup

from handlers.view import clip
from locales import N_, Translator
from models.documents.documents import Level, Need, Step, SuperiorDocument
from models.documents.filings import FilingState
from models.documents.status import Stand

LEVELS: Mapping[Level, str] = {
    Level.CENTRAL: N_("central"),
    Level.PROVINCIAL: N_("provincial"),
    Level.CITY: N_("city-level"),
}

STEPS: Mapping[Step, str] = {
    Step.CONVEYED: N_("Convey"),
    Step.STUDIED: N_("Study and implement"),
    Step.ISSUED: N_("Issue a local plan"),
}

SHORT: Mapping[Step, str] = {
    Step.CONVEYED: N_("conveyed"),
    Step.STUDIED: N_("studied"),
    Step.ISSUED: N_("local plan"),
}

NEEDS: Mapping[Need, str] = {
    Need.PENDING: N_("to be decided"),
    Need.YES: N_("needed"),
    Need.NO: N_("not needed"),
}

STATES: Mapping[FilingState, str] = {
    FilingState.DRAFT: N_("not handed in yet"),
    FilingState.SUBMITTED: N_("under examination"),
    FilingState.RETURNED: N_("returned with an opinion"),
    FilingState.CLEARED: N_("no objection"),
    FilingState.APPROVED: N_("approved by the leading group"),
    FilingState.FILED: N_("filed"),
}


def level(tr: Translator, one: Level) -> str:
    """Whose decision a document is."""
    return tr.plain(LEVELS[one])


def titles(tr: Translator) -> dict[Step, str]:
    """What the steps are called in the ledger."""
    return {step: tr.plain(words) for step, words in STEPS.items()}


def need(tr: Translator, one: Need) -> str:
    """Whether a local plan is needed."""
    return tr.plain(NEEDS[one])


def state(tr: Translator, one: FilingState) -> str:
    """Where the examination of a plan stands."""
    return tr.plain(STATES[one])


def yes_no(tr: Translator, one: object) -> str:
    """Yes or no."""
    return tr.plain("yes") if one else tr.plain("no")


def heading(tr: Translator, document: SuperiorDocument) -> list[Markup]:
    """What a document is: its number and title, whose decision it is, and when it was received."""
    number, title = name(document, 80), clip(document.title, 300)
    return [
        tr("<b>{number}</b> {title}", number=number, title=title),
        tr(
            "{level}, received {day}",
            level=level(tr, document.level),
            day=tr.date(document.received_on),
        ),
    ]


def name(document: SuperiorDocument, most: int) -> str:
    """A document's number, short enough for its place."""
    return clip(document.number, most)


def marks(tr: Translator, stand: Stand) -> str:
    """The steps of a unit as marks: ✓ taken, ○ open; a local plan that is not needed is a dash."""
    return tr.plain(" · ").join(_mark(tr, stand, step) for step in Step)


def _mark(tr: Translator, stand: Stand, step: Step) -> str:
    word = tr.plain(SHORT[step])
    if stand.reached(step):
        return tr.plain("✓ {step}", step=word)
    if step in stand.steps:
        return tr.plain("○ {step}", step=word)
    if stand.duty.needs_local is Need.NO:
        return tr.plain("– {step}", step=word)
    return tr.plain("? {step}", step=word)
