"""Planters of placements that do not fit the child, the law, the provider or the register."""

from __future__ import annotations

from typing import Final

from kinward.reference.code_groups import ADOPTED, FOR_ADOPTION, FOSTERED, SHORT_BREAKS
from kinward.synthetic.errors.book import Book, Line
from kinward.synthetic.errors.dates import at_eighteen, closed, ends_care
from kinward.synthetic.errors.planter import Planter, Suits, both, cell, is_in, lasts, years

_TEMPORARY: Final = ("T1", "T4")
_GUARDIAN: Final = "E47"


def _younger(age: int) -> Suits:
    """The child is younger than an age when the episode ends (the end of the year while open)."""
    return lambda book, line: book.age(line, line.day("DEC") or line.end) < age


def _not_in(column: str, codes: tuple[str, ...]) -> Suits:
    return lambda _, line: line[column] not in codes


def _open(_: Book, line: Line) -> bool:
    return not line["DEC"]


_ordinary: Final = _not_in("PLACE", (*_TEMPORARY, *FOR_ADOPTION, "P1", "P2", "R1", "R2", "R5"))
_whole: Final = _not_in("LS", SHORT_BREAKS)


def _legal(rule: str, status: str, what: str, *conditions: Suits) -> Planter:
    return cell(rule, "Episodes", "LS", status, what, both(*conditions))


def _place(rule: str, place: str, what: str, *conditions: Suits) -> Planter:
    return cell(rule, "Episodes", "PLACE", place, what, both(_ordinary, _whole, *conditions))


def _provider(rule: str, code: str, what: str, *conditions: Suits) -> Planter:
    return cell(rule, "Episodes", "PLACE_PROVIDER", code, what, both(*conditions))


def _left(rule: str, code: str, what: str, *conditions: Suits) -> Planter:
    return cell(rule, "Episodes", "REC", code, what, both(ends_care, *conditions))


_LEGAL: Final = (
    _legal("361", "L1", "police protection for more than 72 hours", lasts(10)),
    _legal("362", "L2", "an emergency order for more than 21 days", lasts(40)),
    _legal("363", "L3", "an assessment order for more than 7 days", lasts(20)),
    _legal("364", "J2", "held by the police for more than 21 days", lasts(40)),
    _legal("365", "V3", "a short break of more than 17 days", lasts(40)),
    _legal("366", "V3", "a move within a short break", lambda _, line: line["RNE"] in {"P", "T"}),
    _legal("358", "J1", "remanded under 10", _younger(9)),
    _legal("378", "V2", "with the parents under section 20", is_in("PLACE", ("P1",))),
    _legal("382", "V4", "a short break in a temporary placement", is_in("PLACE", _TEMPORARY)),
    _legal("384", "V4", "a short break in long-term fostering", is_in("PLACE", ("U1", "U4"))),
    _legal("408", "C2", "placed for adoption without a placement order",
           is_in("PLACE", ("A5", "A6"))),
    _legal("445", "D1", "a freeing order after 2005", closed),
    _legal("451", "D1", "a freeing order still open", _open),
)  # fmt: skip
_PLACES: Final = (
    _place("370", "P2", "independent living under 16", _younger(15), years(0, 2023)),
    _place("371", "H5", "supported accommodation under 16", _younger(15), years(0, 2025)),
    _place("371", "K3", "supported accommodation under 16", _younger(15), years(2026)),
    _place("372", "R5", "youth custody under 10", _younger(9)),
    _place("373", "S1", "a residential school under 4", _younger(3)),
    _place("374", "P3", "residential employment under 14", _younger(13)),
    _place("375", "T1", "in hospital for more than six weeks", lasts(70)),
    _place("376", "T3", "carers' holiday of more than three weeks", lasts(40)),
    _place("379", "T4", "a temporary placement of more than seven days", lasts(20)),
    _place("380", "T4", "care starts in a temporary placement", is_in("RNE", "S")),
    _place("381", "T1", "care ends in a temporary placement", ends_care),
    _place("217t", "P2", "independent living after October 2023", years(2025, 2025)),
    cell("390", "Episodes", "PLACE", "U6", "adopted without a placement for adoption",
         both(is_in("PLACE", FOR_ADOPTION), is_in("REC", ADOPTED))),
    cell("217", "Episodes", "RNE", "P", "placed with the current carers, who are said to be others",
         both(is_in("PLACE", ("A3", "A5")), is_in("RNE", ("T",)))),
)  # fmt: skip
_PROVIDERS: Final = (
    _provider("213", "PR1", "a provider for a temporary placement", is_in("PLACE", _TEMPORARY)),
    _provider("526", "", "no provider", _not_in("PLACE", _TEMPORARY)),
    _provider("527", "PR1", "own provision, but with the parents", is_in("PLACE", ("P1",))),
    _provider("528", "PR2", "another authority's, but with the parents", is_in("PLACE", ("P1",))),
    _provider("529", "PR3", "fostering by another public body", is_in("PLACE", FOSTERED)),
    _provider("530", "PR4", "private, but with the parents", is_in("PLACE", ("P1",))),
    _provider("531", "PR5", "voluntary, but with the parents", is_in("PLACE", ("P1",))),
    _provider("550", "PR0", "fostering by the parents", is_in("PLACE", FOSTERED)),
    cell("218", "Episodes", "URN", "", "no register number",
         both(years(2023), is_in("PLACE", (*FOSTERED, "K2", "K1", "S1")))),
    cell("222", "Episodes", "URN", "9900001", "a register number for the parents",
         is_in("PLACE", ("P1",))),
    cell("392c", "Episodes", "PL_POST", "ZZ99", "half a postcode",
         lambda _, line: bool(line["PL_POST"])),
    cell("226", "Episodes", "REASON_PLACE_CHANGE", "CARPL", "a reason for leaving a hospital bed",
         both(is_in("PLACE", _TEMPORARY), closed)),
    cell("233", "Episodes", "REASON_PLACE_CHANGE", "CARPL", "a reason for a move not yet made",
         _open),
)  # fmt: skip
_LEAVING: Final = (
    _left("386", "E11", "adopted at 18", at_eighteen),
    _left("407", _GUARDIAN, "special guardianship at 18", at_eighteen),
    _left("387", "E5", "living alone under 14", _younger(13)),
    _left("389", "E7", "adult social care under 16", _younger(15)),
    _left("460", "E17", "staying put under 18", _younger(17)),
    _left("516", "E45", "guardianship by foster carers the child was not with",
          _not_in("PLACE", FOSTERED), _younger(17)),
)  # fmt: skip
PLANTERS: Final[tuple[Planter, ...]] = (*_LEGAL, *_PLACES, *_PROVIDERS, *_LEAVING)
