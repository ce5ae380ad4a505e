"""What a planter is: it breaks one rule in the rows of one child, and says where the rule fires."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kinward.synthetic.errors.book import Book, Line

Suits = Callable[[Book, Line], bool]
New = Callable[[Book, Line], str]
Make = Callable[[Book, Line], Line | None]


@dataclass(frozen=True)
class Planter:
    """Breaks one rule.

    Attributes:
        rule: the rule's code.
        table: the table in whose lines it looks for a place.
        column: the column at fault.
        what: what was done, in words.
        make: tries one line of a child: makes the error and gives the line on which the rule is
            bound to fire, or changes nothing and gives None.
    """

    rule: str
    table: str
    column: str
    what: str
    make: Make


def cell(
    rule: str, table: str, column: str, new: str | New, what: str, suits: Suits | None = None
) -> Planter:
    """A planter that changes one cell, where a line suits; the rule fires on that line."""

    def make(book: Book, line: Line) -> Line | None:
        if suits is not None and not suits(book, line):
            return None
        value = new if isinstance(new, str) else new(book, line)
        if value == line[column]:
            return None
        line[column] = value
        return line

    return Planter(rule, table, column, what, make)


def both(*conditions: Suits) -> Suits:
    """A line suits where it suits every condition."""
    return lambda book, line: all(condition(book, line) for condition in conditions)


def given(*columns: str) -> Suits:
    """The columns are not blank."""
    return lambda _, line: all(line[column] for column in columns)


def years(first: int, last: int = 9999) -> Suits:
    """The return year lies between two, both included."""
    return lambda _, line: first <= line.year <= last


def is_in(column: str, codes: Iterable[str]) -> Suits:
    """The column has one of the codes."""
    known = frozenset(codes)
    return lambda _, line: line[column] in known


def lasts(days: int) -> Suits:
    """The episode lasts longer than some days, up to the end of the year while it is open."""

    def suits(_: Book, line: Line) -> bool:
        start, end = line.day("DECOM"), line.day("DEC") or line.end
        return start is not None and (end - start).days > days

    return suits
