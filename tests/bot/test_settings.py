"""Settings: every one documented, none ignored, none leaked."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest
from pydantic import SecretStr

from bot import reference
from bot.app import core_config
from bot.logs import Redactor
from bot.settings import SettingsError, installed_by, load, setting_names, unknown_names


def test_the_example_and_the_page_are_written_from_the_settings() -> None:
    """`.env.example` and docs/settings.md say what the code says."""
    assert (reference.ROOT / ".env.example").read_text(encoding="utf-8") == reference.example()
    page = (reference.ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == reference.page(page)
    for name in setting_names():
        assert f"`{name}`" in page


def test_every_problem_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt name with the nearest real one, and a value that is none."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKE", "x")
    monkeypatch.setenv("REELAY_DAILY_TURNS", "many")
    with pytest.raises(SettingsError) as refused:
        load(None)
    lines = str(refused.value).splitlines()
    assert "TELEGRAM_BOT_TOKE: there is no such setting; did you mean TELEGRAM_BOT_TOKEN?" in lines
    assert any(line.startswith("REELAY_DAILY_TURNS: ") for line in lines)


def test_the_file_is_looked_through_too(tmp_path: Path) -> None:
    """A misspelt line in .env is refused like a variable; names of others are not ours."""
    file = tmp_path / ".env"
    file.write_text("NEMO_APIURL=x\nPATHOLOGY=1\n")
    with pytest.raises(SettingsError, match="NEMO_API_URL"):
        load(file)
    assert unknown_names({"HOME": "/", "DATABASE_USER": "x"}) == []


@pytest.mark.parametrize(
    ("environment", "backend"),
    [
        ({}, "studio"),
        ({"TELEGRAM_BOT_TOKEN": "t"}, "cloud"),
        ({"DISCORD_TOKEN": "t"}, "cloud"),
        ({"NEMO_TOKEN": "t"}, "cloud"),
        ({"NEMO_API_URL": "http://127.0.0.1:1"}, "cloud"),
        ({"TELEGRAM_BOT_TOKEN": "t", "NEMO_BACKEND": "studio"}, "studio"),
    ],
)
def test_who_makes_the_videos(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], backend: str
) -> None:
    """The cloud where a token or a platform is set, the studio elsewhere, and as told."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert load(None).backend == backend


