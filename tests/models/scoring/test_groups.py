"""A group's score: 0.6 of the matters in its field, 0.4 of its own items (DOMAIN §6)."""

from decimal import Decimal
from typing import Any

import pytest

from models.scoring.item_facts import Updated
from models.scoring.lines import Heading
from models.scoring.scheme import GroupScheme, Scheme
from models.scoring.score import Score, score
from models.units import Cohort
from tests.models.scoring.cases import (
    NOV,
    SCHEME,
    carried_open,
    computed,
    late,
    many,
    not_done,
    on_time,
    unit,
    update,
)

GROUP: dict[str, dict[str, Any]] = {
    "field and own: 0.6·75 + 0.4·100 = 85.00": {
        "field": [*many(3, on_time), not_done("4")],
        "milestones": [on_time("5")],
    },
    "the field by weight: 0.6·(1.5 + 0)/(1.5 + 1) · 100 + 0.4·80 = 68.00": {
        "field": [on_time("1", difficulty="1.5"), not_done("2")],
        "milestones": [late("3")],
    },
    "carried in the field: 0.6·100·2/2.5 + 0.4·0 = 48.00": {
        "field": [*many(2, on_time), carried_open("3")],
        "milestones": [not_done("4")],
    },
    "own has more than P: 0.6·50 + 0.4·(50·100 + 10·50)/60 = 66.67": {
        "field": [on_time("1"), not_done("2")],
        "milestones": [on_time("3")],
        "updates": [update(Updated.BY_CUTOFF, "3")],
    },
    "no field: its own alone, (50·80 + 10·100)/60 = 83.33": {
        "milestones": [late("1")],
        "updates": [update()],
    },
    "nothing of its own: the field alone, 100·(2 + 0.8)/3 = 93.33": {
        "field": [*many(2, on_time), late("3")]
    },
    "nothing at all = None": {},
}


def group(scheme: Scheme = SCHEME, **lists: Any) -> Score:
    return score(unit("G1", Cohort.GROUP, **lists), NOV, scheme)


@computed(GROUP)
def test_a_group(facts: dict[str, Any], expected: str) -> None:
    assert str(group(**facts).total) == expected


def test_a_tie_is_decided_by_both_parts_of_a_group() -> None:
    one = group(field=[*many(3, on_time), not_done("4")], milestones=[late("5")])
    assert one.progress == Decimal("77.0")  # 0.6 · 75 + 0.4 · 80
    assert one.items == 5
    assert one.overdue_weight == 1
    assert len([*one.under(Heading.FIELD)]) == 4


def test_where_one_part_has_no_weight_the_other_still_counts_alone() -> None:
    field_only = Scheme(group=GroupScheme(field=Decimal(1), own=Decimal(0)))
    assert group(field_only, field=[not_done("1")], milestones=[on_time("2")]).total == 0
    assert group(field_only, milestones=[on_time("2")]).total == 100
    district = unit(milestones=[on_time("2")])
    assert score(district, NOV, field_only).total == 100, "a district is no group"


def test_only_a_group_has_a_field() -> None:
    with pytest.raises(ValueError, match="only a group has a field"):
        unit(field=[on_time("1")])
