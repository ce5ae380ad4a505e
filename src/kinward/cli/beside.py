"""What is told of the files beside the returns, whichever command they were given to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from kinward.cli import output

_READERS: Final = {
    "population": "kinward.reference.population",
    "teams": "kinward.cohort.teams",
    "totals": "kinward.cohort.published",
    "categories": "kinward.reference.categories",
    "prices": "kinward.forecast.cost.prices",
    "service_types": "kinward.ledger.read.service_types",
    "children": "kinward.ledger.read.children",
    "placements": "kinward.ledger.read.placements",
}
"""By the name of the option: what reads its file, and knows the columns that it leaves out."""


def left_out(given: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence for each column that was given and that nobody reads.

    Args:
        given: options by name, of which those that name a file here count.

    Raises:
        InputError: a file that its reader refuses too.
    """
    return tuple(_left_out(given))


def tell_left_out(given: Mapping[str, Any]) -> None:
    """Tell each of them on standard error."""
    for text in _left_out(given):
        output.note(text)


def _left_out(given: Mapping[str, Any]) -> Iterator[str]:
    for name, module in _READERS.items():
        path: Path | None = given.get(name)
        if path is None or not path.is_file():
            continue  # what comes through a pipe can be read once only
        for heading in import_module(module).unread(path):
            yield (
                f"{path.name}: the column {heading} was left out: it is none of this file's. "
                "Rename it if it should count."
            )
