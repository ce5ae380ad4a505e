"""How tables fit on A4: upright where they can, on the side where they must, smaller at the last.

Word and PDF share it, so that both break into pages alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from kinward.reports.papers.exempt import exemptions
from kinward.reports.papers.model import Block, Chart, Note, Paper, Table
from kinward.reports.table import NUMERIC, Column, ReportTable

MARGIN_MM: Final = 22.0
UPRIGHT_MM: Final = 210.0 - 2 * MARGIN_MM
WIDE_MM: Final = 297.0 - 2 * MARGIN_MM
CHART_MM: Final = 0.22
"""A pixel of a chart, so that its words of 14 pixels are about 9 points high."""
PADDING_MM: Final = 1.3
"""On either side of what stands in a cell."""

_UPRIGHT_PT: Final = (9.5, 9.0, 8.5, 8.0)
_WIDE_PT: Final = (9.0, 8.5, 8.0, 7.5)
_EM_MM: Final = 0.3528
"""Of a point."""
_LETTERS_EM: Final[dict[str, float]] = {
    **dict.fromkeys(" .,:;!|'’()[]/-ijltfI", 0.34),
    **dict.fromkeys("%mMW@—", 0.9),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZw&", 0.74),
}
"""How wide letters of Arial are, never too narrow; the others are as wide as a digit, or less."""
_DIGIT_EM: Final = 0.57
_BOLD: Final = 1.09
_AIR_MM: Final = 3.0
"""What a column takes beside its longest cell, where there is room."""
_STEP_MM: Final = 1.0
"""In such steps room is given to columns."""
_HEAD_EM: Final = 7.0
"""A heading over numbers is broken into lines of about this."""
_TEXT_EM: Final = 9.0
"""Text in a column is given at least this, so that a cell is not a heap of words."""
_TOWER: Final = 6.0
"""Lines of a cell from which smaller letters are better."""
_WHOLE: Final = 14
"""A table of so many rows is not broken over two pages."""


Piece = tuple[tuple[int, float], ...]
"""Columns by place, with their widths in mm."""


@dataclass(frozen=True)
class Fit:
    """How a table is set.

    Attributes:
        wide: whether on a page that lies on its side.
        size: of its text, in points.
        pieces: the columns of each piece, by place and with their widths in mm; more than one
            where a table is too wide for any page. Each begins with the first column.
        whole: whether it is short enough to stand on one page.
    """

    wide: bool
    size: float
    pieces: tuple[Piece, ...]
    whole: bool


@dataclass(frozen=True)
class Heading:
    """The heading of a part.

    Attributes:
        exempt: the paragraph by which it is exempt, told once at the part that says so.
    """

    key: str
    text: str
    level: int
    exempt: int | None


@dataclass(frozen=True)
class Laid:
    """A table with its fit."""

    table: ReportTable
    fit: Fit


Item = Heading | Block | Laid


@dataclass(frozen=True)
class Run:
    """What stands on pages of one orientation."""

    wide: bool
    items: tuple[Item, ...]


def runs(paper: Paper) -> list[Run]:
    """The paper in stretches of pages, upright and on their side."""
    items = list(_items(paper))
    wide = [isinstance(item, Laid) and item.fit.wide for item in items]
    _keep_together(items, wide)
    _fill_gaps(items, wide)
    paired = zip(wide, items, strict=True)
    return [
        Run(lies, tuple(item for _, item in group))
        for lies, group in groupby(paired, lambda pair: pair[0])
    ]


def _items(paper: Paper) -> Iterator[Item]:
    for part, _ in exemptions(paper):
        yield Heading(part.key, part.heading, part.level, part.exempt)
        for block in part.blocks:
            yield Laid(block.table, fit(block.table)) if isinstance(block, Table) else block


def _keep_together(items: Sequence[Item], wide: list[bool]) -> None:
    """A heading turns with what stands right under it, and a note with what it stands under."""
    for place in range(len(items) - 2, -1, -1):
        if isinstance(items[place], Heading):
            wide[place] = wide[place + 1]
    for place in range(1, len(items)):
        if isinstance(items[place], Note):
            wide[place] = wide[place - 1]


def _fill_gaps(items: Sequence[Item], wide: list[bool]) -> None:
    """Words between two wide tables stay on the side; a page for them alone would be near empty."""
    place = 0
    for lies, group in groupby(list(wide)):
        end = place + len(list(group))
        inside = place > 0 and end < len(items)
        if not lies and inside and not any(isinstance(x, Laid | Chart) for x in items[place:end]):
            wide[place:end] = [True] * (end - place)
        place = end


def fit(table: ReportTable) -> Fit:
    """How a table is set: as large and as upright as it can be, and no cell a tower of words where
    smaller letters help."""
    measured = _Measured(table)
    whole = len(table.frame) <= _WHOLE
    for wide, room, sizes in ((False, UPRIGHT_MM, _UPRIGHT_PT), (True, WIDE_MM, _WIDE_PT)):
        fits = [size for size in sizes if sum(measured.least(size)) <= room]
        if fits:
            low = (size for size in fits if measured.lines(size, room) <= _TOWER)
            size = next(low, fits[-1])
            return Fit(wide, size, (tuple(enumerate(measured.widths(size, room))),), whole)
    return Fit(True, *_parted(measured), whole)


class _Measured:
    """Ems of the columns of a table: of what is never broken, and of the longest cell."""

    def __init__(self, table: ReportTable) -> None:
        self._table = table

    @cached_property
    def _ems(self) -> list[tuple[float, float]]:
        rows = self._table.cells()
        return [
            _ems(column, {row[place] for row in rows})
            for place, column in enumerate(self._table.columns)
        ]

    def least(self, size: float) -> list[float]:
        return [_mm(least, size) for least, _ in self._ems]

    def wanted(self, size: float) -> list[float]:
        return [max(_mm(least, size), _mm(most, size)) + _AIR_MM for least, most in self._ems]

    def widths(self, size: float, room: float) -> list[float]:
        return _shared(self.least(size), self.wanted(size), room)

    def lines(self, size: float, room: float) -> float:
        """Of the highest cell, about."""
        pairs = zip(self.wanted(size), self.widths(size, room), strict=True)
        return max((want / width for want, width in pairs), default=0.0)


def _ems(column: Column, cells: Collection[str]) -> tuple[float, float]:
    head = [_width(word) * _BOLD for word in column.label.split()]
    # Bold, as a total is.
    longest = max((_width(cell) * _BOLD for cell in cells), default=0.0)
    if column.format in NUMERIC | {"date", "month", "year"}:
        # A number is never broken over two lines, and its heading may be.
        least = max([longest, *head])
        return least, max(least, min(_width(column.label) * _BOLD, _HEAD_EM))
    words = {word for cell in cells for word in cell.split()}
    unbroken = [*head, *(_width(word) * _BOLD for word in words), min(longest, _TEXT_EM)]
    return max(unbroken), max(longest, _width(column.label) * _BOLD)


def _width(text: str) -> float:
    return sum(_LETTERS_EM.get(letter, _DIGIT_EM) for letter in text)


def _mm(ems: float, size: float) -> float:
    return ems * size * _EM_MM + 2 * PADDING_MM


def _shared(least: list[float], wanted: list[float], room: float) -> list[float]:
    """The least for each column; what is left over goes, a little at a time, to the column whose
    longest cell has the most lines, so that rows are as low as can be."""
    widths, left = list(least), room - sum(least)
    while left >= _STEP_MM:
        tallest = max(range(len(widths)), key=lambda place: wanted[place] / widths[place])
        if wanted[tallest] <= widths[tallest]:
            break
        more = min(_STEP_MM, wanted[tallest] - widths[tallest])
        widths[tallest] += more
        left -= more
    return widths


def _parted(measured: _Measured) -> tuple[float, tuple[Piece, ...]]:
    """As few pieces as the smallest letters need, alike in width, in letters as large as can be."""
    fewest = len(list(_pieces(measured.least(_WIDE_PT[-1]))))
    found: dict[float, list[Piece]] = {
        size: list(_pieces(measured.least(size))) for size in _WIDE_PT
    }
    size = next(size for size in _WIDE_PT if len(found[size]) == fewest)
    narrow, wide = 0.0, WIDE_MM
    while wide - narrow > 1.0:
        between = (narrow + wide) / 2
        if len(list(_pieces(measured.least(size), between))) > fewest:
            narrow = between
        else:
            wide = between
    return size, tuple(_pieces(measured.least(size), wide))


def _pieces(least: list[float], most: float = WIDE_MM) -> Iterator[Piece]:
    """Columns in pieces that fit on a page on its side, each with the first column.

    Args:
        most: how wide a piece of more than two columns may be.
    """
    first = (0, min(least[0], WIDE_MM / 3))
    piece, used = [first], first[1]
    for place, need in enumerate(least[1:], 1):
        width = min(need, WIDE_MM - first[1])
        if used + width > most and len(piece) > 1:
            yield tuple(piece)
            piece, used = [first], first[1]
        piece.append((place, width))
        used += width
    yield tuple(piece)
