"""Whom a draft is for, as it is typed: names of units, cohorts, posts, groups and group chats."""

import re

from handlers import terms
from handlers.context import Scene, Turn
from handlers.notices.seen import office_of
from handlers.view import clip
from models.groups import chats_of
from models.notices.audiences import Audience
from models.notices.drafting import address
from models.notices.groups import groups_of
from models.notices.notices import Notice, notice_id
from models.people.posts import Role
from models.refusals import Reason, Refused
from models.slips.addressees import addressee_called
from models.understanding.first_word import plain_word
from models.units import Cohort, unit_id

BETWEEN = re.compile(r"[,，、;；\n]+")
_ALL = frozenset({"all", "everybody", "全部", "所有", "所有单位"})
_NOBODY = frozenset({"nobody", "clear", "清空"})


def heard(turn: Turn, notice: Notice, text: str) -> None:
    """Names are added at once; letters offer the units they find."""
    parts = [part.strip() for part in BETWEEN.split(text) if part.strip()]
    audience = notice.whom
    for part in parts:
        named = _called(turn, notice, audience, part)
        if named is None and len(parts) > 1:
            raise Refused(Reason.UNKNOWN_UNIT, text=clip(part, 60))
        if named is None:
            turn.say("notice_units", notice_id(notice), {"letters": clip(part, 60)})
            return
        audience = named
    address(turn.session, notice, audience)
    turn.say("notice_whom", notice_id(notice))


def _called(scene: Scene, notice: Notice, now: Audience, text: str) -> Audience | None:
    """The audience with what is called exactly so; None when nothing is."""
    word, tr = plain_word(text), scene.tr
    if word in _ALL:
        return now.model_copy(update={"everybody": True})
    if word in _NOBODY:
        return Audience()
    for cohort in Cohort:
        if word in {plain_word(terms.cohort(tr, cohort)), cohort.value}:
            return now.model_copy(update={"cohorts": now.cohorts | {cohort}})
    for role in Role:
        if word in {plain_word(terms.role(tr, role)), role.value}:
            return now.model_copy(update={"posts": now.posts | {role}})
    return _thing_called(scene, notice, now, text)


def _thing_called(scene: Scene, notice: Notice, now: Audience, text: str) -> Audience | None:
    unit = addressee_called(scene.session, office_of(scene, notice), text)
    if unit:
        return now.model_copy(update={"units": now.units | {unit_id(unit)}})
    for group in groups_of(scene.session, notice.office_id):
        if plain_word(group.name) == plain_word(text):
            return now.model_copy(update={"groups": now.groups | {group.id}})
    for chat in chats_of(scene.session, notice.office_id):
        if plain_word(chat.title) == plain_word(text):
            return now.model_copy(update={"chats": now.chats - chat.ids | {chat.chat_id}})
    return None
