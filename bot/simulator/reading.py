"""Reading a request's parameters from its address, form, multipart or JSON body."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from bot.simulator.media import UPLOAD_LIMIT
from bot.simulator.parameters import Params, Upload
from bot.simulator.refusals import bad_request, too_large

_QUOTED = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
_ROOM = 1024 * 1024
"""Bytes a multipart body may have beside its files."""


async def read_params(request: Request) -> Params:
    """All parameters of a call; a body that is too large is refused with 413."""
    if int(request.headers.get("content-length") or 0) > UPLOAD_LIMIT + _ROOM:
        raise too_large()
    query = request.scope["query_string"]
    params = Params(dict(parse_qsl(query.decode(), keep_blank_values=True)) if query else {})
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        await _read_multipart(request, params)
    elif body := await request.body():
        params.values.update(_json(body) if "json" in kind else _form(body))
    return params


def _form(body: bytes) -> dict[str, Any]:
    """A form; written for long Chinese texts, which arrive as long runs of %XX."""
    pairs = (pair.partition(b"=") for pair in body.replace(b"+", b" ").split(b"&"))
    return {_unquoted(name): _unquoted(value) for name, _, value in pairs}


def _unquoted(part: bytes) -> str:
    return _QUOTED.sub(_bytes_of, part).decode("utf-8", "replace")


def _bytes_of(run: re.Match[bytes]) -> bytes:
    return bytes.fromhex(run.group().replace(b"%", b"").decode("ascii"))


def _json(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return values


async def _read_multipart(request: Request, params: Params) -> None:
    try:
        async with request.form(max_part_size=2 * _ROOM) as form:
            for name, part in form.multi_items():
                if isinstance(part, UploadFile):
                    params.files[name] = await read_upload(part)
                else:
                    params.values[name] = part
    except (MultiPartException, HTTPException):
        raise bad_request("can't parse the multipart body") from None


async def read_upload(part: UploadFile) -> Upload:
    """The whole of one uploaded file."""
    return Upload(part.filename or "file", await part.read(), part.content_type)
