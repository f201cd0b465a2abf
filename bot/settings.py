"""The settings of one installation, read from the environment and `.env`; nothing else reads it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from locales import LANGUAGES

PREFIX = "LIAISON_"
SHIPPED_OFFICE_FILE = Path(__file__).with_name("office.toml")
SHIPPED_SCHEME_FILE = Path(__file__).with_name("scheme.toml")


class SettingsError(Exception):
    """Settings that cannot be used; each line names one setting and says what to do."""


class Updates(StrEnum):
    """How updates come in."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class LogFormat(StrEnum):
    """How a line of the log is written."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseSettings):
    """All settings; `.env.example` has a comment for each. `load` is the way to make them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    bot_token: SecretStr = SecretStr("")
    database_url: SecretStr = SecretStr("")
    api_base_url: str = "https://api.telegram.org"
    api_file_url: str = ""
    timezone: Annotated[ZoneInfo, NoDecode] = ZoneInfo("Asia/Shanghai")
    language: str = "zh_CN"
    office_file: Path | None = None
    scheme_file: Path | None = None
    data_dir: Path = Path("data")
    updates: Updates = Updates.POLLING
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1:8080"
    proxy: SecretStr = SecretStr("")
    log_format: LogFormat = LogFormat.TEXT
    health_file: Path | None = None

    @field_validator("timezone", mode="before")
    @classmethod
    def _known_zone(cls, value: Any) -> ZoneInfo:
        if isinstance(value, ZoneInfo):
            return value
        try:
            return ZoneInfo(str(value))
        except (ValueError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError
            raise ValueError(_NO_ZONE.format(value)) from error
        except KeyError as error:
            raise ValueError(_NO_ZONE.format(value)) from error

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"{value!r} is not spoken; choose one of {', '.join(LANGUAGES)}")
        return value

    @field_validator("api_base_url", "api_file_url")
    @classmethod
    def _server(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("write the server's address with http:// or https:// and without /bot")
        return value.rstrip("/").removesuffix("/bot")

    @field_validator("proxy")
    @classmethod
    def _proxy_scheme(cls, value: SecretStr) -> SecretStr:
        known = ("http://", "https://", "socks5://", "socks5h://")
        if value and not value.get_secret_value().startswith(known):
            raise ValueError("write it as http://host:port or socks5://user:password@host:port")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        kind, found, _ = value.get_secret_value().partition("://")
        if value and (not found or kind.partition("+")[0] not in {"sqlite", "postgresql"}):
            raise ValueError(
                "write it as postgresql://user:password@host:5432/name or leave it empty"
            )
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("write it as host:port, for example 127.0.0.1:8080")
        return value

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> Self:
        if self.updates is Updates.WEBHOOK:
            if not self.webhook_url.startswith("https://"):
                raise ValueError(f"{PREFIX}WEBHOOK_URL: give the https:// address Telegram calls")
            if not _is_webhook_secret(self.webhook_secret.get_secret_value()):
                raise ValueError(
                    f"{PREFIX}WEBHOOK_SECRET: give 16 to 256 characters out of A-Z a-z 0-9 _ -"
                )
        return self

    @property
    def database(self) -> str:
        """The URL of the database: the one set, or a SQLite file in the data folder."""
        set_by_hand = self.database_url.get_secret_value()
        return set_by_hand or f"sqlite:///{self.data_dir / 'liaison.db'}"

    @property
    def file_url(self) -> str:
        """Where files are downloaded from; beside the API unless set."""
        return self.api_file_url or f"{self.api_base_url}/file"

    @property
    def rules_file(self) -> Path:
        """The office's rules: the file set, else office.toml in the data folder, else ours."""
        own = self.data_dir / "office.toml"
        return self.office_file or (own if own.exists() else SHIPPED_OFFICE_FILE)

    @property
    def scoring_file(self) -> Path:
        """The scheme of the score: the file set, else scheme.toml in the data folder, else ours."""
        own = self.data_dir / "scheme.toml"
        return self.scheme_file or (own if own.exists() else SHIPPED_SCHEME_FILE)

    @property
    def offices_folder(self) -> Path:
        """Where offices with rules of their own keep them: `offices` beside office.toml."""
        return (self.office_file.parent if self.office_file else self.data_dir) / "offices"

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that must never be seen in a log."""
        every = (self.bot_token, self.webhook_secret, self.proxy, self.database_url)
        return tuple(secret.get_secret_value() for secret in every if secret)

    def token(self) -> str:
        """The bot's token; SettingsError when there is none."""
        token = self.bot_token.get_secret_value()
        if not token:
            raise SettingsError(f"{PREFIX}BOT_TOKEN: put the token from BotFather into .env")
        return token


_NO_ZONE = "{!r} is not the name of a time zone; write for example Asia/Shanghai"


def _is_webhook_secret(text: str) -> bool:
    plain = text.replace("_", "").replace("-", "")
    return 16 <= len(text) <= 256 and plain.isascii() and plain.isalnum()


def load(**given: Any) -> Settings:
    """The settings of this installation; what is `given` goes before the environment.

    Raises SettingsError with one line per setting that cannot be used.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("\n".join(map(_line, error.errors()))) from None


def _line(problem: Any) -> str:
    words = problem["msg"].removeprefix("Value error, ")
    name = "_".join(str(part) for part in problem["loc"]).upper()
    return f"{PREFIX}{name}: {words}" if name else words
