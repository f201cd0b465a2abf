"""The question for a new date with its reason, and what was understood of the answer."""

from collections.abc import Mapping
from datetime import date, timedelta

from handlers.context import Scene
from handlers.slips import words
from handlers.slips.buttons import SlipPress
from handlers.slips.unit.buttons import ExtendSurePress
from handlers.view import Ask, Key, View, clip, lines
from locales import N_
from models.focus import Topic
from models.slips.extensions import date_meant
from models.slips.slips import Slip, slip_id

MISSING: Mapping[str, str] = {
    "day": N_("No new date was found in that."),
    "later": N_("The new date has to be after {day}."),
    "reason": N_("Please give the reason, too."),
}


def question(scene: Scene, slip: Slip, missing: str = "all") -> View:
    """Until when, and why; with what was missing in the text before, unless it is all."""
    tr, before = scene.tr, date_meant(slip) or scene.today
    sample = before + timedelta(days=30)
    text = lines(
        tr(MISSING[missing], day=tr.date(before)) if missing in MISSING else None,
        tr("<b>Extension</b> for {name}", name=words.name(tr, slip)),
        tr("Date now: {day}", day=tr.date(before)),
        tr(
            "Please send the new date and the reason in one message, for example: "
            "<code>{day} waiting for the province's approval</code>",
            day=sample.isoformat(),
        ),
    )
    return View(text, [[_back(scene, slip)]], _asks(slip))


def understood(scene: Scene, slip: Slip, before: date, wanted: date, reason: str) -> View:
    """What would be asked for, for a yes."""
    tr = scene.tr
    text = lines(
        tr("<b>Extension</b> for {name}", name=words.name(tr, slip)),
        tr("Date: {before} → <b>{after}</b>", before=tr.date(before), after=tr.date(wanted)),
        tr("Reason: {reason}", reason=clip(reason, 1000)),
        tr("The reform office decides; the original date stays on record."),
    )
    sure = Key(tr.plain("Ask for it"), ExtendSurePress(slip_id(slip)))
    return View(text, [[sure, _back(scene, slip)]], _asks(slip))


def _asks(slip: Slip) -> Ask:
    return Ask(Topic.SLIP_EXTENSION, slip_id(slip))


def _back(scene: Scene, slip: Slip) -> Key:
    return Key(scene.tr.plain("Back"), SlipPress(slip_id(slip)))
