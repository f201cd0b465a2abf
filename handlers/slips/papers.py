"""A slip as the document that is handed over: what stands on it, its words, the name of its file.

It is in the office's own language, whoever reads it: it is one document (DOMAIN §4, §8).
"""

from collections.abc import Mapping

from handlers import terms
from handlers.context import Scene
from handlers.papers import printing
from handlers.papers.official import OfficialPaper
from handlers.papers.slip_papers import SlipFacts, slip_paper
from handlers.papers.stand_ins import drawable
from handlers.slips import words
from handlers.slips.buttons import Form
from handlers.slips.standard_words import Limits, standard_words, within_quotes
from handlers.view import Paper, clip
from locales import N_, Translator
from models.people.posts import Role
from models.slips.rungs import SlipKind
from models.slips.slips import Slip, chain
from models.units import Unit

TITLES: Mapping[SlipKind, str] = {
    SlipKind.PROMPT: N_("Prompt to complete “{subject}” on time"),
    SlipKind.ASSIGNMENT: N_("Assignment of “{subject}”"),
    SlipKind.REMINDER: N_("Reminder to complete “{subject}”"),
    SlipKind.ORDER: N_("Order to complete “{subject}” within the limit"),
}
LONGEST_TITLE = 60
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


def paper_of(scene: Scene, slip: Slip) -> OfficialPaper:
    """The slip as an official paper; an unsigned one says that it is a draft."""
    return slip_paper(_official(scene), slip_facts(scene, slip))


def slip_facts(scene: Scene, slip: Slip) -> SlipFacts:
    """What stands on a slip, as it was signed: an extension later on does not change it."""
    scene = scene.at(slip.office_id)
    tr, session = _official(scene), scene.session
    unit = session.get_one(Unit, slip.unit_id)
    limits = _limits(scene, slip)
    signed = slip.number is not None and slip.signed_at is not None
    return SlipFacts(
        office=_issuer(scene, session.get_one(Unit, slip.office_id)),
        heading=slip.heading,
        title=tr.plain(TITLES[slip.kind], subject=clip(within_quotes(slip.subject), LONGEST_TITLE)),
        addressee=unit.name,
        demand=demand_words(scene, slip),
        number=slip.number_text,
        signed_on=scene.office.calendar.today(slip.signed_at)
        if signed and slip.signed_at
        else None,
        receive_by=limits.receive_by,
        plan_by=limits.plan_by,
        done_by=limits.done_by,
        basis=slip.authority_basis,
        contact=scene.office.rules.office.contact,
        copies=tuple(_copy(tr, unit, Role(role)) for role in slip.copies),
    )


def demand_words(scene: Scene, slip: Slip) -> str:
    """What a slip demands: the words that were written, or the standard ones of its kind.

    Plain text in the office's language, a paragraph a line.
    """
    if slip.demand.strip():
        return slip.demand
    below = next(iter(chain(scene.session, slip)[-1:]), None)
    written_on = slip.issued_on or scene.office.calendar.today(slip.drafted_at)
    paragraphs = standard_words(_official(scene), slip, below, _limits(scene, slip), written_on)
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def handed(scene: Scene, slip: Slip, form: Form) -> Paper:
    """The document as a file of that form."""
    paper = paper_of(scene, slip)
    content = (
        printing.docx(paper)
        if form is Form.DOCX
        else printing.pdf(drawable(_official(scene), paper))
    )
    return Paper(file_name(scene, slip, form), content)


def file_name(scene: Scene, slip: Slip, form: Form) -> str:
    """改催〔2026〕12号.pdf; a draft goes by its kind and its own number."""
    name = slip.number_text or words.name(_official(scene), slip)
    return f"{name.translate(_NOT_IN_A_NAME)}.{form.value}"


def _official(scene: Scene) -> Translator:
    return scene.office.translator(None)


def _limits(scene: Scene, slip: Slip) -> Limits:
    """The limits a slip went out with; a prompt's is the date that it is about."""
    calendar, issued = scene.at(slip.office_id).office.calendar, slip.issued_on
    plan_by = calendar.add(issued, slip.plan_days) if issued and slip.plan_days else None
    done_by = slip.first_due_on or slip.limit_on
    if slip.kind is SlipKind.PROMPT:
        done_by = done_by or slip.about_on
    return Limits(slip.receipt_due_on, plan_by, done_by)


def _issuer(scene: Scene, office: Unit) -> str:
    """The name in the office's rules, else the unit's."""
    return scene.office.rules.office.name or office.name


def _copy(tr: Translator, unit: Unit, role: Role) -> str:
    return tr.plain("{unit}: {post}", unit=unit.name, post=terms.role(tr, role))
