"""The container files say what the code says: settings, commands, roles, paths."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from bot.__main__ import app
from bot.reference import ROOT
from bot.settings import Settings

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SETTINGS = {name.upper() for name in Settings.model_fields}
COMMANDS = {
    command.name or command.callback.__name__
    for command in app.registered_commands
    if command.callback
}


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("name", OURS)
def test_a_service_sets_only_what_exists(name: str) -> None:
    """Its variables are settings, with values that they take; its command is one of ours."""
    service = SERVICES[name]
    environment = service.get("environment", {})
    assert set(environment) <= SETTINGS
    assert set(service.get("command", [])) <= COMMANDS
    plain = {key: value for key, value in environment.items() if "$" not in str(value)}
    Settings.model_validate({key.lower(): value for key, value in plain.items()})


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_finds_what_it_needs(name: str) -> None:
    """What it waits for is there, in its profile, and can become what it waits for."""
    service = SERVICES[name]
    for other, wait in service.get("depends_on", {}).items():
        assert set(service["profiles"]) <= set(SERVICES[other]["profiles"])
        if wait["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]
        else:
            assert wait["condition"] == "service_completed_successfully"
            assert SERVICES[other]["restart"] == "no"
    for volume in service.get("volumes", []):
        assert volume.split(":")[0] in COMPOSE["volumes"]


def test_variables_of_the_file_have_a_default_or_are_settings() -> None:
    """`docker compose up` asks for none, and warns of none."""
    used = [found for text in _values(COMPOSE) for found in re.findall(r"\$\{(\w+)(:-)?", text)]
    assert used
    assert [name for name, default in used if not default] == []
    assert {name for name, _ in used} <= SETTINGS | {"POSTGRES_PASSWORD"}


def test_the_image_sets_only_what_exists() -> None:
    """Its variables are settings (or Python's), and the port it watches is the one it sets."""
    block = re.search(r"^ENV (.*?)(?<!\\)\n", DOCKERFILE, re.M | re.S)
    assert block
    variables = dict(pair.split("=", 1) for pair in block[1].replace("\\\n", " ").split())
    assert set(variables) - {"PATH", "PYTHONUNBUFFERED"} <= SETTINGS
    assert f"127.0.0.1:{variables['REELAY_HTTP_PORT']}/healthz" in DOCKERFILE
    assert f"VOLUME {variables['REELAY_DATA_DIR']}" in DOCKERFILE
    assert any(
        v.endswith(f":{variables['REELAY_DATA_DIR']}") for v in SERVICES["reelay"]["volumes"]
    )


def test_the_image_holds_every_package_and_runs_without_root() -> None:
    """What is copied is what the wheel is made of; nothing after USER is done as root."""
    copied = set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.M))
    assert copied == {"bot", "adapters", "core", "studio"}
    assert all((ROOT / name).is_dir() for name in copied)
    run = DOCKERFILE.split("FROM ")[-1]
    user = re.search(r"^USER (\w+)$", run, re.M)
    assert user
    assert user[1] != "root"
    assert "RUN" not in run[user.end() :]


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_an_end_to_what_it_takes(name: str) -> None:
    """Memory and processes are bounded, nothing gets rights that it did not begin with."""
    service = SERVICES[name]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not {"privileged", "network_mode", "pid", "ports"} & service.keys()


def test_the_image_tells_whether_it_lives() -> None:
    """Its health is asked of itself, by what the image holds; nothing is fetched without a hash."""
    run = DOCKERFILE.split("FROM ")[-1]
    health = re.search(r"^HEALTHCHECK .*\\\n\s+CMD (\[.*\])$", run, re.M)
    assert health
    command = json.loads(health[1])
    assert command[0] == "python"
    compile(command[2], "healthcheck", "exec")
    assert not re.search(r"^ADD |curl|wget|:latest", DOCKERFILE, re.M)
    packages = re.search(r"apt-get install -y --no-install-recommends (.*) \\", run)
    assert packages
    assert {"fonts-wqy-microhei", "libfribidi0", "espeak-ng"} <= set(packages[1].split())


@pytest.mark.parametrize("name", OURS)
def test_a_service_is_kept_in_bounds(name: str) -> None:
    """It writes nowhere but where it must, has no right to spare, and an end to its memory."""
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "/tmp" in service["tmpfs"]
    assert service["mem_limit"]


def test_there_is_no_default_password() -> None:
    """A password that stands in a public file is none."""
    defaults = [
        d for text in _values(COMPOSE) for d in re.findall(r"\$\{\w*PASS\w*:-(.*?)\}", text)
    ]
    assert defaults
    assert not any(defaults)


def test_the_image_is_made_from_its_lock() -> None:
    """What it holds is what was tested, by its hash."""
    assert "--require-hashes -r requirements.lock" in DOCKERFILE


@pytest.mark.parametrize(
    ("lock", "extra"),
    [
        ("requirements.lock", "scale"),
        ("requirements.lock", "sentry"),
        ("requirements-dev.lock", "dev"),
    ],
)
def test_a_lock_holds_what_is_wanted(lock: str, extra: str) -> None:
    """Everything that pyproject.toml names is in it with its hash, in a version that fits."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,-]+\])?==([^ ;\\]+)", text, re.M))
    assert text.count("--hash=sha256:") >= len(locked)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"][extra]]
    for wanted in map(Requirement, named):
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if name != "reelay":
            assert name in locked, f"{name}: run .ci/run lock"
            assert wanted.specifier.contains(locked[name]), f"{name}: run .ci/run lock"
