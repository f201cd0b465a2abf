"""People use the chat page in a real browser; a small bot answers them."""

from pathlib import Path

import httpx

from tests.simulator.page.browser import Page
from tests.simulator.page.sight import BORIS, in_browser, last, pane, say, start, watch
from tests.simulator.pictures import png

pytestmark = in_browser


async def test_two_people_chat_and_each_sees_only_their_own(page: Page) -> None:
    await say(page, 0, "from Anna")
    await say(page, 1, "from Boris")
    await page.until(f"{last(0)}.innerText.includes('heard: from Anna')")
    await page.until(f"{last(1)}.innerText.includes('heard: from Boris')")
    assert not await page.run(f"{pane(0)}.innerText.includes('from Boris')")
    assert await page.run(f"{last(0)}.querySelector('.quote-text').textContent") == "from Anna"


async def test_a_press_edits_in_place_and_toasts(page: Page) -> None:
    await start(page, 0)
    assert await page.run(f"{last(0)}.querySelector('.text b').textContent") == "Choose"
    count = await page.run(f"{pane(0)}.querySelectorAll('.message').length")
    await watch(page, ".toast")
    await page.run(f"{last(0)}.querySelector('.key').click()")
    await page.until(f"{last(0)}.innerText.includes('You chose submit')")
    assert await page.run(f"{last(0)}.querySelector('.edited').textContent") == "edited"
    assert await page.run(f"{pane(0)}.querySelectorAll('.message').length") == count
    await page.until("window.seen.includes('Noted: submit')")
    assert not await page.run(f"Boolean({pane(0)}.querySelector('.waiting'))")


async def test_a_button_spins_until_the_answer_comes(page: Page) -> None:
    await start(page, 0)
    await watch(page, ".pane [aria-busy=true]")
    await page.run(f"{last(0)}.querySelectorAll('.key')[1].click()")
    await page.until("window.seen.includes('No change')")
    await page.until(f"{last(0)}.innerText.includes('You chose same')")
    await page.until(f"!{pane(0)}.querySelector('[aria-busy=true]')")


async def test_an_alert_waits_for_ok_and_gives_the_focus_back(page: Page) -> None:
    await start(page, 1)
    await page.run(f"{last(1)}.querySelectorAll('.key')[2].focus()")
    await page.press("Enter")
    assert await page.until("document.querySelector('dialog.alert p')?.textContent") == (
        "Mind the <b>step</b>"
    )
    await page.press("Enter")
    await page.until("!document.querySelector('dialog')")
    assert await page.run("document.activeElement.innerText") == "<b>Warn</b>"


async def test_a_file_and_a_picture_go_there_and_back(page: Page, tmp_path: Path) -> None:
    table, picture = tmp_path / "台账 <b>.xlsx", tmp_path / "photo.png"
    table.write_bytes(b"x" * 2048)
    picture.write_bytes(png(60, 40))
    await page.choose_files(".pane .composer input[type=file]", table)
    await page.run(f"{pane(0)}.querySelector('.do-send').click()")
    await page.until(f"{last(0)}.innerText.includes('your file')")
    file = f"{last(0)}.querySelector('a.file')"
    assert await page.run(f"{file}.getAttribute('download')") == table.name
    assert "2.0 KB" in await page.run(f"{file}.innerText")
    fetched = f"fetch({file}.href).then(one => one.arrayBuffer()).then(all => all.byteLength)"
    assert await page.run(fetched) == 2048
    await page.choose_files(".pane .composer input[type=file]", picture)
    await page.run(f"{pane(0)}.querySelector('.do-send').click()")
    await page.until(f"{last(0)}.innerText.includes('your picture')")
    await page.until(f"{last(0)}.querySelector('.photo img').naturalWidth === 60")
    await page.run(f"{last(0)}.querySelector('.photo').click()")
    await page.until("Boolean(document.querySelector('dialog.lightbox img'))")
    await page.press("Escape")
    await page.until("!document.querySelector('dialog')")


