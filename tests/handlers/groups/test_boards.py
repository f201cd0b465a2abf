"""Notice boards: bound by the office, lost from sight, moved, and confirmed one by one."""

from sqlmodel import col, select

from models.audit import Audit
from models.notices.copies import NoticeCopy
from models.notices.on_boards import BoardConfirmation
from models.people.posts import person_id
from tests.handlers.groups.hall import Hall, hall
from tests.handlers.office import Phones, ask, tap, tap_on

BIND = "Bind as notice board"


def deeds(here: Hall) -> list[str]:
    """What is written down about groups, in order."""
    with here.world.store.reading() as session:
        rows = session.exec(select(Audit).where(Audit.subject == "group").order_by(col(Audit.id)))
        return [one.deed for one in rows]


async def test_staff_who_bring_the_bot_are_asked_in_private(phones: Phones) -> None:
    here = await hall(phones)
    assert await here.from_the_bot() == []
    asked = await here.lin.last()
    assert "Hall" in asked.text
    assert "Not bound" in asked.text
    assert "Added" in asked.text
    assert (await here.eve.chat()) == []
    bound = await tap(here.world, here.lin, BIND)
    assert "Notice board since" in bound.text
    assert "The bot can write there." in bound.text
    assert here.known.office_id == phones.desk.office.id
    listed = await ask(here.world, here.lin, "/groups")
    assert "1. Hall: notice board" in listed.text
    await tap_on(here.world, here.lin, listed, "1")
    assert "Not bound" in (await tap(here.world, here.lin, "Unbind")).text
    assert "Notice board since" in (await ask(here.world, here.lin, "/bind Hall")).text
    assert "Not bound" in (await ask(here.world, here.lin, "/unbind Hall")).text
    assert "Group chats: 1" in (await ask(here.world, here.lin, "/bind Nowhere")).text
    assert deeds(here) == ["join", "bind", "unbind", "bind", "unbind"]
    assert await here.from_the_bot() == []


async def test_a_stranger_s_group_hears_nothing_until_staff_ask_there(phones: Phones) -> None:
    here = await hall(phones, by="eve")
    for who in (here.eve, here.liaison):
        await here.say(who, f"/help{here.bot}")
    assert await here.from_the_bot() == []
    assert all(one.text != "Hall" for one in await here.lin.chat())
    listed = await ask(here.world, here.lin, "/groups")
    assert "1. Hall: not bound" in listed.text
    card = await tap_on(here.world, here.lin, listed, "1")
    assert "we do not know who added" in card.text
    assert "writes /bind in the group" in card.text
    assert BIND not in card.labels
    query = await here.lin.press_data(card.id, f"gc:{here.known.id}")
    assert (await here.lin.answer_to(query)).alert
    assert here.known.office_id is None
    ma = await phones.begun(phones.desk.ma)
    query = await ma.press_data((await ma.last()).id, f"gb:{here.known.id}")
    assert (await ma.answer_to(query)).alert, "another office does not see it"
    await here.say(here.liaison, f"/bind{here.bot}")
    assert here.known.asked_by is None
    await here.say(here.lin, f"/bind{here.bot}")
    assert await here.from_the_bot() == []
    assert BIND in (await here.lin.last()).labels
    await tap(here.world, here.lin, BIND)
    assert here.known.office_id == phones.desk.office.id


async def test_a_notice_on_a_board_is_confirmed_by_each_for_themselves(phones: Phones) -> None:
    here = await hall(phones)
    here.bind()
    number = await here.post(phones.desk.units[0], reply=True)
    posted = await here.lin.last(here.chat)
    assert posted.text.startswith("Please check the ledger.")
    (receipt,) = posted.labels  # and nobody writes back in a group
    for who, word in ((here.eve, "invited"), (here.liaison, "Confirmed"), (here.lin, "Confirmed")):
        query = await who.press(receipt, chat=here.chat)
        assert word in (await who.answer_to(query)).text
    query = await here.liaison.press(receipt, chat=here.chat)
    assert "Confirmed" in (await here.liaison.answer_to(query)).text
    assert (await here.lin.last(here.chat)).html == posted.html, "no names stand in the group"
    with here.world.store.reading() as session:
        kept = session.exec(select(BoardConfirmation)).all()
        own = session.exec(select(NoticeCopy).where(col(NoticeCopy.chat_id).is_(None))).one()
    liaison, lin = person_id(phones.desk.liaisons[0]), person_id(phones.desk.lin)
    assert [(one.copy_id, one.person_id) for one in kept] == [(number, liaison), (number, lin)]
    assert own.confirmed_by == liaison
    await ask(here.world, here.lin, "/groups")
    card = await tap(here.world, here.lin, "1")
    assert "Please check the ledger.: confirmed by 2: Liaison 0, Lin" in card.text
    query = await here.liaison.press_data((await here.liaison.last()).id, f"na:{number}")
    assert (await here.liaison.answer_to(query)).alert, "not in a private chat"


