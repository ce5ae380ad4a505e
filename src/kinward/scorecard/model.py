"""What a scorecard is made of: readings, cards, and the line that comes of each card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kinward.errors import ArgumentError
from kinward.measures import Measure, Polarity
from kinward.scorecard.targets import Target, side_of

Colour = Literal["green", "amber", "red", "grey"]
Tier = Literal["board", "detail"]


@dataclass(frozen=True)
class Reading:
    """The value of a measure for one period.

    Attributes:
        measure: its key.
        period_end: the last day of the period; of a stock, the day.
        value: in the measure's unit (pounds, not pence); None where there is none.
        numerator, denominator: the counts that a share is of; of a median, how many it is of.
        source: where it comes from, in words.
        typed_by, typed_on: who typed it and when; empty where Kinward counted it.
    """

    measure: str
    period_end: date
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    typed_by: str = ""
    typed_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class MeasureCard:
    """A measure as one authority follows it.

    Attributes:
        measure: the definition; its polarity is that which counts here.
        owner: a person or a post.
        tier: `board` is in the short list too.
        disclosure: whether small counts of it are hidden where it is published.
        baseline_from: the first period of the control chart's baseline; None for the first there
            is. It moves only when somebody states another.
        readings: in the order of their periods, one a period.
    """

    measure: Measure
    theme: str = ""
    owner: str = ""
    tier: Tier = "detail"
    target: Target | None = None
    disclosure: bool = True
    baseline_from: date | None = None
    readings: tuple[Reading, ...] = ()

    def __post_init__(self) -> None:
        ends = [each.period_end for each in self.readings]
        if ends != sorted(set(ends)):
            raise ArgumentError(
                f"{self.measure.label} has two readings of one period, or they are out of order",
                remedy="Give one reading a period.",
            )

    @property
    def polarity(self) -> Polarity:
        """Whether high or low is good: the definition's, or else what the target is."""
        if self.measure.polarity != "none" or self.target is None:
            return self.measure.polarity
        side = side_of(self.target.bounds)
        return {"floor": "high", "ceiling": "low", None: "none"}[side]  # type: ignore[return-value]


@dataclass(frozen=True)
class Rag:
    """A colour, and the rule that gave it in words."""

    colour: Colour
    reason: str


@dataclass(frozen=True)
class Direction:
    """Where a measure went since the period before.

    Attributes:
        way: by the figures as shown.
        sense: whether that is good.
        change: the difference of the figures as shown.
    """

    way: Literal["up", "down", "level"]
    sense: Literal["good", "bad", "neither"]
    change: Decimal


@dataclass(frozen=True)
class ToDate:
    """The figure of the financial year so far; `value` is None where `reason` says why."""

    value: Decimal | None
    reason: str


@dataclass(frozen=True)
class YearEnd:
    """What is expected at the end of the financial year.

    Attributes:
        value: None where nothing forecasts the measure, which `reason` says.
        low, high: the 80% interval, where the forecast has one.
        reason: what it comes from.
    """

    value: Decimal | None
    reason: str
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Signal:
    """A point that chance alone seldom makes.

    Attributes:
        rule: its key: `beyond`, `run`, `two_of_three`.
        on: the period of the point that completes it.
        side: above or below the centre.
    """

    rule: Literal["beyond", "run", "two_of_three"]
    on: date
    side: Literal["above", "below"]
    words: str


@dataclass(frozen=True)
class Control:
    """An XmR chart.

    Attributes:
        of: what the points are: the `values`, or the `changes` from one to the next.
        points: period and value, in order.
        baseline: the first and last period that the limits are made of.
        signals: at every period, in order.
    """

    of: Literal["values", "changes"]
    points: tuple[tuple[date, float], ...]
    baseline: tuple[date, date]
    centre: float
    low: float
    high: float
    signals: tuple[Signal, ...]

    @property
    def now(self) -> tuple[Signal, ...]:
        """The signals that the last point completes."""
        last = self.points[-1][0]
        return tuple(each for each in self.signals if each.on == last)


@dataclass(frozen=True)
class Comparison:
    """A measure beside the statistical neighbours and England, all as DfE counts.

    Attributes:
        year: the return year of every figure, named by its end.
        own: None where the returns do not cover the year.
        neighbours: their plain mean; None where none has a figure.
        rank, of: the place among the neighbours and itself, 1 the best (the highest, where neither
            high nor low is good); equals share a place.
        quartile: among them, 1 the best.
        england_quartile: among all authorities of England with a figure.
        best: which end has place 1.
    """

    year: int
    own: Decimal | None
    neighbours: Decimal | None
    england: Decimal | None
    rank: int | None
    of: int
    quartile: int | None
    england_quartile: int | None
    best: Literal["high", "low"]


@dataclass(frozen=True)
class ScoreLine:
    """A line of the scorecard.

    Attributes:
        reading: the last with a value by the as-at date; None where there is none.
        previous: the last with a value before it.
        direction: None without a previous reading.
        late: whether a reading of a later period was due by the as-at date.
        control, no_control: the chart, or why there is none.
    """

    card: MeasureCard
    reading: Reading | None
    previous: Reading | None
    rag: Rag
    direction: Direction | None
    to_date: ToDate
    year_end: YearEnd
    control: Control | None
    no_control: str
    comparison: Comparison | None = None
    late: bool = False


@dataclass(frozen=True)
class TeamReading:
    """The value of a measure for the children of one team."""

    team: str
    label: str
    reading: Reading


@dataclass(frozen=True)
class Scorecard:
    """The scorecard of one authority on a day.

    Attributes:
        lines: in the order of the themes.
        teams: by measure and team; empty without a list of teams.
        notes: what the figures rest on, in sentences.
    """

    as_at: date
    lines: tuple[ScoreLine, ...]
    teams: tuple[TeamReading, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def board(self) -> tuple[ScoreLine, ...]:
        """The short list."""
        return tuple(line for line in self.lines if line.card.tier == "board")

    @property
    def counts(self) -> Mapping[Colour, int]:
        """How many lines are of each colour."""
        colours: tuple[Colour, ...] = ("red", "amber", "green", "grey")
        return {each: sum(line.rag.colour == each for line in self.lines) for each in colours}
