"""Polls the bot sends and closes."""

from typing import Any

from bot.simulator import polls
from bot.simulator.methods.addressing import chat_of, post
from bot.simulator.methods.registry import method
from bot.simulator.parameters import Params
from bot.simulator.refusals import bad_request
from bot.simulator.world import World

Json = dict[str, Any]


@method
def send_poll(world: World, params: Params) -> Json:
    """A poll or a quiz of 1-12 options."""
    question = params.text("question").strip()
    if not 1 <= len(question) <= 300:
        raise bad_request(
            "poll question must be non-empty"
            if not question
            else "poll question length must not exceed 300"
        )
    options = [_option(option) for option in params.structure("options") or []]
    if not 1 <= len(options) <= 12:
        raise bad_request(
            "poll must have at least 1 option"
            if not options
            else "poll can't have more than 12 options"
        )
    shape = polls.new_shape(question, options, _facts(params, len(options)))
    message = post(world, params, {"poll": shape})
    world.polls[shape["id"]] = polls.Poll(message)
    return message.to_api()


def _option(option: Any) -> str:
    text = str(option.get("text", "") if isinstance(option, dict) else option).strip()
    if not 1 <= len(text) <= 100:
        raise bad_request(
            "poll options must be non-empty"
            if not text
            else "poll options length must not exceed 100"
        )
    return text


def _facts(params: Params, options: int) -> Json:
    facts: Json = {
        "is_closed": params.flag("is_closed"),
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
        "type": params.text("type") or "regular",
    }
    if params.given("is_anonymous"):
        facts["is_anonymous"] = params.flag("is_anonymous")
    if facts["type"] == "quiz":
        correct = params.structure("correct_option_ids") or [
            params.integer("correct_option_id", -1)
        ]
        if not all(0 <= number < options for number in correct):
            raise bad_request("wrong correct option ID specified")
        facts |= {"correct_option_ids": correct, "allows_revoting": False}
    return facts


@method
def stop_poll(world: World, params: Params) -> Json:
    """Close a poll the bot has sent and tell the counts."""
    chat = chat_of(world, params)
    message = chat.find(params.integer("message_id"))
    if message is None or not message.by_bot or "poll" not in message.content:
        raise bad_request("message with poll to stop not found")
    if message.content["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    return polls.close(world, world.polls[message.content["poll"]["id"]])
