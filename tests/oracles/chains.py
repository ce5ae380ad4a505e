"""The rules on chains of episodes, slow and obvious: loops over one child's rows at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

BREAKS = ("V3", "V4")


@dataclass(frozen=True)
class Row:
    """An episode of a return and the number of its row."""

    child: str
    year: int
    number: int
    start: date
    end: date | None
    rne: str
    rec: str | None
    ls: str


def broken(rows: list[Row]) -> set[tuple[str, int, int]]:
    """Rule, return year and row number of every row that breaks a rule on chains."""
    years = {row.year for row in rows}
    found: set[tuple[str, int, int]] = set()
    for child in {row.child for row in rows}:
        returns = _returns([row for row in rows if row.child == child])
        for year, chain in returns.items():
            earlier = [r for y in sorted(returns) if y < year for r in returns[y]]
            later = [r for y in sorted(returns) if y > year for r in returns[y]]
            for position, row in enumerate(chain):
                before, after = chain[:position], chain[position + 1 :]
                codes = _within(row, before, after)
                codes |= _after(row, [*after, *later])
                if not before:
                    codes |= _against_last_return(row, returns.get(year - 1), year - 1 in years)
                    codes |= _first_ever(row, earlier)
                if not after and row.end is None and year + 1 in years:
                    codes |= set() if year + 1 in returns else {"K06"}
                found |= {(code, row.year, row.number) for code in codes}
    return found


def _returns(rows: list[Row]) -> dict[int, list[Row]]:
    """One child's rows by return year, in the order of their dates."""
    returns: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r.year, r.start, r.end or date.max, r.number)):
        returns[row.year].append(row)
    return returns


def _within(row: Row, before: list[Row], after: list[Row]) -> set[str]:
    codes = set()
    if row.end is None and after:
        codes.add("142")
    if row.end is None and any(r.end is None for r in before):
        codes.add("K09")
    if not before:
        return codes
    last = before[-1]
    if last.end and row.start < last.end:
        codes.add("501")
    if row.start == last.start and last.end != last.start:
        codes.add("K02")
    return codes | _follows(row, last.end, last.rec, last.ls)


def _follows(row: Row, end: date | None, reason: str | None, status: str | None) -> set[str]:
    """What is wrong with a row as the successor of one with this end, reason and status."""
    codes = set()
    if end is None:
        return codes
    if row.rne == "S" and row.start == end and row.ls not in BREAKS and status not in BREAKS:
        codes.add("431")
    if reason not in (None, "X1") and end <= row.start and row.rne != "S":
        codes.add("432")
    if row.rne != "S" and row.start > end:
        codes.add("433")
    return codes


def _after(row: Row, later: list[Row]) -> set[str]:
    codes = set()
    if row.rec == "X1" and row.end and (not later or later[0].start != row.end):
        codes.add("388")
    if row.rec == "E2" and later:
        codes.add("437")
    return codes


def _against_last_return(row: Row, last_return: list[Row] | None, given: bool) -> set[str]:
    starts_before = row.start < date(row.year - 1, 4, 1)
    last = last_return[-1] if last_return else None
    codes = set()
    if last and last.end is None:
        return {"502"} if row.start != last.start else codes
    if given and starts_before and (last is None or row.start != last.start):
        codes.add("562")
    if last and not starts_before:
        codes |= _follows(row, last.end, last.rec, None)
    return codes


def _first_ever(row: Row, earlier: list[Row]) -> set[str]:
    in_year = date(row.year - 1, 4, 1) <= row.start <= date(row.year, 3, 31)
    return {"357"} if not earlier and in_year and row.rne != "S" else set()
