"""Legitimate returns break no rule."""

from __future__ import annotations

from pathlib import Path

from kinward.returns.check import find
from kinward.returns.read import read


def test_no_rule_fires_on_a_clean_authority(authority: Path) -> None:
    findings = find(read([authority / "returns"]))
    assert findings.group_by("rule", "table").len().rows() == []
