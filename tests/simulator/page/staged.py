"""A stand-in for the demo's stage: a city clock of three dates, which the chat page may step."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.waiting import PATIENCE

PEOPLE = [
    {
        "id": 601,
        "name": "王思远",
        "role": {"zh_CN": "联络员", "en": "Liaison"},
        "unit": {"zh_CN": "澄阳区", "en": "Chengyang District"},
        "language": "zh_CN",
    },
    {
        "id": 602,
        "name": "李静",
        "role": {"zh_CN": "科员", "en": "Clerk"},
        "unit": {"zh_CN": "改革办", "en": "Reform Office"},
        "language": "zh_CN",
    },
]


class City:
    """What the stage says. `go` lets a step end; `refusal` makes the next one fail."""

    def __init__(self) -> None:
        self.now = "2026-11-19T01:30:00Z"
        self.log: list[dict[str, Any]] = []
        self.go = threading.Event()
        self.refusal: dict[str, str] | None = None
        self.asked: list[dict[str, Any]] = []

    def state(self) -> dict[str, Any]:
        """The stage's state, 09:30 on a Thursday in Shanghai at first."""
        return {
            "now": self.now,
            "timezone": "Asia/Shanghai",
            "next": {
                "name": "dispatch",
                "label": {"zh_CN": "一月一调度", "en": "Monthly dispatch"},
                "at": "2026-11-20T01:00:00Z",
            },
            "deadline": "2026-11-30T10:00:00Z",
            "busy": False,
            "people": PEOPLE,
            "language": "zh_CN",
            "log": self.log,
        }

    def step(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Move on to the dispatch once `go` is set, or refuse."""
        self.asked.append(body)
        if self.refusal:
            refusal, self.refusal = self.refusal, None
            return 409, {"error": refusal}
        self.go.wait(PATIENCE)
        self.now = "2026-11-20T01:00:00Z"
        text = {"zh_CN": "已向 91 个单位发出", "en": "91 units prompted"}
        self.log.append({"at": self.now, "text": text})
        return 200, self.state()


@contextmanager
def staging(city: City) -> Iterator[str]:
    """Serve the city on a free port; yields the base address."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200, city.state())

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/stage/others":
                city.asked.append(body)
                self._answer(200, {"answered": 73})
            else:
                self._answer(*city.step(body))

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
