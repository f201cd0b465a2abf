"""Sentences, values and dates as one person reads them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from locales import N_, Translator, clean, language_for, translator
from locales import languages as languages_module
from locales import translation as translation_module
from locales.dates import Dates
from locales.languages import find_languages, language_named, own_name

SHANGHAI = ZoneInfo("Asia/Shanghai")
DUE = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Please answer by {due}."
msgstr "请于{due}前答复。"

msgid "Unit: <b>{name}</b>"
msgstr "单位：<b>{name}</b>"

msgid "{n} matter of {name}"
msgid_plural "{n} matters of {name}"
msgstr[0] "{name}共{n}项"

#, fuzzy
msgid "A guess"
msgstr "猜测"
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Catalogues of this test's own: zh_CN with five sentences, en with none."""
    for language, text in (("zh_CN", CATALOGUE), ("en", 'msgid ""\nmsgstr ""\n')):
        path = tmp_path / language / "LC_MESSAGES" / "liaison.po"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(languages_module, "HOME", tmp_path)
    monkeypatch.setattr(translation_module, "FALLBACKS", set())
    translation_module._catalogue.cache_clear()
    yield tmp_path
    translation_module._catalogue.cache_clear()


@pytest.fixture
def zh(house: Path) -> Translator:
    """Chinese on the office's clock."""
    assert house.is_dir()
    return Translator("zh_CN", SHANGHAI)


@pytest.fixture
def en(house: Path) -> Translator:
    """English on the office's clock."""
    assert house.is_dir()
    return Translator("en", SHANGHAI)


def test_a_sentence_is_translated_with_its_values(zh: Translator) -> None:
    assert zh("Please answer by {due}.", due=zh.moment(DUE)) == "请于11月30日（周一）18:00前答复。"


def test_values_are_escaped_and_the_template_is_not(zh: Translator) -> None:
    said = zh("Unit: <b>{name}</b>", name="<i>A&B</i>")
    assert said == "单位：<b>&lt;i&gt;A&amp;B&lt;/i&gt;</b>"
    assert zh("Unit: <b>{name}</b>", name=Markup("<i>A</i>")) == "单位：<b><i>A</i></b>"


def test_plain_text_is_not_escaped_and_sheds_tags(zh: Translator) -> None:
    assert zh.plain("Please answer by {due}.", due="A&B") == "请于A&B前答复。"
    assert zh.plain("Please answer by {due}.", due=Markup("<b>A&amp;B</b>")) == "请于A&B前答复。"


def test_plural_takes_the_languages_own_rule(zh: Translator, en: Translator) -> None:
    one, many = "{n} matter of {name}", "{n} matters of {name}"
    assert zh.plural(one, many, 1, name="A") == "A共1项"
    assert zh.plural(one, many, 3, name="<A>") == "&lt;A&gt;共3项"
    assert en.plain_plural(one, many, 1, name="A") == "1 matter of A"
    assert en.plain_plural(one, many, 3, name="<A>") == "3 matters of <A>"


def test_hostile_values_cannot_turn_or_break_the_line(zh: Translator) -> None:
    hostile = "a\u202eb\u2066c\u200fd\x00e\x1b[0m\tf\ng"
    assert clean(hostile) == "abcde[0m f\ng"
    assert zh.plain("Unit: <b>{name}</b>", name=hostile) == "单位：<b>abcde[0m f\ng</b>"


def test_a_value_with_braces_is_no_template(zh: Translator) -> None:
    assert zh("Unit: <b>{name}</b>", name="{due}") == "单位：<b>{due}</b>"


def test_a_missing_or_fuzzy_translation_is_remembered(zh: Translator) -> None:
    assert zh(N_("Never translated")) == "Never translated"
    assert zh("A guess") == "A guess"
    assert zh.plural("{n} dog", "{n} dogs", 2) == "2 dogs"
    missing = {"Never translated", "A guess", "{n} dog"}
    assert {("zh_CN", sentence) for sentence in missing} == translation_module.FALLBACKS


