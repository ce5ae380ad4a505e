"""Text that a spreadsheet would take for a formula: made harmless on the way out, and read back."""

from __future__ import annotations

from typing import Final

_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r")
"""With what a text begins that a spreadsheet takes for a formula."""


def harmless(value: object) -> object:
    """A cell of a CSV file, of which a spreadsheet runs nothing: a text that begins like a formula
    has an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_BEGINS) else value


def as_meant(text: str) -> str:
    """A text as it was before `harmless`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_BEGINS) else text
