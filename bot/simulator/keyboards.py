"""Reply markup of a message: checked as Telegram checks it."""

from typing import Any

from bot.simulator.addresses import checked_url, mentioned_person
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request

Json = dict[str, Any]

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
_STYLES = {"danger", "success", "primary"}
ALL_BUTTONS, ROW_BUTTONS = 100, 8
"""Buttons that fit under a message, and side by side in a row."""


def from_params(params: Params) -> Json | None:
    """The reply markup a bot sends with a message, None when there is none."""
    markup = params.structure("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if not any(kind in markup for kind in _KINDS):
        return None
    if "keyboard" in markup:
        return markup | {"keyboard": _reply_rows(markup["keyboard"])}
    return markup


def inline_from_params(params: Params) -> Json | None:
    """The inline keyboard for an edit; other markup is refused there."""
    markup = from_params(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _inline(rows: Any) -> Json | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    kept = [[_inline_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > ALL_BUTTONS or any(len(row) > ROW_BUTTONS for row in kept):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": kept} if kept else None


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if button.get("style") and button["style"] not in _STYLES:
        raise bad_request("can't parse inline keyboard button: Invalid button style specified")
    if actions[0] == "callback_data":
        _check_data(button["callback_data"])
    if actions[0] == "url":
        return button | {"url": _button_url(str(button["url"]))}
    if actions[0] == "copy_text" and not 1 <= len(button["copy_text"].get("text", "")) <= 256:
        raise bad_request("COPY_TEXT_INVALID")
    return button


def _check_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")


def _button_url(url: str) -> str:
    if mentioned_person(url) is not None:
        return url
    checked = checked_url(url)
    if checked is None or "localhost" in checked.split("/")[2:3]:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return checked


def _reply_rows(rows: Any) -> list[list[Json]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays')
    kept = [[{"text": key} if isinstance(key, str) else key for key in row] for row in rows if row]
    if not kept:
        raise bad_request("reply keyboard must be non-empty")
    if any(not str(key.get("text", "")).strip() for row in kept for key in row):
        raise bad_request('can\'t parse keyboard button: Field "text" must be non-empty')
    return kept
