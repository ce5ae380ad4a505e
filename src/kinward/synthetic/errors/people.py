"""Planters of headers and of asylum records that are wrong or disagree."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kinward import dates
from kinward.reference.code_groups import SHORT_BREAKS
from kinward.synthetic.errors.book import Book, Line, as_date, as_text, moved
from kinward.synthetic.errors.planter import Planter, Suits, both, cell, given

_SEXES: Final = {"1": "2", "2": "1", "M": "F", "F": "M"}


def _later(table: str) -> Suits:
    """The child is in this table of an earlier return too."""
    return lambda book, line: book.of_child(line["CHILD"], table)[0].year < line.year


def _looked_after(book: Book, line: Line) -> bool:
    return any(episode["LS"] not in SHORT_BREAKS for episode in book.beside(line, "Episodes"))


def _known_ethnicity(book: Book, line: Line) -> bool:
    return line["ETHNIC"] not in {"NOBT", "REFU"} and _later("Header")(book, line)


def _two_headers(book: Book, line: Line) -> Line:
    other = line.copy(ETHNIC="MOTH" if line["ETHNIC"] == "WBRI" else "WBRI")
    book.insert(other, after=line)
    return other


def _no_header(book: Book, line: Line) -> Line | None:
    episodes = book.beside(line, "Episodes")
    if not episodes or book.beside(line, "UASC"):
        return None
    book.delete(line)
    return episodes[0]


def _asylum_without_header(book: Book, line: Line) -> Line:
    book.delete(book.beside(line, "Header")[0])
    return line


def _ceased_twice(book: Book, line: Line) -> Line | None:
    """Says in the return before that the status ceased then."""
    earlier = [o for o in book.of_child(line["CHILD"], "UASC") if o.year == line.year - 1]
    if not earlier or earlier[0]["DUC"]:
        return None
    earlier[0]["DUC"] = as_text(earlier[0].end - timedelta(days=30))
    return line


PLANTERS: Final[tuple[Planter, ...]] = (
    cell("168", "Header", "UPN", "I99900000000", "UPN has the wrong form", given("UPN")),
    cell("442", "Header", "UPN", "", "UPN is blank", both(given("UPN"), _looked_after)),
    cell("202", "Header", "SEX", lambda _, line: _SEXES[line["SEX"]],
         "SEX differs from the year before", _later("Header")),
    cell("203", "Header", "DOB", lambda _, line: moved(line["DOB"], -31),
         "DOB differs from the year before", _later("Header")),
    cell("204", "Header", "ETHNIC", lambda _, line: "WOTH" if line["ETHNIC"] != "WOTH" else "MOTH",
         "ETHNIC differs from the year before", _known_ethnicity),
    Planter("K08", "Header", "CHILD", "a second header that differs", _two_headers),
    Planter("K04", "Header", "CHILD", "episodes without a header", _no_header),
    cell("231", "UASC", "DOB", lambda _, line: as_text(line.end.replace(year=line.year - 8)),
         "an asylum seeker of 8"),
    cell("304", "UASC", "DUC",
         lambda _, line: as_text(dates.birthday(as_date(line["DOB"]), 18) + timedelta(days=30)),
         "asylum status ceases after the 18th birthday", given("DUC")),
    cell("K40", "UASC", "DOB", lambda _, line: moved(line["DOB"], -40),
         "DOB is not that of the header"),
    Planter("205B", "UASC", "DUC", "asylum status had ceased the year before", _ceased_twice),
    Planter("K41", "UASC", "CHILD", "an asylum record without a header", _asylum_without_header),
)  # fmt: skip
