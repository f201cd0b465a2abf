"""Python-telegram-bot's own example bots run unmodified, and people play them through."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

import pytest

from bot.simulator.seen import Message
from tests.simulator.foreign import Launcher, NotToBeHadError, Running, examples, running
from tests.simulator.pictures import png


class Run(Protocol):
    """Starts an example by name."""

    def __call__(self, name: str) -> AbstractAsyncContextManager[Running]: ...


@pytest.fixture(scope="module")
def launcher() -> Iterator[Launcher]:
    """Starts bots quickly, since it has loaded the library once."""
    opened = Launcher()
    yield opened
    opened.close()


@pytest.fixture
def run(tmp_path: Path, launcher: Launcher) -> Run:
    """Start examples; without their source the test is skipped."""
    try:
        folder = examples()
    except NotToBeHadError as problem:
        pytest.skip(f"the example bots could not be fetched: {problem}")
    return lambda name: running(launcher, folder / f"{name}.py", tmp_path)


async def test_echobot(run: Run) -> None:
    async with run("echobot") as bot:
        anna = await bot.door.person("Anna", id=31)
        await anna.send("/start")
        hello = await anna.wait("Hi Anna!")
        assert hello.html == 'Hi <a href="tg://user?id=31">Anna</a>!'
        assert hello.raw["keyboard"] == {"force_reply": True, "selective": True}
        await anna.send("改革 😀")
        assert (await anna.wait("改革 😀", after=hello.id)).from_bot


async def test_inlinekeyboard(run: Run) -> None:
    async with run("inlinekeyboard") as bot:
        anna = await bot.door.person("Anna")
        await anna.send("/start")
        choice = await anna.wait("Please choose")
        assert [len(row) for row in choice.buttons] == [2, 1]
        await anna.press("Option 2")
        chosen = await anna.wait("Selected option: 2")
        assert (chosen.id, chosen.edited, chosen.labels) == (choice.id, True, [])
        assert await anna.answers() == [""]


async def test_inlinekeyboard2(run: Run) -> None:
    async with run("inlinekeyboard2") as bot:
        anna = await bot.door.person("Anna")
        await anna.send("/start")
        await anna.wait("Start handler")
        for label, heard in (
            ("2", "Second"),
            ("3", "Third"),
            ("Yes, let's do it again!", "Start handler"),
            ("1", "First"),
            ("4", "Fourth"),
            ("3", "Third"),
            ("Nah, I've had enough ...", "See you next time!"),
        ):
            await anna.press(label)
            await anna.wait(heard)


async def test_deeplinking(run: Run) -> None:
    async with run("deeplinking") as bot:
        anna = await bot.door.person("Anna")
        await anna.send("/start")
        link = f"https://t.me/{bot.world.bot.username}?start"
        await anna.wait(f"{link}group=check-this-out")
        await anna.send("/start check-this-out")
        button = (await anna.wait("hidden functionality")).buttons[0][0]
        assert button.url == f"{link}=so-cool"
        await anna.send("/start so-cool")
        masked = await anna.wait("CLICK HERE")
        assert f'<a href="{link}=using-entities-here">▶️ CLICK HERE</a>' in masked.html
        await anna.send("/start using-entities-here")
        await anna.wait("deep-linking using")
        query = await anna.press("Like this!")
        assert (await anna.answer_to(query)).url == f"{link}=using-keyboard-here"
        await anna.send("/start using-keyboard-here")
        await anna.wait("The payload was: ['using-keyboard-here']")


async def test_conversationbot(run: Run) -> None:
    async with run("conversationbot") as bot:
        anna = await bot.door.person("Anna")
        await anna.send("/start")
        question = await anna.wait("Are you a boy or a girl?")
        assert question.keyboard == [["Boy", "Girl", "Other"]]
        await anna.send("Girl")
        await anna.wait("send me a photo")
        picture = png(1600, 1200)
        await anna.send_files([("me.png", picture)])
        await anna.wait("Gorgeous!")
        assert (bot.folder / "user_photo.jpg").read_bytes() == picture
        place = {"location": {"latitude": 31.2, "longitude": 121.5}}
        await bot.door.ask("POST", f"/people/{anna.id}/messages", json=place)
        await anna.wait("visit you sometime")
        await anna.send("I write.")
        await anna.wait("talk again some day")


async def test_persistentconversationbot_remembers_after_a_restart(run: Run) -> None:
    async with run("persistentconversationbot") as bot:
        anna = await bot.door.person("Anna")
        await anna.send("/start")
        assert ["Done"] in (await anna.wait("Doctor Botter")).keyboard
        await anna.send("Age")
        await anna.wait("Your age?")
        await anna.send("44")
        heard = await anna.wait("Neat!")
        await bot.stop(gently=True)
        await anna.send("/start")
        assert [update["message"]["text"] for update in await bot.door.pending()] == ["/start"]
        await bot.start()
        await anna.send("/show_data")
        assert "age - 44" in (await anna.wait("already told", after=heard.id)).text


async def test_nestedconversationbot(run: Run) -> None:
    async with run("nestedconversationbot") as bot:
        anna = await bot.door.person("Anna")
        await anna.send("/start")
        await anna.wait("You may choose")
        for label, heard in (
            ("Add family member", "add a parent or a child"),
            ("Add parent", "whom to add"),
            ("Add Mother", "select a feature"),
            ("Name", "Okay, tell me."),
        ):
            await anna.press(label)
            await anna.wait(heard)
        await anna.send("Berta")
        await anna.wait("Got it!")
        await anna.press("Done")
        await anna.wait("add a parent or a child")
        await anna.press("Show data")
        await anna.wait("Mother: Name: Berta, Age: -")
        await anna.send("/stop")
        await anna.wait("Okay, bye.")


async def test_contexttypesbot(run: Run) -> None:
    async with run("contexttypesbot") as bot:
        anna = await bot.door.person("Anna", id=31)
        await anna.send("/start")
        await anna.wait("clicked 0 times")
        await anna.press("Click me!")
        await anna.wait("clicked 1 times")
        await anna.press("Click me!")
        assert "<i>2</i>" in (await anna.wait("clicked 2 times")).html
        await anna.send("/print_users")
        await anna.wait("used this bot: 31")


async def test_timerbot(run: Run) -> None:
    async with run("timerbot") as bot:
        anna = await bot.door.person("Anna")
        await anna.send("/set 0.2")
        await anna.wait("Timer successfully set!")
        await anna.wait("Beep! 0.2 seconds are over!")
        await anna.send("/unset")
        await anna.wait("no active timer")


async def test_chatmemberbot(run: Run) -> None:
    async with run("chatmemberbot") as bot:
        door = bot.door
        anna, boris = await door.person("Anna"), await door.person("Boris", id=32)
        await anna.send("/start")
        await anna.wait("Welcome Anna")
        group = await door.group("Office", [anna], admin=True)
        await door.ask("POST", f"/groups/{group}/join", json={"person": boris.id, "by": anna.id})
        await boris.wait("Boris was added by Anna. Welcome!", chat=group)
        await door.ask("POST", f"/groups/{group}/leave", json={"person": boris.id})
        await anna.wait("Boris is no longer with us", chat=group)
        await anna.send("/show_chats")
        await anna.wait(f"groups with IDs {group}")
        await anna.block()
        await anna.unblock()
        await boris.send("/show_chats")
        await boris.wait(f"user IDs {anna.id}.")


async def test_errorhandlerbot(run: Run) -> None:
    async with run("errorhandlerbot") as bot:
        developer = await bot.door.person("Developer", id=123456789)
        await developer.send("/start")
        await developer.wait("Your chat id is 123456789")
        await developer.send("/bad_command")
        report = await developer.wait("An exception was raised")
        assert "<pre>" in report.html
        assert "AttributeError" in report.text


async def test_pollbot(run: Run) -> None:
    async with run("pollbot") as bot:
        anna = await bot.door.person("Anna")
        await anna.send("/poll")
        poll = await anna.wait(lambda message: "poll" in message.raw["other"])
        await anna.vote(poll.id, 0, 3)
        await anna.wait("Anna feels Good and Great!")
        boris, clara = await bot.door.person("Boris"), await bot.door.person("Clara")
        group = await bot.door.group("Cooks", [anna, boris, clara])
        await boris.send("/quiz", chat=group)
        quiz = await boris.wait(lambda message: "poll" in message.raw["other"], chat=group)
        for voter in (anna, boris, clara):
            await voter.vote(quiz.id, 2, chat=group)
        closed = await clara.wait(is_closed, chat=group)
        assert closed.raw["other"]["poll"]["options"][2]["voter_count"] == 3


def is_closed(message: Message) -> bool:
    """Whether it holds a poll that takes no more votes."""
    return bool(message.raw["other"].get("poll", {}).get("is_closed"))
