"""The bot's draft of a circular: each section's paragraphs, from the figures and nothing else."""

from collections.abc import Callable, Iterator, Mapping

from handlers import terms
from handlers.circulars.phrases import LIGHTS, counted, listed, sentence_case
from handlers.circulars.wording_lists import missed, ranking, slips
from handlers.slips.standard_words import within_quotes
from locales import Translator
from models.circulars.circulars import Part
from models.circulars.figures import Figures, share

Writer = Callable[[Translator, Figures], Iterator[str]]
MOST_CLOSED = 10


def draft_words(tr: Translator, figures: Figures) -> dict[Part, str]:
    """The words of every section, a paragraph a line; empty where there is nothing to say."""
    return {part: "\n".join(write(tr, figures)) for part, write in WRITERS.items()}


def _opening(tr: Translator, figures: Figures) -> Iterator[str]:
    yield tr.plain(
        "The reform work of {month} is reported as follows. The figures come from the ledger and "
        "from the dispatch of the month, which was cut off on {cutoff}; they were read on {read}, "
        "and the scores are those of version {version}.",
        month=tr.month(figures.month),
        cutoff=tr.date(figures.cutoff_at),
        read=tr.date(figures.read_at),
        version=figures.version,
    )


def _overall(tr: Translator, figures: Figures) -> Iterator[str]:
    yield from _matters(tr, figures)
    yield from _aside(tr, figures)
    yield from _returns(tr, figures)
    yield from _closed(tr, figures)


def _matters(tr: Translator, figures: Figures) -> Iterator[str]:
    if not figures.matters:
        yield tr.plain("No matter is in the count of this month.")
        return
    states = (counted(tr, terms.state(tr, one.state), one.n, one.share) for one in figures.states)
    lights = (counted(tr, tr.plain(LIGHTS[one.light]), one.n, one.share) for one in figures.lights)
    yield tr.plain(
        "Matters in the count of this month: {n}. By state: {states}. By light: {lights}.",
        n=figures.matters,
        states=listed(tr, states),
        lights=listed(tr, lights),
    )


def _aside(tr: Translator, figures: Figures) -> Iterator[str]:
    if figures.aside:
        named = (
            tr.plain("{name} {n}", name=terms.state(tr, one.state), n=one.n)
            for one in figures.aside
        )
        yield tr.plain("Not in the count: {states}.", states=listed(tr, named))


def _returns(tr: Translator, figures: Figures) -> Iterator[str]:
    returns = figures.returns
    if not returns.asked:
        yield tr.plain("No unit was asked in the dispatch of this month.")
        return
    yield tr.plain(
        "Units asked in the dispatch: {asked}. Answered: {answered} ({share}%), of these late: "
        "{late}. Not answered: {missing}.",
        asked=returns.asked,
        answered=returns.answered,
        share=share(returns.answered, returns.asked),
        late=len(returns.late),
        missing=len(returns.missing),
    )
    if returns.late:
        yield tr.plain("Answered late: {units}.", units=listed(tr, returns.late))
    if returns.missing:
        yield tr.plain("Did not answer: {units}.", units=listed(tr, returns.missing))


def _closed(tr: Translator, figures: Figures) -> Iterator[str]:
    if not figures.closed:
        return
    n = len(figures.closed)
    yield tr.plain_plural(
        "{n} matter was closed in the month.", "{n} matters were closed in the month.", n
    )
    for one in figures.closed[:MOST_CLOSED]:
        yield tr.plain(
            "“{title}” ({number}), {unit}.",
            title=within_quotes(one.title),
            number=one.matter,
            unit=one.unit,
        )


def _progress(tr: Translator, figures: Figures) -> Iterator[str]:
    for one in figures.kinds:
        yield tr.plain(
            "{kind}: {total} in all, {done} closed ({share}%), {closing} applied to close; {red} "
            "with a red light, {yellow} with a yellow one.",
            kind=sentence_case(terms.kind(tr, one.kind)),
            total=one.total,
            done=one.done,
            share=one.share,
            closing=one.closing,
            red=one.red,
            yellow=one.yellow,
        )


def _next(tr: Translator, figures: Figures) -> Iterator[str]:
    coming = figures.coming
    yield tr.plain(
        "The dispatch of {month} goes out on {prompt}. Please answer by {due}; it is cut off on "
        "{cutoff}.",
        month=tr.month(coming.month),
        prompt=tr.date(coming.prompt_at),
        due=tr.date(coming.due_at),
        cutoff=tr.date(coming.cutoff_at),
    )
    if coming.provisional:
        yield tr.plain("These dates are provisional until the holidays of the year are published.")
    if coming.matters_due:
        yield tr.plain(
            "Matters with a date to keep in {month}: {n}. Please see to it that they are completed "
            "on time.",
            n=coming.matters_due,
            month=tr.month(coming.month),
        )


WRITERS: Mapping[Part, Writer] = {
    Part.OPENING: _opening,
    Part.OVERALL: _overall,
    Part.PROGRESS: _progress,
    Part.MISSED: missed,
    Part.RANKING: ranking,
    Part.SLIPS: slips,
    Part.NEXT: _next,
}
