"""Media reports: recorded by the unit or the staff, listed, taken off, exported, never scored."""

from pathlib import Path

from openpyxl import load_workbook
from sqlmodel import select

from handlers.experiences.workbook import write_experiences
from locales import translator
from models.experiences.year import handed_in_during
from models.media_reports import MediaReport, reports_of
from models.units import unit_id
from tests.conversation import World
from tests.desk import CALENDAR
from tests.handlers.experiences.prepared import taken
from tests.handlers.office import Phones, ask, tap


async def test_recorded_listed_and_taken_off(world: World, phones: Phones, tmp_path: Path) -> None:
    desk = phones.desk
    unit, office = await phones.begun(desk.liaisons[0]), await phones.begun(desk.lin)
    other = await phones.begun(desk.liaisons[1])
    listed = await ask(world, unit, "/media")
    assert "never count for the score" in listed.text
    asked = await tap(world, unit, "Record one")
    assert "never count for the score" in asked.text
    assert "Please send" in (await ask(world, unit, "A window")).text
    page = await ask(world, unit, "A window; City Daily; 2026-11-02; https://example.org/1")
    assert "2 Nov 2026, City Daily: A window — Unit 0" in page.text
    assert "still to come" in (await ask(world, unit, "/media A; B; 2026-12-31")).text
    await ask(world, office, "/media U1；民生新闻；城市日报；2026年11月3日")
    page = await ask(world, other, "/media")
    assert "民生新闻 — Unit 1" in page.text
    assert page.button("✕ 2"), "one's own"
    assert not page.button("✕ 1"), "not another unit's"

    with world.store.transaction() as session:
        taken(session, desk, 0, "Of unit 0")
        found = unit_id(desk.office)
        written = handed_in_during(session, found, 2026, CALENDAR)
        reports = reports_of(session, [found])
        target = tmp_path / "experiences.xlsx"
        tr = translator("en", CALENDAR.zone)
        assert write_experiences(tr, target, written, reports, CALENDAR.zone) == 1
        assert handed_in_during(session, found, 2025, CALENDAR) == []
    content = str([list(sheet.values) for sheet in load_workbook(target)])
    assert "The text of Of unit 0." in content
    assert "https://example.org/1" in content

    await tap(world, other, "✕ 2")
    await tap(world, other, "Take it off")
    with world.store.reading() as session:
        rows = session.exec(select(MediaReport).order_by("id")).all()
    assert [bool(row.removed_at) for row in rows] == [False, True]
