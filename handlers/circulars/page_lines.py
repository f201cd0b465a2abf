"""What is said of a circular to its office: its state, its version, its figures, its readers."""

from collections.abc import Mapping

from markupsafe import Markup

from handlers.context import Scene
from handlers.view import clip, lines
from locales import N_
from models.circulars.broadcasting import copies
from models.circulars.circulars import (
    UNISSUED,
    Circular,
    CircularState,
    CircularText,
    Origin,
    circular_id,
    text_now,
)
from models.circulars.standing_figures import corrected_since, figures_stand
from models.people.posts import Person
from models.slips.signers import signers

STATES: Mapping[CircularState, str] = {
    CircularState.DRAFT: N_("draft"),
    CircularState.AWAITING_APPROVAL: N_("awaiting approval"),
    CircularState.ISSUED: N_("issued"),
    CircularState.WITHDRAWN: N_("withdrawn"),
}
ORIGINS: Mapping[Origin, str] = {
    Origin.FIGURES: N_("drafted from the figures"),
    Origin.CHAT: N_("changed in chat"),
    Origin.FILE: N_("taken from a file"),
}


def name(scene: Scene, circular: Circular) -> Markup:
    """What a circular is called in messages."""
    month = scene.tr.month(circular.month)
    if circular.number_text:
        number = circular.number_text
        return scene.tr("<b>Circular of {month}</b>, {number}", month=month, number=number)
    return scene.tr("<b>Circular of {month}</b>", month=month)


def page_text(scene: Scene, circular: Circular) -> Markup:
    """Where a circular stands, on which figures it rests, and who it waits for."""
    tr, text = scene.tr, text_now(scene.session, circular)
    return lines(
        tr("{name} · {state}", name=name(scene, circular), state=tr.plain(STATES[circular.state])),
        _version(scene, text),
        _basis(scene, text),
        _stale(scene, circular),
        _waits(scene, circular),
        tr("Reason: {text}", text=clip(circular.reason, 300)) if circular.reason else None,
        *_sent(scene, circular),
    )


def _version(scene: Scene, text: CircularText) -> Markup:
    return scene.tr(
        "Version {n}, {origin}: {person}, {when}",
        n=text.version,
        origin=scene.tr.plain(ORIGINS[text.origin]),
        person=clip(scene.session.get_one(Person, text.written_by).name, 24),
        when=scene.tr.moment(text.written_at),
    )


def _basis(scene: Scene, text: CircularText) -> Markup:
    tr, figures = scene.tr, text.read_figures()
    if figures.published:
        return tr(
            "Figures of {when}, published scores, version {n}.",
            when=tr.moment(figures.read_at),
            n=figures.version,
        )
    return tr(
        "Figures of {when}; the scores are not published, so there is no ranking in it.",
        when=tr.moment(figures.read_at),
    )


def _stale(scene: Scene, circular: Circular) -> Markup | None:
    if corrected_since(scene.session, circular):
        return scene.tr(
            "⚠ The scores were corrected since it was issued: it can be withdrawn and written "
            "anew, or left with the correction on record."
        )
    if circular.state not in UNISSUED or figures_stand(scene.session, circular):
        return None
    return scene.tr("⚠ The scores have changed since: please draft the text anew.")


def _waits(scene: Scene, circular: Circular) -> Markup | None:
    if circular.state is not CircularState.AWAITING_APPROVAL:
        return None
    rules = scene.at(circular.office_id).office.rules.circulars
    able = signers(scene.session, circular.office_id, rules, scene.today)
    if not able:
        return scene.tr("Nobody who may approve it is here today.")
    people = scene.tr.plain(", ").join(clip(one.person.name, 16) for one in able)
    return scene.tr("It waits for {people}.", people=people)


def _sent(scene: Scene, circular: Circular) -> list[Markup]:
    tr = scene.tr
    if circular.state is not CircularState.ISSUED:
        return []
    if circular.broadcast_at is None:
        return [tr("It has not been sent yet.")]
    found = copies(scene.session, circular_id(circular))
    confirmed = sum(copy.confirmed_at is not None for copy, _ in found)
    when = tr.moment(circular.broadcast_at)
    return [
        tr("Sent {when}: {n} of {total} have confirmed.", when=when, n=confirmed, total=len(found))
    ]
