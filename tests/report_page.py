"""What tests read in a page of the report."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Outline(HTMLParser):
    """Headings, links and ids, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [told["id"] or ""] if "id" in told else []
        self.targets += [told[name] or "" for name in ("href", "src") if name in told]
        self.references += (told.get("aria-labelledby") or "").split()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
