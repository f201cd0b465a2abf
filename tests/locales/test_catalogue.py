"""The catalogues hold exactly what the program says, in sound sentences."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from locales import catalogue
from locales.checking import faults, places
from locales.extraction import Found, Unextractable, extract


def source(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / "said.py").write_text(text, encoding="utf-8")
    return [(one.one, one.many) for one in extract([folder])]


def test_the_catalogues_are_in_step_with_the_program() -> None:
    assert catalogue.check() == [], "run `python -m locales.catalogue update` and translate"


def test_every_way_of_saying_a_sentence_is_found(tmp_path: Path) -> None:
    text = """
tr("B {x}", x=ctx.tr.plain("A"))
self.tr.plural("{n} dog", "{n} dogs", 2, name="no")
tr.plain_plural("{n} cat", "{n} cats", n)
WORDS = {1: N_("A long sentence "
               "over two lines")}
tr(WORDS[1]); tr(); tr(3); other("C")
"""
    assert source(tmp_path, text) == [
        ("A", ""),
        ("A long sentence over two lines", ""),
        ("B {x}", ""),
        ("{n} cat", "{n} cats"),
        ("{n} dog", "{n} dogs"),
    ]


@pytest.mark.parametrize("bad", ['f"A {x}"', '"A" + x', '"A" if x else "B"', '"A %s" % x'])
def test_a_glued_sentence_is_refused_with_its_place(tmp_path: Path, bad: str) -> None:
    with pytest.raises(Unextractable, match=r"said\.py:1: not one whole sentence"):
        source(tmp_path, f"tr({bad})")


def test_places_are_bare_names() -> None:
    assert places("{b} and {a} and {{c}}") == ("a", "b")
    for bad in ("{}", "{0}", "{a.b}", "{a!r}", "{a:>5}", "{a"):
        with pytest.raises(ValueError, match=r"bare name|expected"):
            places(bad)


def fault_of(english: str | tuple[str, str], chinese: str | tuple[str, ...]) -> str:
    return " / ".join(faults(Message(english, chinese), "zh_CN"))


@pytest.mark.parametrize(
    ("english", "chinese", "fault"),
    [
        ("Answer by {due}.", "", "no translation"),
        ("Answer by {due}.", "请答复。", "other {places}"),
        ("Answer by {due}.", "请于{date}前答复。", "other {places}"),
        ("Answer by {due}.", "请于{due!r}前答复。", "bare name"),
        ("Answer by <b>{due}</b>.", "请于{due}前答复。", "other tags"),
        ("Answer by <b>{due}</b>.", "请于<b>{due}前答复。", "not closed"),
        ("Answer by <b>{due}</b>.", "请于<i>{due}</i>前答复。", "other tags"),
        ("Answer <x>now</x>.", "请<x>答复</x>。", "Telegram has no <x>"),
        ("Answer by {due}.", "请于{due}前答复,谢谢。", "half-width ','"),
        ("Answer by {due}.", "请答复.{due}", ""),
        ("Answer by {due}.", "请答复. {due}", "half-width '.'"),
        ("Answer by {due}.", "请答复(截止{due}）", "half-width '('"),
        (("{n} matter", "{n} matters"), ("事项",), "other {places}"),
    ],
)
def test_a_faulty_translation_is_named(
    english: str | tuple[str, str], chinese: str | tuple[str, ...], fault: str
) -> None:
    assert fault in fault_of(english, chinese)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Answer by <b>{due}</b>.", "请于<b>{due}</b>前答复。"),
        ("File {name}.", "附件：{name}.xlsx，共1,378项（3.5%）"),
        (("One matter", "{n} matters"), ("{n}项",)),
    ],
)
def test_a_sound_translation_passes(
    english: str | tuple[str, str], chinese: str | tuple[str, ...]
) -> None:
    assert fault_of(english, chinese) == ""


def test_a_guess_is_named() -> None:
    assert list(faults(Message("A", "甲", flags=["fuzzy"]), "zh_CN")) == [
        "is marked as a guess (fuzzy)"
    ]


def catalogue_with(*pairs: tuple[str, str]) -> Catalog:
    made = Catalog(locale="zh_CN")
    for english, chinese in pairs:
        made.add(english, chinese)
    return made


SAID = [Found("A {x}", "", Path("a.py")), Found("{n} dog", "{n} dogs", Path("a.py"))]


def test_drift_names_what_is_missing_and_what_is_left_over() -> None:
    assert catalogue.drift(catalogue_with(("A {x}", "甲"), ("Z", "乙")), SAID, "zh_CN") == [
        "zh_CN: '{n} dog' is missing",
        "zh_CN: 'Z' is said nowhere",
    ]


def test_an_update_keeps_translations_and_drops_what_is_left_over() -> None:
    new = catalogue.updated(catalogue_with(("A {x}", "甲{x}"), ("Z", "乙")), SAID, "zh_CN")
    assert {m.id: "".join(m.string or "") for m in new if m.id} == {
        "A {x}": "甲{x}",
        ("{n} dog", "{n} dogs"): "",
    }


def test_english_is_its_own_translation() -> None:
    new = catalogue.updated(Catalog(locale="en"), SAID, "en")
    assert [m.string for m in new if m.id] == ["A {x}", ("{n} dog", "{n} dogs")]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "liaison.po"
    catalogue.write(path, catalogue.updated(Catalog(locale="zh_CN"), SAID, "zh_CN"))
    first = path.read_bytes()
    catalogue.write(path, catalogue.updated(catalogue.read(path, "zh_CN"), SAID, "zh_CN"))
    assert path.read_bytes() == first
