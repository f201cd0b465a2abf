"""What a matter is and how it stands, as the lines of its page."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers import terms
from handlers.brief.claim_lines import claim_line
from handlers.context import Scene
from handlers.documents.matter_lines import document_line
from handlers.office.light_words import light_line, light_of
from handlers.office.matter_history import override_line
from handlers.office.open_slips import slip_lines
from handlers.view import clip
from locales import N_, Translator
from models.matters.history import co_units
from models.matters.ledger import Matter, Milestone, matter_id, milestones_of
from models.slips.slips import Slip
from models.units import Unit


def facts(
    scene: Scene, matter: Matter, history: Sequence[Markup], slips: Sequence[Slip]
) -> list[Markup | None]:
    """The first page: state, light, slips, people, terms, road map, and the newest of `history`."""
    tr = scene.tr
    steps = milestones_of(scene.session, [matter_id(matter)])[matter_id(matter)]
    shown = light_of(scene, matter, steps)
    return [
        tr(
            "{light} {state} · {percent} · {kind}",
            light=terms.dot(shown.light),
            state=terms.state(tr, matter.state),
            percent=tr.percent(matter.percent),
            kind=terms.kind(tr, matter.kind),
        ),
        light_line(scene, shown),
        override_line(scene, matter),
        claim_line(scene, matter),
        tr(
            "Due {day}, difficulty {weight}",
            day=tr.date(matter.due_on),
            weight=tr.number(matter.difficulty),
        ),
        slip_lines(scene, slips),
        *_who(scene, matter),
        _named(tr, N_("Measure: {text}"), matter.measure, 300),
        _named(tr, N_("Outcome: {text}"), matter.outcome, 120),
        _named(tr, N_("Basis: {text}"), matter.basis, 200),
        document_line(scene, matter),
        tr("Review on {day}", day=tr.date(matter.review_on)) if matter.review_on else None,
        *_road_map(tr, steps),
        *history[:1],
    ]


def _who(scene: Scene, matter: Matter) -> list[Markup | None]:
    tr = scene.tr
    lead = scene.session.get_one(Unit, matter.lead_unit_id)
    helping = tr.plain(", ").join(
        clip(unit.name, 24) for unit in co_units(scene.session, matter)[:6]
    )
    return [
        _named(tr, N_("Lead unit: {text}"), lead.name, 60),
        _named(tr, N_("Co units: {text}"), helping, 200),
        _named(tr, N_("Group: {text}"), matter.group_name, 60),
        _named(tr, N_("Leader: {text}"), matter.leader, 40),
        _named(tr, N_("In charge: {text}"), matter.in_charge, 40),
    ]


def _named(tr: Translator, sentence: str, text: str, most: int) -> Markup | None:
    return tr(sentence, text=clip(text, most)) if text else None


def _road_map(tr: Translator, steps: Sequence[Milestone]) -> list[Markup]:
    found = [
        tr("✓ {day} {title}, done {done}", **_step(tr, step), done=tr.date(step.done_on))
        if step.done_on
        else tr("○ {day} {title}", **_step(tr, step))
        for step in steps[:10]
    ]
    return [tr("<b>Milestones</b>"), *found] if found else []


def _step(tr: Translator, step: Milestone) -> dict[str, str]:
    return {"day": tr.date(step.due_on), "title": clip(step.title, 60)}
