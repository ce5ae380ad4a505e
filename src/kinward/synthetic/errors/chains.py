"""Planters of episodes that do not follow one another, within a return."""

from __future__ import annotations

from typing import Final

from kinward.synthetic.errors.book import Book, Line, moved
from kinward.synthetic.errors.dates import closed, ends_care
from kinward.synthetic.errors.planter import Planter, both, cell, is_in, lasts

_OTHER_NEED: Final = {"N1": "N5"}


def _follows(book: Book, line: Line) -> bool:
    """The episode continues the one before it in the same return."""
    before = book.before(line)
    return before is not None and before["DEC"] == line["DECOM"] and before["REC"] == "X1"


def _never_again(book: Book, line: Line) -> bool:
    return ends_care(book, line) and not book.ever_after(line)


def _first_ever(book: Book, line: Line) -> bool:
    first = book.of_child(line["CHILD"], "Episodes")[0] is line
    start = line.day("DECOM")
    return first and line["RNE"] == "S" and start is not None and start >= line.start


def _left_before(book: Book, line: Line) -> Line | None:
    before = book.before(line)
    if before is None or not _follows(book, line):
        return None
    before["REC"] = "E4A"
    return line


def _reopened(book: Book, line: Line, *, next_open: bool) -> bool:
    """Opens an episode that a later one of the same return follows, where that one suits."""
    after = book.after(line)
    if after is None or not line["DEC"] or bool(after["DEC"]) == next_open:
        return False
    line["DEC"] = line["REC"] = line["REASON_PLACE_CHANGE"] = ""
    return True


def _open_though_followed(book: Book, line: Line) -> Line | None:
    return line if _reopened(book, line, next_open=False) else None


def _two_open(book: Book, line: Line) -> Line | None:
    return book.after(line) if _reopened(book, line, next_open=True) else None


def _repeat(book: Book, line: Line) -> Line:
    again = line.copy()
    book.insert(again, after=line)
    return again


def _two_on_one_day(book: Book, line: Line) -> Line | None:
    if not line["DEC"] or not line["PL_POST"]:
        return None
    other = line.copy(PL_POST="ZZ1 1ZZ")
    book.insert(other, after=line)
    return other


def _short_breaks_mixed(book: Book, line: Line) -> Line | None:
    before = book.before(line)
    if before is None or (before["LS"], line["LS"]) != ("V3", "V3"):
        return None
    if book.after(line) is not None:
        return None
    line["LS"] = "V4"
    return line


PLANTERS: Final[tuple[Planter, ...]] = (
    cell("148", "Episodes", "REC", "", "an end without its reason", closed),
    cell("357", "Episodes", "RNE", "P", "the first episode ever is said to follow another",
         _first_ever),
    cell("431", "Episodes", "RNE", "S", "care starts on the day an episode ends", _follows),
    cell("433", "Episodes", "DECOM", lambda _, line: moved(line["DECOM"], 6),
         "a gap before the episode", both(_follows, lasts(20))),
    cell("388", "Episodes", "REC", "X1", "care goes on, but nothing follows", _never_again),
    cell("434", "Episodes", "RNE", "L", "a move is called a change of legal status",
         both(_follows, is_in("RNE", ("P",)))),
    cell("435", "Episodes", "RNE", "P", "a change of legal status is called a move",
         both(_follows, is_in("RNE", ("L",)))),
    cell("436", "Episodes", "RNE", "B", "a move is called a change of legal status as well",
         both(_follows, is_in("RNE", ("P",)))),
    cell("437", "Episodes", "REC", "E2", "died, yet there are later episodes",
         lambda book, line: book.after(line) is not None and bool(line["DEC"])),
    cell("504", "Episodes", "CIN", lambda _, line: _OTHER_NEED.get(line["CIN"], "N1"),
         "the need changes within a period of care", _follows),
    Planter("432", "Episodes", "RNE", "the child left, yet the next episode is no start of care",
            _left_before),
    Planter("142", "Episodes", "DEC", "an episode is open though another follows",
            _open_though_followed),
    Planter("K09", "Episodes", "DEC", "two open episodes", _two_open),
    Planter("K01", "Episodes", "CHILD", "the same row twice", _repeat),
    Planter("K02", "Episodes", "DECOM", "two episodes start on one day", _two_on_one_day),
    Planter("426", "Episodes", "LS", "both ways of recording short breaks in a year",
            _short_breaks_mixed),
)  # fmt: skip
