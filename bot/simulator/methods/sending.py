"""Sending one message: text, file, place, person, and the typing notice."""

from typing import Any

from bot.simulator.media import UPLOAD_LIMIT
from bot.simulator.methods.addressing import TEXT_LENGTH, formatted, post, recipient
from bot.simulator.methods.registry import Run, method
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request, too_large
from bot.simulator.world import World

Json = dict[str, Any]

_DOCUMENT = ("file_id", "file_unique_id", "file_name", "mime_type", "file_size")
"""What a document says of itself; an animation is shown as one too, for old clients."""

_PREVIEW = ("is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text")


@method
def send_message(world: World, params: Params) -> Json:
    """Text, 1-4096 characters after parsing."""
    return post(world, params, text_content(world, params, "message is too long")).to_api()


def text_content(world: World, params: Params, too_long: str) -> Json:
    """The content of a text message; too much text is refused with the given words."""
    if not params.text("text"):
        raise bad_request("message text is empty")
    text = formatted(world, params, "text")
    if not text.text:
        raise bad_request("text must be non-empty")
    if len(text.text) > TEXT_LENGTH:
        raise bad_request(too_long)
    preview = params.structure("link_preview_options") or {}
    shown = {name: preview[name] for name in _PREVIEW if preview.get(name)}
    return text.fields("text") | ({"link_preview_options": shown} if shown else {})


def file_in(world: World, params: Params, field: str, kind: str, facts: Json | None = None) -> Any:
    """The file in a parameter: an upload, `attach://name`, or the id of a file sent before."""
    upload = params.files.get(field)
    value = params.text(field)
    if value.startswith("attach://"):
        upload = params.files.get(value.removeprefix("attach://"))
    if upload is not None and len(upload.content) > UPLOAD_LIMIT:
        raise too_large()
    if upload is not None:
        return world.files.keep(kind, upload, facts)
    if not value:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return world.files.again(kind, value)


def _file_sender(kind: str) -> Run:
    def send(world: World, params: Params) -> Json:
        caption = formatted(world, params, "caption").fields("caption")
        facts = {name: params.integer(name) for name in ("width", "height", "duration", "length")}
        content = {kind: file_in(world, params, kind, kind, facts)} | caption
        if kind == "animation":
            film = content["animation"]
            content["document"] = {name: film[name] for name in _DOCUMENT if name in film}
        if params.flag("has_spoiler"):
            content["has_media_spoiler"] = True
        return post(world, params, content).to_api()

    send.__name__ = f"send_{kind}"
    return send


for _kind in ("photo", "document", "video", "audio", "voice", "animation", "video_note", "sticker"):
    method(_file_sender(_kind))


@method
def send_location(world: World, params: Params) -> Json:
    """A point on the map."""
    return post(world, params, {"location": _location(params)}).to_api()


@method
def send_venue(world: World, params: Params) -> Json:
    """A place with a name."""
    names = {name: params.text(name) for name in ("title", "address")}
    location = _location(params)
    content = {"venue": {"location": location} | names, "location": location}
    return post(world, params, content).to_api()


@method
def send_contact(world: World, params: Params) -> Json:
    """Somebody's telephone number."""
    contact = {
        name: params.text(name)
        for name in ("phone_number", "first_name", "last_name")
        if params.text(name)
    }
    if "phone_number" not in contact:
        raise bad_request("phone number is empty")
    return post(world, params, {"contact": contact}).to_api()


@method
def send_dice(world: World, params: Params) -> Json:
    """A die that always shows three, so that tests can rely on it."""
    dice = {"emoji": params.text("emoji", "🎲"), "value": 3}
    return post(world, params, {"dice": dice}).to_api()


@method
def send_chat_action(world: World, params: Params) -> bool:
    """Show that the bot is busy; it is no message and counts towards no limit."""
    action = params.text("action")
    if not action:
        raise bad_request("wrong parameter action in request")
    chat = recipient(world, params, messages=0)
    for person_id in chat.members:
        world.events.publish(person_id, "typing", lambda: {"chat": chat.id, "action": action})
    return True


def _location(params: Params) -> Json:
    if not params.given("latitude") or not params.given("longitude"):
        raise bad_request(
            "latitude is empty" if params.given("longitude") else "longitude is empty"
        )
    latitude, longitude = params.number("latitude"), params.number("longitude")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}
