"""Photos and files that go with a unit's answer: albums as one, captions as words."""

from sqlmodel import col, select

from models.slips.answers import SlipAnswer, SlipFile
from tests.conversation import World
from tests.handlers.office import Phones, ask, tap
from tests.handlers.slips.out import issued

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 40 + b"\xff\xd9"


def drafted(world: World) -> list[str]:
    """The words of every answer, which is handed in nowhere here."""
    with world.store.reading() as session:
        rows = session.exec(select(SlipAnswer).order_by(col(SlipAnswer.id))).all()
        assert {one.submitted_at for one in rows} <= {None}
        return [one.text for one in rows]


async def test_an_album_is_answered_once_and_its_caption_is_the_words(
    world: World, phones: Phones
) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    await tap(world, liaison, "Answer")
    before = len(await liaison.chat())
    await liaison.send_files([("a.jpg", JPEG), ("b.jpg", JPEG + b"b")], caption="现场已整改")
    await world.settle()
    assert len(await liaison.chat()) == before + 3, "two photos and one answer"
    with world.store.reading() as session:
        assert len(session.exec(select(SlipFile)).all()) == 2
    assert drafted(world) == ["现场已整改"]
    await liaison.send_files([("c.jpg", JPEG + b"c")], caption="另一处")
    await world.settle()
    assert "the words below it were not taken" in (await liaison.last()).text
    assert drafted(world) == ["现场已整改"]


async def test_a_photo_in_reply_to_the_slip_begins_the_answer(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    page = next(one for one in await liaison.chat() if "received a slip" in one.text)
    await liaison.send_files([("site.jpg", JPEG)], caption="现场已整改", reply_to=page.id)
    await world.settle()
    assert "“现场已整改”" in (await liaison.last()).text
    assert drafted(world) == ["现场已整改"]


async def test_a_photo_about_a_matter_is_not_taken_for_the_answer(
    world: World, phones: Phones
) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    await liaison.send_files([("site.jpg", JPEG)], caption="2026-0001 75%")
    await world.settle()
    assert "Attached to 2026-0001." in (await liaison.last()).text
    assert drafted(world) == []


async def test_a_workbook_goes_with_the_answer(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    await ask(world, liaison, "/answer 改催〔2026〕1号 见附表")
    await liaison.send_files([("list.xlsx", b"PK no workbook")], as_document=True)
    await world.settle()
    assert "📎 list.xlsx" in (await liaison.last()).text


async def test_a_draft_is_put_away(world: World, phones: Phones) -> None:
    liaison = await phones.begun(phones.desk.liaisons[0])
    issued(phones.desk)
    await world.settle()
    await ask(world, liaison, "/answer 改催〔2026〕1号 一")
    await liaison.send_files([("site.jpg", JPEG)])
    await world.settle()
    page = await tap(world, liaison, "Discard the draft")
    assert "draft" not in page.text
    assert drafted(world) == []
    with world.store.reading() as session:
        assert session.exec(select(SlipFile)).all() == []
