"""Formulas of a table, told by rows and columns, so that a workbook can work them out again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby


@dataclass(frozen=True)
class Sum:
    """Cells that sum others of their column.

    Attributes:
        row: where the sums stand; rows count from 0.
        parts: the rows that are summed.
        columns: the columns in which it is so.
    """

    row: int
    parts: tuple[int, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Working:
    """A column that is worked out from others.

    Attributes:
        column: where the results stand.
        text: the formula without its equals sign, with {name} for the cell of a column in the same
            row, and {name@3} for that of row 3, which stays as rows go down.
        rows: the rows in which it holds; None for all but those of a `Sum`.
    """

    column: str
    text: str
    rows: tuple[int, ...] | None = None


Formula = Sum | Working

_CELL = re.compile(r"\{(\w+)(?:@(\d+))?\}")


def within(formulas: Iterable[Formula], names: Collection[str]) -> Iterator[Formula]:
    """The formulas of which all cells are in these columns; of a sum, those of its columns."""
    for each in formulas:
        if isinstance(each, Sum):
            yield replace(each, columns=tuple(name for name in each.columns if name in names))
        elif {each.column, *(found[0] for found in _CELL.findall(each.text))} <= set(names):
            yield each


def written(
    formulas: Sequence[Formula],
    names: Sequence[str],
    values: Sequence[Sequence[object]],
    top: int,
) -> dict[tuple[int, int], str]:
    """The formulas of a table by row and column, as a spreadsheet writes them.

    A cell keeps its value where what it rests on is hidden or missing: of a sum, where any part is
    hidden; a part that is missing counts nought.

    Args:
        names: the columns, in order.
        values: the rows as they are shown.
        top: the row of the sheet, from 0, on which the first of them stands.
    """
    made: dict[tuple[int, int], str] = {}
    columns = {name: place for place, name in enumerate(names)}
    for formula in formulas:
        for row, column, text, needs in _cells(formula, columns, len(values), top):
            shown = [values[i][j] for i, j in needs]
            fits = all(_counts(value) for value in shown) or (
                isinstance(formula, Sum) and all(value != "[c]" for value in shown)
            )
            if fits and _counts(values[row][column]):
                made.setdefault((row, column), f"={text}")
    return made


_Needs = list[tuple[int, int]]


def _cells(
    formula: Formula, columns: dict[str, int], height: int, top: int
) -> Iterator[tuple[int, int, str, _Needs]]:
    """Row, column, formula, and the cells that it needs."""
    if isinstance(formula, Sum):
        for name in formula.columns:
            column = columns[name]
            letter = _letters(column)
            text = ",".join(
                f"{letter}{first + top + 1}:{letter}{last + top + 1}"
                if last > first
                else f"{letter}{first + top + 1}"
                for first, last in _stretches(formula.parts)
            )
            yield formula.row, column, f"SUM({text})", [(row, column) for row in formula.parts]
        return
    for row in range(height) if formula.rows is None else formula.rows:
        needs: _Needs = []

        def cell(found: re.Match[str], row: int = row, needs: _Needs = needs) -> str:
            column = columns[found[1]]
            place = row if found[2] is None else int(found[2])
            needs.append((place, column))
            fixed = "" if found[2] is None else "$"
            return f"{_letters(column)}{fixed}{place + top + 1}"

        yield row, columns[formula.column], _CELL.sub(cell, formula.text), needs


def _counts(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    for _, group in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        stretch = [row for _, row in group]
        yield stretch[0], stretch[-1]


def _letters(column: int) -> str:
    """A, B, ... Z, AA, ..."""
    rest, letter = divmod(column, 26)
    return ("" if rest == 0 else _letters(rest - 1)) + chr(65 + letter)