def test_dates_in_chinese(zh: Translator) -> None:
    day = date(2026, 11, 30)
    assert zh.date(day) == "2026年11月30日"
    assert zh.day(day) == "11月30日（周一）"
    assert zh.month("2026-11") == "2026年11月"
    assert zh.time(DUE) == "18:00"
    assert (zh.number(1378), zh.percent(75)) == ("1,378", "75%")


def test_dates_in_english(en: Translator) -> None:
    day = date(2026, 11, 30)
    assert en.date(day) == "30 Nov 2026"
    assert en.day(day) == "Mon, 30 Nov"
    assert en.moment(DUE) == "Mon, 30 Nov, 18:00"
    assert en.month("2026-11") == "November 2026"
    assert en.time(time(9, 5)) == "09:05"


def test_a_moment_falls_on_the_offices_day(en: Translator) -> None:
    late = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)
    assert en.moment(late) == "Tue, 1 Dec, 01:30"
    assert en.day(late) == "Tue, 1 Dec"


def test_a_moment_without_a_zone_is_refused(en: Translator) -> None:
    with pytest.raises(ValueError, match="time zone"):
        en.moment(datetime(2026, 11, 30, 10, 0))  # noqa: DTZ001


def test_there_is_one_translator_for_a_language_and_zone() -> None:
    assert translator("zh_CN", SHANGHAI) is translator("zh_CN", SHANGHAI)
    assert translator("zh_CN", SHANGHAI) is not translator("zh_CN", ZoneInfo("UTC"))


def test_languages_are_the_catalogues_that_are_there(house: Path) -> None:
    assert find_languages() == ("en", "zh_CN")
    (house / "de").mkdir()
    assert find_languages() == ("en", "zh_CN")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        *[(code, "zh_CN") for code in ("zh", "zh-hans", "zh-CN", "zh-SG", "zh_cn", "zh-hans-cn")],
        *[(code, "zh_Hant") for code in ("zh-hant", "zh-TW", "zh-HK", "zh-mo", "zh-hant-hk")],
        *[(code, "en") for code in ("en", "en-US", "EN-gb")],
        *[(code, "zh_CN") for code in ("pt", "pt-br", "fr", "", None, "!", "zz-top")],
    ],
)
def test_a_clients_code_becomes_a_language(code: str | None, language: str) -> None:
    assert language_for(code, "zh_CN", ("en", "zh_CN", "zh_Hant")) == language


def test_the_nearest_variety_is_taken_when_the_very_one_is_not_there() -> None:
    there = ("de", "en", "pt_BR", "zh_CN")
    assert language_for("zh-tw", "en", there) == "zh_CN"
    assert language_for("de-AT", "en", there) == "de"
    assert language_for("pt", "en", there) == "pt_BR"
    assert language_for("zh", "zh_Hant", (*there, "zh_Hant")) == "zh_Hant"


def test_a_language_is_named_as_it_calls_itself() -> None:
    there = ("en", "zh_CN", "zh_Hant")
    assert [own_name(one) for one in there] == ["English", "简体中文", "繁體中文"]
    named = ("繁體中文", "ENGLISH", "中文", "zh_hant", "zh-tw", "somehow")
    found = [language_named(one, "en", there) for one in named]
    assert found == ["zh_Hant", "en", "zh_CN", "zh_Hant", "zh_Hant", "en"]


def test_traditional_characters_have_dates_of_their_own() -> None:
    assert Dates("zh_Hant", SHANGHAI).moment(DUE) == "11月30日（週一）18:00"


def test_a_language_without_a_style_of_its_own_is_written_as_its_people_do() -> None:
    german = Dates("de", SHANGHAI)
    assert german.moment(DUE) == "Mo., 30. Nov., 18:00"
    assert german.date(date(2026, 11, 30)) == "30. Nov. 2026"
    assert german.number(1378) == "1.378"
