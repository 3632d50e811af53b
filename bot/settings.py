"""Settings from the environment and `.env`; a name that we don't know is refused, not ignored."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal, TypeVar
from urllib.request import getproxies

from dotenv import dotenv_values
from pydantic import Field, PrivateAttr, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from adapters.platform import Platform, known, web_address

PREFIXES = ("NEMO_", "REELAY_", "STT_", "STUDIO_")
NEMO_API = "https://mega-api-prod.nemovideo.ai"
NEMO_WEB = "https://nemovideo.com"
PAGE_PORT = 8080


class SettingsError(Exception):
    """Settings that cannot be used; the text lists every problem and its way out, a line each.

    `settings` are those that can be, with the default in place of each that cannot.
    """

    def __init__(self, text: str, settings: Settings | None = None) -> None:
        super().__init__(text)
        self.settings = settings


Group = TypeVar("Group", bound=BaseSettings)
Names = Annotated[frozenset[str], NoDecode]


class Settings(BaseSettings):
    """Every setting, by the name of its environment variable in lower case."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True
    )
    _platforms: tuple[Platform, ...] = PrivateAttr(())

    nemo_backend: Literal["auto", "cloud", "studio"] = Field(
        "auto", description="Who makes the videos; auto: the cloud where a token or bot is set"
    )
    nemo_token: SecretStr | None = Field(
        None, description="NemoVideo token that all users share; empty: a free trial for each"
    )
    nemo_api_url: str = Field("", description=f"NemoVideo's API; empty: {NEMO_API}")
    nemo_web_url: str = Field(NEMO_WEB, description="NemoVideo's web editor, for links")
    nemo_skill_source: str = Field(
        "ai-video-generator-free-hd", description="Sent as X-Skill-Source with every call"
    )
    nemo_skill_version: str = Field("1.0.0", description="Sent as X-Skill-Version")
    nemo_skill_platform: str = Field(
        "", description="Sent as X-Skill-Platform; empty: by the folder it is installed in"
    )
    nemo_upload_limit_mb: int = Field(
        200, gt=0, le=5_000, description="Largest file in MB that is sent to NemoVideo"
    )
    nemo_result_hosts: Names = Field(
        frozenset(), description="Hosts (host or host:port) inside your network that give results"
    )
    stt_base_url: str = Field(
        "", description="Speech server that writes voice notes down (docs/voice.md); empty: none"
    )
    stt_api_key: SecretStr | None = Field(None, description="Its key, where it wants one")
    stt_model: str = Field("whisper-1", min_length=1, description="The model that it is asked for")
    studio_llm_base_url: str = Field(
        "", description="Language model for what the studio's rules leave over; empty: none"
    )
    studio_llm_api_key: SecretStr | None = Field(None, description="Its key, where it wants one")
    studio_llm_model: str = Field("", description="The model that it is asked for")
    database_url: str = Field(
        "", description="postgresql://… or sqlite:///…; empty: a file in REELAY_DATA_DIR"
    )
    reelay_secret_key: SecretStr = Field(
        SecretStr(""), description="Key that seals stored tokens; two, comma-separated, rotate"
    )
    reelay_data_dir: Path = Field(Path("data"), description="Where databases and files are kept")
    reelay_allowed_users: Names = Field(
        frozenset(), description="User ids that may use the bot; empty: everyone"
    )
    reelay_allowed_chats: Names = Field(
        frozenset(), description="Group ids that it works in; empty: every group"
    )
    reelay_admins: Names = Field(frozenset(), description="User ids that no list keeps out")
    reelay_admins_exempt: bool = Field(False, description="Admins are held to no daily cap")
    reelay_daily_turns: int | None = Field(
        None, ge=0, description="Prompts a user may send a day; 0: none, empty: unlimited"
    )
    reelay_daily_exports: int | None = Field(
        None, ge=0, description="Exports a user may start a day; 0: none, empty: unlimited"
    )
    reelay_still_working_s: float = Field(120, gt=0, description="Silence before 'Still working…'")
    reelay_silence_limit_s: float = Field(
        600, gt=0, description="Silence of the backend that counts as a disconnect"
    )
    reelay_turn_limit_s: float = Field(900, gt=0, description="Longest turn")
    reelay_recovery_s: Annotated[tuple[float, ...], NoDecode] = Field(
        (30, 60, 60, 60, 60, 60), description="Waits between looks after a disconnect"
    )
    reelay_poll_s: float | None = Field(
        None, gt=0, description="Seconds between looks at a render; empty: 30, studio 1"
    )
    reelay_poll_max: int | None = Field(
        None, gt=0, description="Looks at a render at most; empty: 10, studio 900"
    )
    reelay_text_wait_s: float = Field(
        0.25, ge=0, description="Wait for more after a text: a forward, a photo"
    )
    reelay_settle_s: float = Field(1.2, ge=0, description="Wait for more parts of an album")
    reelay_media_wait_s: float = Field(2.5, ge=0, description="Wait for words after a photo")
    reelay_edit_private_s: float | None = Field(
        None, gt=0, description="Between edits in private chats; empty: the platform's, 1.1"
    )
    reelay_edit_group_s: float | None = Field(
        None, gt=0, description="Between edits in groups; empty: the platform's, 3.1"
    )
    reelay_posts_per_s: float | None = Field(
        None,
        gt=0,
        description="Messages a second that this process may send on one platform; empty: 25",
    )
    reelay_role: Literal["all", "gateway", "worker"] = Field(
        "all", description="What this process does, with PostgreSQL"
    )
    reelay_keep_days: int = Field(30, ge=1, description="Days that ended jobs are kept")
    reelay_log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="How much is logged"
    )
    reelay_log_libraries: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="How much of others' code; below warning it quotes what people sent"
    )
    reelay_log_format: Literal["auto", "text", "json"] = Field(
        "auto", description="auto: text on a terminal, else JSON"
    )
    reelay_sentry_dsn: SecretStr | None = Field(
        None, description="Where errors are reported (extra `sentry`), without what people said"
    )
    reelay_http_host: str = Field("127.0.0.1", description="Where health and metrics listen")
    reelay_http_port: int = Field(
        0, ge=0, le=65535, description="Port of /healthz, /readyz, /metrics; 0: off"
    )

    reelay_web_port: int | None = Field(
        None, ge=0, le=65535, description="Port of the page; empty: 8080 without a bot; 0: off"
    )
    reelay_web_host: str = Field("127.0.0.1", description="Where the page listens")
    reelay_web_url: str = Field(
        "", description="The page's address from outside, by https; Telegram's app opens it too"
    )
    reelay_web_password: SecretStr = Field(
        SecretStr(""), description="Lets browsers in that are not on this machine"
    )
    reelay_web_user_header: str = Field(
        "", description="Header in which a proxy that signs people in names them"
    )
    reelay_web_proxies: Names = Field(
        frozenset(), description="Addresses of the proxies whose header is believed"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _trimmed(cls, value: object) -> object:
        """Blanks around a value were pasted along; nothing but blanks is nothing."""
        return value.strip() if isinstance(value, str) else value

    @field_validator(
        "nemo_token", "reelay_sentry_dsn", "stt_api_key", "studio_llm_api_key", mode="before"
    )
    @classmethod
    def _or_none(cls, value: object) -> object:
        return (value.strip() or None) if isinstance(value, str) else value

    @field_validator(
        "nemo_api_url", "nemo_web_url", "stt_base_url", "reelay_web_url", "studio_llm_base_url"
    )
    @classmethod
    def _address(cls, value: str) -> str:
        """A web address, or nothing where that is allowed."""
        return web_address(value, "http", "https")

    @field_validator(
        *("reelay_allowed_users", "reelay_allowed_chats", "reelay_admins", "nemo_result_hosts"),
        "reelay_web_proxies",
        mode="before",
    )
    @classmethod
    def _names(cls, value: object) -> object:
        return frozenset(_split(value)) if isinstance(value, str) else value

    @field_validator("reelay_recovery_s", mode="before")
    @classmethod
    def _figures(cls, value: object) -> object:
        return tuple(_split(value)) if isinstance(value, str) else value

    @property
    def backend(self) -> Literal["cloud", "studio"]:
        """Who makes the videos, decided (docs/decisions.md#studio)."""
        if self.nemo_backend != "auto":
            return self.nemo_backend
        served = any(platform.configured for platform in self.platforms)
        return "cloud" if self.nemo_token or self.nemo_api_url or served else "studio"

    @property
    def page_port(self) -> int:
        """Where the page is served, 0 for nowhere: by itself only where there is no bot."""
        if self.reelay_web_port is not None:
            return self.reelay_web_port
        served = any(platform.configured for platform in self.platforms)
        return 0 if served or self.reelay_role != "all" else PAGE_PORT

    @property
    def skill_platform(self) -> str:
        """What X-Skill-Platform says; source: docs/wire-api.md#headers."""
        return self.nemo_skill_platform or installed_by(Path(__file__).resolve())

    @property
    def platforms(self) -> Sequence[Platform]:
        """Every platform there is, with the settings of its own."""
        return self._platforms


def load(env_file: Path | None = Path(".env"), *, role: str | None = None) -> Settings:
    """The settings of this process; raises SettingsError with every problem there is.

    `role`: what the command line said, which goes before REELAY_ROLE.
    """
    given: dict[str, Any] = {"reelay_role": role} if role else {}
    problems = unknown_names(os.environ)
    if env_file is not None and env_file.is_file():
        try:
            problems += unknown_names({k: v or "" for k, v in dotenv_values(env_file).items()})
        except UnicodeDecodeError:
            raise SettingsError(f"{env_file} is not UTF-8 text: save it as UTF-8") from None
    platforms = [_read(kind, env_file, problems, kind.prefix()) for kind in known()]
    settings = _read(Settings, env_file, problems, **given)
    settings._platforms = tuple(platforms)
    if settings.reelay_role != "all" and settings.backend == "studio":
        problems.append(
            "REELAY_ROLE: the studio is part of one process; set NEMO_API_URL or NEMO_TOKEN"
        )
    if settings.stt_api_key is not None and not settings.stt_base_url:
        problems.append(
            "STT_BASE_URL: STT_API_KEY is set for no server; set its address, https://…"
        )
    if settings.studio_llm_base_url and not settings.studio_llm_model:
        problems.append("STUDIO_LLM_MODEL: say which model STUDIO_LLM_BASE_URL is asked for")
    if settings.studio_llm_api_key is not None and not settings.studio_llm_base_url:
        problems.append(
            "STUDIO_LLM_BASE_URL: STUDIO_LLM_API_KEY is set for no server; "
            "set its address, https://…"
        )
    problems += _unshared(settings)
    problems += _unserved(settings)
    problems += _unusable_proxies(settings)
    problems += [line for platform in platforms for line in platform.problems()]
    if problems:
        raise SettingsError("\n".join(problems), settings)
    return settings


def _read(
    kind: type[Group], env_file: Path | None, problems: list[str], prefix: str = "", **given: Any
) -> Group:
    """These settings; what cannot be used is a problem, and has its default."""
    try:
        return kind(_env_file=env_file, **given)
    except ValidationError as error:
        problems += _invalid(error, prefix)
        bad = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
    usual = {name: kind.model_fields[name].get_default() for name in bad}
    return kind(_env_file=env_file, **(given | usual))


def _unshared(settings: Settings) -> list[str]:
    """What processes of one bot must have in common and do not, a line each."""
    if settings.reelay_role == "all":
        return []
    lines = []
    if not settings.database_url.startswith("postgres"):
        lines.append(
            "REELAY_ROLE: gateways and workers share one PostgreSQL; "
            "set DATABASE_URL to postgresql://…"
        )
    if not settings.reelay_secret_key.get_secret_value().strip():
        lines.append(
            "REELAY_ROLE: gateways and workers open each other's secrets; "
            "set REELAY_SECRET_KEY to the same key for all (`python -m bot key` makes one)"
        )
    return lines


def _unserved(settings: Settings) -> list[str]:
    """Why the page cannot be served as it is set, a line each."""
    lines = []
    if settings.reelay_role != "all" and settings.reelay_web_port:
        lines.append(
            f"REELAY_WEB_PORT: a {settings.reelay_role} serves no page; unset it, or use role all"
        )
    if settings.reelay_web_user_header and not settings.reelay_web_proxies:
        lines.append("REELAY_WEB_USER_HEADER: set REELAY_WEB_PROXIES to the proxies that send it")
    return lines


def _unusable_proxies(settings: Settings) -> list[str]:
    """The proxies of the environment that nothing can be sent through, a line each."""
    if settings.backend == "studio" and not any(one.configured for one in settings.platforms):
        return []  # nothing leaves this machine
    lines = []
    for scheme in ("http", "https", "all"):
        address = getproxies().get(scheme)
        if address and not _usable_proxy(address):
            lines.append(
                f"{scheme.upper()}_PROXY: no such proxy can be used; "
                "set it to http://…, https://… or socks5://…, or unset it"
            )
    return lines


def _usable_proxy(address: str) -> bool:
    import httpx

    try:
        return bool(httpx.Proxy(address if "://" in address else f"http://{address}").url.host)
    except (ValueError, httpx.InvalidURL):
        return False


def installed_by(path: PurePath) -> str:
    """`clawhub` or `cursor`, whose folder of skills the path goes through, or `unknown`."""
    folders = [part.lstrip(".").casefold() for part in path.parts]
    return next((one for one in reversed(folders) if one in ("clawhub", "cursor")), "unknown")


def setting_names() -> Sequence[str]:
    """Every setting's name in upper case, the platforms' among them."""
    ours = [name.upper() for name in Settings.model_fields]
    theirs = [f"{kind.prefix()}{name.upper()}" for kind in known() for name in kind.model_fields]
    return [*theirs, *ours]


def unknown_names(environment: Mapping[str, str]) -> list[str]:
    """A line for each variable that looks like one of ours and is none, with the nearest name."""
    names = setting_names()
    prefixes = (*PREFIXES, *(kind.prefix() for kind in known()))
    lines = []
    for name in sorted(environment):
        if name.upper().startswith(prefixes) and name.upper() not in names:
            near = difflib.get_close_matches(name.upper(), names, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            lines.append(f"{name}: there is no such setting{hint}")
    return lines


def _invalid(error: ValidationError, prefix: str = "") -> list[str]:
    """A line for each value that cannot be used."""
    return [
        f"{prefix}{'.'.join(str(part) for part in e['loc']).upper()}: {_plainly(e)}"
        for e in error.errors(include_input=False)
    ]


_PLAIN = {
    "int_parsing": "this is no whole number",
    "int_from_float": "this is no whole number",
    "float_parsing": "this is no number",
    "bool_parsing": "say true or false",
    "literal_error": "choose {expected}",
    "greater_than": "it must be more than {gt:g}",
    "greater_than_equal": "it must be at least {ge:g}",
    "less_than": "it must be less than {lt:g}",
    "less_than_equal": "it must be at most {le:g}",
}


def _plainly(error: Any) -> str:
    """What is wrong with a value, in an operator's words."""
    known = _PLAIN.get(error["type"])
    if known is not None:
        return known.format(**error.get("ctx", {}))
    return str(error["msg"]).removeprefix("Value error, ")


def _split(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
