"""A circular (通报) as an official paper: words by section, and annexes from the stored figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handlers import terms
from handlers.circulars.phrases import ORDINALS, title
from handlers.papers.annexes import Annex
from handlers.papers.circular_tables import missed_annex, ranking_annex
from handlers.papers.official import Labelled, OfficialPaper, paragraphs
from locales import Translator
from models.circulars.circulars import Part
from models.circulars.figures import Figures


@dataclass(frozen=True)
class CircularFacts:
    """What a circular says; an empty text leaves its line out."""

    office: str
    """The office that issues it, by its full name."""
    heading: str
    words: Mapping[Part, str]
    figures: Figures
    number: str
    """改通〔2026〕12号, or empty until it is approved."""
    issued_on: date | None
    """The day of issue; without it the paper is a draft and says so on every page."""
    addressee: str = ""
    """Whom it is addressed to, without a colon; empty: the cohorts that are scored."""
    contact: str = ""
    copies: tuple[str, ...] = ()


def circular_paper(tr: Translator, facts: CircularFacts) -> OfficialPaper:
    """The circular as it is printed."""
    annexes = tuple(_annexes(tr, facts.figures))
    issued = tr.date(facts.issued_on) if facts.issued_on else tr.plain("date given at approval")
    return OfficialPaper(
        head=(facts.office, facts.heading),
        number=facts.number or tr.plain("number given at approval"),
        title=paper_title(tr, facts.figures.month),
        addressee=tr.plain("{addressee}:", addressee=_addressee(tr, facts)),
        body=tuple(body(tr, facts.words)),
        terms=(),
        issuer=facts.office,
        date=issued,
        remarks=tuple(_remarks(tr, facts)),
        copies=_copies(tr, facts),
        printed=_printed(tr, facts),
        draft="" if facts.issued_on else tr.plain("DRAFT"),
        annex_lines=tuple(_annex_lines(tr, annexes)),
        annexes=annexes,
    )


def paper_title(tr: Translator, month: str) -> str:
    """What a month's circular is called."""
    return tr.plain("Circular on the reform work of {month}", month=tr.month(month))


def headings(tr: Translator, words: Mapping[Part, str]) -> dict[Part, str]:
    """The numbered headings of the sections that have words; the opening has none."""
    there = [part for part in Part if part is not Part.OPENING and paragraphs(words.get(part, ""))]
    return {
        part: tr.plain(ordinal, title=title(tr, part))
        for part, ordinal in zip(there, ORDINALS, strict=False)
    }


def body(tr: Translator, words: Mapping[Part, str]) -> Iterator[str]:
    """The paragraphs with their headings; a section without words is left out."""
    named = headings(tr, words)
    for part in Part:
        if part in named:
            yield named[part]
        yield from paragraphs(words.get(part, ""))


def _annex_lines(tr: Translator, annexes: tuple[Annex, ...]) -> Iterator[Labelled]:
    """附件说明: which annexes there are; one alone has no number (GB/T 9704, 7.3.4)."""
    label = tr.plain("Annex: {n}. ", n=1) if len(annexes) > 1 else tr.plain("Annex: ")
    for at, annex in enumerate(annexes, 1):
        yield Labelled(label if at == 1 else tr.plain("{n}. ", n=at), annex.title)


def _annexes(tr: Translator, figures: Figures) -> Iterator[Annex]:
    at = 1
    for make in (missed_annex, ranking_annex):
        annex = make(tr, figures, tr.plain("Annex {n}", n=at))
        if annex:
            at += 1
            yield annex


def _addressee(tr: Translator, facts: CircularFacts) -> str:
    cohorts = (terms.cohort(tr, cohort) for cohort in facts.figures.cohorts)
    return facts.addressee or tr.plain(", ").join(cohorts) or tr.plain("All units")


def _remarks(tr: Translator, facts: CircularFacts) -> Iterator[str]:
    if facts.contact:
        yield tr.plain("(Contact: {contact})", contact=facts.contact)


def _copies(tr: Translator, facts: CircularFacts) -> Labelled | None:
    if not facts.copies:
        return None
    listed = tr.plain("; ").join(facts.copies)
    return Labelled(tr.plain("Copies to: "), tr.plain("{units}.", units=listed))


def _printed(tr: Translator, facts: CircularFacts) -> tuple[str, str] | None:
    if not facts.issued_on:
        return None
    return facts.office, tr.plain("issued {date}", date=tr.date(facts.issued_on))
