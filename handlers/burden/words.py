"""The words of the burden report: causes, sums, and what is counted and what is not (§7)."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from locales import N_, Translator
from models.burden.causes import Cause
from models.burden.counting import UnitBurden

CAUSES: Mapping[Cause, str] = {
    Cause.PROMPT: N_("monthly prompts"),
    Cause.REMINDER: N_("reminders"),
    Cause.SLIP: N_("slips"),
    Cause.DOCUMENT: N_("superior documents"),
    Cause.SCORE: N_("scores"),
    Cause.CIRCULAR: N_("circulars"),
    Cause.NOTICE: N_("notices"),
    Cause.OTHER: N_("other"),
}


def causes(tr: Translator, one: UnitBurden) -> str:
    """What the messages were about, the most frequent first."""
    return tr.plain(", ").join(
        tr.plain("{cause} {n}", cause=tr.plain(CAUSES[cause]), n=count)
        for cause, count in one.messages.most_common()
    )


def sums(found: Sequence[UnitBurden]) -> dict[str, int]:
    """The figures of some units together."""
    return {
        "messages": sum(one.told for one in found),
        "reminders": sum(one.messages[Cause.REMINDER] for one in found),
        "cards": sum(one.cards for one in found),
        "fields": sum(one.fields for one in found),
        "inputs": sum(one.inputs for one in found),
    }


def definition(tr: Translator) -> Iterator[Markup]:
    """What is counted, what is not known, and that no score counts it."""
    yield tr(
        "Counted: messages sent unasked (one to a person counts at each of their units); fields "
        "filled in on cards not answered by “No change”; taps, texts and files that left an "
        "entry: on cards, handing in, receipts and answers of slips."
    )
    yield tr("Not kept per person and so not counted: reading, turning pages, looking things up.")
    yield tr("Scores never count any of it.")
