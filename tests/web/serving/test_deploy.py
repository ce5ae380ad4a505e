"""What deploy/ names is there: files, variables, commands, modules, volumes."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from rehearse_container import sent, steps

_ROOT = Path(settings.PACKAGE).parents[1]
_DEPLOY = _ROOT / "deploy"
_STEPS = steps((_DEPLOY / "Containerfile").read_text(encoding="utf-8"))
_NOT_KINWARDS = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
_BUILDS = {"PIP_DISABLE_PIP_VERSION_CHECK", "PIP_NO_CACHE_DIR"}


def _compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((_DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return found


def _own() -> dict[str, dict[str, Any]]:
    """The services that run the image of Kinward."""
    return {
        name: each for name, each in _compose()["services"].items() if each["image"] == "kinward"
    }


def _set() -> dict[str, str]:
    """The variables that the container's file sets."""
    told = " ".join(rest for what, rest in _STEPS if what == "ENV")
    return dict(re.findall(r"(\w+)=(\S+)", told))


def _names_in(path: Path) -> set[str]:
    return set(re.findall(r"\b[A-Z][A-Z_]{3,}\b", path.read_text(encoding="utf-8")))


def test_every_variable_is_read_by_something() -> None:
    read = {name for path in Path(settings.PACKAGE).rglob("*.py") for name in _names_in(path)}
    example = (_DEPLOY / "kinward.env.example").read_text(encoding="utf-8")
    named = set(_set()) - _NOT_KINWARDS - _BUILDS | set(re.findall(r"^(\w+)=", example, re.M))
    for each in _own().values():
        named |= set(each.get("environment", {}))
    assert {"KINWARD_DATA_DIR", "KINWARD_STATIC_ROOT", "DATABASE_URL"} <= named
    assert named - read == set()


@pytest.mark.parametrize("name", ["migrate", "pages", "worker"])
def test_what_runs_is_there(name: str) -> None:
    service = _own()[name]
    said = service.get("command") or next(
        yaml.safe_load(rest) for what, rest in _STEPS if what == "CMD"
    )
    if said[0] == "gunicorn":
        assert find_spec(said[-1].removeprefix("python:")) is not None
    else:
        assert said[:3] == ["python", "-m", "kinward_web.manage"]
        assert said[3] in get_commands()
    for probe in [each["healthcheck"]["test"] for each in [service] if "healthcheck" in each]:
        assert find_spec(probe[-1]) is not None
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]


def test_what_is_copied_is_sent_to_the_build() -> None:
    files = sent((_DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8"))
    for what, rest in _STEPS:
        if what == "COPY" and "--from" not in rest:
            for source in rest.split()[:-1]:
                assert any(each == source or each.startswith(f"{source}/") for each in files)
    assert not any(each.startswith(("tests", "deploy", ".git/")) for each in files)


def test_volumes_are_declared_and_folders_are_of_who_writes_there() -> None:
    made = next(rest for what, rest in _STEPS if what == "RUN" and "install -d" in rest)
    for each in _own().values():
        for volume in each["volumes"]:
            name, place = volume.split(":")
            assert name in _compose()["volumes"]
            assert re.search(rf"install -d -o kinward .*{place}\b", made)
    assert _set()["KINWARD_DATA_DIR"] in {each.split(":")[1] for each in _own()["pages"]["volumes"]}


def test_only_this_machine_reaches_the_pages_and_nobody_the_database() -> None:
    ports = {name: each.get("ports", []) for name, each in _compose()["services"].items()}
    inner = _set()["KINWARD_BIND"].rpartition(":")[2]
    assert ports.pop("pages") == [f"127.0.0.1:8000:{inner}"]
    assert not any(ports.values())


def test_nothing_secret_is_in_the_image() -> None:
    assert not any("SECRET" in name or "DATABASE" in name for name in _set())
