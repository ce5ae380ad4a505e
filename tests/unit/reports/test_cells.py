"""No hidden count can be worked out from the totals: an attacker tries every filling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.reports.disclosure.cells import hide_row, hide_table

LIMIT = 3


def fillings(total: int, count: int, least: int) -> Iterator[tuple[int, ...]]:
    """Every way to split a total into so many whole numbers, each at least `least`."""
    if count == 0:
        if total == 0:
            yield ()
        return
    for first in range(least, total - least * (count - 1) + 1):
        for rest in fillings(total - first, count - 1, least):
            yield (first, *rest)


def attack_row(counts: Sequence[int], hidden: set[int]) -> dict[int, set[int]]:
    """The values that each hidden count can have, given the total and the counts shown."""
    places = sorted(hidden)
    total = sum(counts[i] for i in places)
    least = 0 if len(hidden) == len(counts) else 1
    found: dict[int, set[int]] = {i: set() for i in places}
    for filling in fillings(total, len(places), least):
        for i, value in zip(places, filling, strict=True):
            found[i].add(value)
    return found


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6))
def test_a_row_gives_no_hidden_count_away(counts: list[int]) -> None:
    hidden = hide_row(counts, LIMIT)
    assert {i for i, n in enumerate(counts) if 0 < n <= LIMIT} <= hidden
    for i, values in attack_row(counts, hidden).items():
        assert len(values) > 1, f"{counts}: {counts[i]} is found out"


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([10, 20, 30], set()),
        ([0, 20, 0], set()),
        ([2, 20, 30], {0, 1}),
        ([2, 3, 30], {0, 1}),
        ([1, 1, 30, 40], {0, 1, 2}),
        ([2, 0, 30, 0], {0, 2}),
        ([0, 3, 0], {0, 1, 2}),
        ([], set()),
    ],
    ids=[
        "nothing small",
        "nought stays nought",
        "a partner, the smallest",
        "two small are partners",
        "two ones need a third",
        "nought is no partner",
        "no partner: all withheld",
        "nothing",
    ],
)
def test_rows(counts: list[int], hidden: set[int]) -> None:
    assert hide_row(counts, LIMIT) == hidden


def attack_table(counts: list[list[int]], hidden: set[tuple[int, int]]) -> None:
    """Fill the cells in every way that the totals allow; each hidden one must vary."""
    high, wide = len(counts), len(counts[0])
    everything = {(i, j) for i in range(high) for j in range(wide)} <= hidden
    least = 0 if everything else 1
    row_totals = [None if (i, wide) in hidden else sum(row) for i, row in enumerate(counts)]
    columns = [sum(row[j] for row in counts) for j in range(wide)]
    column_totals = [None if (high, j) in hidden else n for j, n in enumerate(columns)]
    grand = sum(columns)
    found: dict[tuple[int, int], set[int]] = {cell: set() for cell in hidden}
    choices = [
        list(_rows(row, {j for a, j in hidden if a == i}, row_totals[i], grand, least))
        for i, row in enumerate(counts)
    ]
    for rows in product(*choices):
        sums = [sum(row[j] for row in rows) for j in range(wide)]
        if sum(sums) != grand or any(
            (known is not None and known != n) or (known is None and n < least)
            for known, n in zip(column_totals, sums, strict=True)
        ):
            continue
        for i, j in hidden:
            found[i, j].add(sums[j] if i == high else sum(rows[i]) if j == wide else rows[i][j])
    for (i, j), values in found.items():
        # In a table that is withheld, a nought is told by a total of nought.
        known = everything and values == {0}
        assert known or len(values) > 1, f"{counts}: the cell {i}, {j} is found out"


def totals_hidden(counts: list[list[int]], limit: int) -> set[tuple[int, int]]:
    """The totals that their own sums ask to hide."""
    high, wide = len(counts), len(counts[0])
    columns = [sum(row[j] for row in counts) for j in range(wide)]
    return {
        *((i, wide) for i in hide_row([sum(row) for row in counts], limit)),
        *((high, j) for j in hide_row(columns, limit)),
    }


def hidden_of(counts: list[list[int]], limit: int) -> set[tuple[int, int]]:
    return hide_table(counts, limit, totals_hidden(counts, limit))


def _rows(
    row: list[int], hidden: set[int], total: int | None, grand: int, least: int
) -> Iterator[tuple[int, ...]]:
    wide = len(row)
    places = sorted(j for j in hidden if j < wide)
    shown = sum(n for j, n in enumerate(row) if j not in places)
    for sum_of_row in [total] if total is not None else range(least, grand + 1):
        for values in fillings(sum_of_row - shown, len(places), least):
            filled = list(row)
            for j, value in zip(places, values, strict=True):
                filled[j] = value
            yield tuple(filled)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=2))
def test_a_table_gives_no_hidden_count_away(counts: list[list[int]]) -> None:
    hidden = hidden_of(counts, 1)
    small = {(i, j) for i, row in enumerate(counts) for j, n in enumerate(row) if n == 1}
    assert small <= hidden
    attack_table(counts, hidden)


def test_a_table_hides_four_corners_and_no_nought() -> None:
    counts = [[2, 20, 0], [30, 40, 50], [0, 60, 70]]
    assert hidden_of(counts, LIMIT) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_small_total_of_a_table_is_hidden_with_a_partner() -> None:
    counts = [[2, 20], [0, 30]]
    hidden = hidden_of(counts, LIMIT)
    assert {(0, 0), (2, 0), (2, 1)} <= hidden
    attack_table(counts, hidden)


def test_a_table_hides_no_total_for_its_own_sake() -> None:
    """Papers publish the totals without it: withheld where only a total could be a partner."""
    counts = [[1, 0, 2], [0, 3, 0], [2, 0, 0]]
    assert totals_hidden(counts, 1) == set()
    hidden = hidden_of(counts, 1)
    assert hidden == {(i, j) for i in range(3) for j in range(3)}
    attack_table(counts, hidden)


def test_hidden_totals_are_partners_of_the_cells() -> None:
    counts = [[10, 20, 0], [12, 130, 0], [0, 49, 1]]
    assert totals_hidden(counts, LIMIT) == {(3, 0), (3, 2)}
    assert hidden_of(counts, LIMIT) == {(0, 0), (0, 1), (2, 1), (2, 2), (3, 0), (3, 2)}
