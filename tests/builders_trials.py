"""Plans for tests of many at once: two that can be tried over six months, and one that cannot."""

from __future__ import annotations

from pathlib import Path

SOONER = """
[plan]
name = "Sooner home"
[target]
children = 40
by = 2026-09-30
[[action]]
name = "Home"
kind = "shorten_stays"
cause = "home"
factor = 0.5
start = 2026-04-01
yearly_cost = 20000
"""
FEWER = """
[plan]
name = "Fewer arrivals"
[[action]]
name = "Half"
kind = "change_inflow"
factor = 0.5
start = 2026-04-01
"""
NONSENSE = """
[plan]
name = "Nonsense"
[[action]]
name = "A"
kind = "convert"
from = "kinship"
to = "castle"
start = 2026-04-01
uptake = 2
"""


def write_plans(folder: Path) -> dict[str, Path]:
    """`sooner.toml`, `fewer.toml` and `nonsense.toml` in a folder, by their names."""
    texts = {"sooner": SOONER, "fewer": FEWER, "nonsense": NONSENSE}
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.toml" for name in texts}
