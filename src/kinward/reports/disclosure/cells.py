"""Which cells of a table to hide, so that none can be worked out from its totals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise, product

Counts = Sequence[int | None]
Cell = tuple[int, int]
Node = tuple[str, int]
"""A row or a column of a table."""


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


def hide_alike(rows: Sequence[Counts], limit: int, *, start: Iterable[int] = ()) -> set[int]:
    """The positions to hide in all of several rows alike, each with a published sum.

    For figures that follow one another in time: what is hidden at one time would be as good as
    known from the times before and after, were it shown there. Where nothing is small at a time,
    that time asks for no partner.
    """
    small = [row for row in rows if any(is_small(count, limit) for count in row)]
    hidden = {i for row in small for i, count in enumerate(row) if is_small(count, limit)}
    hidden |= set(start)
    while True:
        found = set(hidden)
        for row in small:
            found |= hide_row(row, limit, start=[i for i in hidden if row[i]])
        if found == hidden:
            return hidden
        hidden = found


def _has_partner(values: Sequence[int], hidden: set[int], i: int) -> bool:
    return any(j != i and values[j] > 0 and max(values[i], values[j]) > 1 for j in hidden)


def hide_table(counts: Sequence[Counts], limit: int, totals: Collection[Cell]) -> set[Cell]:
    """The cells to hide in a table whose totals by row and column are published too.

    Which totals are hidden is settled before, by the totals alone: they are published elsewhere
    too, where there is no such table.

    A hidden cell is safe where one child can be moved around a ring of hidden cells (along a row,
    along a column, and so on back to the cell) so that no total changes and no hidden count falls
    to nought: it then has at least two possible values.

    Args:
        totals: the hidden ones. Row `len(counts)` is the row of column totals and column
            `len(counts[0])` the column of row totals.

    Returns:
        (row, column) of hidden cells, those totals among them. Every cell, where the table cannot
        be protected otherwise.
    """
    grid = _with_totals(counts)
    high, wide = len(grid), len(grid[0])
    cells = set(product(range(high - 1), range(wide - 1)))
    hidden = {cell for cell in cells if is_small(grid[cell[0]][cell[1]], limit)} | set(totals)
    safe: set[Cell] = set()
    while exposed := sorted(hidden - safe):
        rings = [ring for ring in _rings(grid, hidden, exposed[0]) if ring is not None]
        if not rings:
            return cells | set(totals)
        _, ring = min(rings)
        hidden.update(ring)
        safe.update(ring)
    return hidden


def _with_totals(counts: Sequence[Counts]) -> list[list[int]]:
    rows = [[count or 0 for count in row] for row in counts]
    rows = [[*row, sum(row)] for row in rows]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _rings(
    grid: Sequence[Sequence[int]], hidden: set[Cell], cell: Cell
) -> Iterator[tuple[int, list[Cell]] | None]:
    """For a child moved into the cell, then out of it: the ring that hides the fewest more."""
    high, wide = len(grid), len(grid[0])

    def costs(into: bool) -> Mapping[tuple[Node, Node], int]:
        """What each step of a ring hides more: those that could make a count nought are left out.

        A ring alternates between columns and rows. Where it goes from column to row a child leaves
        the cell, and where it goes from row to column one comes in; for totals, the other way.
        """
        steps = {}
        for i, j in product(range(high), range(wide)):
            count = grid[i][j]
            total = i == high - 1 or j == wide - 1
            if count == 0 or (i, j) == cell or (total and (i, j) not in hidden):
                continue
            price = 0 if (i, j) in hidden else count
            row, column = ("row", i), ("column", j)
            for start, end, leaves in ((column, row, into), (row, column, not into)):
                if leaves == total or count > 1:
                    steps[start, end] = price
        return steps

    i, j = cell
    total = (i == high - 1) != (j == wide - 1)
    for into in (True, False):
        falls = into == total
        if grid[i][j] > 1 or not falls:
            path = _cheapest(costs(into), ("column", j), ("row", i))
            yield path and (path[0], [cell, *(_cell(a, b) for a, b in pairwise(path[1]))])


def _cell(a: Node, b: Node) -> Cell:
    return (a[1], b[1]) if a[0] == "row" else (b[1], a[1])


def _cheapest(
    steps: Mapping[tuple[Node, Node], int], start: Node, end: Node
) -> tuple[int, list[Node]] | None:
    """The cheapest path, and of those one with the fewest steps (Dijkstra); None without any."""
    onward: dict[Node, list[tuple[Node, int]]] = {}
    for (a, b), price in sorted(steps.items()):
        onward.setdefault(a, []).append((b, price))
    queue: list[tuple[int, int, list[Node]]] = [(0, 0, [start])]
    done: set[Node] = set()
    while queue:
        cost, length, path = heappop(queue)
        if path[-1] == end:
            return cost, path
        if path[-1] in done:
            continue
        done.add(path[-1])
        for node, price in onward.get(path[-1], []):
            if node not in done:
                heappush(queue, (cost + price, length + 1, [*path, node]))
    return None
