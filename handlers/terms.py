"""The office's own terms in the reader's language: cohorts, posts, kinds, states (DOMAIN)."""

from collections.abc import Mapping

from locales import N_, Translator
from models.dispatch.progress import Saying
from models.matters.ledger import Kind, Light, State
from models.people.posts import Role
from models.units import Cohort

COHORTS: Mapping[Cohort, str] = {
    Cohort.CITY: N_("City"),
    Cohort.OFFICE: N_("Reform office"),
    Cohort.DISTRICT: N_("Districts and counties"),
    Cohort.ZONE: N_("Zones"),
    Cohort.DEPARTMENT: N_("Departments"),
    Cohort.GROUP: N_("Groups"),
    Cohort.TOWN: N_("Towns"),
    Cohort.GRASSROOTS: N_("Grassroots units"),
}

ROLES: Mapping[Role, str] = {
    Role.LIAISON: N_("liaison"),
    Role.DEPUTY: N_("deputy"),
    Role.LEADER: N_("leader"),
    Role.HEAD: N_("leading group's head"),
    Role.DIRECTOR: N_("director"),
    Role.DEPUTY_DIRECTOR: N_("deputy director"),
    Role.CLERK: N_("clerk"),
    Role.INSPECTOR: N_("inspector"),
}

KINDS: Mapping[Kind, str] = {
    Kind.REFORM: N_("reform"),
    Kind.DOCUMENT: N_("superior document"),
    Kind.PILOT: N_("pilot"),
    Kind.INNOVATION: N_("innovation"),
    Kind.LIVELIHOOD: N_("livelihood"),
    Kind.FINDING: N_("inspection finding"),
    Kind.REMEDY: N_("consultation measure"),
}

STATES: Mapping[State, str] = {
    State.NOT_STARTED: N_("not started"),
    State.UNDER_WAY: N_("under way"),
    State.CLOSING: N_("applied to close"),
    State.CLOSED: N_("closed"),
    State.AWAITING_SUPERIOR: N_("awaiting superior"),
    State.SUSPENDED: N_("suspended"),
    State.TERMINATED: N_("terminated"),
}

SAYINGS: Mapping[Saying, str] = {
    Saying.NO_CHANGE: N_("No change"),
    Saying.PROGRESS: N_("Progress"),
    Saying.DONE: N_("Done, apply to close"),
    Saying.DIFFICULTY: N_("Difficulty"),
}

DOTS: Mapping[Light, str] = {
    Light.GREEN: "🟢",
    Light.YELLOW: "🟡",
    Light.RED: "🔴",
    Light.BLUE: "🔵",
}


def cohort(tr: Translator, one: Cohort) -> str:
    """A cohort's name as lists are headed."""
    return tr.plain(COHORTS[one])


def role(tr: Translator, one: Role) -> str:
    """A post's name."""
    return tr.plain(ROLES[one])


def kind(tr: Translator, one: Kind) -> str:
    """What sort of matter it is."""
    return tr.plain(KINDS[one])


def state(tr: Translator, one: State) -> str:
    """A matter's state."""
    return tr.plain(STATES[one])


def saying(tr: Translator, one: Saying) -> str:
    """What is said about a matter, as on the button that says it."""
    return tr.plain(SAYINGS[one])


def dot(light: Light | None) -> str:
    """A light as a dot; white for a matter that is set aside and shows none."""
    return DOTS[light] if light else "⚪"
