"""What is stored with a run: texts that come back exact, and from which it is computed again."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from models.scoring.component_schemes import ProgressScheme
from models.scoring.facts import MonthFacts
from models.scoring.item_facts import Grade, Updated
from models.scoring.point_facts import Fault, Merit
from models.scoring.ranking import score_month
from models.scoring.scheme import Scheme
from models.scoring.stored import digest, facts_text, scheme_text
from models.units import Cohort
from tests.models.scoring.cases import (
    BEFORE,
    SCHEME,
    aside,
    carried_closed,
    extended,
    fault,
    inspected,
    late,
    many,
    merit,
    milestone,
    not_done,
    on_time,
    slip,
    unit,
    update,
)
from tests.models.scoring.test_set import day

EVERYTHING = unit(
    milestones=[
        on_time("1", difficulty="1.2"),
        not_done("2", set_aside=aside(day("10-12"))),
        late("3", extensions=extended(day("11-21"), day("11-27"))),
        carried_closed("4"),
    ],
    inspections=[inspected(Grade.GOOD)],
    slips=[slip("12", returns=1)],
    updates=[update(Updated.BY_CUTOFF)],
    merits=[merit(Merit.RISK)],
    faults=[fault(Fault.REMINDER)],
)
MONTH = MonthFacts(
    month="2026-11",
    units=(EVERYTHING, unit("G1", Cohort.GROUP, field=many(3, on_time), milestones=[late("4")])),
)
STRICT = Scheme(progress=ProgressScheme(late=Decimal("0.75")))


@pytest.mark.parametrize("scheme", [SCHEME, STRICT])
def test_a_run_is_computed_again_from_its_texts(scheme: Scheme) -> None:
    facts, rules = facts_text(MONTH), scheme_text(scheme)
    again = score_month(MonthFacts.model_validate_json(facts), Scheme.model_validate_json(rules))
    first = score_month(MONTH, scheme)
    assert again == first, "every line of every unit"
    assert [one.score.total for rows in again.values() for one in rows] == [
        one.score.total for rows in first.values() for one in rows
    ]


def test_both_texts_come_back_exact_and_the_same() -> None:
    facts = MonthFacts.model_validate_json(facts_text(MONTH))
    assert facts == MONTH.in_order()
    assert facts_text(facts) == facts_text(MONTH)
    assert Scheme.model_validate_json(scheme_text(STRICT)) == STRICT


def test_the_order_in_which_facts_were_gathered_is_not_in_their_fingerprint() -> None:
    turned = MonthFacts(
        month="2026-11",
        units=tuple(
            one.model_copy(update={"milestones": tuple(reversed(one.milestones))})
            for one in reversed(MONTH.units)
        ),
    )
    assert facts_text(turned) == facts_text(MONTH)


def test_a_number_has_one_text_however_a_database_or_a_file_wrote_it() -> None:
    one = facts_text(MonthFacts(month="2026-11", units=(unit(milestones=[milestone()]),)))
    for written in ("1", "1.0", "1.00", 1, 1.0, Decimal("1E+0")):
        same = unit(milestones=[milestone(difficulty=written)])
        assert facts_text(MonthFacts(month="2026-11", units=(same,))) == one
    whole = Scheme.model_validate({"weights": {"progress": 50.0, "quality": "25.00"}})
    assert scheme_text(whole) == scheme_text(SCHEME)


def test_a_moment_has_one_text_in_whatever_zone_it_was_told() -> None:
    there = BEFORE.astimezone(ZoneInfo("Asia/Shanghai"))
    assert on_time(handed_in_at=there) == on_time(handed_in_at=BEFORE)
    assert on_time(handed_in_at=there).model_dump_json() == on_time().model_dump_json()
    with pytest.raises(ValueError, match="timezone"):
        on_time(handed_in_at=datetime(2026, 11, 18, 3))  # noqa: DTZ001  that is what is refused


def test_whatever_changes_a_score_changes_the_fingerprint() -> None:
    assert digest(scheme_text(SCHEME)) == digest(scheme_text(Scheme()))
    assert digest(scheme_text(SCHEME)) != digest(scheme_text(STRICT))
    assert len(digest(scheme_text(SCHEME))) == 64


def test_a_month_is_written_one_way() -> None:
    with pytest.raises(ValueError, match="month"):
        MonthFacts(month="November", units=())


SCHEME_OF_OLD = (
    '{"bonus":{"early":{"each":"0.2","most":"1"},"media":{"each":"0","most":"0"},"most":"3",'
    '"pilot":{"each":"0.5","most":"1"},"remarks":{"each":"0","most":"0"},"risk":{"each":"0.2",'
    '"most":"1","working_days_ahead":10},"write_ups":{"each":"0","most":"0"}},"consultation":'
    '{"waived_from":"85"},"deduction":{"falsification":"5","further_return":"0.5","most":"10",'
    '"order":"3","reminder":"1"},"group":{"field":"0.6","own":"0.4"},"name":"","progress":'
    '{"carried":"0.5","carried_closed":"1","co":"0.5","late":"0.8","late_working_days":5,"lead":"1",'
    '"on_time":"1"},"quality":{"excellent":"1","fair":"0.5","good":"0.8","poor":"0"},"ranking":'
    '{"fewest_items":3,"ties":["progress","overdue_weight","deduction"]},"returns":{"by_cutoff":'
    '"0.5","by_due":"1","none":"0"},"slips":{"late":"0.5","none":"0","on_time":"1","returned_again"'
    ':"0.5","returned_once":"0.8"},"weights":{"progress":"50","quality":"25","returns":"10","slips"'
    ':"15"},"year":{"fewest_months":6,"monthly":"0.5","year_end":"0.5"}}'
)
FACTS_OF_OLD = (
    '{"month":"2026-11","units":[{"code":"370301","cohort":"district","faults":[{"basis":'
    '"改催〔2026〕12号","kind":"reminder","on":"2026-11-20","subject":"2026-001"}],"field":[],'
    '"inspections":[{"grade":"good","inspected_on":"2026-11-26","matter":"2026-001","title":"事"}],'
    '"merits":[{"basis":"","kind":"risk","on":"2026-11-20","subject":"2026-002",'
    '"working_days_ahead":10}],"milestones":[{"before_cutoff":true,"difficulty":"1.2","extensions":'
    '[{"asked_on":"2026-11-21","granted_on":"2026-11-27"}],"falsified":false,"first_due_on":'
    '"2026-11-20","handed_in_at":"2026-11-25T03:00:00Z","late_days":3,"matter":"2026-001","part":'
    '"lead","set_aside":null,"step":"","title":"事","version":2},{"before_cutoff":false,'
    '"difficulty":"1","extensions":[],"falsified":false,"first_due_on":"2026-11-20","handed_in_at":'
    'null,"late_days":0,"matter":"2026-002","part":"co","set_aside":{"approved_on":"2026-10-12",'
    '"basis":"市委改革办〔2026〕8号","state":"awaiting_superior"},"step":"","title":"事","version":'
    'null}],"name":"东城区","position":1,"slips":[{"answered_at":"2026-11-18T03:00:00Z","due_on":'
    '"2026-11-20","first_due_on":"2026-11-20","in_time":true,"number":"改交〔2026〕12号","returns":1,'
    '"subject":"事"}],"updates":[{"matter":"2026-001","title":"事","updated":"by_cutoff",'
    '"updated_at":null}]}]}'
)


def test_a_run_that_was_stored_once_can_be_computed_for_good() -> None:
    """50·0.8 + 25·0.8 + 15·0.8 + 10·0.5 + 0.2 - 1. Names in stored texts are never changed."""
    facts, scheme = (
        MonthFacts.model_validate_json(FACTS_OF_OLD),
        Scheme.model_validate_json(SCHEME_OF_OLD),
    )
    (row,) = score_month(facts, scheme)[Cohort.DISTRICT]
    assert row.score.total == Decimal("76.20")
    assert (facts_text(facts), scheme_text(scheme)) == (FACTS_OF_OLD, SCHEME_OF_OLD)
