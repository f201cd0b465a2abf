"""A slip (三单一书) as an official paper, in the office's language (DOMAIN §4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handlers.papers.official import Labelled, OfficialPaper, paragraphs
from locales import Translator


@dataclass(frozen=True)
class SlipFacts:
    """What a slip says; an empty text, a missing date or no copies leave their line out."""

    office: str
    """The office that issues it, by its full name."""
    heading: str
    """What the slip is called: 提示单, 交办单, 催办单, 责令书."""
    title: str
    addressee: str
    """The unit it is sent to, without a colon."""
    demand: str
    """What is demanded, as it was typed; each line is a paragraph."""
    number: str
    """淄改催〔2026〕12号, or empty until it is signed."""
    signed_on: date | None
    """The day of issue; without it the paper is a draft and says so on every page."""
    receive_by: date | None = None
    plan_by: date | None = None
    done_by: date | None = None
    basis: str = ""
    contact: str = ""
    """Name and telephone of who answers questions."""
    copies: tuple[str, ...] = ()


def slip_paper(tr: Translator, facts: SlipFacts) -> OfficialPaper:
    """The slip as it is printed."""
    signed = tr.date(facts.signed_on) if facts.signed_on else tr.plain("date given at signing")
    return OfficialPaper(
        head=(facts.office, facts.heading),
        number=facts.number or tr.plain("number given at signing"),
        title=facts.title,
        addressee=tr.plain("{addressee}:", addressee=facts.addressee),
        body=paragraphs(facts.demand),
        terms=tuple(_terms(tr, facts)),
        issuer=facts.office,
        date=signed,
        remarks=tuple(_remarks(tr, facts)),
        copies=_copies(tr, facts.copies),
        printed=_printed(tr, facts),
        draft="" if facts.signed_on else tr.plain("DRAFT"),
    )


def _terms(tr: Translator, facts: SlipFacts) -> Iterator[Labelled]:
    if facts.receive_by:
        yield Labelled(tr.plain("To be received by: "), tr.date(facts.receive_by))
    if facts.plan_by:
        yield Labelled(tr.plain("Plan due by: "), tr.date(facts.plan_by))
    if facts.done_by:
        yield Labelled(tr.plain("To be done by: "), tr.date(facts.done_by))
    if facts.basis:
        yield Labelled(tr.plain("On the authority of: "), facts.basis)


def _remarks(tr: Translator, facts: SlipFacts) -> Iterator[str]:
    if facts.contact:
        yield tr.plain("(Contact: {contact})", contact=facts.contact)


def _printed(tr: Translator, facts: SlipFacts) -> tuple[str, str] | None:
    """Who issued it and when stands below the copies; a slip without copies has no such foot."""
    if not facts.copies or not facts.signed_on:
        return None
    return facts.office, tr.plain("issued {date}", date=tr.date(facts.signed_on))


def _copies(tr: Translator, units: tuple[str, ...]) -> Labelled | None:
    if not units:
        return None
    listed = tr.plain("; ").join(units)
    return Labelled(tr.plain("Copies to: "), tr.plain("{units}.", units=listed))
