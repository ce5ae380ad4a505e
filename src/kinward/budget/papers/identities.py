"""The identities that `paper.toml` declares: what the numbers of the tables should hold to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kinward.budget.papers.model import Identity
from kinward.budget.papers.nodes import (
    Cell,
    Column,
    Negative,
    Node,
    Operation,
    Rounding,
    SumOfCells,
    SumOfColumn,
)
from kinward.budget.papers.parse import one_line, parse_identity
from kinward.budget.papers.tables import PaperTable, matched
from kinward.budget.papers.toml import Section
from kinward.errors import InputError

_KEYS: Final = ("what", "table", "holds", "sums", "where", "except", "by", "why")


def read_identities(root: Section, tables: Mapping[str, PaperTable]) -> tuple[Identity, ...]:
    """The identities under `checks`, in their order.

    Raises:
        InputError: a key is not known or not of its kind, or names what is not there.
    """
    found: list[Identity] = []
    for section in root.sections("checks"):
        section.only(_KEYS)
        name = section.text("table")
        if name and name not in tables:
            section.refuse("table", f"one of the tables: {', '.join(tables)}")
        own = tables.get(name)
        found += _identities(section, tables, own)
    return tuple(found)


def _identities(
    section: Section, tables: Mapping[str, PaperTable], own: PaperTable | None
) -> Iterator[Identity]:
    what, why = section.text("what", required=True), section.text("why")
    groups, positions = _rows(section, own)
    sides = [*_sums(section, own), *_equations(section, tables, own)]
    if not sides:
        raise InputError(
            "The check says nothing",
            where=section.where("holds"),
            remedy="Give it holds = an identity, or sums = a list of columns.",
        )
    for text, printed, figure in sides:
        about = own.name if own else _first_table(printed) or _first_table(figure)
        yield Identity(
            what, text, printed, figure, own.name if own else "", about, groups, positions, why
        )


def _equations(
    section: Section, tables: Mapping[str, PaperTable], own: PaperTable | None
) -> Iterator[tuple[str, Node, Node]]:
    for text in section.texts("holds"):
        yield one_line(text), *parse_identity(text, tables, own, section.where("holds"))


def _sums(section: Section, own: PaperTable | None) -> Iterator[tuple[str, Node, Node]]:
    for column in section.texts("sums"):
        if own is None or column not in own.columns:
            section.refuse("sums", "a list of columns of the table")
        yield f"{column} == sum({column})", Column(column), SumOfColumn(column)


def _rows(
    section: Section, own: PaperTable | None
) -> tuple[tuple[tuple[int, ...], ...], frozenset[int]]:
    """The groups of a table's rows, and the rows that are checked."""
    if own is None:
        for key in ("where", "except", "by", "sums"):
            if key in section.values:
                section.refuse(key, "of use without a table")
        return (), frozenset()
    by = section.texts("by")
    if not set(by) <= set(own.columns):
        section.refuse("by", "a list of columns of the table")
    groups: dict[tuple[str, ...], list[int]] = {}
    for position in range(len(own.rows)):
        shared = tuple(matched(own.columns[column][position] or "") for column in by)
        groups.setdefault(shared, []).append(position)
    chosen = _chosen(section, "where", own)
    kept = frozenset(range(len(own.rows)) if chosen is None else chosen)
    return (
        tuple(tuple(group) for group in groups.values()),
        kept - (_chosen(section, "except", own) or frozenset()),
    )


def _chosen(section: Section, key: str, own: PaperTable) -> frozenset[int] | None:
    """The rows that have one of the texts in each of the columns; None where none are told."""
    if key not in section.values:
        return None
    told = section.section(key)
    found = set(range(len(own.rows)))
    for column in told.values:
        if column not in own.columns:
            told.refuse(column, f"a column of {own.file}: {', '.join(own.columns)}")
        wanted = {matched(text) for text in told.texts(column)}
        texts = [matched(text or "") for text in own.columns[column]]
        if missing := wanted - set(texts):
            told.refuse(column, f"a text of the column ('{min(missing)}' is not there)")
        found &= {position for position, text in enumerate(texts) if text in wanted}
    return frozenset(found)


def _first_table(node: Node) -> str:
    """The table of the first cell that an expression names; empty if it names none."""
    match node:
        case Cell(table=table) | SumOfCells(cells=Cell(table=table)):
            return table
        case Negative(of=of) | Rounding(of=of):
            return _first_table(of)
        case Operation(left=left, right=right):
            return _first_table(left) or _first_table(right)
        case _:
            return ""
