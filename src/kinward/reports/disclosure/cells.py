"""Which cells of a table to hide, so that none can be worked out from its totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

Counts = Sequence[int | None]
Cell = tuple[int, int]


def is_small(count: float | None, limit: int) -> bool:
    """Whether a count is one to hide by itself: 1 to `limit`."""
    return count is not None and 0 < count <= limit


def hide_row(counts: Counts, limit: int, *, start: Iterable[int] = ()) -> set[int]:
    """The positions to hide in counts whose sum is published.

    Args:
        counts: whole numbers, nought or more (None counts as nought).
        limit: the largest count that is small.
        start: positions that are hidden already.
    """
    values = [count or 0 for count in counts]
    hidden = {i for i, count in enumerate(values) if is_small(count, limit)} | set(start)
    while lone := [i for i in sorted(hidden) if not _has_partner(values, hidden, i)]:
        spare = [i for i, count in enumerate(values) if count > 0 and i not in hidden]
        if not spare:
            return set(range(len(values)))
        hidden.add(min(spare, key=lambda i: (values[i] < 2 and values[lone[0]] < 2, values[i], i)))
    return hidden


def _has_partner(values: Sequence[int], hidden: set[int], i: int) -> bool:
    return any(j != i and values[j] > 0 and max(values[i], values[j]) > 1 for j in hidden)


def hide_table(counts: Sequence[Counts], limit: int) -> set[Cell]:
    """The cells to hide in a table whose totals by row and column are published too.

    Returns:
        (row, column) of hidden cells. Row `len(counts)` is the row of column totals and column
        `len(counts[0])` the column of row totals; the grand total is never hidden. Every cell,
        where the table cannot be protected otherwise.
    """
    grid = _with_totals(counts)
    high, wide = len(grid), len(grid[0])
    grand = (high - 1, wide - 1)
    cells = [cell for cell in product(range(high), range(wide)) if cell != grand]
    hidden = {cell for cell in cells if is_small(grid[cell[0]][cell[1]], limit)}
    while lone := [cell for cell in sorted(hidden) if not _in_rectangle(grid, hidden, cell)]:
        found = _cheapest_rectangle(grid, hidden, lone[0])
        if found is None:
            return set(cells)
        hidden |= found
    return hidden


def _with_totals(counts: Sequence[Counts]) -> list[list[int]]:
    rows = [[count or 0 for count in row] for row in counts]
    rows = [[*row, sum(row)] for row in rows]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _rectangles(grid: Sequence[Sequence[int]], cell: Cell) -> Iterable[frozenset[Cell]]:
    """Rectangles of non-zero cells at a corner, in which a child can be moved around."""
    i, j = cell
    high, wide = len(grid), len(grid[0])
    for k, m in product(range(high), range(wide)):
        corners = ((i, j), (k, m), (i, m), (k, j))
        if k == i or m == j or (high - 1, wide - 1) in corners:
            continue
        if all(grid[a][b] > 0 for a, b in corners) and _can_move(grid, corners):
            yield frozenset(corners)


def _can_move(grid: Sequence[Sequence[int]], corners: Sequence[Cell]) -> bool:
    """Whether one child can be moved around the corners, either way, with none falling to nought.

    Totals move with their cells, so that a corner among the totals counts the other way round.
    """
    high, wide = len(grid), len(grid[0])
    falls: tuple[list[int], list[int]] = ([], [])
    for position, (a, b) in enumerate(corners):
        total = (a == high - 1) != (b == wide - 1)
        falls[(position >= 2) != total].append(grid[a][b])
    return any(min(side, default=2) > 1 for side in falls)


def _in_rectangle(grid: Sequence[Sequence[int]], hidden: set[Cell], cell: Cell) -> bool:
    return any(corners <= hidden for corners in _rectangles(grid, cell))


def _cheapest_rectangle(
    grid: Sequence[Sequence[int]], hidden: set[Cell], cell: Cell
) -> frozenset[Cell] | None:
    """The rectangle that hides the fewest children more."""

    def cost(corners: frozenset[Cell]) -> tuple[int, list[Cell]]:
        return sum(grid[a][b] for a, b in corners - hidden), sorted(corners)

    return min(_rectangles(grid, cell), key=cost, default=None)
