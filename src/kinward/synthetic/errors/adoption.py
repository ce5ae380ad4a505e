"""Planters of adoption records that are wrong or do not fit the episodes."""

from __future__ import annotations

from typing import Final

from kinward.reference.code_groups import ADOPTED, FOR_ADOPTION
from kinward.synthetic.errors.book import Book, Line, moved
from kinward.synthetic.errors.planter import Planter, both, cell, given


def _not_ceased(_: Book, line: Line) -> bool:
    return not line["DATE_PLACED_CEASED"]


def _taken_back_before(_: Book, line: Line) -> Line:
    line["DATE_PLACED_CEASED"] = moved(line["DATE_PLACED"], -10)
    line["REASON_PLACED_CEASED"] = "RD1"
    return line


def _no_decision(book: Book, line: Line) -> Line | None:
    """Takes out every record of the decision; the first episode placed for adoption shows it."""
    records = book.of_child(line["CHILD"], "PlacedAdoption")
    episodes = book.of_child(line["CHILD"], "Episodes")
    placed = [episode for episode in episodes if episode["PLACE"] in FOR_ADOPTION]
    if not placed or len(records) > 3:
        return None
    for record in records:
        book.delete(record)
    return placed[0]


def _not_adopted(book: Book, line: Line) -> Line | None:
    for episode in book.beside(line, "Episodes"):
        if episode["REC"] in ADOPTED:
            episode["REC"] = "E4A"
            return line
    return None


def _unrecorded(book: Book, line: Line) -> Line | None:
    for episode in book.beside(line, "Episodes"):
        if episode["REC"] in ADOPTED:
            book.delete(line)
            return episode
    return None


PLANTERS: Final[tuple[Planter, ...]] = (
    cell("119", "PlacedAdoption", "REASON_PLACED_CEASED", "RD1",
         "a reason for taking back a decision that stands", _not_ceased),
    cell("184", "PlacedAdoption", "DATE_PLACED", lambda _, line: moved(line["DOB"], -20),
         "the decision comes before birth"),
    Planter("522", "PlacedAdoption", "DATE_PLACED", "the decision is taken back before it is made",
            _taken_back_before),
    Planter("551", "PlacedAdoption", "PLACE", "placed for adoption without a decision",
            _no_decision),
    cell("333", "AD1", "DATE_INT", lambda _, line: moved(line["DATE_MATCH"], 30),
         "matched before it was decided", both(given("DATE_MATCH"))),
    Planter("602", "AD1", "CHILD", "an adoption record, but the child was not adopted",
            _not_adopted),
    Planter("601", "AD1", "REC", "adopted without an adoption record", _unrecorded),
)  # fmt: skip
