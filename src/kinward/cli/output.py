"""What commands print: one JSON document, or text and tables that fit a terminal."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from shutil import get_terminal_size
from typing import Any, Final

import click

from kinward.cli.fit import NO_FIGURE, drawn

_PIPED_WIDTH: Final = 100
"""Columns of a file or a pipe, whose reader may be of any width."""


def print_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document on standard output and nothing else."""
    # Without indent the encoder is the one in C, ten times as fast. Plain ASCII survives any pipe.
    sys.stdout.write(json.dumps(document, default=_plain) + "\n")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def note(text: str) -> None:
    """Tell the person something on standard error, so that output can be piped."""
    click.echo(_wrapped(text, 0) if sys.stderr.isatty() else text, err=True)


def line(text: str = "", indent: int = 0) -> None:
    """Print a sentence or two, wrapped between words."""
    click.echo(_wrapped(text, indent))


def _wrapped(text: str, indent: int) -> str:
    margin = " " * indent
    # A path stays whole, so that it can be copied.
    return textwrap.fill(
        text,
        width(),
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def width() -> int:
    """The columns to fill: those of the terminal, or of COLUMNS; else enough to read a file."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return get_terminal_size().columns
    return _PIPED_WIDTH


def table(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], caption: str = ""
) -> None:
    """Print a table; columns whose values are all numbers are set right and never folded.

    Where the columns do not fit side by side they come in several tables below one another, and
    where not even two fit, one below the other: nothing is cut or left out.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    click.echo(f"\n{title}")
    for part in drawn(headings, cells, width()):
        click.echo(part)
    if caption:
        line(caption)


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while something is done; nothing where nobody watches."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _cell(value: object) -> str:
    if value is None:
        return NO_FIGURE
    if isinstance(value, float):
        return f"{round(value, 1) + 0.0:,.1f}"  # nought has no sign
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)
