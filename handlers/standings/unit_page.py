"""A unit's month: total, place, change, and the score part by part (DOMAIN §6)."""

from collections.abc import Iterator

from markupsafe import Markup

from handlers import terms
from handlers.context import Scene, Turn
from handlers.hearing import Route
from handlers.papers.pictures.standings import change
from handlers.pressing import on_press
from handlers.standings import words
from handlers.standings.buttons import (
    CardPress,
    CohortPress,
    LinesPress,
    OwnPress,
    StandingPress,
    VersionsPress,
)
from handlers.standings.gains import biggest
from handlers.standings.last_places import own_last_place
from handlers.standings.seen import Seen, can_appeal, mode_of, seen_standing, sees_place
from handlers.view import Key, View, clip, lines
from models.authority import Act
from models.calendar import Month
from models.scoring.component_schemes import Component
from models.scoring.exact import rounded
from models.standings.appeals import Ruling, appeals_of
from models.standings.comparing import last_standing, ranked_in
from models.standings.looking_up import corrects_published
from models.standings.rules import Mode
from models.standings.runs import Run, versions_of
from models.units import Unit, unit_id

LOSSES = 3


def unit_page(scene: Scene, seen: Seen) -> View:
    """The whole page with its keys."""
    text = lines(
        title_line(scene, seen),
        state_line(scene, seen.run),
        *summary(scene, seen),
        Markup(""),
        *_parts(scene, seen),
        *_losses(scene, seen),
        *_appeals(scene, seen),
        *_hint(scene, seen),
    )
    return View(text, _keys(scene, seen))


def title_line(scene: Scene, seen: Seen) -> Markup:
    """Whose month it is."""
    unit = clip(seen.unit.name, 60)
    return scene.tr("<b>{unit}</b>, {month}", unit=unit, month=month(scene, seen.run))


def month(scene: Scene, run: Run) -> str:
    """A run's month in words."""
    return scene.tr.month(run.month)


def state_line(scene: Scene, run: Run) -> Markup:
    """Whether the figures are a preview, or published; and which version they are."""
    tr = scene.tr
    if run.published_at is None:
        return tr(
            "Preview, version {n}. Appeals until {when}.",
            n=run.version,
            when=tr.moment(run.appeals_until),
        )
    facts = {"n": run.version, "when": tr.moment(run.published_at)}
    if run.mode is Mode.NONE:
        return tr("Closed without being published, version {n}, {when}.", **facts)
    if corrects_published(scene.session, run):
        return tr("Published {when}, corrected, version {n}.", **facts)
    return tr("Published {when}, version {n}.", **facts)


def summary(scene: Scene, seen: Seen) -> Iterator[Markup]:
    """Total, place or band, and the change since the month before."""
    tr, one = scene.tr, seen.standing
    if one.total is None:
        yield tr("Nothing was to be scored.")
        return
    last = last_standing(scene.session, seen.run, unit_id(seen.unit))
    yield tr("Score: <b>{total}</b>", total=one.total)
    if last is not None and last.total is not None and last.total != one.total:
        difference = words.signed(one.total - last.total)
        yield tr("{difference} against the month before", difference=difference)
    place = place_line(scene, seen)
    if place is not None:
        yield place


def place_line(scene: Scene, seen: Seen) -> Markup | None:
    """The place in the cohort, or the band; None where the office's switch shows neither."""
    tr, one, shown = scene.tr, seen.standing, mode_of(scene, seen.run)
    if sees_place(scene, seen):
        if one.rank is None:
            return tr("No place: too few items for one.")
        last_rank = own_last_place(scene, seen)
        moved = change(tr, one.rank, last_rank).text if last_rank else ""
        line = tr(
            "No. {rank} of {units} in “{cohort}” {change}",
            rank=one.rank,
            units=ranked_in(scene.session, seen.run, seen.unit.cohort),
            cohort=terms.cohort(tr, seen.unit.cohort),
            change=moved,
        )
        return line.rstrip()
    if shown is Mode.BANDS and one.total is not None and one.rank is not None:
        rules = scene.at(seen.run.office_id).office.rules.standings
        at = rules.band(one.total)
        return tr("Band: {band}", band=words.band(tr, at, len(rules.bands)))
    return None


def _parts(scene: Scene, seen: Seen) -> Iterator[Markup]:
    tr, score = scene.tr, seen.score
    weights = score.scheme.weights
    if score.field is not None:
        share = score.scheme.group.field
        yield tr(
            "Matters of the field: <b>{value}</b> (share {share})",
            value=rounded(score.field),
            share=tr.percent(int(share * 100)),
        )
    for one in Component:
        name, weight = words.component(tr, one), weights.of(one)
        if one in score.components:
            value = rounded(score.components[one])
            yield tr(
                "{name}: <b>{value}</b> (weight {weight})", name=name, value=value, weight=weight
            )
        else:
            yield tr("{name}: no items", name=name)
    if seen.standing.bonus:
        yield tr("Bonus: +{points}", points=seen.standing.bonus)
    if seen.standing.deduction:
        yield tr("Deduction: −{points}", points=seen.standing.deduction)


def _losses(scene: Scene, seen: Seen) -> Iterator[Markup]:
    found = biggest(scene, seen.score, LOSSES)
    if found:
        yield Markup("")
        yield scene.tr("<b>What would have earned most</b>")
    for one in found:
        yield scene.tr("+{points} {text}", points=one.points, text=one.text)


def _appeals(scene: Scene, seen: Seen) -> Iterator[Markup]:
    found = appeals_of(scene.session, unit_id(seen.unit), seen.run.month)
    if found:
        tr = scene.tr
        counts = {ruling.value: sum(one.ruling is ruling for one in found) for ruling in Ruling}
        yield Markup("")
        yield tr("Appeals: {open} waiting, {granted} granted, {refused} refused.", **counts)


def _hint(scene: Scene, seen: Seen) -> Iterator[Markup]:
    """How to appeal, for those who may, while it can be done."""
    if can_appeal(scene, seen) and seen.score.lines:
        yield Markup("")
        yield scene.tr("Something is not right? Open the line under “Line by line” and appeal.")


def _keys(scene: Scene, seen: Seen) -> list[list[Key]]:
    tr, office = scene.tr, scene.session.get_one(Unit, seen.run.office_id)
    in_office = scene.me.may(Act.READ_RUN, office)
    lines_key = Key(tr.plain("Line by line {n}", n=len(seen.score.lines)), LinesPress(seen.id, 0))
    several = len(versions_of(scene.session, seen.run.office_id, Month.parse(seen.run.month))) > 1
    versions = Key(tr.plain("Versions"), VersionsPress(seen.id))
    cohort = seen.unit.cohort
    whole = Key(terms.cohort(tr, cohort), CohortPress(seen.run.id or 0, cohort, 0))
    open_to_all = seen.run.published_at is not None and seen.run.mode in {Mode.FULL, Mode.BANDS}
    own = Key(tr.plain("My units"), OwnPress(seen.run.month, 0))
    return [
        [lines_key] if seen.score.lines else [],
        [Key(tr.plain("As a picture"), CardPress(seen.id)), *([versions] if several else [])],
        [whole] if in_office or open_to_all else [],
        [own] if len(scene.me.units(Act.READ_STANDING)) > 1 and not in_office else [],
    ]


def pressed(turn: Turn, press: StandingPress) -> View:
    """The page in the pressed message."""
    return unit_page(turn, seen_standing(turn, press.standing))


ROUTES: tuple[Route, ...] = (on_press(StandingPress, pressed),)
