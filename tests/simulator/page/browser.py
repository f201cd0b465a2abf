"""A real Chromium without a window, driven over its DevTools protocol."""

import asyncio
import base64
import contextlib
import itertools
import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from tests.waiting import PATIENCE

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
"""Where Chromium is, None when this machine has none."""

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
    "about:blank",
)
_KEYS = {
    "Enter": (13, "\r"),
    "Tab": (9, ""),
    "Escape": (27, ""),
    "Home": (36, ""),
    "End": (35, ""),
    "ArrowLeft": (37, ""),
    "ArrowUp": (38, ""),
    "ArrowRight": (39, ""),
    "ArrowDown": (40, ""),
    "r": (82, ""),
}


class PageError(AssertionError):
    """What the page threw while a test asked it something."""


class Page:
    """One tab: what a person does in it, and what it logged and requested meanwhile."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.complaints: list[str] = []
        """Errors in the console and uncaught exceptions."""
        self.requests: list[str] = []
        """Every address the page asked for."""

    async def listen(self) -> None:
        """Read the browser's words until the socket closes."""
        async for frame in self._socket:
            said = json.loads(frame)
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
            else:
                self._note(said["method"], said["params"])

    def _note(self, event: str, facts: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requests.append(facts["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(facts["exceptionDetails"])[:600])
        elif event == "Log.entryAdded" and facts["entry"]["level"] == "error":
            self.complaints.append(f"{facts['entry']['text']} {facts['entry'].get('url', '')}")
        elif event == "Runtime.consoleAPICalled" and facts["type"] in {"error", "assert"}:
            self.complaints.append(json.dumps(facts["args"])[:600])

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the DevTools protocol and its result."""
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        said = await asyncio.wait_for(answer, PATIENCE)
        if "error" in said:
            raise PageError(f"{method}: {said['error']}")
        result: dict[str, Any] = said["result"]
        return result

    async def size(
        self, width: int, height: int, *, phone: bool = False, dark: bool = False
    ) -> None:
        """Set the window's size in CSS pixels, and whether it is a phone and dark."""
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )
        await self.call("Emulation.setTouchEmulationEnabled", enabled=phone)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.call("Emulation.setEmulatedMedia", features=[scheme])

    async def open(self, address: str) -> None:
        """Go to an address and wait until the chat page says that it is ready."""
        await self.run("delete document.documentElement.dataset.ready")  # of the page before
        await self.call("Page.navigate", url=address)
        await self.until("document.documentElement.dataset.ready === 'true'")

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression (awaited when it is a promise)."""
        answer = await self.call(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        if "exceptionDetails" in answer:
            raise PageError(json.dumps(answer["exceptionDetails"])[:900])
        return answer["result"].get("value")

    async def until(self, script: str, seconds: float = PATIENCE) -> Any:
        """Wait until an expression is true; fail with its last value."""
        value = None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    with contextlib.suppress(PageError):
                        value = await self.run(script)
                    if value:
                        return value
                    await asyncio.sleep(0.05)
        raise PageError(f"never true within {seconds} s: {script} (last: {value!r})")

    async def press(self, key: str, *, shift: bool = False) -> None:
        """Press one named key."""
        code, text = _KEYS[key]
        facts = {
            "key": key,
            "code": key,
            "windowsVirtualKeyCode": code,
            "modifiers": 8 if shift else 0,
            "text": text,
        }
        await self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **facts)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **facts)

    async def write(self, text: str) -> None:
        """Type a text where the focus is."""
        await self.call("Input.insertText", text=text)

    async def choose_files(self, selector: str, *paths: Path) -> None:
        """Choose files in a file field, as the system's file dialogue would."""
        found = await self.call(
            "Runtime.evaluate", expression=f"document.querySelector('{selector}')"
        )
        await self.call(
            "DOM.setFileInputFiles",
            files=[str(path) for path in paths],
            objectId=found["result"]["objectId"],
        )

    async def picture(self, path: Path) -> None:
        """Save what is seen as PNG."""
        shot = await self.call("Page.captureScreenshot", format="png")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(shot["data"]))


@asynccontextmanager
async def browsing(folder: Path) -> AsyncIterator[Page]:
    """One page in a fresh Chromium whose profile lies in `folder`; it ends with the context."""
    assert CHROMIUM, "Chromium is not installed"
    process = subprocess.Popen(  # noqa: ASYNC220 - ended below, nothing is read from it
        [CHROMIUM, f"--user-data-dir={folder}", *_FLAGS],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        async with connect(await _tab(folder), max_size=None, ping_interval=None) as socket:
            page = Page(socket)
            listener = asyncio.create_task(page.listen())
            for domain in ("Page", "Runtime", "Log", "Network", "DOM"):
                await page.call(f"{domain}.enable")
            yield page
            listener.cancel()
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, PATIENCE)


async def _tab(folder: Path) -> str:
    """The DevTools address of the first tab, once the browser has told its port."""
    port_file = folder / "DevToolsActivePort"
    async with asyncio.timeout(PATIENCE):
        while len(told := _lines(port_file)) < 2:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.05)
        port, path = told
        async with connect(f"ws://127.0.0.1:{port}{path}", max_size=None) as socket:
            await socket.send('{"id": 1, "method": "Target.getTargets"}')
            targets = json.loads(await socket.recv())["result"]["targetInfos"]
    tab = next(target["targetId"] for target in targets if target["type"] == "page")
    return f"ws://127.0.0.1:{port}/devtools/page/{tab}"


def _lines(file: Path) -> list[str]:
    return file.read_text().split("\n")[:2] if file.exists() else []
