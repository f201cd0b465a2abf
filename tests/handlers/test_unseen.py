"""Texts of which nothing can be seen are refused as empty ones are; an emoji is kept as typed."""

from sqlmodel import select

from models.experiences.experiences import Experience
from models.notices.content import Text
from models.notices.groups import NoticeGroup
from models.notices.notices import content_now
from models.slips.answers import SlipAnswer
from tests.conversation import World
from tests.handlers.notices.room import entered
from tests.handlers.slips.out import issued

FAMILY = "👨\u200d👩\u200d👧"
UNSEEN = ("\u3164", "\u200b\u2060", "\u2800\ufeff")
NOTHING = "There is nothing to read in that. Please write a few words."


async def test_slips_are_not_answered_by_what_cannot_be_seen(world: World) -> None:
    room = await entered(world)
    issued(room.desk)
    await world.settle()
    await room.taps(room.wang, "Answer")
    for text in (*UNSEEN, "/answer 改催〔2026〕1号 \u3164"):
        answer = await room.says(room.wang, text)
        assert "Please write the answer as a text" in answer.text
    with world.store.reading() as session:
        assert session.exec(select(SlipAnswer)).all() == []
    await room.says(room.wang, f"已办 {FAMILY}")
    with world.store.reading() as session:
        assert session.exec(select(SlipAnswer.text)).all() == [f"已办 {FAMILY}"]


async def test_no_notice_group_or_experience_is_made_of_it(world: World) -> None:
    room = await entered(world)
    await room.says(room.lin, "/notice")
    for text in UNSEEN:
        assert NOTHING in (await room.says(room.lin, text)).text
    assert f"1. {FAMILY}" in (await room.says(room.lin, FAMILY)).text
    await room.says(room.lin, "done", "to U0, U1")
    await room.taps(room.lin, "Back to the notice", "Confirmation")
    assert "Please write what to do" in (await room.says(room.lin, UNSEEN[0])).text
    await room.says(room.lin, "/noticegroups")
    assert NOTHING in (await room.says(room.lin, UNSEEN[1])).text
    assert f"Group “{FAMILY}”" in (await room.says(room.lin, FAMILY)).text
    answer = await room.says(room.wang, f"/experience {UNSEEN[2]}\nOne window for all")
    assert "Please give the experience a title first." in answer.text
    (notice,) = room.notices()
    assert not notice.confirm, "it is no yes, either"
    with world.store.reading() as session:
        assert content_now(session, notice).parts == (Text(html=FAMILY),)
        assert session.exec(select(NoticeGroup.name)).all() == [FAMILY]
        assert session.exec(select(Experience)).all() == []
