"""Tables that fit a width: nothing is cut, however narrow it is."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

NO_FIGURE: Final = "-"
_BETWEEN: Final = 3
"""Blanks from one column to the next."""
_LONGEST_WORD: Final = 24
"""Letters of a word of text that is kept whole; a longer one, as a path, is folded."""


@dataclass(frozen=True)
class _Column:
    """A column with the widths that it can have: `least` folds text between words only."""

    heading: str
    cells: tuple[str, ...]
    numeric: bool
    least: int
    most: int


def drawn(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """A table as text of at most `width` columns, in one part or in several.

    Each part has all rows. It begins with the columns that tell the rows apart, if there is room
    for them, else with the first alone.
    """
    columns = [
        _column(heading, tuple(row[place] for row in rows))
        for place, heading in enumerate(headings)
    ]
    parts = _parts(columns, rows, width)
    for place, part in enumerate(parts or ()):
        yield ("\n" if place else "") + _side_by_side(part, width)
    if parts is None:
        yield _stacked(columns, len(rows), width)


def _column(heading: str, cells: tuple[str, ...]) -> _Column:
    numeric = bool(cells) and all(_is_number(cell) for cell in cells)
    lines = [*heading.split("\n"), *(each for cell in cells for each in cell.split("\n"))]
    words = [word for each in (heading, *cells) for word in each.split()]
    longest = max(map(len, words), default=1)
    whole = max((len(cell) for cell in cells), default=1) if numeric else 1
    return _Column(
        heading,
        cells,
        numeric,
        max(longest if numeric else min(longest, _LONGEST_WORD), whole),
        max(map(len, lines)),
    )


def _is_number(text: str) -> bool:
    return text == NO_FIGURE or text.replace(",", "").replace(".", "").removeprefix("-").isdigit()


def _parts(
    columns: list[_Column], rows: Sequence[Sequence[str]], width: int
) -> list[list[_Column]] | None:
    """The columns of each part; None where not even two columns fit."""
    if _room(columns) <= width:
        return [columns]
    number = _telling(rows)
    if any(_room([*columns[:number], each]) > width for each in columns[number:]):
        number = 1
    keys, parts = columns[:number], [[*columns[:number]]]
    for column in columns[number:]:
        if len(parts[-1]) > number and _room([*parts[-1], column]) > width:
            parts.append([*keys])
        parts[-1].append(column)
    return parts if all(_room(part) <= width for part in parts) else None


def _room(columns: Sequence[_Column]) -> int:
    return sum(column.least for column in columns) + _BETWEEN * (len(columns) - 1)


def _telling(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first columns tell the rows apart; one where none but all do."""
    most = len(rows[0]) if rows else 1
    for number in range(1, most):
        if len({tuple(row[:number]) for row in rows}) == len(rows):
            return number
    return 1


def _widths(columns: Sequence[_Column], width: int) -> list[int]:
    """The width of each column: the shortest get all that they can use, the others share alike."""
    spare = width - _BETWEEN * (len(columns) - 1) - sum(column.least for column in columns)
    widths = [column.least for column in columns]
    wanting = [place for place, column in enumerate(columns) if column.most > column.least]
    while spare > 0 and wanting:
        place = min(wanting, key=lambda each: widths[each])
        widths[place] += 1
        spare -= 1
        if widths[place] == columns[place].most:
            wanting.remove(place)
    return widths


def _side_by_side(columns: Sequence[_Column], width: int) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column, wide in zip(columns, _widths(columns, width), strict=True):
        table.add_column(
            column.heading,
            justify="right" if column.numeric else "left",
            overflow="fold",
            width=wide,
        )
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*row)
    text = io.StringIO()
    Console(highlight=False, markup=False, width=width, file=text).print(table)
    return text.getvalue().rstrip("\n")


def _stacked(columns: Sequence[_Column], rows: int, width: int) -> str:
    """A line or more for each value, with its heading before it."""
    blocks = [
        "\n".join(
            textwrap.fill(
                f"{' '.join(column.heading.split())}: {column.cells[row]}",
                max(width, 1),
                subsequent_indent="  " if width > len("  ") else "",
                break_long_words=False,
                break_on_hyphens=False,
            )
            for column in columns
        )
        for row in range(rows)
    ]
    return "\n\n".join(blocks)
