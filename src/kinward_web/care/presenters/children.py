"""Single children: the list, its CSV, and one child's timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl
from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse

from kinward.cohort.journey import KINDS
from kinward.reports.download import csv_text
from kinward.reports.table import Column, Format, ReportTable
from kinward.words import counted, long_date
from kinward_web.care.asked import Asked
from kinward_web.care.selectors.children import Child, OfDay
from kinward_web.paging import page_of

_COLUMNS: Final[tuple[tuple[str, str, Format], ...]] = (
    ("pseudonym", "Child", "text"),
    ("CHILD", "Identifier", "text"),
    ("age", "Age", "count"),
    ("sex", "Sex", "text"),
    ("category", "Placement category", "text"),
    ("place", "Kind of place", "text"),
    ("legal_status", "Legal status", "text"),
    ("need", "Need", "text"),
    ("team", "Team", "text"),
    ("days", "Days in care", "count"),
    ("placements", "Placements in the year", "count"),
)
_NUMBERS: Final = frozenset({"age", "days", "placements"})
_NONE: Final = "–"
_SINCE: Final = (
    "Days in care are those of the period of care, at least; a child who was in care before the "
    "returns begin has been longer. Placements are those of the year to the day."
)
_MAIN: Final = frozenset({"care", "end"})
_OF_ONE_DAY: Final = frozenset({"review", "end"})
_PLAIN: Final = frozenset({"care", "end", "review"})
"""Kinds of event whose words say by themselves what happened."""


@dataclass(frozen=True)
class Heading:
    """A heading by which the list can be sorted: `direction` is how it is now, or empty."""

    label: str
    href: str
    direction: str
    numeric: bool


@dataclass(frozen=True)
class Line:
    """A child of the list: its name, where its journey is, and the cells after it."""

    name: str
    href: str
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class List:
    """A page of the list."""

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    page: Page[dict[str, Any]]
    query: str
    note: str = _SINCE


@dataclass(frozen=True)
class Event:
    """An event of the timeline."""

    when: str
    day: date
    kind: str
    title: str
    what: str
    note: str
    lasted: str
    main: bool


def children(found: OfDay, asked: Asked, given: QueryDict) -> List:
    """A page of the list, sorted as the address says."""
    columns = [each for each in _COLUMNS if each[0] in found.frame.columns]
    by = given.get("sort", "")
    by = by if by in {name for name, _, _ in columns} else "pseudonym"
    down = given.get("order") == "down"
    frame = found.frame.sort(
        by, "pseudonym", descending=[down, False], nulls_last=True, maintain_order=True
    )
    page = page_of(given, frame.rows(named=True))
    sorted_so = f"sort={by}&order={'down' if down else 'up'}"
    headings = [
        Heading(
            label, _sort(asked, name, name == by and not down), _way(name == by, down), _is(name)
        )
        for name, label, _ in columns
    ]
    names = [name for name, _, _ in columns[1:]]
    return List(
        tuple(headings),
        tuple(_line(row, names) for row in page),
        page,
        f"{asked.query}&{sorted_so}" if asked.query else sorted_so,
    )


def children_csv(found: OfDay, asked: Asked) -> str:
    """The whole list as CSV."""
    columns = tuple(Column(*each) for each in _COLUMNS if each[0] in found.frame.columns)
    frame = found.frame.select(column.name for column in columns).sort("pseudonym")
    title = f"Children looked after on {long_date(asked.as_at)}"
    return csv_text(ReportTable("children", title, columns, frame, "", _SINCE))


def journey(child: Child) -> dict[str, Any]:
    """What the page of one child is given."""
    return {
        "child": child,
        "facts": [] if child.now is None else _facts(child.now),
        "events": [_event(row) for row in child.events.iter_rows(named=True)],
    }


def journey_csv(child: Child) -> str:
    """Every event of a child as CSV."""
    columns = (
        Column("day", "From", "date"),
        Column("until", "Until", "date"),
        Column("days", "Days", "count"),
        Column("kind", "Kind"),
        Column("what", "What"),
        Column("note", "Note"),
    )
    frame = child.events.with_columns(pl.col("kind").replace_strict(KINDS))
    return csv_text(ReportTable("journey", "Journey", columns, frame, ""))


def _facts(now: dict[str, Any]) -> list[tuple[str, str]]:
    longer = "" if now["since_known"] else "at least "
    facts = [
        ("Age", _text(now["age"])),
        ("In care for", f"{longer}{counted(now['days'], 'day')}, since {long_date(now['since'])}"),
        ("Placement", ": ".join(dict.fromkeys([now["category"], now["place"]]))),
        ("Legal status", now["legal_status"]),
        ("Need when care began", now["need"]),
        ("Team", now["team"] or "No team"),
    ]
    if now["placements"] is not None:
        facts.append(("Placements in the year", _text(now["placements"])))
    if now["uasc"]:
        facts.append(("Status", "Unaccompanied asylum-seeking child"))
    return facts


def _event(row: dict[str, Any]) -> Event:
    until = row["until"]
    when = long_date(row["day"])
    if row["kind"] not in _OF_ONE_DAY:
        when = f"{when} to {long_date(until)}" if until else f"Since {when}"
    return Event(
        when=when,
        day=row["day"],
        kind=KINDS[row["kind"]],
        title=row["what"] if row["kind"] in _PLAIN else f"{KINDS[row['kind']]}: {row['what']}",
        what=row["what"],
        note=row["note"],
        lasted="" if row["days"] is None else counted(row["days"], "day"),
        main=row["kind"] in _MAIN,
    )


def _line(row: dict[str, Any], names: list[str]) -> Line:
    href = reverse("child", args=[row["pseudonym"]])
    return Line(row["pseudonym"], href, tuple((_text(row[name]), _is(name)) for name in names))


def _text(value: object) -> str:
    if value is None:
        return _NONE
    return f"{value:,}" if isinstance(value, int) else str(value)


def _is(name: str) -> bool:
    return name in _NUMBERS


def _way(here: bool, down: bool) -> str:
    return ("descending" if down else "ascending") if here else ""


def _sort(asked: Asked, name: str, down: bool) -> str:
    own = f"sort={name}&order={'down' if down else 'up'}"
    return f"?{asked.query}&{own}" if asked.query else f"?{own}"
