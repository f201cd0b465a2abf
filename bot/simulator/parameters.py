"""The parameters of one Bot API call, whatever encoding they came in."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.refusals import bad_request

Json = dict[str, Any]


@dataclass(slots=True, frozen=True)
class Upload:
    """A file as it arrived in a multipart body."""

    name: str
    content: bytes
    mime_type: str | None


@dataclass(slots=True)
class Params:
    """Typed access; a form sends everything as text, a JSON body sends real types."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string, empty when it is missing."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """An integer; what is no integer counts as missing, as Telegram reads it."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def number(self, name: str) -> float:
        """A float, 0 when it is missing."""
        try:
            return float(self.values.get(name, 0))
        except (TypeError, ValueError):
            return 0.0

    def flag(self, name: str) -> bool:
        """True for true, yes and 1 in any case."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1"}

    def structure(self, name: str) -> Any:
        """A JSON-serialized object or list; None when missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def given(self, name: str) -> bool:
        """Whether the caller sent the parameter at all."""
        return self.values.get(name) is not None
