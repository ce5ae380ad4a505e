"""docs/service.md tells of every variable, and of none that is gone."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

_ROOT = Path(settings.PACKAGE).parents[1]
_NAME = re.compile(r"\bKINWARD_[A-Z_]+[A-Z]\b")
_ELSEWHERE = {"KINWARD_DEMO_SERVE", "KINWARD_TRACEBACK"}
"""Read by the Makefile, and by the core's command line."""


def _told() -> set[str]:
    table = (_ROOT / "docs" / "service.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(KINWARD_[A-Z_]+)` \|", table, re.M))


def _read() -> set[str]:
    found = set()
    for path in Path(settings.PACKAGE).rglob("*.py"):
        found |= set(_NAME.findall(path.read_text(encoding="utf-8")))
    return found - _ELSEWHERE


def test_every_variable_is_told() -> None:
    assert _read() - _told() == set()
    assert _told() - _read() - _ELSEWHERE == set()


def test_the_example_names_no_other() -> None:
    example = (_ROOT / "deploy" / "kinward.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^(\w+)=", example, re.M))
    assert named - {"DATABASE_URL"} <= _told()
    assert {"KINWARD_SECRET_KEY", "KINWARD_HOSTS", "DATABASE_URL"} <= named
    assert re.search(r"^KINWARD_SECRET_KEY=$", example, re.M), "an example holds no secret"
