"""Every light opens to a cause that gives this light and no other."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.matters.ledger import SIDE_STATES, Light, Matter, Milestone, State
from models.matters.light_causes import Cause, shine
from models.matters.lights import light
from tests.desk import CALENDAR, RULES

TODAY = date(2026, 11, 20)
DAYS = st.integers(-60, 120).map(lambda days: TODAY + timedelta(days=days))
STEPS = st.lists(
    st.builds(
        Milestone, matter_id=st.just(1), title=st.just("x"), due_on=DAYS, done_on=st.none() | DAYS
    ),
    max_size=4,
)
MATTERS = st.builds(
    Matter,
    number=st.just("1"),
    title=st.just("x"),
    lead_unit_id=st.just(1),
    start_on=st.just(date(2026, 1, 1)),
    due_on=DAYS,
    state=st.sampled_from(State),
    percent=st.integers(0, 100),
    light_override=st.none() | st.sampled_from(Light),
)
COLOURS = {
    Cause.DONE: Light.BLUE,
    Cause.MILESTONE_MISSED: Light.RED,
    Cause.OVERDUE: Light.RED,
    Cause.MILESTONE_SOON: Light.YELLOW,
    Cause.SOON: Light.YELLOW,
    Cause.BEHIND: Light.YELLOW,
    Cause.ON_PACE: Light.GREEN,
}


@given(matter=MATTERS, steps=STEPS)
def test_the_cause_gives_the_light(matter: Matter, steps: list[Milestone]) -> None:
    shown = shine(matter, steps, TODAY, CALENDAR, RULES.lights)
    if matter.state in SIDE_STATES:
        assert (shown.light, shown.cause) == (None, Cause.SET_ASIDE)
        return
    assert shown.light is light(matter, steps, TODAY, CALENDAR, RULES.lights)
    if matter.light_override:
        assert shown.cause is Cause.OVERRIDDEN
    else:
        assert COLOURS[shown.cause] is shown.light
    if shown.cause in {Cause.MILESTONE_MISSED, Cause.MILESTONE_SOON}:
        assert shown.step
        assert shown.step.done_on is None
        assert shown.day == shown.step.due_on
    if shown.light is Light.RED and shown.cause is not Cause.OVERRIDDEN:
        assert shown.day < TODAY
