"""Environment and secrets, typed and read once at the edge. Every variable begins with `OVERREACH_`."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What differs between installations. The defaults are the embedded ones: SQLite and the console."""

    model_config = SettingsConfigDict(env_prefix="OVERREACH_", env_file=".env", extra="ignore", frozen=True)

    database_url: SecretStr = Field(SecretStr("sqlite:///var/overreach.db"), description="SQLAlchemy URL")
    config_dir: Path = Field(ROOT / "config", description="folder of feeds/, laws/, lexicon/, alerts.yml")
    weights_dir: Path = Field(ROOT / "classifiers" / "weights", description="folder of the shipped encoder")
    feeds_dir: Path | None = Field(None, description="folder of feed files in place of config_dir/feeds")
    alerts_file: Path | None = Field(None, description="alerts file in place of config_dir/alerts.yml")
    state_dir: Path = Field(Path("var"), description="folder for the journal of console alerts")
    out_dir: Path = Field(Path("out"), description="folder for the digest's preview")
    timezone: str = Field("UTC", description="the organisation's time zone: weeks and digests follow it")
    contact: str = Field("", description="address shown to servers in the User-Agent; empty says nothing")
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = Field(
        (), description="networks that may be fetched from although they are not public"
    )
    slack_token: SecretStr | None = Field(None, description="bot token (xoxb-…) for the slack channel")
    slack_api_url: str = Field("https://slack.com/api/", description="another address for tests or a gateway")
    smtp_host: str = Field("", description="mail server; empty means no mail")
    smtp_port: int = Field(587, description="its port")
    smtp_security: str = Field(
        "starttls", pattern="^(starttls|tls|none)$", description="starttls, tls or none"
    )
    smtp_username: str = Field("", description="empty means no login")
    smtp_password: SecretStr | None = Field(None, description="password of the login")
    mail_from: str = Field("", description="sender of alerts and digests by mail")
    unsubscribe_url: str = Field("", description="https address for one-click unsubscribe (RFC 8058)")
    threads: int = Field(2, ge=1, le=64, description="threads of the encoder")
    fetch_workers: int = Field(8, ge=1, le=64, description="hosts fetched from at once")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError) as error:
            raise ValueError(f"{value!r} is no IANA time zone such as Europe/Paris") from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def read_settings() -> Settings:
    """Read the environment and `.env`. Raises ConfigError naming the variable."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "OVERREACH_" + "_".join(str(part) for part in first["loc"][:1]).upper()
        raise ConfigError(name, first["msg"]) from None
