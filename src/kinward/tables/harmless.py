"""Text that a spreadsheet would take for a formula: made harmless on the way out, and read back."""

from __future__ import annotations

import re
from typing import Final

_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r")
"""With what a text begins that a spreadsheet takes for a formula."""

_NUMBER: Final = re.compile(r"[+-]?£?\d[\d,]*(\.\d+)?%?")
"""A number with its sign and unit: it runs nothing, and an apostrophe would make it a text."""


def harmless(value: object) -> object:
    """A cell of a CSV file, of which a spreadsheet runs nothing: a text that begins like a formula
    has an apostrophe before it, unless all of it is a number."""
    if not isinstance(value, str) or not value.startswith(_BEGINS) or _NUMBER.fullmatch(value):
        return value
    return f"'{value}"


def as_meant(text: str) -> str:
    """A text as it was before `harmless`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_BEGINS) else text
