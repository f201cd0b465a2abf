"""An office's rules as data: what office.toml may say, with every default documented there."""

from datetime import date, time
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from models.briefs.rules import BriefRules
from models.burden.rules import BurdenRules
from models.calendar import Calendar
from models.circulars.rules import CircularRules
from models.digest import DeskRules, DigestRules
from models.experiences.rules import ExperienceRules
from models.names.ordering import NameOrder
from models.notices.rules import NoticeRules
from models.sections import Section
from models.slips.rungs import SlipKind, SlipRules
from models.standings.rules import StandingRules


class OfficeName(Section):
    """Who the office is in messages, whom to ask, and in which order names are listed."""

    name: str = Field(default="", max_length=60)
    contact: str = Field(default="", max_length=200)
    name_order: NameOrder = NameOrder.ROSTER


class CalendarRules(Section):
    """The office's own days beside the State Council's notice."""

    days_off: tuple[date, ...] = ()
    make_up_days: tuple[date, ...] = ()
    published_years: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _no_day_twice(self) -> "CalendarRules":
        both = set(self.days_off) & set(self.make_up_days)
        if both:
            raise ValueError(f"{min(both)} is both a day off and a make-up day")
        return self


class HoursRules(Section):
    """Working hours; left empty, messages go out at any time (DOMAIN §7)."""

    opens: time | None = time(8, 30)
    closes: time | None = time(18, 0)

    @field_validator("opens", "closes", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @model_validator(mode="after")
    def _both_or_none(self) -> "HoursRules":
        if (self.opens is None) != (self.closes is None):
            raise ValueError("give both opens and closes, or neither")
        if self.opens and self.closes and self.opens >= self.closes:
            raise ValueError("opens must be earlier than closes")
        return self


class DispatchRules(Section):
    """When the month's prompt goes out, is due and is cut off (DOMAIN §3)."""

    prompt_day: Annotated[int, Field(ge=1, le=28)] = 20
    prompt_at: time = time(9, 0)
    due_at: time = time(18, 0)
    cutoff_working_day: Annotated[int, Field(ge=1, le=10)] = 3
    cutoff_at: time = time(18, 0)
    unchanged_months: Annotated[int, Field(ge=1, le=12)] = 2


class ReminderRules(Section):
    """When those who still owe are reminded (DOMAIN §3)."""

    working_days_before: tuple[Annotated[int, Field(ge=0, le=20)], ...] = (3, 1)
    at: time = time(9, 0)
    morning_after: bool = True


class LightRules(Section):
    """When a matter turns yellow (DOMAIN §2)."""

    yellow_working_days: Annotated[int, Field(ge=0, le=60)] = 10
    behind_points: Annotated[int, Field(ge=1, le=100)] = 25


class DocumentRules(Section):
    """By when a superior document is conveyed, studied and followed by a local plan (DOMAIN §4).

    Working days from the day of receipt.
    """

    convey_days: Annotated[int, Field(ge=1, le=250)] = 5
    study_days: Annotated[int, Field(ge=1, le=250)] = 10
    plan_days: Annotated[int, Field(ge=1, le=250)] = 30

    @model_validator(mode="after")
    def _one_after_the_other(self) -> "DocumentRules":
        if not self.convey_days <= self.study_days <= self.plan_days:
            raise ValueError("convey_days, study_days and plan_days follow each other")
        return self


class LevelRules(Section):
    """How far down the tree an office reads; what it asks itself it always sees (DOMAIN §1)."""

    sees_down: Annotated[int, Field(ge=1, le=9)] | None = None

    @field_validator("sees_down", mode="before")
    @classmethod
    def _empty_is_all(cls, value: object) -> object:
        return None if value == "" else value


class InvitationRules(Section):
    """How long an invitation can be opened, in days."""

    valid_days: Annotated[int, Field(ge=1, le=90)] = 14


class MessageRules(Section):
    """How fast messages go out; Telegram's own limits are about 30 a second."""

    per_second: Annotated[float, Field(gt=0, le=30)] = 28
    per_chat_seconds: Annotated[float, Field(ge=0, le=60)] = 1.0
    per_group_minute: Annotated[int, Field(ge=1, le=20)] = 20


class Rules(Section):
    """The whole of office.toml."""

    office: OfficeName = OfficeName()
    calendar: CalendarRules = CalendarRules()
    hours: HoursRules = HoursRules()
    dispatch: DispatchRules = DispatchRules()
    reminders: ReminderRules = ReminderRules()
    lights: LightRules = LightRules()
    levels: LevelRules = LevelRules()
    invitations: InvitationRules = InvitationRules()
    messages: MessageRules = MessageRules()
    slips: SlipRules = SlipRules()
    documents: DocumentRules = DocumentRules()
    standings: StandingRules = StandingRules()
    circulars: CircularRules = CircularRules()
    burden: BurdenRules = BurdenRules()
    notices: NoticeRules = NoticeRules()
    desk: DeskRules = DeskRules()
    digest: DigestRules = DigestRules()
    brief: BriefRules = BriefRules()
    experiences: ExperienceRules = ExperienceRules()

    @model_validator(mode="after")
    def _no_number_means_two_documents(self) -> "Rules":
        if self.circulars.number in {self.slips.rung(kind).number for kind in SlipKind}:
            raise ValueError("circulars.number: a kind of slip is numbered so already")
        return self

    def calendar_in(self, zone: ZoneInfo) -> Calendar:
        """The calendar these rules make in a time zone."""
        return Calendar(
            zone=zone,
            days_off=frozenset(self.calendar.days_off),
            make_up_days=frozenset(self.calendar.make_up_days),
            published_years=frozenset(self.calendar.published_years),
            opens=self.hours.opens,
            closes=self.hours.closes,
        )
