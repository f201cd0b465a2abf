"""What holds of every score, whatever the facts are (DOMAIN §6, §7)."""

from decimal import Decimal
from itertools import permutations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.scoring.component_schemes import Component
from models.scoring.facts import MonthFacts, UnitFacts
from models.scoring.lines import Heading
from models.scoring.milestone_facts import MilestoneFact
from models.scoring.ranking import Ranked, score_month
from models.scoring.scheme import Scheme
from models.scoring.score import Score, gain, score
from models.scoring.stored import facts_text, scheme_text
from models.units import Cohort
from tests.models.scoring.any_facts import DIFFICULTIES, MOMENTS, units
from tests.models.scoring.cases import NOV, SCHEME, on_time

LISTS = ("milestones", "field", "inspections", "slips", "updates", "merits", "faults")
often = settings(max_examples=40)
seldom = settings(often, max_examples=15)


def scored(facts: UnitFacts) -> Score:
    return score(facts, NOV, SCHEME)


def month(facts: list[UnitFacts]) -> MonthFacts:
    return MonthFacts(month="2026-11", units=tuple(facts))


def cohort_of(size: int) -> st.SearchStrategy[list[UnitFacts]]:
    """Districts with different codes; some are twins in all they did, so that there are ties."""
    return st.lists(units(Cohort.DISTRICT), max_size=size).map(
        lambda several: [
            one.model_copy(update={"code": f"{number}"})
            for number, one in enumerate([*several, *several[:2]])
        ]
    )


@given(facts=units())
@often
def test_a_total_lies_within_0_and_100_and_has_two_decimals(facts: UnitFacts) -> None:
    total = scored(facts).total
    if total is not None:
        assert 0 <= total <= 100
        assert total.as_tuple().exponent == -2


@given(facts=units(), data=st.data())
@often
def test_the_order_of_facts_means_nothing(facts: UnitFacts, data: st.DataObject) -> None:
    turned = {name: tuple(data.draw(st.permutations(getattr(facts, name)))) for name in LISTS}
    assert scored(facts.model_copy(update=turned)) == scored(facts)


@given(facts=units(), difficulty=DIFFICULTIES)
@often
def test_one_more_item_on_time_never_lowers_p(facts: UnitFacts, difficulty: Decimal) -> None:
    one = on_time("new", difficulty=difficulty)
    more = scored(facts.model_copy(update={"milestones": (*facts.milestones, one)}))
    before = scored(facts).components.get(Component.PROGRESS)
    after = more.components[Component.PROGRESS]
    assert after == 100 if before is None else after >= before


@given(facts=units(), times=st.integers(2, 4))
@often
def test_the_same_outcomes_in_more_matters_make_the_same_base(facts: UnitFacts, times: int) -> None:
    """B is made of means: with every milestone, inspection, slip and update so many times over, in
    other matters, it is the same. Bonus and deduction are points each, so not they."""
    renamed = {name: many_times(getattr(facts, name), times) for name in LISTS[:5]}
    more = scored(facts.model_copy(update=renamed))
    assert more.base == scored(facts).base
    assert more.components == scored(facts).components


def many_times(facts: tuple[Any, ...], times: int) -> tuple[Any, ...]:
    """Each fact over again about other matters, or with other numbers."""
    return tuple(
        one.model_copy(update={name: f"{getattr(one, name)}-{copy}"})
        for copy in range(times)
        for one in facts
        for name in ("matter", "number")
        if hasattr(one, name)
    )


@given(facts=units(), data=st.data())
@often
def test_activity_changes_nothing(facts: UnitFacts, data: st.DataObject) -> None:
    """How often something was said, and at what hour within the same lateness, is not scored."""

    def busier(one: MilestoneFact) -> MilestoneFact:
        if one.handed_in_at is None:
            return one
        more = {"version": data.draw(st.integers(5, 99)), "handed_in_at": data.draw(MOMENTS)}
        return one.model_copy(update=more)

    changed = {
        "milestones": tuple(map(busier, facts.milestones)),
        "slips": tuple(
            one.model_copy(update={"answered_at": data.draw(MOMENTS)}) if one.answered_at else one
            for one in facts.slips
        ),
        "updates": tuple(
            one.model_copy(update={"updated_at": data.draw(MOMENTS)}) for one in facts.updates
        ),
    }
    before, after = scored(facts), scored(facts.model_copy(update=changed))
    assert (after.total, after.items, after.progress) == (
        before.total,
        before.items,
        before.progress,
    )
    assert after.overdue_weight == before.overdue_weight


@given(facts=st.lists(units(), max_size=4))
@seldom
def test_a_run_is_computed_again_from_its_texts(facts: list[UnitFacts]) -> None:
    stored, scheme = facts_text(month(facts)), scheme_text(SCHEME)
    again = score_month(MonthFacts.model_validate_json(stored), Scheme.model_validate_json(scheme))
    assert again == score_month(month(facts).in_order(), SCHEME)
    assert totals(again) == totals(score_month(month(facts), SCHEME))


def totals(cohorts: dict[Cohort, list[Ranked]]) -> list[tuple[str, str, str]]:
    rows = [row for ranked in cohorts.values() for row in ranked]
    return sorted((row.score.code, str(row.score.total), str(row.rank)) for row in rows)


@given(facts=cohort_of(5))
@seldom
def test_a_rank_is_one_more_than_how_many_are_better(facts: list[UnitFacts]) -> None:
    """Which is 1, 2, 2, 4; and "is better" is a strict weak order."""
    rows = score_month(month(facts), SCHEME).get(Cohort.DISTRICT, [])
    ranked = [row for row in rows if row.rank is not None]
    for one in ranked:
        assert one.rank == 1 + sum(better(other.score, one.score) for other in ranked)
    for a, b, c in permutations([row.score for row in ranked[:5]], 3):
        assert not (better(a, b) and better(b, a))
        if better(a, b):
            assert better(a, c) or better(c, b), "whoever is equal to both would make both equal"


def better(one: Score, other: Score) -> bool:
    """Said anew in words: higher F, then higher P, lower overdue weight, lower D."""
    assert one.total is not None
    assert other.total is not None
    if one.total != other.total:
        return one.total > other.total
    if one.progress != other.progress:
        return one.progress > other.progress
    if one.overdue_weight != other.overdue_weight:
        return one.overdue_weight < other.overdue_weight
    return one.deduction < other.deduction


@given(facts=cohort_of(4), others=st.lists(units(Cohort.GROUP), max_size=3))
@seldom
def test_nobody_outside_a_cohort_changes_a_rank_in_it(
    facts: list[UnitFacts], others: list[UnitFacts]
) -> None:
    together = score_month(month([*others, *facts]), SCHEME)
    alone = score_month(month(facts), SCHEME)
    assert together.get(Cohort.DISTRICT) == alone.get(Cohort.DISTRICT)


@given(facts=units())
@often
def test_a_line_at_its_best_never_costs_anything(facts: UnitFacts) -> None:
    result = scored(facts)
    assume(result.total is not None)
    assert result.total is not None
    for line in result.lines:
        assert line.points <= line.best
        assert 0 <= gain(result, line) <= 100 - result.total


@given(facts=units())
@often
def test_every_fact_has_its_line(facts: UnitFacts) -> None:
    result = scored(facts)
    known = [one for name in LISTS for one in getattr(facts, name)]
    assert sorted(map(repr, known)) == sorted(repr(line.fact) for line in result.lines)
    assert all(line.weight == 0 for line in result.under(Heading.LEFT_OUT))
