"""Periods as people write them, and the last day that each means.

| written | means |
| --- | --- |
| 2015-12, 12/2015, Dec 2015, December 2015 | the month: 31 December 2015 |
| 2015-Q3, Q3 2015 | the quarter of the calendar year: 30 September 2015 |
| Q3 2015/16, 2015/16 Q3, 2015-16 Q3 | the quarter of the financial year: 31 December 2015 |
| 2014/15, 2014-15, 2014/2015 | the financial year: 31 March 2015 |
| 2015 | the calendar year: 31 December 2015 |
| 31/12/2015, 2015-12-31 | the day itself |

A quarter is of the calendar year unless the financial year is written beside it. 2011-12 is
December 2011, as 2015-12 is of 2015: the financial year is 2011/12.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kinward.dates import year_end

Form = Literal["day", "month", "fiscal_quarter", "quarter", "fiscal_year", "year"]
_FIRST: Final = 1900
_YEARS: Final = r"(?P<first>\d{4})\s*[-/]\s*(?P<second>\d{4}|\d{2})"
_FORMS: Final[tuple[tuple[Form, str], ...]] = (
    ("day", r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    ("day", r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"),
    ("month", r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])"),
    ("month", r"(?P<month>\d{1,2})/(?P<year>\d{4})"),
    ("month", r"(?P<name>[a-z]+)[\s-]+(?P<year>\d{4})"),
    ("fiscal_quarter", rf"q(?P<quarter>[1-4])\s*{_YEARS}"),
    ("fiscal_quarter", rf"{_YEARS}\s*-?\s*q(?P<quarter>[1-4])"),
    ("quarter", r"(?P<year>\d{4})\s*-?\s*q(?P<quarter>[1-4])"),
    ("quarter", r"q(?P<quarter>[1-4])\s*-?\s*(?P<year>\d{4})"),
    ("fiscal_year", _YEARS),
    ("year", r"(?P<year>\d{4})"),
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


@dataclass(frozen=True)
class Written:
    """A period as it is written: its last day, and in which form."""

    end: date
    form: Form


def written_period(text: str) -> Written | None:
    """The period that a text names; None where it is none."""
    written = " ".join(text.lower().split())
    for form, pattern in _FORMS:
        found = re.fullmatch(pattern, written)
        if found:
            end = _end(form, {k: v for k, v in found.groupdict().items() if v is not None})
            if end is not None and end.year >= _FIRST:
                return Written(end, form)
    return None


def _end(form: Form, parts: dict[str, str]) -> date | None:
    if form == "day":
        return _date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    if form == "month":
        month = _named(parts["name"]) if "name" in parts else int(parts["month"])
        return _last(int(parts["year"]), month)
    if form in ("quarter", "year"):
        return _last(int(parts["year"]), 3 * int(parts.get("quarter", 4)))
    year = _fiscal(int(parts["first"]), parts["second"])
    if year is None:
        return None
    quarter = int(parts.get("quarter", 4))
    return year_end(year) if quarter == 4 else _last(year - 1, 3 + 3 * quarter)


def _fiscal(first: int, second: str) -> int | None:
    """The year in which a financial year ends: two years in a row, or none."""
    following = first + 1
    follows = second in (str(following), f"{following % 100:02d}")
    return following if follows and following <= date.max.year else None


def _named(name: str) -> int:
    """The number of a month by its name or at least three letters of it; 0 where it is none."""
    found = [n for n, month in enumerate(_MONTHS, 1) if len(name) > 2 and month.startswith(name)]
    return found[0] if found else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and year >= _FIRST):
        return None
    return date(year, month, monthrange(year, month)[1])
