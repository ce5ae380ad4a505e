"""What an expression is made of, once it has been parsed and every name in it is known."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Operator = Literal["+", "-", "*", "/"]


@dataclass(frozen=True)
class Number:
    """A number in the expression itself: exact."""

    value: Fraction


@dataclass(frozen=True)
class Column:
    """The cell of this row, or of the row before it, in a column."""

    name: str
    before: bool = False


@dataclass(frozen=True)
class SumOfColumn:
    """The sum of a column over the rows of this row's group that are no totals."""

    name: str


@dataclass(frozen=True)
class Label:
    """What a row of another table is called here: its text, or the text of this row's column."""

    text: str
    of_this_row: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table by the labels of its row (None: any label) and its column."""

    table: str
    labels: tuple[Label | None, ...]
    column: str


@dataclass(frozen=True)
class SumOfCells:
    """The sum of the cells that fit, totals left out."""

    cells: Cell


@dataclass(frozen=True)
class Rounding:
    """A number taken as rounded to a step; a step of 0 takes it as exact."""

    of: Node
    step: Fraction


@dataclass(frozen=True)
class Negative:
    """A number with its sign changed."""

    of: Node


@dataclass(frozen=True)
class Operation:
    """Two numbers put together."""

    operator: Operator
    left: Node
    right: Node


Node = Number | Column | SumOfColumn | Cell | SumOfCells | Rounding | Negative | Operation
