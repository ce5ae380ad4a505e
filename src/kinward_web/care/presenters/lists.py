"""Which counts of the children's page lead to the list of the children that they count.

A count leads there only where the filters of the list choose exactly those children: of a stock on
a day, by what can be filtered. Those who came and went, shares, and groups that no filter knows
have no list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse

from kinward.dates import year_end
from kinward.reports.table import ReportTable
from kinward.words import counted, long_date
from kinward_web.care.selectors.asking import Room
from kinward_web.documents.presenters import Link

_UASC: Final = {"uasc": "yes", "not_uasc": "no"}


@dataclass(frozen=True)
class Counted:
    """What a cell counts.

    Attributes:
        day: on which; None for the day of the page.
        filters: names in the address of the list, and values.
        label: of the filters, as the table says it.
    """

    row: int
    column: str
    day: date | None = None
    filters: dict[str, str] = field(default_factory=dict)
    label: str = ""


Cells = Callable[[ReportTable, date], Iterator[Counted]]


@dataclass(frozen=True)
class Lists:
    """The links of one page.

    Attributes:
        query: the filters of the page, as they stand in its address.
        as_at: the day of the page.
        first, last: the days of which the list shows every child of the page.
    """

    query: str
    as_at: date
    first: date
    last: date

    @property
    def stamp(self) -> str:
        """The same for the same links."""
        return repr(self)

    def __call__(self, table: ReportTable) -> dict[tuple[int, str], Link]:
        """By row and name of the column; only of counts that are shown and are not nought."""
        cells = _CELLS.get(table.key)
        if cells is None:
            return {}
        values = {column.name: table.frame[column.name].to_list() for column in table.columns}
        return {
            (each.row, each.column): self._link(each, values[each.column][each.row])
            for each in cells(table, self.as_at)
            if each.column in values
            and values[each.column][each.row]
            and self.first <= (each.day or self.as_at) <= self.last
        }

    def _link(self, what: Counted, number: Any) -> Link:
        query = QueryDict(self.query, mutable=True)
        for name, value in what.filters.items():
            query.setlist(name, [value])
        if what.day is not None:
            query["as_at"] = what.day.isoformat()
        noun = counted(number, "child", "children").split(" ", 1)[1]
        day = f" looked after on {long_date(what.day)}" if what.day else ""
        label = f": {what.label}" if what.label else ""
        asked = query.urlencode()
        href = reverse("children_list")
        return Link(f"{href}?{asked}" if asked else href, f"{noun}{day}{label}")


def lists_of(room: Room | None, query: str, as_at: date) -> Lists | None:
    """The links of a page; None where a person sees no list of its children.

    Who sees only some teams is shown no child who has passed to another since: of another day than
    that of the figures the list may be shorter than the count, so that nothing leads there.

    Args:
        room: None for a person who may not look at single children.
    """
    if room is None:
        return None
    if room.own is None:
        return Lists(query, as_at, room.first, room.last)
    return Lists(query, as_at, room.usual, room.usual)


def _by(name: str, values: dict[str, str] | None = None) -> Cells:
    """A row for each group, and its children on the day of the page."""

    def cells(table: ReportTable, _: date) -> Iterator[Counted]:
        labels = table.frame[table.columns[0].name]
        for row, key in enumerate(table.keys):
            value = values[key] if values else key
            yield Counted(row, "children", None, {name: value}, labels[row])

    return cells


def _ages_by_category(table: ReportTable, _: date) -> Iterator[Counted]:
    first, *bands = table.columns
    for row, category in enumerate(table.keys):
        for band in bands:
            label = f"{table.frame[first.name][row]}, {band.label}"
            yield Counted(row, band.name, None, {"category": category, "age": band.name}, label)


def _stock_by(name: str) -> Cells:
    """A row for each month end, a column for each group."""

    def cells(table: ReportTable, _: date) -> Iterator[Counted]:
        for row, day in enumerate(table.frame["month"]):
            for column in table.columns[1:]:
                yield Counted(row, column.name, day, {name: column.name}, column.label)

    return cells


def _months(table: ReportTable, _: date) -> Iterator[Counted]:
    for row, day in enumerate(table.frame["month"]):
        yield Counted(row, "opening", day.replace(day=1) - timedelta(days=1))
        yield Counted(row, "closing", day)


def _years(table: ReportTable, _: date) -> Iterator[Counted]:
    for row, year in enumerate(table.frame["year"]):
        yield Counted(row, "opening", year_end(year - 1))
        yield Counted(row, "closing", year_end(year))


def _rates(table: ReportTable, as_at: date) -> Iterator[Counted]:
    for row, year in enumerate(table.frame["year"]):
        yield Counted(row, "looked_after", min(year_end(year), as_at))


_CELLS: Final[dict[str, Cells]] = {
    "by_category": _by("category"),
    "by_age_band": _by("age"),
    "by_sex": _by("sex"),
    "by_legal_status": _by("status"),
    "by_need": _by("need"),
    "by_uasc": _by("uasc", _UASC),
    "by_team": _by("team"),
    "age_by_category": _ages_by_category,
    "stock_by_category": _stock_by("category"),
    "stock_by_age_band": _stock_by("age"),
    "flows": _months,
    "years": _years,
    "rates": _rates,
}
"""By the key of a table."""
