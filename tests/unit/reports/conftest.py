"""Fixtures of the tests of the report."""

from __future__ import annotations

import json
from typing import Any

import pytest
import vl_convert

from kinward.reports import render


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts are compiled, which finds what is wrong with them, but not drawn, which takes long."""

    def compiled(chart: dict[str, Any]) -> str:
        vl_convert.vegalite_to_vega(json.dumps(chart))
        return '<svg viewBox="0 0 1 1"></svg>'

    monkeypatch.setattr(render, "svg", compiled)
