"""What the API answers with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema

Audience = Literal["whole", "public"]


def audience(told: str) -> Audience:
    """The audience of a document, as its schema has it."""
    return "whole" if told == "whole" else "public"


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class TableLink(Schema):
    """A table, and where it is. `latest` always leads to the table of the newest figures."""

    document: int | None = Field(description="None for figures of one's own areas.")
    kind: str
    key: str
    title: str
    section: str
    json_url: str
    csv_url: str
    latest: str | None


class Tile(Schema):
    """A single figure."""

    label: str
    value: str
    note: str = ""


class Head(Schema):
    """The figures of one subject: what stands out, and where its tables are."""

    document: int | None = Field(description="None for figures of one's own areas.")
    kind: str
    figures: int = Field(description="Number of the set of figures.")
    as_at: date
    made: datetime
    audience: Audience = Field(description="`public`: small numbers are hidden.")
    sentences: list[str]
    notes: list[str]
    tiles: list[Tile]
    attention: list[str]
    tables: list[TableLink]


class At(Schema):
    """What is expected at a month's end: mean, and ends of the interval of 80%."""

    on: date
    mean: float
    low: float
    high: float


class Target(Schema):
    """A target number of children, and how likely it is, from 0 to 1."""

    children: int
    by: date
    chance: float


class Outlook(Head):
    """Where the number of children looked after is heading."""

    today: int | None
    marks: list[At]
    target: Target | None


class Column(Schema):
    """A column of a table. `pence` and `weekly` are whole pence, `share` a part of 1; in the CSV,
    money is in pounds."""

    name: str
    label: str
    format: str


class Place(Schema):
    """A cell: row from 0, and the column's name."""

    row: int
    column: str


class Table(TableLink):
    """A table with its rows. A cell without a figure is null; `hidden` names those whose figure is
    hidden because it is small."""

    as_at: date
    audience: Audience
    source: str
    note: str
    columns: list[Column]
    rows: list[dict[str, Any]]
    hidden: list[Place]


class Try(Schema):
    """A plan tried on a set of figures."""

    number: int
    made: datetime
    figures: int
    stale: list[str] = Field(description="Why it is no longer of today; empty where it is.")
    tables: list[TableLink]


class Plan(Schema):
    """A plan that is shared, or one's own."""

    number: int
    name: str
    note: str
    owner: str
    shared: bool
    edition: int
    changed: datetime
    tries: list[Try]
