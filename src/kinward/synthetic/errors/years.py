"""Planters of returns that disagree with the return of the year before."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kinward.synthetic.errors.book import Book, Line, as_text, moved
from kinward.synthetic.errors.planter import Planter, both, cell, is_in

_FOSTERED: Final = ("U3", "U4", "U6")
_OTHER: Final = {
    "LS": {"C1": "C2", "C2": "C1", "V2": "C1"},
    "CIN": {"N1": "N4"},
    "PLACE": {"U6": "U4", "U4": "U6", "U3": "U1"},
    "PLACE_PROVIDER": {"PR1": "PR4", "PR4": "PR1"},
    "RNE": {"S": "P"},
}
_ELSE: Final = {"LS": "C2", "CIN": "N1", "PLACE": "U6", "PLACE_PROVIDER": "PR1", "RNE": "S"}


def _other(column: str) -> Planter:
    rule = {"RNE": "503A", "LS": "503B", "CIN": "503C", "PLACE": "503D", "PLACE_PROVIDER": "503E"}
    return cell(
        rule[column], "Episodes", column,
        lambda _, line: _OTHER[column].get(line[column], _ELSE[column]),
        f"{column} is not what last year's return had",
        both(_same_as_last_year, is_in("PLACE", _FOSTERED)),
    )  # fmt: skip


def _same_as_last_year(book: Book, line: Line) -> bool:
    """The first episode of the return was open at the end of the one before."""
    before = book.last_year(line) if book.before(line) is None else None
    return before is not None and not before["DEC"]


def _long_enough(_: Book, line: Line) -> bool:
    start, end = line.day("DECOM"), line.day("DEC") or line.end
    return start is not None and (end - start).days > 10 and (line.start - start).days > 10


def _new_to_care(book: Book, line: Line) -> bool:
    """The child's first episode ever, in a return that is not the first."""
    first = book.of_child(line["CHILD"], "Episodes")[0] is line
    return first and line["RNE"] == "S" and ("Episodes", line.year - 1) in book.lines


def _dropped(book: Book, line: Line) -> Line | None:
    """Takes the child out of the next return, in which it has one or two episodes."""
    if line["DEC"] or book.after(line) is not None:
        return None
    episodes = book.of_child(line["CHILD"], "Episodes")
    later = [other for other in episodes if other.year == line.year + 1]
    if not 1 <= len(later) <= 2:
        return None
    for other in later:
        book.delete(other)
    return line


PLANTERS: Final[tuple[Planter, ...]] = (
    *(_other(column) for column in _OTHER),
    cell("503F", "Episodes", "URN", "9909999", "URN is not what last year's return had",
         both(_same_as_last_year, is_in("PLACE", _FOSTERED))),
    cell("502", "Episodes", "DECOM", lambda _, line: moved(line["DECOM"], 3),
         "the open episode starts on another day than last year's return said",
         both(_same_as_last_year, _long_enough)),
    cell("562", "Episodes", "DECOM", lambda _, line: as_text(line.start - timedelta(days=20)),
         "an episode of last year that last year's return does not have", _new_to_care),
    Planter("K06", "Episodes", "DEC", "an open episode that the next return does not continue",
            _dropped),
)  # fmt: skip
