"""The settings: where each comes from, what is said about a wrong one, and the example file."""

import re
from pathlib import Path
from typing import Any

import pytest

from bot.settings import PREFIX, SHIPPED_OFFICE_FILE, Settings, SettingsError, load

EXAMPLE = Path(__file__).parents[2] / ".env.example"
WEBHOOK = {"updates": "webhook", "webhook_url": "https://a.example/x", "webhook_secret": "s" * 20}


def made(**given: Any) -> Settings:
    return load(**({"_env_file": None} | given))


def test_nothing_but_the_token_must_be_set() -> None:
    settings = made()
    assert settings.database == "sqlite:///data/liaison.db"
    assert settings.timezone.key == "Asia/Shanghai"
    with pytest.raises(SettingsError, match=r"LIAISON_BOT_TOKEN: put the token from BotFather"):
        settings.token()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"timezone": "Mars/Base"}, "LIAISON_TIMEZONE: 'Mars/Base' is not the name"),
        (
            {"language": "xx"},
            "LIAISON_LANGUAGE: 'xx' is not spoken; choose one of en, zh_CN, zh_Hant",
        ),
        ({"api_base_url": "telegram"}, "LIAISON_API_BASE_URL: write the server's address"),
        ({"proxy": "ftp://x"}, "LIAISON_PROXY: write it as http://host:port or socks5://"),
        ({"database_url": "mysql://u@h/x"}, "LIAISON_DATABASE_URL: write it as postgresql://"),
        ({"database_url": "liaison.db"}, "LIAISON_DATABASE_URL: write it as postgresql://"),
        ({"webhook_listen": "8080"}, "LIAISON_WEBHOOK_LISTEN: write it as host:port"),
        ({"updates": "pigeon"}, "LIAISON_UPDATES: Input should be 'polling' or 'webhook'"),
        (WEBHOOK | {"webhook_url": "http://a"}, "LIAISON_WEBHOOK_URL: give the https:// address"),
        (WEBHOOK | {"webhook_secret": "short"}, "LIAISON_WEBHOOK_SECRET: give 16 to 256"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(given: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        made(**given)
    assert said in str(refused.value)


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        made(timezone="nowhere", language="xx")
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == [
        "LIAISON_TIMEZONE",
        "LIAISON_LANGUAGE",
    ]


def test_the_environment_and_the_file_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("LIAISON_LANGUAGE=en\nLIAISON_DATA_DIR=\n")
    monkeypatch.setenv("LIAISON_TIMEZONE", "Asia/Urumqi")
    settings = load(_env_file=tmp_path / ".env")
    assert (settings.language, settings.timezone.key) == ("en", "Asia/Urumqi")
    assert settings.data_dir == Path("data"), "an empty value means the default"


def test_a_server_of_ones_own_brings_its_files_along() -> None:
    settings = made(api_base_url="http://127.0.0.1:8081/bot")
    assert settings.api_base_url == "http://127.0.0.1:8081"
    assert settings.file_url == "http://127.0.0.1:8081/file"
    assert made(api_file_url="http://files/").file_url == "http://files"


def test_the_scheme_file_set_goes_before_the_data_folder_before_ours(tmp_path: Path) -> None:
    assert made(data_dir=tmp_path).scoring_file.read_text().startswith("# The scheme")
    (tmp_path / "scheme.toml").touch()
    assert made(data_dir=tmp_path).scoring_file == tmp_path / "scheme.toml"
    assert made(data_dir=tmp_path, scheme_file="x.toml").scoring_file == Path("x.toml")


def test_the_office_file_set_goes_before_the_data_folder_before_ours(tmp_path: Path) -> None:
    assert made(data_dir=tmp_path).rules_file == SHIPPED_OFFICE_FILE
    (tmp_path / "office.toml").write_text("")
    assert made(data_dir=tmp_path).rules_file == tmp_path / "office.toml"
    assert made(data_dir=tmp_path, office_file="x.toml").rules_file == Path("x.toml")


def test_secrets_are_not_shown_by_printing_the_settings() -> None:
    settings = made(
        bot_token="1:abc", database_url="postgresql://u:pw@h/d", proxy="socks5://u:pw@h:1"
    )
    assert "abc" not in repr(settings)
    assert "pw" not in repr(settings)
    assert set(settings.secrets) == {"1:abc", "postgresql://u:pw@h/d", "socks5://u:pw@h:1"}


def test_the_example_names_every_setting_with_a_comment() -> None:
    lines = EXAMPLE.read_text().splitlines()
    named = {line.split("=")[0]: lines[at - 1] for at, line in enumerate(lines) if "=" in line}
    named = {name: above for name, above in named.items() if re.fullmatch(r"[A-Z_]+", name)}
    assert set(named) == {PREFIX + name.upper() for name in Settings.model_fields}
    assert all(above.startswith("# ") for above in named.values())


def test_the_example_can_be_used_as_it_is() -> None:
    assert load(_env_file=EXAMPLE).model_dump(exclude={"bot_token"}) == made().model_dump(
        exclude={"bot_token"}
    )
