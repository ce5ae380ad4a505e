"""What axe finds wrong with a page: WCAG 2.2 AA, and what it calls best practice."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

_SCRIPT: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_THE_WIDTH: Final = ("scrollable-region-focusable", "target-size")
"""Rules that a page can break at one width and keep at another when its markup and its colours are
the same at both."""
# What passes on a long page is thousands of nodes: neither named nor sent over.
_RUN: Final = "async options => (await axe.run(document, options)).violations"
_QUIET: Final = {"resultTypes": ["violations"], "selectors": False}


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """Each violation of the page as it stands, with the first places of it.

    Args:
        page: open at some width.
        rules: the rules of axe to run; all of WCAG and best practice where none is named.
    """
    page.evaluate(_SCRIPT.read_text(encoding="utf-8") + "\n;null")
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": _TAGS}
    found: list[dict[str, Any]] = page.evaluate(_RUN, {"runOnly": only, **_QUIET})
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"][:3]]
