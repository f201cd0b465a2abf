"""The catalogues hold exactly what the program says, in sound sentences."""

import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from locales import catalogue, languages
from locales.checking import faults, places
from locales.conversion import Recipe, remake, strays
from locales.extraction import Found, Unextractable, extract


def source(folder: Path, text: str) -> list[tuple[str, str]]:
    folder.mkdir(exist_ok=True)
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


MADE = Recipe("zh_CN", "s2tw", {"臺": "台"})


def test_a_made_language_follows_its_source_but_for_what_is_written_by_hand() -> None:
    source = catalogue_with(("A {x}", "台账{x}"), ("B", "三单一书"), ("C", ""))
    made = Catalog(locale="zh_Hant")
    made.add("A {x}", "舊")
    made.add("B", "四單", user_comments=["by hand"])
    made.add("C", "")
    assert len(strays(MADE, source, made, "zh_Hant")) == 1
    remake(MADE, source, made)
    assert {m.id: m.string for m in made if m.id} == {"A {x}": "台賬{x}", "B": "四單", "C": ""}
    assert strays(MADE, source, made, "zh_Hant") == []


def test_an_update_keeps_the_mark_of_what_is_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "liaison.po"
    before = catalogue_with(("A {x}", "甲{x}"))
    before["A {x}"].user_comments = ["by hand"]
    catalogue.write(path, catalogue.updated(before, SAID, "zh_Hant"))
    kept = catalogue.read(path, "zh_Hant").get("A {x}")
    assert kept
    assert kept.user_comments == ["by hand"]


def test_a_made_language_gets_new_sentences_with_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "HOME", tmp_path)
    monkeypatch.setattr(catalogue, "FOLDERS", (tmp_path / "handlers",))
    for language in ("zh_CN", "zh_Hant"):
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
        catalogue.write(languages.catalogue_path(language), Catalog(locale=language))
    shutil.copy(Path(languages.__file__).parent / "zh_Hant" / "made.toml", tmp_path / "zh_Hant")
    source(tmp_path / "handlers", 'tr("New")')
    assert catalogue.update() == [
        "zh_CN: 'New' has no translation",
        "zh_Hant: 'New' has no translation",
    ]
    catalogue.write(languages.catalogue_path("zh_CN"), catalogue_with(("New", "新的一单")))
    assert catalogue.check() == [
        "zh_Hant: 'New' has no translation",
        "zh_Hant: 'New' is not what zh_CN gives; run `update`, or mark it \"# by hand\"",
    ]
    assert catalogue.update() == []
    assert "新的一單" in languages.catalogue_path("zh_Hant").read_text(encoding="utf-8")
