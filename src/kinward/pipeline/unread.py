"""The columns of a file beside the returns that nobody reads, by what the file is."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final, cast

READERS: Final = {
    "population": "kinward.reference.population",
    "teams": "kinward.cohort.teams",
    "totals": "kinward.cohort.published",
    "categories": "kinward.reference.categories",
    "prices": "kinward.forecast.cost.prices",
    "service_types": "kinward.ledger.read.service_types",
    "children": "kinward.ledger.read.children",
    "placements": "kinward.ledger.read.placements",
}
"""What reads each kind of file, and knows the columns that it leaves out."""


def unread(kind: str, path: Path) -> tuple[str, ...]:
    """The headings of a file that its reader leaves out, as written; its rows are not looked at.

    Args:
        kind: one of `READERS`.

    Raises:
        InputError: the file cannot be opened, or its heading is not that of its kind.
    """
    return cast("tuple[str, ...]", import_module(READERS[kind]).unread(path))
