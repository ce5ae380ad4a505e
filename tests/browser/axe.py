"""What axe finds wrong with a page: WCAG 2.2 AA, and what it calls best practice."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import Page

_SCRIPT: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Each violation of the page as it stands, with the first places of it."""
    page.evaluate(_SCRIPT.read_text(encoding="utf-8") + "\n;null")
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", _TAGS
    )
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found["violations"]
        for node in each["nodes"][:3]
    ]
