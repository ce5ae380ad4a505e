"""Planters of dates that are none, or that cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kinward import dates
from kinward.synthetic.errors.book import Book, Line, as_text, moved
from kinward.synthetic.errors.planter import Planter, both, cell, given, is_in

_NO_DAY: Final = "31/02/2020"
_BAD: Final = (
    ("102", "Header", "DOB"), ("141", "Episodes", "DECOM"), ("147", "Episodes", "DEC"),
    ("104", "UASC", "DUC"), ("112", "AD1", "DATE_INT"), ("113", "AD1", "DATE_MATCH"),
    ("115", "PlacedAdoption", "DATE_PLACED"), ("116", "PlacedAdoption", "DATE_PLACED_CEASED"),
    ("166", "Reviews", "REVIEW"), ("171", "Header", "MC_DOB"), ("1004", "Missing", "MIS_START"),
    ("1005", "Missing", "MIS_END"), ("SW04STG1", "SWEpisodes", "SW_DECOM"),
    ("SW05STG1", "SWEpisodes", "SW_DEC"), ("700", "DoLo", "DOLO_START"),
    ("701", "DoLo", "DOLO_END"),
)  # fmt: skip


def closed(_: Book, line: Line) -> bool:
    """The episode has ended."""
    return bool(line["DEC"])


def ends_care(_: Book, line: Line) -> bool:
    """The episode is the last of its period of care."""
    return bool(line["DEC"]) and line["REC"] != "X1"


def at_eighteen(book: Book, line: Line) -> bool:
    """The child leaves on the 18th birthday."""
    return ends_care(book, line) and line.day("DEC") == dates.birthday(book.born(line), 18)


def _header_of(line: Line, book: Book, years: int, days: int) -> None:
    """Makes the child older: born so many years and days before the episode began."""
    start = line.day("DECOM")
    if start is None:
        raise AssertionError("a clean episode has a start")
    born = start.replace(day=min(start.day, 28), year=start.year - years) - timedelta(days=days)
    book.beside(line, "Header")[0]["DOB"] = as_text(born)


def _too_old_at_start(book: Book, line: Line) -> Line | None:
    if line["RNE"] != "S" or not line.start <= (line.day("DECOM") or line.end) <= line.end:
        return None
    _header_of(line, book, 18, 100)
    return line


def _far_too_old(book: Book, line: Line) -> Line | None:
    if book.before(line) is not None:
        return None
    _header_of(line, book, 22, 0)
    return line


def _after_eighteen(book: Book, line: Line) -> bool:
    adult = (line["LS"], line["PLACE"]) != ("V2", "K2") and at_eighteen(book, line)
    return adult and line.end - (line.day("DEC") or line.end) > timedelta(days=20)


def _room(book: Book, line: Line) -> bool:
    """The episode follows the one before it, which began at least ten days earlier."""
    before = book.before(line)
    if before is None or before["DEC"] != line["DECOM"]:
        return False
    start, earlier = line.day("DECOM"), before.day("DECOM")
    return bool(start and earlier and (start - earlier).days > 10)


PLANTERS: Final[tuple[Planter, ...]] = (
    *(cell(r, t, c, _NO_DAY, f"{c} is no day of the calendar", given(c)) for r, t, c in _BAD),
    cell("301", "Header", "DOB", lambda _, line: as_text(line.end + timedelta(days=30)),
         "DOB lies after the year"),
    cell("351", "Header", "DOB", lambda _, line: as_text(line.start.replace(year=line.year - 28)),
         "DOB makes somebody over 25"),
    cell("302", "Episodes", "DECOM", lambda book, line: as_text(book.born(line) - timedelta(40)),
         "the episode starts before birth", is_in("RNE", "S")),
    cell("353", "Episodes", "DECOM", "05/06/1990", "the episode starts before October 1991"),
    cell("354", "Episodes", "DECOM", lambda _, line: as_text(line.end + timedelta(days=20)),
         "the episode starts after the year", lambda book, line: book.after(line) is None),
    cell("385", "Episodes", "DEC", lambda _, line: as_text(line.end + timedelta(days=10)),
         "the episode ends after the year", both(closed, lambda b, line: b.after(line) is None)),
    cell("355", "Episodes", "DEC", lambda _, line: line["DECOM"],
         "the episode ends on the day it starts", closed),
    cell("356", "Episodes", "DEC", lambda _, line: moved(line["DECOM"], -5),
         "the episode ends before it starts", closed),
    cell("359", "Episodes", "DEC", lambda _, line: moved(line["DEC"], 15),
         "the child leaves after the 18th birthday", _after_eighteen),
    cell("501", "Episodes", "DECOM", lambda _, line: moved(line["DECOM"], -5),
         "the episode starts before the one before it ends", _room),
    Planter("352", "Episodes", "DECOM", "the header makes the child 18 at the start of care",
            _too_old_at_start),
    Planter("K05", "Episodes", "DEC", "the header makes the child 22 in care", _far_too_old),
)  # fmt: skip
