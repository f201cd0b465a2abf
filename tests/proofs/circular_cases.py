"""Circulars to be set: 11, 67 and 91 units, ties, long names and rare characters, empty months."""

import random
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from handlers.circulars.wording import draft_words
from handlers.papers.circular_papers import CircularFacts
from locales import Translator
from models.calendar import Calendar, Month
from models.circulars.figures import (
    Arrangements,
    Closed,
    CohortRanking,
    Figures,
    IssuedSlip,
    KindCount,
    LightCount,
    Missed,
    Place,
    Returns,
    SlipCount,
    StateCount,
    share,
)
from models.dispatch.cycles import dates
from models.matters.ledger import Kind, Light, State
from models.rules import DispatchRules
from models.slips.rungs import SlipKind
from models.standings.rules import Mode
from tests.proofs.month_cases import MONTH, Case, cohort, cohort_month

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(ZONE)
READ = datetime(2026, 12, 9, 2, 0, tzinfo=UTC)
OFFICE = {"zh_CN": "瑶川市深化改革办公室", "en": "Reform Office of Yaochuan"}
TITLES = {
    "zh_CN": ("“一件事一次办”改革", "政务数据共享", "国有企业董事会应建尽建"),
    "en": ("One matter, one visit", "Shared government data", "Boards of state enterprises"),
}
STATES = (State.CLOSED, State.CLOSING, State.UNDER_WAY, State.NOT_STARTED)
LIGHTS = (Light.BLUE, Light.GREEN, Light.YELLOW, Light.RED)


def circular_facts(tr: Translator, count: int, case: Case) -> CircularFacts:
    """A circular as the bot drafts it; the one with ties is a draft still."""
    figures = _figures(tr, count, case)
    issued = case is not Case.TIES
    return CircularFacts(
        office=OFFICE[tr.language],
        heading="改革工作通报" if tr.language == "zh_CN" else "Circular",
        words=draft_words(tr, figures),
        figures=figures,
        number="瑶改通〔2026〕11号" if issued else "",
        issued_on=date(2026, 12, 9) if issued else None,
        contact="0533-0000000",
        copies=("瑶川市委办公室", "瑶川市政府办公室") if tr.language == "zh_CN" else (),
    )


def _figures(tr: Translator, count: int, case: Case) -> Figures:
    dice = random.Random(count)
    when = dates(Month.parse(MONTH), CALENDAR, DispatchRules())
    empty = case is Case.EMPTY
    names = [one.name for one in cohort_month(tr.language, count, case).units]
    split = () if empty else (count * 4, count, count * 7, count * 3)
    total = sum(split)
    return Figures(
        month=MONTH,
        run=1,
        version=2,
        read_at=READ,
        cutoff_at=when.cutoff_at,
        cohorts=(cohort(count),),
        returns=Returns(
            asked=0 if empty else count,
            on_time=0 if empty else count - 5,
            late=() if empty else tuple(names[:3]),
            missing=() if empty else tuple(names[3:5]),
        ),
        matters=total,
        aside=()
        if empty
        else (StateCount(state=State.AWAITING_SUPERIOR, n=9, share=share(9, total)),),
        states=tuple(
            StateCount(state=state, n=n, share=share(n, total))
            for state, n in zip(STATES, split, strict=False)
        ),
        lights=tuple(
            LightCount(light=light, n=n, share=share(n, total))
            for light, n in zip(LIGHTS, split, strict=False)
        ),
        kinds=() if empty else (_kind(Kind.REFORM, total - 20), _kind(Kind.LIVELIHOOD, 20)),
        missed=() if empty else tuple(_missed(tr, dice, at, names) for at in range(count // 2)),
        closed=()
        if empty
        else tuple(
            Closed(matter=f"2026-{at:03d}", title=title, unit=names[at])
            for at, title in enumerate(TITLES[tr.language])
        ),
        mode=Mode.NONE if empty else Mode.FULL,
        published=not empty,
        ranking=() if empty else (_ranking(tr, count, case),),
        slips=()
        if empty
        else (
            SlipCount(
                kind=SlipKind.REMINDER,
                slips=tuple(
                    IssuedSlip(number=f"瑶改催〔2026〕{at}号", unit=names[at]) for at in range(1, 4)
                ),
            ),
        ),
        coming=_coming(),
    )


def _coming() -> Arrangements:
    month = Month.parse(MONTH).plus(1)
    when = dates(month, CALENDAR, DispatchRules())
    return Arrangements(
        month=str(month),
        prompt_at=when.prompt_at,
        due_at=when.due_at,
        cutoff_at=when.cutoff_at,
        provisional=when.provisional,
        matters_due=12,
    )


def _kind(kind: Kind, total: int) -> KindCount:
    done = total // 3
    return KindCount(
        kind=kind, total=total, done=done, share=share(done, total), closing=2, red=3, yellow=4
    )


def _missed(tr: Translator, dice: random.Random, at: int, names: list[str]) -> Missed:
    late = dice.random() < 0.4
    return Missed(
        matter=f"2026-{at:03d}",
        title=TITLES[tr.language][at % 3],
        step="" if at % 2 else TITLES[tr.language][(at + 1) % 3],
        unit=names[at],
        due_on=date(2026, 11, 1 + at % 28),
        days=dice.randint(1, 20),
        handed_in_on=date(2026, 11, 30) if late else None,
    )


def _ranking(tr: Translator, count: int, case: Case) -> CohortRanking:
    month = cohort_month(tr.language, count, case)
    places = tuple(
        Place(
            rank=one.rank,
            unit=one.name,
            total=one.total,
            progress=Decimal("95.56"),
            quality=None,
            slips=Decimal("100.00"),
            returns=Decimal("0.00"),
            bonus=one.bonus,
            deduction=one.deduction,
        )
        for one in month.ranked
        if one.rank is not None and one.total is not None
    )
    return CohortRanking(
        cohort=month.cohort,
        ranked=len(places),
        places=places,
        unranked=tuple(one.name for one in month.unranked),
    )
