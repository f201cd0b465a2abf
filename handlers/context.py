"""What every step of a conversation and every message is made from: the office and the scene."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol, Self
from zoneinfo import ZoneInfo

from sqlmodel import Session
from telegram import User

from locales import Translator, language_for, translator
from models.authority import Actor, seated
from models.calendar import Calendar
from models.dispatch.progress import Source
from models.outbox import Message, Urgency, put
from models.people.posts import met_at
from models.practice import Practice, Practices
from models.refusals import Reason, Refused
from models.rules import Rules
from models.scoring.scheme import Scheme
from models.store import Store
from models.units import Unit, asking_office


class Clock(Protocol):
    """What time it is: the real clock, or the demo's."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""


@dataclass(frozen=True)
class Office:
    """What the program runs with, and how the office works that a scene is about.

    One database, one clock, and how each office works: `practices` of all, `practice` of the one.
    `language` is spoken to whoever has not chosen one; `bot_username` makes invitation links.
    """

    store: Store
    practices: Practices
    practice: Practice
    clock: Clock
    language: str
    bot_username: str = ""

    def of(self, office: Unit) -> "Office":
        """The same program, about another office."""
        return replace(self, practice=self.practices.of(office))

    @property
    def rules(self) -> Rules:
        """The office's rules."""
        return self.practice.rules

    @property
    def calendar(self) -> Calendar:
        """The office's working days and hours."""
        return self.practice.calendar

    @property
    def scheme(self) -> Scheme:
        """The scheme that scores the office's months to come."""
        return self.practice.scheme

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return self.calendar.zone

    def translator(self, language: str | None) -> Translator:
        """The translator into a language, or into the office's own."""
        return translator(language or self.language, self.zone)


@dataclass(frozen=True)
class Scene:
    """One moment for one reader: enough to look facts up and to word them. Lives in a session."""

    session: Session
    now: datetime
    office: Office
    tr: Translator
    actor: Actor | None

    @property
    def me(self) -> Actor:
        """The person; Refused(NOT_ALLOWED) for a stranger."""
        if self.actor is None:
            raise Refused(Reason.NOT_ALLOWED)
        return self.actor

    def at(self, office_id: int) -> Self:
        """The same scene about another office, whose rules, days and scheme hold then."""
        if self.office.practices.alike:
            return self
        office = self.session.get_one(Unit, office_id)
        return replace(self, office=self.office.of(office))

    @property
    def today(self) -> date:
        """The office's day."""
        return self.office.calendar.today(self.now)


@dataclass(frozen=True)
class Turn(Scene):
    """What a person just did: a press (then `message_id` is the message pressed), a text, a file.

    `update_id` names the update: an answer put by `say` is said once, also when it is replayed.
    """

    update_id: int
    user_id: int
    chat_id: int
    message_id: int
    text: str = ""
    reply_to: int | None = None

    @property
    def source(self) -> Source:
        """Who says it and by which update, for the facts that follow."""
        return Source(
            person_id=self.me.id,
            now=self.now,
            update_id=self.update_id,
            chat_id=self.chat_id,
            message_id=self.message_id,
        )

    def say(
        self, kind: str, subject_id: int | None = None, params: Mapping[str, Any] | None = None
    ) -> None:
        """Answer with a new message in this chat; it is rendered when it goes out.

        The row is written in the transaction of the turn, so a crash neither loses nor doubles it.
        """
        self.say_under(
            f"answer:{self.update_id}:{kind}:{subject_id or 0}", kind, subject_id, params
        )

    def hand_over(
        self, kind: str, subject_id: int, params: Mapping[str, Any], version: int = 0
    ) -> None:
        """Answer a press with a paper; pressed again within a minute it is sent once.

        `version` tells the papers of two presses apart between which what they say has changed.
        """
        what = ":".join(map(str, [*params.values(), version]))
        key = f"{kind}:{subject_id}:{what}:{self.me.id}:{self.now:%Y%m%d%H%M}"
        self.say_under(key, kind, subject_id, params)

    def say_under(
        self, key: str, kind: str, subject_id: int | None, params: Mapping[str, Any] | None
    ) -> None:
        """As `say`; what was said under a key is never said again."""
        put(
            self.session,
            self.now,
            Message(
                kind=kind,
                key=key,
                person_id=self.actor.id if self.actor else None,
                chat_id=self.chat_id,
                subject_id=subject_id,
                params={"language": self.tr.language, **(params or {})},
                urgency=Urgency.ANSWER,
                update_id=self.update_id,
            ),
        )


@dataclass(frozen=True)
class Heard:
    """Where an update came from, before the database is asked who it was."""

    update_id: int
    user: User
    chat_id: int
    message_id: int
    text: str = ""
    reply_to: int | None = None


def office_for(office: Office, session: Session, actor: Actor | None) -> Office:
    """The program about the office a person has to do with: their own, or the one that asks them.

    Without a post it is about the office at the top.
    """
    if actor is None or not actor.seats or office.practices.alike:
        return office
    if actor.reads:
        return office.of(actor.reads)
    seat = actor.seats[0]
    asking = seat.unit if seat.in_office else asking_office(session, seat.unit)
    return office.of(asking) if asking else office


def take_turn(office: Office, session: Session, heard: Heard) -> Turn:
    """The turn an update makes: who it is and what they may do is looked up now, each time.

    Whoever holds no post any more is a stranger (DOMAIN §1: the work stays with the post).
    """
    person, posts = met_at(session, heard.user.id)
    known = seated(session, person, posts, office.practices) if person else None
    office = office_for(office, session, known)
    spoken = person.language if person else None
    language = spoken or language_for(heard.user.language_code, office.language)
    return Turn(
        session=session,
        now=office.clock.now(),
        office=office,
        tr=office.translator(language),
        actor=known if known and known.seats else None,
        update_id=heard.update_id,
        user_id=heard.user.id,
        chat_id=heard.chat_id,
        message_id=heard.message_id,
        text=heard.text,
        reply_to=heard.reply_to,
    )
