"""The ladder as data: what office.toml says about each kind of slip (DOMAIN §4)."""

from datetime import time
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from models.people.posts import Role
from models.sections import Section
from models.signed_papers import SignedPaper


class SlipKind(StrEnum):
    """三单一书, the rungs of the ladder from the lowest: 提示单, 交办单, 催办单, 责令书."""

    PROMPT = "prompt"
    ASSIGNMENT = "assignment"
    REMINDER = "reminder"
    ORDER = "order"


class Trigger(StrEnum):
    """What raises a slip: a person, a date that comes, or a date or limit that was missed."""

    BY_HAND = "by_hand"
    BEFORE_DATE = "before_date"
    AFTER_MISS = "after_miss"


Days = Annotated[int, Field(ge=0, le=250)]
AT_UNIT = frozenset({Role.DEPUTY, Role.LEADER})


class Rung(SignedPaper):
    """One kind of slip. Every number of days counts working days of the office's calendar.

    `days` belongs to the trigger: so many before the date, or after the miss. `signers` are posts
    of the office; each of them may sign, `stand_in` while all of them are on leave. `copies` and
    `unreceived` are posts of the unit. 0 days for a plan or an answer: none is asked for.
    """

    trigger: Trigger
    days: Days = 1
    copies: tuple[Role, ...] = ()
    receipt_days: Annotated[int, Field(ge=1, le=20)] = 1
    plan_days: Days = 0
    answer_days: Days = 0
    again_days: Days = 3
    unreceived: tuple[Role, ...] = (Role.DEPUTY, Role.LEADER)

    @field_validator("copies", "unreceived")
    @classmethod
    def _told_at_the_unit(cls, value: tuple[Role, ...]) -> tuple[Role, ...]:
        if not set(value) <= AT_UNIT:
            raise ValueError('only "deputy" and "leader" can be told')
        return value


class PromptRung(Rung):
    """提示单, sent by rule before a date."""

    heading: Annotated[str, Field(min_length=1, max_length=40)] = "改革任务提示单"
    number: Annotated[str, Field(max_length=40)] = "改提〔{year}〕{n}号"
    trigger: Trigger = Trigger.BEFORE_DATE
    days: Days = 10
    again_days: Days = 0


class AssignmentRung(Rung):
    """交办单, written by hand."""

    heading: Annotated[str, Field(min_length=1, max_length=40)] = "改革任务交办单"
    number: Annotated[str, Field(max_length=40)] = "改交〔{year}〕{n}号"
    trigger: Trigger = Trigger.BY_HAND
    days: Days = 0
    signers: tuple[Role, ...] = (Role.DEPUTY_DIRECTOR, Role.DIRECTOR)
    plan_days: Days = 3
    answer_days: Days = 15


class ReminderRung(Rung):
    """催办单, drafted after a date or an assignment's limit was missed."""

    heading: Annotated[str, Field(min_length=1, max_length=40)] = "改革任务催办单"
    number: Annotated[str, Field(max_length=40)] = "改催〔{year}〕{n}号"
    trigger: Trigger = Trigger.AFTER_MISS
    signers: tuple[Role, ...] = (Role.DIRECTOR,)
    stand_in: Role | None = Role.DEPUTY_DIRECTOR
    copies: tuple[Role, ...] = (Role.LEADER,)
    answer_days: Days = 5


class OrderRung(Rung):
    """责令书, drafted after a reminder's limit was missed; never sent by a rule."""

    heading: Annotated[str, Field(min_length=1, max_length=40)] = "改革任务责令书"
    number: Annotated[str, Field(max_length=40)] = "改责〔{year}〕{n}号"
    trigger: Trigger = Trigger.AFTER_MISS
    signers: tuple[Role, ...] = (Role.HEAD,)
    copies: tuple[Role, ...] = (Role.DEPUTY, Role.LEADER)
    answer_days: Days = 5


_BY_RULE = {
    SlipKind.PROMPT: Trigger.BEFORE_DATE,
    SlipKind.ASSIGNMENT: None,
    SlipKind.REMINDER: Trigger.AFTER_MISS,
    SlipKind.ORDER: Trigger.AFTER_MISS,
}
"""The one trigger beside `by_hand` that each kind can have."""


class SlipRules(Section):
    """The whole ladder. `authority_basis` is what slips to a district rest on (DOMAIN §4)."""

    at: time = time(9, 0)
    milestones: bool = True
    authority_basis: str = Field(default="", max_length=500)
    prompt: PromptRung = PromptRung()
    assignment: AssignmentRung = AssignmentRung()
    reminder: ReminderRung = ReminderRung()
    order: OrderRung = OrderRung()

    @model_validator(mode="after")
    def _rungs_fit_their_kind(self) -> "SlipRules":
        for kind in SlipKind:
            rung = self.rung(kind)
            if rung.trigger not in {Trigger.BY_HAND, _BY_RULE[kind]}:
                raise ValueError(f"{kind}: {rung.trigger} does not raise this kind of slip")
            if kind is SlipKind.PROMPT and (rung.signers or rung.answer_days or rung.plan_days):
                raise ValueError("prompt: it is sent by rule and asks for a receipt only")
            if kind is not SlipKind.PROMPT and not rung.signers:
                raise ValueError(f"{kind}: name the posts that sign it")
            if kind is not SlipKind.PROMPT and not rung.answer_days:
                raise ValueError(f"{kind}: give the working days for an answer")
        if len({self.rung(kind).number for kind in SlipKind}) < len(SlipKind):
            raise ValueError("number each kind in its own way, or one number would mean two slips")
        return self

    def rung(self, kind: SlipKind) -> Rung:
        """What holds for a kind of slip."""
        return {
            SlipKind.PROMPT: self.prompt,
            SlipKind.ASSIGNMENT: self.assignment,
            SlipKind.REMINDER: self.reminder,
            SlipKind.ORDER: self.order,
        }[kind]
