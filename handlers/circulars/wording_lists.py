"""The sections of a circular that name units: missed dates, ranking, slips."""

from collections.abc import Iterator

from handlers import terms
from handlers.circulars.phrases import listed
from handlers.slips import words as slip_words
from handlers.slips.standard_words import within_quotes
from locales import Translator
from models.circulars.figures import Band, CohortRanking, Figures, Missed
from models.standings.rules import Mode

MOST_MISSED = 20
"""So many are named one by one in the text; the annex names all of them."""

MOST_SLIPS = 30
FIRST = 3


def missed(tr: Translator, figures: Figures) -> Iterator[str]:
    """What was missed, one by one."""
    if not figures.missed:
        return
    still = sum(one.handed_in_on is None for one in figures.missed)
    yield tr.plain(
        "Dates missed: {n}. Of these still open at cut-off: {still}.",
        n=len(figures.missed),
        still=still,
    )
    if len(figures.missed) > MOST_MISSED:
        yield tr.plain("They are listed one by one in the annex.")
        return
    yield from (missed_line(tr, at, one) for at, one in enumerate(figures.missed, 1))


def missed_line(tr: Translator, at: int, one: Missed) -> str:
    """One missed date: unit, matter, date and how late."""
    facts = {
        "at": at,
        "unit": one.unit,
        "what": item(tr, one),
        "due": tr.date(one.due_on),
        "days": one.days,
    }
    if one.handed_in_on is None:
        return tr.plain(
            "{at}. {unit}: {what}, due on {due}, still open at cut-off, {days} working days late.",
            **facts,
        )
    return tr.plain(
        "{at}. {unit}: {what}, due on {due}, completed on {done}, {days} working days late.",
        done=tr.date(one.handed_in_on),
        **facts,
    )


def item(tr: Translator, one: Missed) -> str:
    """The matter that was missed, or its milestone."""
    if one.step:
        return tr.plain(
            "“{title}” ({number}), milestone “{step}”",
            title=within_quotes(one.title),
            number=one.matter,
            step=within_quotes(one.step),
        )
    return tr.plain("“{title}” ({number})", title=within_quotes(one.title), number=one.matter)


def ranking(tr: Translator, figures: Figures) -> Iterator[str]:
    """The ranking as far as the mode publishes it."""
    for one in figures.ranking:
        if figures.mode is Mode.FULL:
            yield from _places(tr, one)
        elif figures.mode is Mode.BANDS:
            yield from _bands(tr, one)
        else:
            yield tr.plain(
                "{cohort}, units ranked: {n}. Each is told its own place.",
                cohort=terms.cohort(tr, one.cohort),
                n=one.ranked,
            )


def _places(tr: Translator, one: CohortRanking) -> Iterator[str]:
    if one.places:
        yield _in_front(tr, one) if one.ranked > FIRST else _few(tr, one)
    yield from _unranked(tr, one)


def _in_front(tr: Translator, one: CohortRanking) -> str:
    first = (
        tr.plain("{unit} ({total})", unit=place.unit, total=place.total)
        for place in one.places
        if place.rank <= FIRST
    )
    return tr.plain(
        "{cohort}, units ranked: {n}. In front: {units}. The annex has the whole ranking.",
        cohort=terms.cohort(tr, one.cohort),
        n=one.ranked,
        units=listed(tr, first),
    )


def _few(tr: Translator, one: CohortRanking) -> str:
    """Of so few the last would be in front, too: nobody is named."""
    return tr.plain_plural(
        "{cohort}: {n} unit is ranked. The annex has the whole ranking.",
        "{cohort}, units ranked: {n}. The annex has the whole ranking.",
        one.ranked,
        cohort=terms.cohort(tr, one.cohort),
    )


def _bands(tr: Translator, one: CohortRanking) -> Iterator[str]:
    for at, band in enumerate(one.bands):
        yield tr.plain(
            "{cohort}, {band}: {units}.",
            cohort=terms.cohort(tr, one.cohort),
            band=band_name(tr, one.bands, at),
            units=listed(tr, band.units),
        )
    yield from _unranked(tr, one)


def band_name(tr: Translator, bands: tuple[Band, ...], at: int) -> str:
    """What a band is called: by the score from which it begins."""
    least = bands[at].least
    if least is None:
        return tr.plain("below the bands")
    return tr.plain("from {least} points", least=least)


def _unranked(tr: Translator, one: CohortRanking) -> Iterator[str]:
    if one.unranked:
        yield tr.plain(
            "{cohort}, too few items for a place: {units}.",
            cohort=terms.cohort(tr, one.cohort),
            units=listed(tr, one.unranked),
        )


def slips(tr: Translator, figures: Figures) -> Iterator[str]:
    """The slips that went out, by kind, with their numbers."""
    total = sum(len(one.slips) for one in figures.slips)
    if not total:
        return
    yield tr.plain_plural(
        "{n} slip was issued in the month.", "{n} slips were issued in the month.", total
    )
    for one in figures.slips:
        kind = slip_words.kind(tr, one.kind)
        if len(one.slips) > MOST_SLIPS:
            yield tr.plain("{kind}: {n}.", kind=kind, n=len(one.slips))
            continue
        named = (
            tr.plain("{number} ({unit})", number=slip.number, unit=slip.unit) for slip in one.slips
        )
        yield tr.plain(
            "{kind}: {n}. {slips}.", kind=kind, n=len(one.slips), slips=listed(tr, named)
        )
