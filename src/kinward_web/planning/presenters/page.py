"""A page of stored figures whose heading is the finding of its first section."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kinward_web.documents.page import context
from kinward_web.documents.selectors import Shown


def finding_first(*documents: Shown, title: str, lead: str = "") -> dict[str, Any]:
    """What `documents/document.html` is given of one document, or of several one after the other.

    Args:
        title: what the page is of.
        lead: the key of the section that comes first; empty for the one that does.
    """
    pages = [context(each) for each in documents]
    sections = [section for page in pages for section in page["sections"]]
    sections.sort(key=lambda section: section.key != lead)
    heading = sections[0].heading if sections else title
    if sections:
        sections[0] = replace(sections[0], heading=sections[0].topic)
    first = pages[0]
    return {
        **first,
        "title": title,
        "heading": heading,
        "sections": sections,
        "head": {
            **first["head"],
            "notes": [note for page in pages for note in page["head"].get("notes", [])],
        },
        "has_charts": any(page["has_charts"] for page in pages),
    }
