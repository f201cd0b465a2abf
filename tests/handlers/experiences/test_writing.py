"""An experience from its first word to the archive: written, asked back, accepted, found."""

from sqlmodel import select

from models.experiences.experiences import Experience, ExperienceState, ExperienceVersion
from tests.conversation import World
from tests.handlers.office import Phones, ask, tap

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 40 + b"\xff\xd9"


def states(world: World) -> list[ExperienceState]:
    """The states of all experiences."""
    with world.store.reading() as session:
        return [one.state for one in session.exec(select(Experience).order_by("id"))]


def texts(world: World) -> list[str]:
    """The texts of all versions."""
    with world.store.reading() as session:
        return [one.text for one in session.exec(select(ExperienceVersion).order_by("id"))]


async def test_from_the_first_word_to_the_archive(world: World, phones: Phones) -> None:
    desk = phones.desk
    unit, office = await phones.begun(desk.liaisons[0]), await phones.begun(desk.lin)
    reader, district = await phones.begun(desk.liaisons[1]), await phones.begun(desk.villager)
    await ask(world, unit, "/experience One window for all")
    await ask(world, unit, "2026-0001 was moved to one window.")
    draft = await ask(world, unit, "It takes a day instead of ten.")
    assert "2026-0001 was moved to one window.\n\nIt takes a day" in draft.text
    assert "never counts for the score" in draft.text
    await unit.send_files([("a.jpg", JPEG), ("b.jpg", JPEG + b"b")])
    await world.settle()
    await unit.send_files([("plan.docx", b"PK plan")], as_document=True)
    await world.settle()
    assert "📎 plan.docx" in (await unit.last()).text
    preview = await tap(world, unit, "Preview")
    assert preview.button("3 files")
    assert "It takes a day" in preview.text
    assert "Experience" not in (await office.last()).text, "a draft is the unit's own"
    await tap(world, unit, "Submit")

    assert "One window for all" in (await office.last()).text
    listed = await ask(world, reader, "/experiences")
    assert "One window" not in listed.text, "what waits is not in the archive"
    assert "not for your post" in (await ask(world, reader, "/experience 1")).text
    await tap(world, office, "Ask back")
    await ask(world, office, "How many people came?")
    assert states(world) == [ExperienceState.ASKED]

    assert "How many people came?" in (await unit.last()).text
    draft = await tap(world, unit, "Go on writing")
    assert "Version 2" in draft.text
    assert "📎 plan.docx" in draft.text, "a file is named once"
    await ask(world, unit, "12,000 people came.")
    handed = await ask(world, unit, "提交")
    assert "State: handed in" in handed.text
    first, second = texts(world)
    assert second == f"{first}\n\n12,000 people came."

    await tap(world, office, "Take it")
    assert states(world) == [ExperienceState.ACCEPTED]
    assert "State: accepted" in (await unit.last()).text
    assert "decided already" in (await ask(world, unit, "/experience 1 withdraw")).text
    assert states(world) == [ExperienceState.ACCEPTED], "an accepted one stays"

    for words in ("window", "12,000", "Unit 0", "2026-11", "window 2026-11"):
        found = await ask(world, reader, f"/experiences {words}")
        assert "1. One window for all — Unit 0" in found.text, words
    for words in ("nowhere", "2026-10"):
        assert "One window" not in (await ask(world, reader, f"/experiences {words}")).text
    await ask(world, reader, "/experiences window")
    opened = await tap(world, reader, "1")
    assert "12,000 people came." in opened.text
    assert "How many people came?" not in opened.text, "what the office said is for the unit"
    before = len(await reader.chat())
    await tap(world, reader, "3 files")
    assert len(await reader.chat()) == before + 3
    assert "not for your post" in (await ask(world, district, "/experience 1")).text


async def test_withdrawn_and_declined_by_text(world: World, phones: Phones) -> None:
    unit, office = await phones.begun(phones.desk.liaisons[0]), await phones.begun(phones.desk.lin)
    await ask(world, unit, "/experience First\nIts text.")
    await ask(world, unit, "/experience 1 withdraw")
    assert states(world) == [], "a draft is thrown away"
    await ask(world, unit, "/experience Second\nIts text.")
    number = (await unit.last()).text.split()[1].rstrip(":")
    await ask(world, unit, f"/experience {number} submit")
    await ask(world, unit, f"/experience {number} withdraw")
    assert states(world) == [ExperienceState.WITHDRAWN]
    refused = await ask(world, office, f"/experience {number} accept")
    assert "decided already" in refused.text
    await ask(world, unit, "/experience Third")
    number = (await unit.last()).text.split()[1].rstrip(":")
    assert "write the text" in (await ask(world, unit, f"/experience {number} submit")).text
    await ask(world, unit, f"/experience {number} text Words.")
    await ask(world, unit, f"/experience {number} title Another")
    await ask(world, unit, f"/experience {number} submit")
    waits = await ask(world, office, "/office")
    assert "Experiences to review: 1" in waits.text
    asked = await ask(world, office, f"/experience {number} decline")
    assert "reason" in asked.text
    await ask(world, office, "It was told before.")
    assert states(world)[-1] is ExperienceState.DECLINED
    assert "It was told before." in (await unit.last()).text
    own = await ask(world, unit, "/experience")
    assert "Another — not taken" in own.text
    await tap(world, unit, "Write one")
    await unit.send_files([("d.pdf", b"%PDF-1.4")], as_document=True, caption="Fourth\nIts\ntext")
    await world.settle()
    await world.hears_again()
    assert texts(world)[-1] == "Its\ntext", "a caption that is heard twice is taken once"
