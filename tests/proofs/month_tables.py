"""What else of a month is drawn: a unit's card, the board, the year's table."""

import random
from decimal import Decimal

from handlers.papers.pictures.board import BoardMonth, CohortRows, Row
from handlers.papers.pictures.card import Loss, Part, UnitMonth
from handlers.papers.pictures.signs import Sign, sign
from handlers.papers.pictures.standings import points
from handlers.papers.pictures.year import CohortYear, UnitYear
from models.dispatch.board import Standing as Answer
from models.matters.ledger import Light
from models.units import Cohort
from tests.proofs.month_cases import MONTH, PARTS, Case, called, cohort, cohort_month

MONTHS = ["2025-12", *(f"2026-{number:02d}" for number in range(1, 12))]
LOSSES = {
    "zh_CN": (
        "瑶改2026-031“一件事一次办”：里程碑“出生一件事联办窗口”应于10月30日完成，至今未办结，"
        "也未在期限前申请延期",
        "责令书（瑶改令〔2026〕1号），10月12日",
        "督察评定为“一般”：政务数据共享",
    ),
    "en": (
        "YC-2026-031 “One matter, one visit”: the milestone of 30 October, the joint window for "
        "births, is still open, and no extension was asked for in time",
        "Order No. 1 of 12 October",
        "Found fair on inspection: shared government data",
    ),
}
COSTS = ("12.5", "3", "1.25")
SHOWN_IN_A_BOARD = (Light.GREEN,) * 6 + (Light.YELLOW,) * 3 + (Light.RED, Light.BLUE)


def _score(dice: random.Random) -> Decimal:
    return Decimal(points(min(Decimal(100), Decimal(str(dice.gauss(86, 9))))))


def unit_month(language: str, count: int, case: Case) -> UnitMonth:
    """The card of the reader's own unit: three months and one part of its score are missing."""
    month = cohort_month(language, count, case)
    one = next(unit for unit in month.units if unit.own)
    dice = random.Random(count)
    values = (Decimal("88.2"), Decimal("90"), None, Decimal("95.5"))
    before = [None if at in {2, 3, 8} else _score(dice) for at in range(11)]
    return UnitMonth(
        month=MONTH,
        cohort=month.cohort,
        standing=one,
        ranked=len(month.ranked),
        parts=tuple(
            Part(name, value, _score(dice))
            for name, value in zip(PARTS[language], values, strict=True)
        ),
        months=list(zip(MONTHS, [*before, one.total], strict=True)),
        lights={} if case is Case.EMPTY else dict(zip(Light, (23, 5, 2, 9), strict=True)),
        losses=[]
        if case is Case.EMPTY
        else [
            Loss(Decimal(cost), text) for cost, text in zip(COSTS, LOSSES[language], strict=True)
        ],
    )


def months_board(language: str, count: int, case: Case) -> BoardMonth:
    """Units by months: the light, and how the unit answered; this month is still open."""
    dice = random.Random(count)

    def row(name: str) -> Row:
        cells = [_month(dice) for _ in MONTHS[1:]]
        answered = sum(one.answer in {"on_time", "late"} for one in cells)
        return Row(name, (*cells, sign(Light.YELLOW, Answer.OWES)), f"{answered}/12")

    columns = tuple(str(int(month[5:])) for month in MONTHS)
    rows = tuple(row(name) for name in called(language, count, case))
    return BoardMonth(MONTH, columns, _cohorts(count, case, rows))


def _month(dice: random.Random) -> Sign:
    chance = dice.random()
    if chance < 0.05:
        return sign(None, None)
    if chance < 0.1:
        return sign(None, Answer.MISSING)
    answer = Answer.LATE if chance < 0.2 else Answer.ON_TIME
    return sign(dice.choice(SHOWN_IN_A_BOARD), answer)


def matters_board(language: str, count: int, case: Case) -> BoardMonth:
    """Units by matters: as many cells as each has."""
    dice = random.Random(count)
    rows = tuple(
        Row(
            name,
            tuple(sign(dice.choice(SHOWN_IN_A_BOARD), None) for _ in range(dice.randint(1, 22))),
        )
        for name in called(language, count, case)
    )
    return BoardMonth(MONTH, (), _cohorts(count, case, rows))


def _cohorts(count: int, case: Case, rows: tuple[Row, ...]) -> tuple[CohortRows, ...]:
    if case is Case.EMPTY:
        return ()
    if count < 91:
        return (CohortRows(cohort(count), rows),)
    return (
        CohortRows(Cohort.DISTRICT, rows[:11]),
        CohortRows(Cohort.DEPARTMENT, rows[11:78]),
        CohortRows(Cohort.GROUP, rows[78:]),
    )


def cohort_year(language: str, count: int, case: Case) -> CohortYear:
    """A year up to November, with months that a unit has no score in."""
    dice = random.Random(count)
    names = called(language, count, case)
    if case is Case.EMPTY:
        return CohortYear(2026, cohort(count), tuple(UnitYear(one, (None,) * 12) for one in names))
    years = sorted((_year(dice, name) for name in names), key=lambda one: -(one.final or 0))
    units = (
        UnitYear(one.name, one.months, one.mean, one.year_end, one.final, rank, rank == 4)
        for rank, one in enumerate(years, 1)
    )
    return CohortYear(2026, cohort(count), tuple(units))


def _year(dice: random.Random, name: str) -> UnitYear:
    months = (*(None if dice.random() < 0.05 else _score(dice) for _ in range(11)), None)
    scores = [one for one in months if one is not None]
    average, year_end = sum(scores, Decimal(0)) / len(scores), _score(dice)
    return UnitYear(name, months, average, year_end, (average + year_end) / 2)
