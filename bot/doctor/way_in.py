"""The part of the examination that looks at how updates come in, and who else takes them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.doctor.finding import Finding, Patient
from bot.doctor.machine import Pulse, pulse
from bot.reach import UnreachableError, ask
from bot.settings import Updates

RECENT = timedelta(hours=1)
MANY = 100
PROBE = 3
"""Seconds in which another program that polls asks again and so shows itself."""


def shown(address: str) -> str:
    """Where an address leads, without what else it may hold."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def look_at_way_in(patient: Patient) -> Finding:
    """How updates come in, against what Telegram has been told."""
    try:
        reply = ask(patient.settings, "getWebhookInfo")
    except UnreachableError:
        return patient.not_examined("way_in", "telegram")
    info = reply.result if isinstance(reply.result, dict) else {}
    if patient.settings.updates is Updates.POLLING:
        return _polling(patient, info)
    return _webhook(patient, info)


def _polling(patient: Patient, info: dict[str, Any]) -> Finding:
    tr, alive = patient.tr, pulse(patient) is Pulse.ALIVE
    if info.get("url"):
        seen = tr.plain(
            "LIAISON_UPDATES is polling, but a webhook to {where} is set.",
            where=shown(info["url"]),
        )
        advice = tr.plain(
            "If that is your old installation, stop it; `liaison run` takes the webhook away when "
            "it starts. If you do not know it, have BotFather make a new token."
        )
        return (patient.wrong if alive else patient.warning)("way_in", seen, advice)
    if alive:
        return _waiting(patient, info)
    return _other_poller(patient, info)


def _other_poller(patient: Patient, info: dict[str, Any]) -> Finding:
    """Ask for updates for a moment, without taking any: whoever else polls drives us out.

    They ask again within a second or two and lose nothing.
    """
    tr = patient.tr
    try:
        reply = ask(patient.settings, "getUpdates", timeout=PROBE, limit=1)
    except UnreachableError:
        return patient.not_examined("way_in", "telegram")
    if reply.status != 409:
        return _waiting(patient, info)
    seen = tr.plain("A program is polling with this token at this moment.")
    if pulse(patient) is Pulse.UNKNOWN:
        advice = tr.plain(
            "If you have not started it yourself, stop the other copy or have BotFather make a "
            "new token: two that poll take each other's updates."
        )
        return patient.ok("way_in", seen, advice)
    advice = tr.plain(
        "Yours does not run, so it is another copy: stop it, or have BotFather make a new token."
    )
    return patient.wrong("way_in", seen, advice)


def _webhook(patient: Patient, info: dict[str, Any]) -> Finding:
    tr, settings = patient.tr, patient.settings
    if info.get("url") != settings.webhook_url:
        seen = tr.plain(
            "Telegram does not deliver to LIAISON_WEBHOOK_URL: it was told another address or none."
        )
        advice = tr.plain(
            "`liaison run` tells it when it starts. If it runs already, another program with this "
            "token has changed it: stop that one, then start yours again."
        )
        alive = pulse(patient) is Pulse.ALIVE
        return (patient.wrong if alive else patient.warning)("way_in", seen, advice)
    failed_at = datetime.fromtimestamp(info.get("last_error_date", 0), UTC)
    if patient.now - failed_at > RECENT:
        return _waiting(patient, info)
    seen = tr.plain(
        "Telegram could not deliver to your webhook at {at}: {words}",
        at=tr.time(failed_at),
        words=str(info.get("last_error_message", "")),
    )
    advice = tr.plain(
        "Check that {where} leads to LIAISON_WEBHOOK_LISTEN ({listen}) with a valid certificate.",
        where=shown(settings.webhook_url),
        listen=settings.webhook_listen,
    )
    return patient.wrong("way_in", seen, advice)


def _waiting(patient: Patient, info: dict[str, Any]) -> Finding:
    tr, waiting = patient.tr, int(info.get("pending_update_count", 0))
    if waiting >= MANY:
        seen = tr.plain(
            "Updates that wait at Telegram, which keeps them for a day: {n}.", n=waiting
        )
        return patient.warning("way_in", seen, tr.plain("Start the program: `liaison run`."))
    if patient.settings.updates is Updates.POLLING:
        return patient.ok("way_in", tr.plain("Updates are asked for (polling)."))
    return patient.ok("way_in", tr.plain("Updates come by webhook."))
