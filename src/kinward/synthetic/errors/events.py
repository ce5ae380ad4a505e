"""Planters of reviews, missing periods, social workers and liberty orders that are wrong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from kinward.synthetic.errors.book import Book, Line, as_date, as_text, moved
from kinward.synthetic.errors.planter import Planter, Suits, both, cell, given


def _left(book: Book, line: Line) -> date | None:
    """The day on which the child left care in the line's year for good, or None."""
    episodes = book.beside(line, "Episodes")
    last = episodes[-1] if episodes else None
    return last.day("DEC") if last is not None and last["REC"] != "X1" else None


def _left_early(book: Book, line: Line) -> bool:
    """The child left care, and at least a month of the return year was to come."""
    day = _left(book, line)
    return day is not None and (line.end - day).days > 30


def _nine_days_after_care(book: Book, line: Line) -> str:
    day = _left(book, line)
    return as_text(day + timedelta(days=9)) if day else ""


def _before_care(book: Book, line: Line) -> bool:
    """All of the child's care is in the returns."""
    return book.of_child(line["CHILD"], "Episodes")[0]["RNE"] == "S"


def _ten_days_before_care(book: Book, line: Line) -> str:
    return moved(book.of_child(line["CHILD"], "Episodes")[0]["DECOM"], -10)


def _earlier_in_year(book: Book, line: Line) -> Line | None:
    beside = book.beside(line, line.table)
    position = beside.index(line)
    return beside[position - 1] if position else None


def _same_review(book: Book, line: Line) -> Line | None:
    earlier = _earlier_in_year(book, line)
    if earlier is None:
        return None
    line["REVIEW"] = earlier["REVIEW"]
    return line


def _overlap(book: Book, line: Line) -> Line | None:
    """Starts a missing period while the one before, of more than a day, still runs."""
    earlier = _earlier_in_year(book, line)
    if earlier is None or not earlier["MIS_END"] or earlier["MIS_END"] == earlier["MIS_START"]:
        return None
    line["MIS_START"] = earlier["MIS_START"]
    return line


def _missing_after_care(book: Book, line: Line) -> Line | None:
    left = _left(book, line)
    if left is None or not _left_early(book, line) or not line["MIS_END"]:
        return None
    line["MIS_START"] = as_text(left + timedelta(days=5))
    line["MIS_END"] = as_text(left + timedelta(days=6))
    return line


def _worker_still_open(book: Book, line: Line) -> Line | None:
    earlier = _earlier_in_year(book, line)
    if earlier is None:
        return None
    earlier["SW_DEC"] = ""
    return line


def _workers_overlap(book: Book, line: Line) -> Line | None:
    earlier = _earlier_in_year(book, line)
    if earlier is None or earlier["SW_DEC"] != line["SW_DECOM"]:
        return None
    if (as_date(line["SW_DECOM"]) - as_date(earlier["SW_DECOM"])).days < 12:
        return None
    line["SW_DECOM"] = moved(line["SW_DECOM"], -10)
    return line


def _aged(low: int, high: int) -> Suits:
    def suits(book: Book, line: Line) -> bool:
        day = line.day("REVIEW")
        return day is not None and low <= book.age(line, day) <= high

    return suits


_REVIEWS: Final = (
    cell("440", "Reviews", "REVIEW_CODE", "PN0", "a child of 5 or more is said to be under 4",
         _aged(5, 17)),
    cell("441", "Reviews", "REVIEW_CODE", "PN1", "a child under 3 is said to have spoken",
         _aged(0, 2)),
    cell("K30", "Reviews", "REVIEW", _nine_days_after_care, "a review after care", _left_early),
    cell("K32", "Reviews", "REVIEW", lambda _, line: as_text(line.end + timedelta(days=12)),
         "a review after the year"),
    cell("K33", "Reviews", "REVIEW", lambda _, line: moved(line["DOB"], -12),
         "a review before birth"),
    Planter("K31", "Reviews", "REVIEW", "two reviews on one day", _same_review),
)  # fmt: skip
_MISSING: Final = (
    cell("567", "Missing", "MIS_END", lambda _, line: moved(line["MIS_START"], -3),
         "a missing period ends before it starts", given("MIS_END")),
    cell("570", "Missing", "MIS_START", lambda _, line: as_text(line.end + timedelta(days=5)),
         "a missing period starts after the year"),
    cell("571", "Missing", "MIS_END", lambda _, line: as_text(line.end + timedelta(days=9)),
         "a missing period ends after the year", given("MIS_END")),
    cell("577", "Missing", "MIS_END", "", "still missing, but care has ended",
         both(given("MIS_END"), lambda book, line: _left(book, line) is not None)),
    cell("581", "Missing", "MIS_START", _ten_days_before_care, "missing before care began",
         _before_care),
    cell("586", "Missing", "MIS_START", lambda _, line: moved(line["DOB"], -10),
         "missing before birth"),
    Planter("574", "Missing", "MIS_START", "two missing periods overlap", _overlap),
    Planter("578", "Missing", "MIS_START", "missing after care", _missing_after_care),
)  # fmt: skip
_WORKERS: Final = (
    cell("SW02STG1", "SWEpisodes", "SW_ID", "AB12345", "SW_ID begins with other letters"),
    cell("SW09STG2", "SWEpisodes", "SW_DEC", lambda _, line: line["SW_DECOM"],
         "a social worker for less than a day", given("SW_DEC")),
    Planter("SW08STG2", "SWEpisodes", "SW_DEC", "the worker before is still open",
            _worker_still_open),
    Planter("SW10STG2", "SWEpisodes", "SW_DECOM", "two social workers at once", _workers_overlap),
)  # fmt: skip
_LIBERTY: Final = (
    cell("702", "DoLo", "DOLO_END", lambda _, line: moved(line["DOLO_START"], -3),
         "an order ends before it starts", given("DOLO_END")),
    cell("703", "DoLo", "DOLO_START", lambda _, line: as_text(line.end + timedelta(days=5)),
         "an order starts after the year"),
    cell("704", "DoLo", "DOLO_END", lambda _, line: as_text(line.end + timedelta(days=9)),
         "an order ends after the year", given("DOLO_END")),
    cell("708", "DoLo", "DOLO_START", lambda _, line: moved(line["DOB"], -10),
         "an order before birth"),
)  # fmt: skip
PLANTERS: Final[tuple[Planter, ...]] = (*_REVIEWS, *_MISSING, *_WORKERS, *_LIBERTY)
