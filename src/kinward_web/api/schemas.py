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


class Reading(Schema):
    """A value of a measure for a period. A share has the counts that it is of."""

    measure: str
    period_end: date
    value: float | None
    numerator: float | None
    denominator: float | None
    source: str
    typed_by: str = Field(description="Empty where Kinward counted it.")
    typed_on: date | None
    note: str


class TeamReading(Reading):
    """The same of one team."""

    team: str
    label: str


class Rag(Schema):
    """A colour, and the rule that gave it."""

    colour: Literal["green", "amber", "red", "grey"]
    reason: str


class Travel(Schema):
    """Where a measure went since the period before, and whether that is good."""

    way: Literal["up", "down", "level"]
    sense: Literal["good", "bad", "neither"]
    change: float


class Point(Schema):
    """A day of a target that moves."""

    on: date
    at: float


class Wanted(Schema):
    """A target, and how far from it is amber."""

    kind: Literal["floor", "ceiling", "band", "trajectory"]
    at: float | None = None
    low: float | None = None
    high: float | None = None
    side: str | None = None
    points: list[Point] = []
    tolerance_pct: float | None
    tolerance: float | None


class Told(Schema):
    """A figure, or why there is none."""

    value: float | None
    reason: str


class Expected(Told):
    """What is expected at the end of the year, with an interval of 80% where there is one."""

    low_80: float | None
    high_80: float | None


class Signal(Schema):
    """A point that chance alone seldom makes."""

    rule: str
    on: date
    side: str
    words: str


class Control(Schema):
    """A control chart: what its points are, its limits, and its signals."""

    of: Literal["values", "changes"]
    baseline: list[date]
    centre: float
    low: float
    high: float
    signals: list[Signal]
    now: list[Signal]


class Compared(Schema):
    """A measure beside statistical neighbours and England."""

    year: int
    own: float | None
    neighbours: float | None
    england: float | None
    rank: int | None
    of: int
    quartile: int | None
    england_quartile: int | None
    best: Literal["high", "low"]


class ScoreLine(Schema):
    """A measure against its target."""

    measure: str
    label: str
    theme: str
    unit: str
    formula: str
    definition: str
    better: Literal["high", "low", "none"]
    frequency: str
    owner: str
    tier: Literal["board", "detail"]
    target: Wanted | None
    reading: Reading | None
    previous: Reading | None
    rag: Rag
    direction: Travel | None
    year_to_date: Told
    year_end: Expected
    control: Control | None
    no_control: str
    comparison: Compared | None
    late: bool
    readings: list[Reading]


class Scorecard(Schema):
    """The scorecard: of the whole authority, or the readings of one's own areas alone."""

    as_at: date
    audience: Audience = Field(description="`public`: measures of few children are withheld.")
    colours: dict[str, int]
    lines: list[ScoreLine]
    teams: list[TeamReading]
    notes: list[str]


class MeasureTold(Schema):
    """One measure. Who sees their own areas alone is told of these, and of no line."""

    as_at: date
    audience: Audience = Field(description="`public`: measures of few children are withheld.")
    line: ScoreLine | None = Field(description="None without a reading or a target.")
    teams: list[TeamReading]
