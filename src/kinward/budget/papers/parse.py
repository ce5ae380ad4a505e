"""The small language of figures: numbers, cells of tables, + - * / and four functions.

It is read with Python's own grammar (`ast`) and nothing of it is ever run as Python. Whatever is
not listed here is refused, and so is a table, column or label that is not there:

    12, 0.43                       a number, exact
    budget                         the cell of this row in the column `budget`
    row["Budget (k)"]              the same, for a heading that is no single word
    users["Kinship", "2020/21"]    the cell of a table: the labels of the row, then the column
    users["Kinship", year]         the same, the label being what this row has in its column `year`
    sum(budget)                    over the rows of this row's group that are no totals
    sum(users["*", "2020/21", "average"])     over every row that fits and is no total
    before(looked_after)           the cell of the row before this one in its group
    exact(x), rounded(x, 1000)     x as a number without rounding, or rounded to the step
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NoReturn

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
from kinward.errors import InputError

RESERVED: Final = frozenset({"row", "claims", "sum", "before", "exact", "rounded"})
"""Names that no table may have (but for the table of claims itself)."""

_OPERATORS: Final[Mapping[type[ast.operator], Operator]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_NUMBER: Final = re.compile(r"\d[\d_]*(\.\d+)?")
_ANY: Final = "*"
_LONGEST: Final = 1_000
_DEEPEST: Final = 40


def parse_figure(
    text: str, tables: Mapping[str, PaperTable], own: PaperTable | None, where: str
) -> Node:
    """An expression for one number.

    Args:
        tables: those that it may name.
        own: the table on whose rows it stands, if it stands on rows.
        where: what errors name: the file, and the row or key.

    Raises:
        InputError: it is not of the language, or names what is not there.
    """
    line = one_line(text)
    return _Parser(line, tables, own, where).figure(_tree(line, where))


def parse_identity(
    text: str, tables: Mapping[str, PaperTable], own: PaperTable | None, where: str
) -> tuple[Node, Node]:
    """The two sides of `printed == recomputed`; arguments and errors as of `parse_figure`."""
    line = one_line(text)
    tree = _tree(line, where)
    if not (
        isinstance(tree, ast.Compare) and len(tree.ops) == 1 and isinstance(tree.ops[0], ast.Eq)
    ):
        raise InputError(
            "The identity is not of the form printed == recomputed",
            where=where,
            remedy="Write what is printed, ==, and what it should be.",
        )
    parser = _Parser(line, tables, own, where)
    return parser.figure(tree.left), parser.figure(tree.comparators[0])


def one_line(text: str) -> str:
    """An expression without its line breaks, which mean nothing."""
    return re.sub(r"\s*\n\s*", " ", text.strip())


def _tree(text: str, where: str) -> ast.expr:
    if len(text) > _LONGEST:
        raise InputError(
            f"The expression is longer than {_LONGEST:,} characters",
            where=where,
            remedy="Split it into several.",
        )
    try:
        with warnings.catch_warnings():
            # Python warns of text that it reads but doubts; the parser refuses it anyway.
            warnings.simplefilter("ignore")
            return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise InputError(
            "The expression cannot be read",
            where=where,
            remedy="Look for a bracket or a quotation mark without its pair.",
        ) from None


@dataclass(frozen=True)
class _Parser:
    text: str
    tables: Mapping[str, PaperTable]
    own: PaperTable | None
    where: str

    def figure(self, tree: ast.expr, depth: int = 0) -> Node:
        if depth > _DEEPEST:
            self._refuse("The expression is nested too deeply", "Split it into several.")
        match tree:
            case ast.UnaryOp(op=ast.USub(), operand=of):
                return Negative(self.figure(of, depth + 1))
            case ast.BinOp(op=op, left=left, right=right) if type(op) in _OPERATORS:
                sides = self.figure(left, depth + 1), self.figure(right, depth + 1)
                return Operation(_OPERATORS[type(op)], *sides)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._call(name, args, depth)
            case _:
                return self._leaf(tree)

    def _leaf(self, tree: ast.expr) -> Node:
        if isinstance(tree, ast.Constant):
            return Number(self._number(tree))
        if (name := _column_named(tree)) is not None:
            return Column(self._column(name))
        if isinstance(tree, ast.Subscript):
            return self._cell(tree, one=True)
        return self._refuse(
            f"'{self._said(tree)}' is not of the language of figures",
            "Use numbers, cells, + - * /, sum, before, exact and rounded.",
        )

    def _call(self, name: str, args: list[ast.expr], depth: int) -> Node:
        calls: dict[tuple[str, int], Callable[[], Node]] = {
            ("sum", 1): lambda: self._sum(args[0]),
            ("before", 1): lambda: Column(self._name(args[0]), before=True),
            ("exact", 1): lambda: Rounding(self.figure(args[0], depth + 1), Fraction(0)),
            ("rounded", 2): lambda: Rounding(self.figure(args[0], depth + 1), self._step(args[1])),
        }
        made = calls.get((name, len(args)))
        if made is None:
            self._refuse(
                f"'{name}' with {len(args)} arguments is no function of the language of figures",
                "The functions are sum(x), before(column), exact(x) and rounded(x, step).",
            )
        return made()

    def _sum(self, tree: ast.expr) -> Node:
        if _column_named(tree) is None and isinstance(tree, ast.Subscript):
            return SumOfCells(self._cell(tree, one=False))
        return SumOfColumn(self._name(tree))

    def _name(self, tree: ast.expr) -> str:
        """A column of this row's table, where only a column can stand."""
        name = _column_named(tree)
        if name is None:
            self._refuse(f"'{self._said(tree)}' is no column", "Name a column of the table.")
        return self._column(name)

    def _cell(self, tree: ast.Subscript, *, one: bool) -> Cell:
        table = self._table(tree.value)
        keys = tree.slice.elts if isinstance(tree.slice, ast.Tuple) else [tree.slice]
        if len(keys) != len(table.labels) + 1:
            self._refuse(
                f"'{self._said(tree)}' does not name a cell",
                f"Give {', '.join(table.labels)} and then the column.",
            )
        labels = tuple(self._label(key) for key in keys[:-1])
        column = keys[-1].value if isinstance(keys[-1], ast.Constant) else None
        if not isinstance(column, str) or column not in table.columns:
            self._refuse(
                f"{table.file} has no column {self._said(keys[-1])}",
                f"Its columns are {', '.join(table.columns)}.",
            )
        self._refuse_rows(table, labels, self._said(tree), one=one)
        return Cell(table.name, labels, column)

    def _refuse_rows(
        self, table: PaperTable, labels: tuple[Label | None, ...], said: str, *, one: bool
    ) -> None:
        """Labels that are texts are held against the table now, the others row by row."""
        if one and None in labels:
            self._refuse(f"'{said}' names several cells", "Write sum(...) round it.")
        if any(label is not None and label.of_this_row for label in labels):
            return
        found = len(table.find([label.text if label else None for label in labels]))
        if not found or (one and found > 1):
            several = "several rows" if found else "no row"
            self._refuse(
                f"{table.file} has {several} for '{said}'",
                f"A row is named by {', '.join(table.labels)}, as printed.",
            )

    def _table(self, tree: ast.expr) -> PaperTable:
        name = tree.id if isinstance(tree, ast.Name) else ""
        if name not in self.tables:
            self._refuse(
                f"There is no table '{self._said(tree)}'",
                f"The tables are {', '.join(self.tables)}.",
            )
        return self.tables[name]

    def _label(self, tree: ast.expr) -> Label | None:
        match tree:
            case ast.Constant(value=str(text)):
                return None if text == _ANY else Label(text)
            case _:
                return Label(self._name(tree), of_this_row=True)

    def _column(self, name: str) -> str:
        if self.own is None:
            self._refuse(
                f"'{name}' stands for a cell of a row, and there is no row here",
                'Name the cell in full: table["label", "column"].',
            )
        if name not in self.own.columns:
            self._refuse(
                f"{self.own.file} has no column '{name}'",
                f"Its columns are {', '.join(self.own.columns)}.",
            )
        return name

    def _number(self, tree: ast.expr) -> Fraction:
        said = self._said(tree)
        if not _NUMBER.fullmatch(said):
            self._refuse(f"'{said}' is not a number here", "Write digits, as in 12 or 0.43.")
        return Fraction(said)

    def _step(self, tree: ast.expr) -> Fraction:
        step = self._number(tree)
        if step == 0:
            self._refuse("Nothing is rounded to a step of 0", "Write exact(...) instead.")
        return step

    def _said(self, tree: ast.expr) -> str:
        return ast.get_source_segment(self.text, tree) or "this"

    def _refuse(self, what: str, remedy: str) -> NoReturn:
        raise InputError(what, where=self.where, remedy=remedy)


def _column_named(tree: ast.expr) -> str | None:
    """The column that `name` or `row["name"]` stands for; None for anything else."""
    match tree:
        case ast.Name(id=name):
            return name
        case ast.Subscript(value=ast.Name(id="row"), slice=ast.Constant(value=str(name))):
            return name
        case _:
            return None
