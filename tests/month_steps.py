"""The steps of a month in the demo as people take them, from the prompt to the circular."""

import re
from collections.abc import Callable
from contextlib import AsyncExitStack

from bot.simulator.client import Door
from bot.simulator.seen import Message
from tests.demo import playing
from tests.month_by_hand import Month, enter

EVIDENCE = ("minutes.txt", b"The pilot was begun on 20 November.")
READERS = 104
"""So many people of the demo's city get the circular: those who have a telephone linked."""

STAGES = ("reminders", "cutoff", "preview", "appeals_over")
"""What the page's clock announces between the prompt and the end of the appeals."""


async def play_month(language: str, share: float, telling: Callable[[str], None]) -> Month:
    """Play a whole month; `share` of the units nobody plays answer."""
    async with AsyncExitStack() as stack:
        page = await stack.enter_async_context(playing(0, language))
        door = await stack.enter_async_context(Door(str(page.base_url)))
        month = await enter(page, door, language, telling)
        await reply(month, share)
        await preview(month)
        await appeal(month)
        await decide(month)
        await publish(month)
        await draft(month)
        await issue(month)
        await confirm(month)
        month.end()
        return month


async def reply(month: Month, share: float) -> None:
    """The prompt is answered by a tap, by lines, and by a word for the rest; others answer, too."""
    month.begin("reply")
    liaison = month.liaison
    await month.clock("duty")
    prompt = await month.finds(liaison, month.word("Begin"))
    pressing = re.findall(r"2026-\d+", prompt.text)
    card = await month.opens(liaison, month.word("Begin"), pressing[0])
    await month.taps(liaison, next(label for label in card.labels if label.startswith("+10")))
    for number in pressing[1:]:
        await month.writes(liaison, f"{number} {month.text('progress')}", number)
    panel = await month.writes(liaison, month.text("rest"), pressing[0])
    if month.word("Submit") in panel.labels:
        await month.opens(liaison, month.word("Submit"), "2026-11-001")
    await month.page.post("/stage/others", json={"share": share})


async def preview(month: Month) -> None:
    """The clock goes from duty to duty until everybody sees the scores; the unit opens its own."""
    month.begin("preview")
    coming = ""
    while coming != STAGES[-1]:
        coming = (await month.clock("duty"))["next"]["name"]
        assert coming in STAGES
    picture = await month.looks(month.liaison, lambda one: bool(one.media))
    await is_picture(month, picture)
    hint = "Something is not right? Open the line under “Line by line” and appeal."
    await month.opens(month.liaison, month.word("Open the figures"), month.word(hint))
    await month.looks(month.clerk, lambda one: "91" in one.text and not one.media)


async def is_picture(month: Month, message: Message) -> None:
    """A photo can be fetched, and is one."""
    assert message.media
    assert (await month.door.fetch(message.media.url)).startswith(b"\x89PNG")


async def appeal(month: Month) -> None:
    """The unit doubts a line that cost points, writes why, and sends a file."""
    month.begin("appeal")
    liaison = month.liaison
    figures = await month.writes(liaison, "/rank", month.word("As a picture"))
    lines = next(label for label in figures.labels if label.startswith(_line_by_line(month)))
    listed = await month.opens(liaison, lines, month.word("not reported as done"))
    wanted = re.search(rf"(\d+)\. .*{month.word('not reported as done')}", listed.text)
    assert wanted
    await month.opens(liaison, wanted[1], month.word("Appeal against this line"))
    ask = month.word("Please write why this line is not right. Photos and files can follow.")
    await month.opens(liaison, month.word("Appeal against this line"), ask)
    sent = month.word("The appeal was sent to the office. Photos and files sent now support it.")
    await month.writes(liaison, month.text("doubt"), sent)
    await liaison.send_files([EVIDENCE], as_document=True)
    await month.finds(liaison, month.word("Evidence {n}", n=1))


def _line_by_line(month: Month) -> str:
    return month.word("Line by line {n}", n=0).removesuffix("0")


async def decide(month: Month) -> None:
    """The clerk hands it to a reviewer, who looks at the file and grants it with a reason."""
    month.begin("decision")
    give = month.word("Give to {name}", name=month.reviewer.name)
    await month.finds(month.clerk, give)
    await month.opens(month.clerk, give, month.reviewer.name)
    grant = month.word("Counts as on time")
    await month.finds(month.reviewer, grant)
    await month.taps(month.reviewer, month.word("Evidence {n}", n=1))
    await month.looks(month.reviewer, lambda one: bool(one.media))
    await month.opens(month.reviewer, grant, grant)
    await month.writes(month.reviewer, month.text("verdict"), month.text("verdict"))
    await month.looks(month.liaison, month.text("verdict"))


async def publish(month: Month) -> None:
    """The director publishes from the message that says it can be; everybody has the picture."""
    month.begin("publication")
    await month.clock("duty")
    over = "The days for appeals are over: the scores can be published, or the month closed."
    await month.looks(month.director, month.word(over))
    now = month.word("Publish now")
    await month.opens(month.director, month.word("Publish"), now)
    await month.opens(month.director, now, month.word("Circular of the month"))
    for reader in (month.liaison, month.leader, month.clerk):
        await is_picture(month, await month.finds(reader, month.word("Full size")))


async def draft(month: Month) -> None:
    """The clerk goes from the scores to the circular, adds a paragraph, looks at it printed."""
    month.begin("circular")
    clerk, circular = month.clerk, month.word("Circular of the month")
    await month.opens(clerk, month.word("Open the figures"), circular)
    await month.opens(clerk, circular, month.word("To approval"))
    title = month.word("Arrangements for the next month")
    await month.opens(clerk, title, month.word("Add a paragraph"))
    await month.taps(clerk, month.word("Add a paragraph"))
    await month.writes(clerk, month.text("paragraph"), month.text("paragraph"))
    await month.opens(clerk, month.word("Back"), month.word("To approval"))
    await month.taps(clerk, month.word("PDF"))
    printed = await month.looks(clerk, lambda one: bool(one.media and one.media.kind == "document"))
    assert printed.media
    assert (await month.door.fetch(printed.media.url)).startswith(b"%PDF")


async def issue(month: Month) -> None:
    """It is submitted, signed by the director, and sent to everybody after one more look."""
    month.begin("signature")
    send = month.word("Send to all")
    await month.opens(month.clerk, month.word("To approval"), month.director.name)
    await month.finds(month.director, month.word("Sign and issue"))
    await month.opens(month.director, month.word("Sign and issue"), "〔2026〕1号")
    await month.finds(month.clerk, send)
    await month.opens(month.clerk, send, f" · {month.clerk.name}")
    await month.opens(month.clerk, send, month.word("Confirmations"))


async def confirm(month: Month) -> None:
    """The unit confirms the circular; the clerk sees who has."""
    month.begin("confirmation")
    received = month.word("Circular received")
    paper = await month.finds(month.liaison, received)
    assert paper.media
    await month.taps(month.liaison, received)
    await month.writes(month.liaison, "/circulars", "〔2026〕1号")
    confirmed = month.word("{n} of {total} have confirmed.", n=1, total=READERS)
    await month.opens(month.clerk, month.word("Confirmations"), confirmed)
