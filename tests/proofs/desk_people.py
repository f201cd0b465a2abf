"""Who looks at their desk in the papers, and what waits for them beside a busy office's work."""

from collections.abc import Mapping

from models.calendar import Month
from models.dispatch.opening import open_cycle
from models.experiences.experiences import experience_id
from models.experiences.opening import open_vote
from models.experiences.selections import begin, call, enter
from models.people.posts import Person, Role, add_person, appoint, person_id
from models.units import Unit, unit_id
from tests.desk import CALENDAR, OPENED, RULES, Desk
from tests.handlers.experiences.prepared import taken

POSTS = ("lin", "qian", "sun", "zhou", "he", "ma", "wei")
"""The clerk, the director, the deputy director, the leading group's head and the inspector of the
city; Ma is the clerk of a district's office, and Wei is both there and at the city's."""
OTHERS = ("town_liaison", "villager", "deputy", "leader", *POSTS)
MONTH = Month(2026, 11)


def people_of(desk: Desk) -> Mapping[str, Person]:
    """Everybody with a telephone, by name; the district's office has opened its month, too."""
    with desk.store.transaction() as session:
        offices = [session.get_one(Unit, one.id) for one in (desk.office, desk.district_office)]
        open_cycle(session, offices[1], MONTH, CALENDAR, RULES.dispatch, OPENED)
        wei = add_person(session, "Wei")
        wei.telegram_id = 700_099_999
        for office in offices:
            appoint(session, wei, office, Role.CLERK, None, OPENED)
    return {"wei": wei, **{name: getattr(desk, name) for name in OTHERS if name != "wei"}}


def owe_a_vote(desk: Desk) -> None:
    """Let a leader, the director and the inspector owe a vote."""
    with desk.store.transaction() as session:
        chosen = experience_id(taken(session, desk, 1, "One window for all"))
        half, by = (Month(2026, 7), Month(2026, 12)), person_id(desk.lin)
        rules = RULES.experiences
        vote = begin(session, unit_id(desk.office), half, rules, by, OPENED)
        enter(session, vote, chosen, CALENDAR)
        for juror in (desk.leader, desk.qian, desk.he):
            call(session, vote, person_id(juror))
        open_vote(session, vote, rules, CALENDAR, by, OPENED)