def test_a_worker_needs_a_backend_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The studio lives in one process: other roles are refused without the cloud."""
    monkeypatch.setenv("REELAY_ROLE", "worker")
    with pytest.raises(SettingsError, match="REELAY_ROLE"):
        load(None)


@pytest.mark.parametrize("role", ["gateway", "worker"])
def test_a_page_needs_the_whole_bot(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """With another role its port is refused in one line, and none is served by itself."""
    monkeypatch.setenv("REELAY_ROLE", role)
    monkeypatch.setenv("NEMO_API_URL", "https://api.example")
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/reelay")
    monkeypatch.setenv("REELAY_SECRET_KEY", "k")
    assert load(None).page_port == 0
    monkeypatch.setenv("REELAY_WEB_PORT", "8080")
    with pytest.raises(SettingsError, match=f"REELAY_WEB_PORT: a {role} serves no page") as error:
        load(None)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("environment", "port"),
    [
        ({}, 8080),
        ({"REELAY_WEB_PORT": "0"}, 0),
        ({"TELEGRAM_BOT_TOKEN": "1:a"}, 0),
        ({"TELEGRAM_BOT_TOKEN": "1:a", "REELAY_WEB_PORT": "9000"}, 9000),
    ],
)
def test_where_the_page_is(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], port: int
) -> None:
    """By itself where there is no bot; beside one where it is asked for."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert load(None).page_port == port


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"REELAY_WEB_USER_HEADER": "X-User"}, "set REELAY_WEB_PROXIES"),
        ({"DISCORD_SHARD_IDS": "0,1"}, "set DISCORD_SHARD_COUNT"),
        ({"DISCORD_SHARD_IDS": "0,4", "DISCORD_SHARD_COUNT": "4"}, "the ids are 0 to 3"),
        ({"DISCORD_SHARD_COUNT": "0"}, "DISCORD_SHARD_COUNT"),
        ({"REELAY_HTTP_PORT": "80811"}, "REELAY_HTTP_PORT"),
    ],
)
def test_shards_and_ports_that_cannot_be(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    """Figures that a library would fail on later are named at once."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=said):
        load(None)


@pytest.mark.parametrize(
    "name",
    ["NEMO_API_URL", "NEMO_WEB_URL", "TELEGRAM_API_BASE_URL", "DISCORD_GATEWAY_URL"],
)
@pytest.mark.parametrize("value", ["nonsense", "api.telegram", "http://", "ftp://a.b", "http://[x"])
def test_an_address_that_is_none(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Refused at the start, rather than called out of reach for ever."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"{name}: .*names a host"):
        load(None)


def test_blanks_are_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token of blanks is not set; blanks around one were pasted along."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "  ")
    monkeypatch.setenv("NEMO_TOKEN", " nmv_1 ")
    settings = load(None)
    assert not any(platform.configured for platform in settings.platforms)
    assert settings.nemo_token is not None
    assert settings.nemo_token.get_secret_value() == "nmv_1"


@pytest.mark.parametrize(("encoding", "fine"), [("utf-16", False), ("utf-8-sig", True)])
def test_how_a_file_is_saved(tmp_path: Path, encoding: str, fine: bool) -> None:
    """UTF-16, as some editors call "Unicode", is told in a sentence; a byte order mark is fine."""
    file = tmp_path / ".env"
    file.write_text("REELAY_DAILY_TURNS=3\n", encoding=encoding)
    if fine:
        assert load(file).reelay_daily_turns == 3
        return
    with pytest.raises(SettingsError, match="save it as UTF-8"):
        load(file)


def test_the_command_lines_role_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--role gateway` holds whatever the environment says, and is held to the same rules."""
    monkeypatch.setenv("REELAY_ROLE", "worker")
    monkeypatch.setenv("NEMO_TOKEN", "t")
    monkeypatch.setenv("DATABASE_URL", "postgresql://h/d")
    monkeypatch.setenv("REELAY_SECRET_KEY", "k")
    assert load(None, role="gateway").reelay_role == "gateway"
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        load(None, role="gateway")


def test_lists_and_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are split at commas; a quota of 0 is none, an empty one is no quota."""
    monkeypatch.setenv("REELAY_ALLOWED_USERS", "42, telegram/7")
    monkeypatch.setenv("REELAY_RECOVERY_S", "1,2.5")
    monkeypatch.setenv("REELAY_DAILY_TURNS", "0")
    monkeypatch.setenv("REELAY_DAILY_EXPORTS", "")
    settings = load(None)
    assert settings.reelay_allowed_users == {"42", "telegram/7"}
    assert settings.reelay_recovery_s == (1.0, 2.5)
    assert settings.reelay_daily_turns == 0
    assert settings.reelay_daily_exports is None


def test_no_secret_is_shown_or_logged() -> None:
    """Known secrets and whatever is shaped like a token are gone from every logged value."""
    telegram = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
    discord = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
    secrets = ["nmv_usr_0123456789", "clm_abcdef123", telegram, discord, "hunter2-hunter2"]
    event = {
        "event": f"GET https://api/bot{telegram}/getMe",
        "headers": {"Authorization": "Bearer nmv_usr_0123456789"},
        "list": [discord, ("clm_abcdef123", 7)],
        "error": ValueError("hunter2-hunter2 was refused"),
    }
    shown = json.dumps(Redactor(SecretStr("hunter2-hunter2"))(None, "info", dict(event)))
    for secret in secrets:
        assert secret not in shown
    assert "7" in shown


def test_a_speech_server_is_checked_like_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its address is one, a key belongs to a server, a misspelt name is refused."""
    monkeypatch.setenv("STT_API_KEY", "sk-0123456789")
    with pytest.raises(SettingsError, match="STT_BASE_URL"):
        load(None)
    monkeypatch.setenv("STT_BASE_URL", "api.example.com")
    with pytest.raises(SettingsError, match="begins with https://"):
        load(None)
    monkeypatch.setenv("STT_BASE_URL", "https://api.example.com/v1")
    assert core_config(load(None)).speech_host == "api.example.com"
    assert "sk-0123456789" not in repr(load(None))
    monkeypatch.setenv("STT_MODELL", "whisper-1")
    with pytest.raises(SettingsError, match="did you mean STT_MODEL"):
        load(None)


def test_a_language_model_is_checked_like_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key belongs to a server, a server needs the model's name, and `/privacy` its host."""
    monkeypatch.setenv("STUDIO_LLM_API_KEY", "sk-0123456789")
    with pytest.raises(SettingsError, match="STUDIO_LLM_BASE_URL"):
        load(None)
    monkeypatch.setenv("STUDIO_LLM_BASE_URL", "models.example.com/v1")
    with pytest.raises(SettingsError, match="begins with https://"):
        load(None)
    monkeypatch.setenv("STUDIO_LLM_BASE_URL", "https://models.example.com/v1")
    with pytest.raises(SettingsError, match="STUDIO_LLM_MODEL"):
        load(None)
    monkeypatch.setenv("STUDIO_LLM_MODEL", "small")
    monkeypatch.setenv("NEMO_BACKEND", "studio")
    settings = load(None)
    assert core_config(settings).model_host == "models.example.com"
    assert "sk-0123456789" not in repr(settings)


@pytest.mark.parametrize(
    ("path", "platform"),
    [
        ("/home/u/.cursor/skills/reelay/bot/settings.py", "cursor"),
        ("/home/u/.clawhub/skills/reelay/bot/settings.py", "clawhub"),
        ("/opt/ClawHub/reelay/bot/settings.py", "clawhub"),
        ("/home/u/.cursor/clawhub/reelay/bot/settings.py", "clawhub"),
        ("/home/u/cursors/reelay/bot/settings.py", "unknown"),
        ("/srv/reelay/bot/settings.py", "unknown"),
    ],
)
def test_platform_is_told_by_the_install_path(path: str, platform: str) -> None:
    """The innermost folder of a tool that keeps skills is the one that it was installed by."""
    assert installed_by(PurePosixPath(path)) == platform


def test_platform_that_is_set_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The path decides only where nothing is set."""
    assert load(None).skill_platform == installed_by(Path(__file__).resolve())
    monkeypatch.setenv("NEMO_SKILL_PLATFORM", "elsewhere")
    assert load(None).skill_platform == "elsewhere"


def test_upload_limit_is_handed_to_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """200 MB, or what is set."""
    assert core_config(load(None)).upload_limit == 200 * 1024 * 1024
    monkeypatch.setenv("NEMO_UPLOAD_LIMIT_MB", "500")
    assert core_config(load(None)).upload_limit == 500 * 1024 * 1024


@pytest.mark.parametrize(
    ("address", "usable"),
    [
        ("socks5://127.0.0.1:9", True),
        ("socks5h://user:pass@127.0.0.1:9", True),
        ("http://127.0.0.1:9", True),
        ("127.0.0.1:9", True),
        ("socks://127.0.0.1:9", False),
        ("foo://user:secret@127.0.0.1:9", False),
        ("http://", False),
    ],
)
def test_proxy_of_the_environment_is_usable_or_named(
    monkeypatch: pytest.MonkeyPatch, address: str, usable: bool
) -> None:
    """SOCKS works; what nothing can be sent through is one line, without the address."""
    monkeypatch.setenv("ALL_PROXY", address)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    load(None)  # nothing leaves this machine
    monkeypatch.setenv("NEMO_TOKEN", "t")
    if usable:
        load(None)
        return
    with pytest.raises(SettingsError) as refused:
        load(None)
    (line,) = str(refused.value).splitlines()
    assert line.startswith("ALL_PROXY: ")
    assert "secret" not in line
