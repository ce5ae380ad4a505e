"""What is told of the files beside the returns, whichever command they were given to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kinward.cli import output


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
    from kinward.pipeline.unread import READERS, unread

    for name in READERS:
        path: Path | None = given.get(name)
        if path is None or not path.is_file():
            continue  # what comes through a pipe can be read once only
        for heading in unread(name, path):
            yield (
                f"{path.name}: the column {heading} was left out: it is none of this file's. "
                "Rename it if it should count."
            )
