"""A message as a person sees it, read from the people's door."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True, frozen=True)
class Button:
    """A button under a message; `data` for the bot or `url` to open."""

    label: str
    data: str | None
    url: str | None


@dataclass(slots=True, frozen=True)
class Answer:
    """A notice after a button press: a toast, an alert to be closed, or an address to open."""

    text: str
    alert: bool
    url: str | None


@dataclass(slots=True, frozen=True)
class Media:
    """A file in a message and where to fetch it."""

    kind: str
    url: str
    file_name: str | None
    mime_type: str | None
    size: int
    width: int | None
    height: int | None


@dataclass(slots=True, frozen=True)
class Message:
    """One message as it looks now; `text` is the caption where there is a file."""

    id: int
    text: str
    html: str
    buttons: list[list[Button]]
    from_bot: bool
    edited: bool
    media: Media | None
    date: int
    album: str | None
    reply_to: int | None
    thread: int | None
    keyboard: list[list[str]]
    """Labels of a reply keyboard that came with the message."""
    raw: Json
    """Everything the door says about it."""

    @property
    def labels(self) -> list[str]:
        """The labels of all inline buttons."""
        return [button.label for row in self.buttons for button in row]

    def button(self, wanted: str | Button) -> Button | None:
        """The inline button with that label, or that very button."""
        buttons = [button for row in self.buttons for button in row]
        if isinstance(wanted, Button):
            return wanted if wanted in buttons else None
        return next((button for button in buttons if button.label == wanted), None)


def parse_message(body: Json) -> Message:
    """A message from the people's door."""
    rows = [
        [Button(one["label"], one["data"], one["url"]) for one in row] for row in body["buttons"]
    ]
    keys = (body["keyboard"] or {}).get("keyboard", [])
    return Message(
        id=body["id"],
        text=body["text"],
        html=body["html"],
        buttons=rows,
        from_bot=body["from_bot"],
        edited=body["edited"],
        media=None if body["media"] is None else Media(**body["media"]),
        date=body["date"],
        album=body["album"],
        reply_to=body["reply_to"],
        thread=body["thread"],
        keyboard=[[key["text"] for key in row] for row in keys],
        raw=body,
    )


def shown(message: Message) -> str:
    """A message as a few lines of plain text."""
    who = "bot" if message.from_bot else "   "
    file = f"<{message.media.kind} {message.media.file_name or ''}> " if message.media else ""
    rows = "".join(f"\n       [{'] ['.join(one.label for one in row)}]" for row in message.buttons)
    return f"{message.id:>4} {who} {file}{message.text}{rows}"
