"""The documents of many authorities, as tests compare them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def of(folder: Path, name: str) -> dict[str, Any]:
    """The document of an authority in a folder of results."""
    told: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return told


def figures(document: Mapping[str, Any]) -> str:
    """Every figure of a document as text: all of it but how long it took and what was asked."""
    beside = {"authority", "request", "timings"}
    return json.dumps({key: value for key, value in document.items() if key not in beside})
