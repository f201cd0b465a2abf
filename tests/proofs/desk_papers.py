"""`python -m tests.proofs.desk_papers --out DIR`: the desk, the digest, the brief, to look at.

As the messages they are, in the chat page on a phone, with nothing waiting and with more than 200
things waiting, in both languages: each as text, and as PNG where there is a Chromium.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from pylopdf_fonts_zh_cn import sans_path, serif_path

from bot.simulator.client import Person as Chatter
from bot.simulator.seen import Message
from models.migrating import upgrade
from models.people.posts import Person, person_id
from models.store import Store
from tests.busy import make_busy
from tests.conversation import START, World, opened
from tests.desk import Desk, settle
from tests.handlers.office import Phones, ask
from tests.proofs.brief_papers import WARM, briefs
from tests.proofs.desk_people import POSTS, owe_a_vote, people_of
from tests.proofs.verdict import conclude
from tests.proofs.watch import Watch
from tests.simulator.page.browser import CHROMIUM, browsing

LANGUAGES = ("zh_CN", "en")
UNITS = {"nothing": 2, "many": 36}
"""Of each sort of work, one from every unit but the last."""
MOST_LINES = 16
SCREEN = 720  # the height of a telephone's screen that a chat has for its messages
LINE, KEYS = 23, 49  # how high a line and a row of keys are on it
LETTERS = {"zh_CN": 22, "en": 40}
"""So many go into a line, about."""
PHONE = (390, 1100)
MORNING = START + timedelta(days=6)
"""Tuesday 10:00, after the digest: what was handed in on Wednesday is late by now."""

Shown = Callable[[World, Phones, Person], Awaitable[tuple[Chatter, Message]]]


async def desk_of(world: World, phones: Phones, person: Person) -> tuple[Chatter, Message]:
    """/office."""
    phone = await phones.of(person)
    return phone, await ask(world, phone, "/office")


async def brief_of(world: World, phones: Phones, person: Person) -> tuple[Chatter, Message]:
    """/brief: a picture with its lines."""
    phone = await phones.of(person)
    return phone, await ask(world, phone, "/brief")


async def digest_of(_world: World, phones: Phones, person: Person) -> tuple[Chatter, Message]:
    """What lies in the chat after the digest's hour: for some posts nothing of that morning."""
    phone = await phones.of(person)
    chat = await phone.chat()
    digests = [message for message in chat if {*message.labels[-1:]} & {"Desk", "工作台"}]
    return phone, [*chat, *digests][-1]


async def below_of(world: World, phones: Phones, person: Person) -> tuple[Chatter, Message]:
    """/office, while a lower office is looked at."""
    phone = await phones.of(person)
    await ask(world, phone, "/switch DO")
    shown = await ask(world, phone, "/office")
    await ask(world, phone, "/switch O")
    return phone, shown


async def home_of(world: World, phones: Phones, person: Person) -> tuple[Chatter, Message]:
    """/start: for who has no desk, what waits for them."""
    phone = await phones.of(person)
    return phone, await ask(world, phone, "/start")


PAPERS: Mapping[str, tuple[Shown, Sequence[str]]] = {
    "digest": (digest_of, POSTS),
    "desk": (desk_of, POSTS),
    "below": (below_of, ("lin",)),
    "home": (home_of, ("leader", "qian")),
    "brief": (brief_of, ("leader", "zhou")),
}
"""Each kind of message: how it is called up, and by whom of the small city."""


async def stage(out: Path, size: str, language: str) -> list[str]:
    """Play one city in one language and keep what each post is shown; what is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/city.db")
        upgrade(store.url)
        desk = settle(store, units=UNITS[size])
        people = people_of(desk)
        if size == "many":
            make_busy(desk)
            owe_a_vote(desk)
        _speak(desk, people, language)
        async with opened(store, Path(folder), language=language) as world:
            faults = await _papers(world, desk, people, out, f"{size}-{language}")
        store.close()
        return faults


def _speak(desk: Desk, people: Mapping[str, Person], language: str) -> None:
    with desk.store.transaction() as session:
        for person in people.values():
            session.get_one(Person, person_id(person)).language = language


async def _papers(
    world: World, desk: Desk, people: Mapping[str, Person], out: Path, name: str
) -> list[str]:
    phones = Phones(world, desk)
    faults: list[str] = []
    for person in (*desk.liaisons, *people.values()):
        await world.person(person.name, id=person.telegram_id, started=True)
    for post in POSTS:
        await phones.begun(people[post])
    await world.step(MORNING)
    for what, (shown, posts) in PAPERS.items():
        for post in posts:
            phone, message = await shown(world, phones, people[post])
            file = out / f"{what}-{post}-{name}"
            file.with_suffix(".txt").write_text(_text(message), encoding="utf-8")
            if not message.media:
                faults += (f"{file.name}: {one}" for one in _too_much(message, name))
            await _picture(world, phone, name.partition("-")[2], file.with_suffix(".png"))
    return faults


def _too_much(message: Message, name: str) -> Iterator[str]:
    """More than one screen of a telephone, by lines, or by height with its keys."""
    lines, letters = message.text.split("\n"), LETTERS[name.partition("-")[2]]
    if len(lines) > MOST_LINES:
        yield f"{len(lines)} lines"
    broken = sum(max(1, -(-len(line) // letters)) for line in lines)
    height = broken * LINE + len(message.buttons) * KEYS
    if height > SCREEN:
        yield f"{height} high, a screen has {SCREEN}"


def _text(message: Message) -> str:
    keys = "\n".join(" | ".join(key.label for key in row) for row in message.buttons)
    return f"{message.text}\n\n{keys}\n"


async def _picture(world: World, phone: Chatter, language: str, file: Path) -> None:
    if CHROMIUM is None:
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with browsing(Path(folder)) as page:
            await page.size(*PHONE, phone=True)
            await page.open(f"{world.door.base_url}/?lang={language}&people={phone.id}")
            await asyncio.sleep(0.5)  # it scrolls to the last message
            await page.picture(file)


def lend_fonts(folder: Path) -> None:
    """Let a Chromium on a machine without Chinese typefaces use ours."""
    (folder / "fonts").mkdir()
    for path in (sans_path(), serif_path()):
        (folder / "fonts" / Path(path).name).symlink_to(path)
    os.environ["XDG_DATA_HOME"] = str(folder)


def main() -> None:
    """Write them all and conclude."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where they are written")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    lend_fonts(Path(tempfile.mkdtemp()))
    faults = [
        fault
        for size in UNITS
        for language in LANGUAGES
        for fault in asyncio.run(stage(out, size, language))
    ]
    watch = Watch()
    faults += briefs(LANGUAGES, out, watch)
    sys.stdout.write(f"{watch}\n")
    sys.stdout.writelines(f"  {one}\n" for one in faults)
    if CHROMIUM is None:
        sys.stdout.write("skipped: no Chromium here, so there are texts only\n")
    told = f"{len(list(out.glob('*.txt')))} messages, {len(faults)} faults"
    conclude(told, holds=not faults and watch.slowest() < WARM)


if __name__ == "__main__":
    main()
