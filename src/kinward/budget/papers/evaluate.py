"""The number that an expression comes to, with its rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Final

from kinward.budget.papers.interval import Interval, Undefined, exact, rounded
from kinward.budget.papers.nodes import (
    Cell,
    Column,
    Label,
    Negative,
    Node,
    Number,
    Operation,
    Operator,
    Rounding,
    SumOfCells,
    SumOfColumn,
)
from kinward.budget.papers.tables import PaperTable

_OPERATORS: Final[Mapping[Operator, Callable[[Interval, Interval], Interval]]] = {
    "+": add,
    "-": sub,
    "*": mul,
    "/": truediv,
}


@dataclass(frozen=True)
class Row:
    """The row on which an expression stands.

    Attributes:
        group: the positions of the rows of its group, in order; the row's own is among them.
    """

    table: PaperTable
    position: int
    group: Sequence[int]


def evaluate(node: Node, tables: Mapping[str, PaperTable], row: Row | None = None) -> Interval:
    """The number, worked out exactly.

    Raises:
        Undefined: a cell that it needs holds no number, or it divides by what may be 0.
    """
    match node:
        case Rounding(of, step):
            return _taken_as_rounded(evaluate(of, tables, row), step)
        case Negative(of):
            return -evaluate(of, tables, row)
        case Operation(operator, left, right):
            sides = evaluate(left, tables, row), evaluate(right, tables, row)
            return _OPERATORS[operator](*sides)
        case _:
            return _leaf(node, tables, row)


def _leaf(
    node: Number | Column | SumOfColumn | Cell | SumOfCells,
    tables: Mapping[str, PaperTable],
    row: Row | None,
) -> Interval:
    match node:
        case Number(value):
            return exact(value)
        case Column(name, before):
            return _of_row(_on(row), name, before=before)
        case SumOfColumn(name):
            return _sum_of_group(_on(row), name)
        case Cell():
            return tables[node.table].interval(_position(node, tables, row), node.column)
        case SumOfCells(cells):
            table = tables[cells.table]
            return _sum(table, table.find(_texts(cells.labels, row)), cells.column)


def step_of(node: Node, tables: Mapping[str, PaperTable], row: Row | None = None) -> Fraction:
    """The finest step in which the cells of a number are printed, to show it by.

    Raises:
        Undefined: as `evaluate`.
    """
    match node:
        case Column(name, before=False) if row:
            return row.table.number(row.position, name).step
        case Cell(table, _, column):
            return tables[table].number(_position(node, tables, row), column).step
        case Rounding(of, step):
            return min(step, step_of(of, tables, row)) if step else step_of(of, tables, row)
        case Negative(of):
            return step_of(of, tables, row)
        case Operation(_, left, right):
            return min(step_of(left, tables, row), step_of(right, tables, row))
        case _:
            return Fraction(1)


def _taken_as_rounded(number: Interval, step: Fraction) -> Interval:
    """Exact at a step of 0, else never narrower than the number already is."""
    if not step:
        return exact(number.value)
    coarse = rounded(number.value, step)
    return Interval(min(number.low, coarse.low), number.value, max(number.high, coarse.high))


def _on(row: Row | None) -> Row:
    """The parser lets a column stand only in what is evaluated on rows."""
    if row is None:
        raise TypeError("this expression needs a row to stand on")
    return row


def _of_row(row: Row, column: str, *, before: bool) -> Interval:
    position = row.position
    if before:
        place = row.group.index(position)
        if place == 0:
            raise Undefined("there is no row before it")
        position = row.group[place - 1]
    return row.table.interval(position, column)


def _sum_of_group(row: Row, column: str) -> Interval:
    parts = [position for position in row.group if not row.table.is_total(position)]
    return _sum(row.table, parts, column)


def _sum(table: PaperTable, positions: Iterable[int], column: str) -> Interval:
    """A blank cell adds nothing; where all are blank there is no sum."""
    printed = [each for each in positions if table.columns[column][each] is not None]
    if not printed:
        raise Undefined(f"there is nothing to sum in {table.file}, column {column}")
    total = exact(Fraction(0))
    for position in printed:
        total = total + table.interval(position, column)
    return total


def _position(cell: Cell, tables: Mapping[str, PaperTable], row: Row | None) -> int:
    found = tables[cell.table].find(_texts(cell.labels, row))
    if len(found) != 1:
        how_many = "several rows" if found else "no row"
        raise Undefined(f"{tables[cell.table].file} has {how_many} of that name")
    return found[0]


def _texts(labels: Sequence[Label | None], row: Row | None) -> list[str | None]:
    return [_text(label, row) if label else None for label in labels]


def _text(label: Label, row: Row | None) -> str:
    if not label.of_this_row:
        return label.text
    own = _on(row)
    return own.table.columns[label.text][own.position] or ""
