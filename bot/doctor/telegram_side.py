"""The part of the examination that asks Telegram: whether it answers, the token, the clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.doctor.finding import Finding, Patient
from bot.doctor.way_in import look_at_way_in, shown
from bot.reach import Reply, UnreachableError, ask

DRIFT = timedelta(seconds=30)

_AFTER = ("clock", "way_in", "groups")
"""What can only be examined when Telegram answers."""


def look_at_telegram(patient: Patient) -> Iterator[Finding]:
    """Whether there is a token, Telegram answers and knows it, and both clocks agree."""
    tr, settings = patient.tr, patient.settings
    if not settings.bot_token.get_secret_value():
        advice = tr.plain("Get one from BotFather and write it to LIAISON_BOT_TOKEN in .env.")
        yield patient.wrong("token", tr.plain("No token is set."), advice)
        yield from (patient.not_examined(name, "token") for name in ("telegram", *_AFTER))
        return
    before = patient.now
    try:
        reply = ask(settings, "getMe")
    except UnreachableError as error:
        yield _unreachable(patient, error)
        yield from (patient.not_examined(name, "telegram") for name in ("token", *_AFTER))
        return
    yield from _identity(patient, reply)
    yield _clock(patient, reply, before)
    if isinstance(reply.result, dict):
        yield look_at_way_in(patient)
        yield _groups(patient, reply.result)
    else:
        yield from (patient.not_examined(name, "token") for name in ("way_in", "groups"))


def _unreachable(patient: Patient, error: UnreachableError) -> Finding:
    tr, settings = patient.tr, patient.settings
    seen = tr.plain(
        "{server} cannot be reached ({reason}).",
        server=settings.api_base_url,
        reason=tr.plain(error.reason),
    )
    proxy = settings.proxy.get_secret_value()
    if proxy:
        advice = tr.plain(
            "Check that the proxy {proxy} runs and lets this through (LIAISON_PROXY).",
            proxy=shown(proxy),
        )
    else:
        advice = tr.plain(
            "Check the network. Where Telegram is not reachable directly, set LIAISON_PROXY or a "
            "Bot API server of your own (LIAISON_API_BASE_URL)."
        )
    return patient.wrong("telegram", seen, advice)


def _identity(patient: Patient, reply: Reply) -> Iterator[Finding]:
    tr = patient.tr
    if isinstance(reply.result, dict):
        name = str(reply.result.get("username", ""))
        yield patient.ok("token", tr.plain("Telegram knows the token."))
        yield patient.ok("telegram", tr.plain("Telegram answers as @{name}.", name=name))
    elif reply.status in {401, 404} and reply.description is not None:
        advice = tr.plain("Copy LIAISON_BOT_TOKEN from BotFather again, without spaces.")
        yield patient.wrong("token", tr.plain("Telegram does not know the token."), advice)
    else:
        advice = tr.plain("Wait a few minutes; if it stays, check LIAISON_API_BASE_URL.")
        seen = tr.plain("Telegram answers with {status}.", status=reply.status)
        if reply.description is None:
            where = shown(patient.settings.api_base_url)
            seen = tr.plain(
                "{server} answers with {status}, and not as a Bot API server does.",
                server=where,
                status=reply.status,
            )
        yield patient.wrong("telegram", seen, advice)
        yield patient.not_examined("token", "telegram")


def _groups(patient: Patient, me: dict[str, Any]) -> Finding:
    """Privacy mode, which an administrator of a group lifts for that group."""
    tr = patient.tr
    if not me.get("can_read_all_group_messages"):
        seen = tr.plain("In groups the bot is given only what is meant for it.")
        return patient.ok("groups", seen)
    return patient.warning(
        "groups",
        tr.plain("Telegram gives the bot everything that is said in its groups."),
        tr.plain("Nothing of it is kept; better switch it off: /setprivacy at BotFather, Enable."),
    )


def _clock(patient: Patient, reply: Reply, before: datetime) -> Finding:
    """The answer was dated, to the second, somewhere between our question and now."""
    tr = patient.tr
    if reply.date is None:
        seen = tr.plain("The answer was not dated, so the clock could not be compared.")
        return patient.ok("clock", seen)
    second = timedelta(seconds=1)
    off = max(before - second - reply.date, reply.date - patient.now, timedelta())
    if off <= DRIFT:
        return patient.ok("clock", tr.plain("The computer's clock agrees with Telegram's."))
    seconds = round(off.total_seconds())
    seen = tr.plain("The computer's clock is {seconds} s off Telegram's.", seconds=seconds)
    return patient.wrong("clock", seen, tr.plain("Set it by the network (NTP)."))