async def test_everything_goes_by_keyboard(page: Page) -> None:
    await start(page, 0)
    await page.run(f"{pane(0)}.querySelector('textarea').focus()")
    await page.write("two")
    await page.press("Enter", shift=True)
    await page.write("lines")
    await page.press("Enter")
    await page.until(f"{last(0)}.querySelector('.text').textContent.includes('two\\nlines')")
    await page.press("ArrowUp")
    assert await page.run("document.activeElement.value") == "two\nlines"
    await page.write(", mended")
    await page.press("Enter")
    await page.until(f"{last(0)}.innerText.includes('edited: two')")
    await start(page, 0)
    await page.run(f"{pane(0)}.querySelector('.messages').focus()")
    for key in ("ArrowUp", "Enter", "ArrowRight"):
        await page.press(key)
    assert await page.run("document.activeElement.innerText") == "No change"
    await page.press("Enter")
    await page.until(f"{last(0)}.innerText.includes('You chose same')")
    assert await page.run("document.activeElement.innerText") == "No change"
    for key in ("Escape", "Escape"):
        await page.press(key)
    assert await page.run("document.activeElement.tagName") == "TEXTAREA"


async def test_r_replies_to_the_message_in_focus(page: Page) -> None:
    await start(page, 0)
    await page.run(f"{pane(0)}.querySelector('.messages').focus()")
    await page.press("ArrowUp")
    await page.press("r")
    assert await page.run(f"{pane(0)}.querySelector('.context .quote-text').innerText") == (
        "Welcome. Choose or ask for /help"
    )
    await page.write("to this")
    await page.press("Enter")
    await page.until(f"{last(0)}.innerText.includes('heard: to this')")
    own = f"[...{pane(0)}.querySelectorAll('.mine')].at(-1)"
    assert "Welcome" in await page.run(f"{own}.querySelector('.quote-text').innerText")


async def test_an_invitation_link_is_followed_by_the_person_who_presses_it(
    page: Page, base: str
) -> None:
    link = {"text": "Join", "url": "https://t.me/some_bot?start=abc_1"}
    said = {"chat_id": BORIS, "text": "For you", "reply_markup": {"inline_keyboard": [[link]]}}
    async with httpx.AsyncClient(base_url=base) as bot:
        await bot.post("/bot42:page/sendMessage", json=said)
    await page.until(f"{last(1)}.querySelector('.key')?.innerText === 'Join'")
    await page.run(f"{last(1)}.querySelector('.key').click()")
    await page.until(f"{last(1)}.innerText.includes('Welcome')")
    assert "/start abc_1" in await page.run(f"{pane(1)}.innerText")


async def test_the_menu_lists_the_commands_and_sends_one(page: Page) -> None:
    await page.run(f"{pane(1)}.querySelector('.do-menu').focus()")
    await page.press("Enter")
    assert "/help\nHelp" in await page.until("document.querySelector('[role=menu]')?.innerText")
    await page.press("Enter")
    await page.until(f"{last(1)}.innerText.includes('Welcome')")
    assert not await page.run("Boolean(document.querySelector('[role=menu]'))")


async def test_files_are_pasted_and_dropped_and_taken_out_again(page: Page) -> None:
    carried = (
        "const carried = new DataTransfer();"
        "carried.items.add(new File(['abc'], 'note.txt', {type: 'text/plain'}));"
    )
    box, card = f"{pane(1)}.querySelector('textarea')", f"{pane(1)}.querySelector('.card')"
    paste = "new ClipboardEvent('paste', {clipboardData: carried, bubbles: true})"
    await page.run(f"{{{carried} {box}.dispatchEvent({paste})}}")
    drop = "new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true})"
    await page.run(f"{{{carried} {card}.dispatchEvent({drop})}}")
    names = f"[...{pane(1)}.querySelectorAll('.tray .file-name')].map(one => one.innerText)"
    assert await page.run(names) == ["note.txt", "note.txt"]
    await page.run(f"{pane(1)}.querySelector('.tray button').click()")
    assert await page.run(names) == ["note.txt"]
    await page.run(f"{box}.focus()")
    await page.press("Enter")
    await page.until(f"{last(1)}.innerText.includes('your file')")
    assert await page.run(f"{pane(1)}.querySelector('.tray').hidden")
