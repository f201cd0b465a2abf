"""Files that were sent: kept under the ids that bots use, and described as the Bot API does."""

import base64
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from bot.simulator.parameters import Upload
from bot.simulator.pictures import dimensions, photo_sizes
from bot.simulator.refusals import ApiError, bad_request

Json = dict[str, Any]

UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Bytes a bot may upload, upload as a photo, and download."""

KINDS = ("photo", "document", "video", "audio", "voice", "animation", "video_note", "sticker")


@dataclass(slots=True, frozen=True)
class StoredFile:
    """One file (or one size of a photo) under its ids."""

    id: str
    unique_id: str
    path: str
    content: bytes
    kind: str
    shape: Json
    """How a message describes the file or, for a photo, this size of it."""


class FileStore:
    """All files of the world, by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._photos: dict[str, list[Json]] = {}
        self._count = 0

    def clear(self) -> None:
        """Forget all files; ids are not used again."""
        self._by_id.clear()
        self._by_path.clear()
        self._photos.clear()

    def find(self, file_id: str) -> StoredFile | None:
        """The file with that id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file with the path that getFile told."""
        return self._by_path.get(path)

    def keep(self, kind: str, upload: Upload, facts: Json | None = None) -> Any:
        """Store an upload; what a message says of it: a list of sizes for a photo, else an object.

        `facts` are a video's or an audio's width, duration and the like. Refused with 400 when
        it is empty, or as a photo when it is none or over 10 MB.
        """
        if not upload.content:
            raise bad_request("file must be non-empty")
        if kind == "photo":
            return self._keep_photo(upload)
        return self._store(kind, upload, _description(kind, upload, facts or {})).shape

    def again(self, kind: str, file_id: str) -> Any:
        """What a message says of a file sent again by its id; 400 when there is none such."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        if stored.kind != kind:
            raise bad_request(
                f"type of file mismatch: expected {_named(kind)}, got {_named(stored.kind)}"
            )
        return self._photos[file_id] if kind == "photo" else stored.shape

    def _keep_photo(self, upload: Upload) -> list[Json]:
        refusal = photo_refusal(upload.content)
        if refusal is not None:
            raise refusal
        width, height = dimensions(upload.content) or (0, 0)
        sizes = [
            self._store("photo", upload, {"width": wide, "height": high})
            for wide, high in photo_sizes(width, height)
        ]
        shapes = [stored.shape for stored in sizes]
        self._photos |= {stored.id: shapes for stored in sizes}
        return shapes

    def _store(self, kind: str, upload: Upload, description: Json) -> StoredFile:
        self._count += 1
        digest = hashlib.sha256(f"{self._count}:{kind}:{upload.name}".encode()).digest()
        file_id = _id(b"\x04\x00" + digest + digest[:20])
        unique_id = _id(b"\x01\x00" + digest[:10])
        suffix = ".jpg" if kind == "photo" else PurePosixPath(upload.name).suffix
        shape = {"file_id": file_id, "file_unique_id": unique_id, **description}
        shape["file_size"] = len(upload.content)
        path = f"{kind}s/file_{self._count}{suffix}"
        stored = StoredFile(file_id, unique_id, path, upload.content, kind, shape)
        self._by_id[file_id] = self._by_path[path] = stored
        return stored


def photo_refusal(content: bytes) -> ApiError | None:
    """Why these bytes cannot be sent as a photo; None when they can."""
    if len(content) > PHOTO_LIMIT:
        return bad_request(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_LIMIT} bytes"
        )
    found = dimensions(content)
    if found is None:
        return bad_request("IMAGE_PROCESS_FAILED")
    if not all(found) or sum(found) > 10_000 or max(found) > 20 * min(found):
        return bad_request("PHOTO_INVALID_DIMENSIONS")
    return None


def _id(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _named(kind: str) -> str:
    return kind.replace("_", " ").title().replace(" ", "")


def _description(kind: str, upload: Upload, facts: Json) -> Json:
    shape: Json = {}
    if kind in {"document", "audio", "video", "animation"}:
        shape["file_name"] = upload.name
    if kind in {"document", "audio", "video", "animation", "voice"}:
        guessed = mimetypes.guess_type(upload.name)[0]
        shape["mime_type"] = guessed or upload.mime_type or "application/octet-stream"
    if kind in {"video", "animation"}:
        shape |= {"width": facts.get("width", 0), "height": facts.get("height", 0)}
    if kind in {"video", "animation", "audio", "voice", "video_note"}:
        shape["duration"] = facts.get("duration", 0)
    if kind == "video_note":
        shape["length"] = facts.get("length", 240)
    if kind == "sticker":
        shape |= {"type": "regular", "width": 512, "height": 512}
        shape |= {"is_animated": False, "is_video": False}
    return shape
