"""Everything that a button of a sent notice does can be typed, in either language."""

import re
from zoneinfo import ZoneInfo

import pytest

from handlers.notices.writing.begin import DEEDS
from locales import translator
from models.notices.notices import NoticeState
from models.understanding.first_word import plain_word
from tests.conversation import World
from tests.handlers.notices.room import entered


async def test_a_notice_is_looked_through_changed_and_deleted_by_text(world: World) -> None:
    room = await entered(world)
    await room.written("confirm", "reply")
    await room.says(room.lin, "preview", "urgent")
    answer = await room.says(room.lin, "/notice send to all")
    assert "Send it now?" in answer.text, "it was changed since it was looked at"
    answer = await room.says(room.lin, "/notice send to all")
    assert "Recipients: 2" in answer.text
    await room.says(room.wang, "/notices")
    await room.taps(room.wang, "1")
    await room.wang.answer_to(await room.wang.press("I have received it"))
    answer = await room.says(room.lin, "/notices 1 recipients")
    assert "Recipients: 2" in answer.text
    assert "Unit 0 · Liaison 0: confirmed" in answer.text
    answer = await room.says(room.lin, "/notices 1 回执 未确认")
    assert "sent, not confirmed: 1" in answer.text
    assert "Liaison 0" not in answer.text
    answer = await room.says(room.lin, "/notices 1 units")
    assert "Unit 0: 1 of 1 confirmed" in answer.text
    answer = await room.says(room.lin, "/notices 1 unit U1")
    assert "Unit 1 · Liaison 1: sent, not confirmed" in answer.text
    assert "Liaison 0" not in answer.text
    answer = await room.says(room.lin, "/notices 1 unit Nowhere")
    assert "There is no unit Nowhere." in answer.text
    assert "Replied: 0" in (await room.says(room.lin, "/notices 1 replies")).text
    book = (await room.says(room.lin, "/notices 1 workbook")).media
    assert book
    assert book.file_name == "Notice 1.xlsx"
    await room.says(room.lin, "/notices 1 remind")
    assert [row.person_id for row in room.rows("notice_nudge")] == [room.desk.liaisons[1].id]
    assert "no longer there" in (await room.says(room.lin, "/notices 1 edit 2")).text
    answer = await room.says(room.lin, "/notices 1 修改")
    assert "Message 1 of 1 says now:\nPlease check the ledger." in answer.text
    answer = await room.says(room.lin, "Please check it today.")
    assert "Being changed at those who have it: 2." in answer.text
    answer = await room.says(room.lin, "/notices 1 delete")
    assert "/notices 1 delete at all" in answer.text
    assert room.notices()[0].state is NoticeState.SENDING
    await room.says(room.lin, "/notices 1 删除全部")
    answer = await room.says(room.lin, "/notices 1")
    assert "Deleted: 2 of 2; not possible: 0." in answer.text
    assert room.notices()[0].state is NoticeState.WITHDRAWN
    assert "decided already" in (await room.says(room.lin, "/notices 1 delete")).text
    assert "no longer there" in (await room.says(room.lin, "/notices 1 edit")).text
    assert not any("check it today" in one.text for one in await room.wang.chat())
    assert "recipients, units, replies" in (await room.says(room.lin, "/notices 1 dance")).text


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_Hant"])
@pytest.mark.parametrize(
    "hint",
    [
        "Typing “send” does the same as the key.",
        "A text “send to all” does the same as the key.",
    ],
)
def test_the_words_a_draft_offers_are_understood(language: str, hint: str) -> None:
    said = translator(language, ZoneInfo("Asia/Shanghai")).plain(hint)
    assert {plain_word(one) for one in re.findall("“(.+?)”", said)} <= set(DEEDS), said
