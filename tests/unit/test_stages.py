"""The order of the stages is told in three places; they agree."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import kinward
from kinward import pipeline

ROOT = Path(__file__).parents[2]
_BESIDE = {"authorities", "cli", "pipeline", "synthetic", "tables"}
"""Rooms that are no stage."""


def _told_by(text: str | None, after: str) -> list[str]:
    told = re.search(rf"{after}([a-z_,\s]+)\.", text or "")
    assert told is not None
    return [name.strip() for name in told.group(1).split(",")]


def _contract() -> list[str]:
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    layers = contract["importlinter:contract:layers"]["layers"].split()
    rooms = {path.parent.name for path in (ROOT / "src/kinward").glob("*/__init__.py")}
    return [name for name in reversed(layers) if name in rooms - _BESIDE]


def test_docstring_pipeline_and_contract_agree() -> None:
    package = _told_by(kinward.__doc__, r"agree\): ")
    assert package == _told_by(pipeline.__doc__, r"in order: ")
    assert package == _contract()
