"""What was said about a matter and done to it, the newest first, in words."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene
from handlers.reviews.card import verdict_line
from handlers.view import clip, lines
from locales import N_
from models.audit import Audit
from models.dispatch.progress import Way
from models.matters.history import Told, deeds, told
from models.matters.ledger import Light, Matter, State
from models.people.posts import Person, people_by_id

LIGHTS = {
    Light.GREEN: N_("green"),
    Light.YELLOW: N_("yellow"),
    Light.RED: N_("red"),
    Light.BLUE: N_("blue"),
}


def entries(scene: Scene, matter: Matter) -> Sequence[Markup]:
    """Who said what in which version, what was decided on it, and what the office did."""
    found = [(_when(one), _told(scene, one)) for one in told(scene.session, matter)]
    done = deeds(scene.session, matter)
    people = people_by_id(scene.session, [one.person_id for one in done if one.person_id])
    for deed in done:
        words = _deed(scene, deed, people.get(deed.person_id or 0))
        if words is not None:
            found.append((deed.at, words))
    return [words for _, words in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _when(one: Told) -> datetime:
    return one.said.submitted_at or one.said.said_at


def _told(scene: Scene, one: Told) -> Markup:
    tr, said = scene.tr, one.said
    facts = {
        "when": tr.moment(_when(one)),
        "name": clip(one.person.name, 20),
        "saying": terms.saying(tr, said.saying),
        "percent": tr.percent(said.percent),
        "version": said.version,
    }
    head = (
        tr("\n{when} {name}, from paper: {saying} {percent}, version {version}", **facts)
        if said.way is Way.PAPER
        else tr("\n{when} {name}: {saying} {percent}, version {version}", **facts)
    )
    return lines(
        head,
        tr("<i>{text}</i>", text=clip(said.note, 180)) if said.note else None,
        tr("Help wanted: {text}", text=clip(said.help_wanted, 120)) if said.help_wanted else None,
        verdict_line(scene, one.review) if one.review else None,
    )


def _deed(scene: Scene, deed: Audit, person: Person | None) -> Markup | None:
    """What the office did to the matter itself; closing is told by the verdict already."""
    tr = scene.tr
    facts = {
        "when": tr.moment(deed.at),
        "name": clip(person.name, 20) if person else tr.plain("the office"),
    }
    match deed.deed:
        case "set_aside":
            state = terms.state(tr, State(deed.detail["after"]))
            return tr("\n{when} {name}: {state}", state=state, **facts)
        case "claim":
            return tr("\n{when} {name}: claimed it", **facts)
        case "give_up_claim":
            return tr("\n{when} {name}: gave the claim up", **facts)
        case "take_up":
            return tr("\n{when} {name}: taken up again", **facts)
        case "override_light":
            return tr("\n{when} {name}: {light}", light=overriding(scene, deed), **facts)
    return None


def overriding(scene: Scene, deed: Audit) -> Markup:
    """A light that was set by hand, or given back to its dates, with the reason."""
    tr, reason = scene.tr, clip(str(deed.detail["reason"]), 120)
    if deed.detail["light"] is None:
        return tr("light by its dates again, “{reason}”", reason=reason)
    light = tr.plain(LIGHTS[Light(deed.detail["light"])])
    return tr("light set to {light}, “{reason}”", light=light, reason=reason)


def override_line(scene: Scene, matter: Matter) -> Markup | None:
    """Who set the light by hand, when and why; None when it follows the dates."""
    if matter.light_override is None:
        return None
    for deed in deeds(scene.session, matter):
        if deed.deed == "override_light":
            person = scene.session.get(Person, deed.person_id) if deed.person_id else None
            return _deed(scene, deed, person)
    return None
