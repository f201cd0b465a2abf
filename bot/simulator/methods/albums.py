"""Sending several files as one album."""

import secrets
from typing import Any

from bot.simulator.entities import format_text
from bot.simulator.methods.addressing import CAPTION_LENGTH, post, recipient
from bot.simulator.methods.registry import method
from bot.simulator.methods.sending import file_in
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request
from bot.simulator.world import World

Json = dict[str, Any]

_KINDS = {"photo", "video", "document", "audio"}
_ALONE = {"document", "audio"}


@method
def send_media_group(world: World, params: Params) -> list[Json]:
    """An album of 2-10 photos and videos, or of documents, or of audio files."""
    media = params.structure("media")
    if not isinstance(media, list) or not media:
        raise bad_request("media must be a non-empty array of InputMedia")
    if len(media) < 2:
        raise bad_request("too few messages to send as an album")
    if len(media) > 10:
        raise bad_request("too many messages to send as an album")
    _check_mix([item.get("type") for item in media])
    contents = [media_content(world, params, item) for item in media]
    recipient(world, params, messages=len(contents))
    album = str(secrets.randbits(53))
    return [post(world, params, content, album=album).to_api() for content in contents]


def _check_mix(kinds: list[Any]) -> None:
    if not set(kinds) <= _KINDS:
        raise bad_request("can't use the media of the specified type in the album")
    for kind in _ALONE & set(kinds):
        if len(set(kinds)) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")


def media_content(world: World, params: Params, item: Json) -> Json:
    """The content of a message from one InputMedia."""
    kind = str(item.get("type"))
    source = Params({kind: item.get("media")}, params.files)
    caption = format_text(
        str(item.get("caption") or ""),
        str(item.get("parse_mode") or ""),
        item.get("caption_entities"),
    )
    if len(caption.text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return {kind: file_in(world, source, kind, kind, item)} | caption.fields("caption")