async def test_what_happens_to_a_board_is_followed(phones: Phones) -> None:
    """Renamed, silenced, grown to a supergroup, lost, and found again."""
    here = await hall(phones)
    here.bind()
    await here.news(new_chat_title="Hall of 2027")
    assert here.known.title == "Hall of 2027"
    await here.update(my_chat_member=_restricted(here))
    assert not here.known.may_write
    assert "Notice boards lost 1" in (await ask(here.world, here.lin, "/exceptions")).text
    door = here.world.door
    await door.ask("POST", f"/groups/{here.chat}/promote-bot")
    await here.world.settle()
    assert here.known.may_write
    old, new = here.chat, (await door.ask("POST", f"/groups/{here.chat}/migrate"))["id"]
    await here.world.settle()
    assert (here.known.chat_id, here.known.former_chat_id) == (new, old)
    here.chat = new
    await here.post()
    posted = await here.lin.last(new)
    assert posted.text.startswith("Please check the ledger.")
    query = await here.lin.press(posted.labels[0], chat=new)
    assert "Confirmed" in (await here.lin.answer_to(query)).text
    await door.ask("POST", f"/groups/{new}/remove-bot")
    await here.world.settle()
    await ask(here.world, here.lin, "/exceptions")
    lost = await tap(here.world, here.lin, "Notice boards lost 1")
    assert "1. Hall of 2027: removed" in lost.text
    assert "The bot was removed" in (await tap(here.world, here.lin, "1")).text
    await door.ask("POST", f"/groups/{new}/add-bot")
    await here.world.settle()
    assert "Nothing is wrong" in (await ask(here.world, here.lin, "/exceptions")).text
    assert here.known.office_id, "the board is the office's still"
    names = ["join", "bind", "rename", "silence", "allow", "rename", "move", "leave", "join"]
    assert [one for one in deeds(here) if one in names] == [
        *("join", "bind", "rename", "silence", "allow", "move", "leave", "join")
    ]


def _restricted(here: Hall) -> dict[str, object]:
    bot = {"id": here.world.app.bot.id, "is_bot": True, "first_name": "Liaison"}
    rights = dict.fromkeys(
        (
            *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos"),
            *("can_send_videos", "can_send_video_notes", "can_send_voice_notes"),
            *("can_send_polls", "can_send_other_messages", "can_add_web_page_previews"),
            *("can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"),
            *("can_react_to_messages", "can_edit_tag"),
        ),
        False,
    )
    limits = {"status": "restricted", "is_member": True, "until_date": 0, "tag": ""}
    return {
        "chat": {"id": here.chat, "type": "group", "title": "Hall of 2027"},
        "from": {"id": here.eve.id, "is_bot": False, "first_name": "Eve"},
        "date": 1_800_000_000,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot} | limits | rights,
    }


async def test_a_channel_is_remembered_and_never_bound(phones: Phones) -> None:
    here = await hall(phones)
    change = _restricted(here)
    here.chat = -1_000_000_000_777
    user = {"id": here.lin.id, "is_bot": False, "first_name": "Lin"}
    change |= {"chat": {"id": here.chat, "type": "channel", "title": "News"}, "from": user}
    await here.update(my_chat_member=change)
    asked = await here.lin.last()
    assert "A channel cannot be a notice board." in asked.text
    assert BIND not in asked.labels
    assert here.known.channel
