"""/year and /yearend: whose year it is sees it, as far as the mode shows it; nobody else."""

from decimal import Decimal

import pytest
from sqlmodel import select

from models.standings.rules import Mode
from models.units import Cohort, Unit, add_unit, unit_id
from models.years.year_ends import Entry, YearEnd, enter
from tests.conversation import START, World
from tests.desk import Desk
from tests.handlers.office import Phones, ask, tap
from tests.models.years.published import JANUARY_TO_JUNE, publish_month


def half_a_year(desk: Desk, mode: Mode = Mode.FULL) -> None:
    """Units 0 and 3 are districts: 90 and 80 in six months; year-end 91.01 and 60."""
    with desk.store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.office))
        ids = [unit_id(unit) for unit in desk.units]
        totals = {ids[0]: Decimal(90), ids[3]: Decimal(80), ids[1]: None}
        for month in JANUARY_TO_JUNE:
            publish_month(session, office, month, totals, mode=mode)
        entries = {
            ids[0]: Entry(Decimal("91.01"), "Minutes of 12 January"),
            ids[3]: Entry(Decimal(60), "Minutes of 12 January"),
        }
        enter(session, office, 2026, entries, None, START)


async def test_before_anything_is_published(world: World, phones: Phones) -> None:
    liaison, lin = await phones.of(phones.desk.liaisons[0]), await phones.of(phones.desk.lin)
    assert "2026 are not computed" in (await ask(world, liaison, "/year")).text
    assert "No month of 2026 has been published yet." in (await ask(world, lin, "/year")).text


async def test_the_office_sees_every_cohort_and_turns_the_years(
    world: World, phones: Phones
) -> None:
    half_a_year(phones.desk)
    lin = await phones.of(phones.desk.lin)
    page = await ask(world, lin, "/year")
    assert "Published months: 6 (January 2026" in page.text
    assert "50% of the mean of the scored months (at least 6) + 50%" in page.text
    assert "units 2, with a year-end score 2, with a final score 2" in page.text
    assert "First: Unit 0 90.51" in page.text  # 90.505, half up
    assert "Departments" in " ".join(page.labels)
    assert "/yearend with code, score and basis" in page.text
    assert "No month of 2025" in (await tap(world, lin, "◀ 2025")).text


async def test_a_photo_and_the_full_size(world: World, phones: Phones) -> None:
    half_a_year(phones.desk)
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/year 2026")
    await tap(world, lin, "Districts and counties")
    photo = await lin.last()
    assert photo.media
    assert photo.media.kind == "photo"
    await tap(world, lin, "Full size")
    file = await lin.last()
    assert file.media
    assert file.media.kind == "document"


async def test_a_long_cohort_comes_in_several_photos(world: World, phones: Phones) -> None:
    desk = phones.desk
    half_a_year(desk)
    with desk.store.transaction() as session:
        office = session.get_one(Unit, unit_id(desk.office))
        made = [add_unit(session, f"X{n}", f"Bureau {n}", Cohort.ZONE, office) for n in range(31)]
        scores = {unit_id(unit): Decimal(70) for unit in made}
        publish_month(session, office, "2026-07", dict(scores))
    lin = await phones.of(desk.lin)
    await ask(world, lin, "/year")
    before = len(await lin.chat())
    await tap(world, lin, "Zones")
    assert len(await lin.chat()) == before + 2


@pytest.mark.parametrize(
    ("mode", "said", "hidden", "table"),
    [
        (Mode.FULL, "No. 1 of 2", "Band", True),
        (Mode.BANDS, "Excellent: Unit 0", "No. 1", False),
        (Mode.OWN, "No. 1 of 2", "Unit 3", False),
        (Mode.NONE, "Final score: 90.51", "No. 1", False),
    ],
)
async def test_a_unit_sees_its_own_and_what_the_mode_allows(
    world: World, phones: Phones, mode: Mode, said: str, hidden: str, *, table: bool
) -> None:
    half_a_year(phones.desk, mode)
    liaison = await phones.of(phones.desk.liaisons[0])
    page = await ask(world, liaison, "/year")
    assert "Scored months: 6; mean 90.00." in page.text
    assert "Year-end score: 91.01 (Minutes of 12 January)" in page.text
    assert said in page.text
    assert hidden not in page.text
    assert ("Districts and counties" in page.labels) is table
    answer = await liaison.answer_to(
        await liaison.press_data(page.id, f"yb:{phones.desk.office.id}:2026:district:photo")
    )
    assert answer.alert is not table
    book = await liaison.answer_to(
        await liaison.press_data(page.id, f"yc:{phones.desk.office.id}:2026")
    )
    assert book.alert


async def test_a_unit_without_a_score_reads_what_is_missing(world: World, phones: Phones) -> None:
    half_a_year(phones.desk)
    liaison = await phones.of(phones.desk.liaisons[1])
    page = await ask(world, liaison, "/year")
    assert "Scored months: 0; 6 more are needed for a mean." in page.text
    assert "Year-end score: not entered yet." in page.text
    assert "There is no final score yet." in page.text


async def test_the_office_types_a_score_in(world: World, phones: Phones) -> None:
    half_a_year(phones.desk)
    lin = await phones.of(phones.desk.lin)
    said = await ask(world, lin, "/yearend U0 92.5 Minutes of 20 January")
    assert "Unit 0, 2026" in said.text
    assert "Year-end score: 92.50 (Minutes of 20 January)" in said.text
    assert "Before: 91.01 (Minutes of 12 January)" in said.text
    assert "Final score: 91.25" in said.text
    earlier = await ask(world, lin, "/yearend 2025 U0 80 minutes")
    assert "Unit 0, 2025" in earlier.text
    assert "Before" not in earlier.text
    assert [(one.year, one.version) for one in stored(phones.desk)] == [
        (2026, 1),
        (2026, 1),
        (2026, 2),
        (2025, 1),
    ]
    assert stored(phones.desk)[2].entered_by == phones.desk.lin.id


def stored(desk: Desk) -> list[YearEnd]:
    with desk.store.reading() as session:
        return list(session.exec(select(YearEnd).order_by("id")))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Please send code, score and basis"),
        ("U0 many minutes", "Please send code, score and basis"),
        ("U0 100.5 minutes", "100.5 is no score"),
        ("U0 92.5", "name the document"),
        ("U9 92.5 minutes", "no unit U9"),
        ("V 92.5 minutes", "This is not for your post"),
    ],
)
async def test_what_cannot_be_entered(world: World, phones: Phones, text: str, why: str) -> None:
    lin = await phones.of(phones.desk.lin)
    assert why in (await ask(world, lin, f"/yearend {text}")).text
    assert stored(phones.desk) == []


async def test_the_workbook_comes_to_the_office(world: World, phones: Phones) -> None:
    half_a_year(phones.desk)
    lin = await phones.of(phones.desk.lin)
    await ask(world, lin, "/year")
    await tap(world, lin, "Workbook")
    await tap(world, lin, "Workbook")
    files = [one for one in await lin.chat() if one.media and one.media.kind == "document"]
    assert len(files) == 1
