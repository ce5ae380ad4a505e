"""What the API answers of the savings, risks and boards of a programme."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema

from kinward_web.api.programme_schemas import YEAR, Sums

_UNSAID = "where nobody has given one, and once the year has ended."


class SavingTold(Schema):
    """A saving. One that is part of another counts there alone."""

    ref: str
    year: str = Field(description=YEAR)
    action: str
    objective: str
    placement_type: str
    kind: Literal["cashable", "avoided"] | None
    impact: str | None
    plan_pence: int
    achieved_pence: int = Field(description="With evidence.")
    claimed_pence: int = Field(description="Without.")
    forecast_pence: int | None = Field(description=f"Null {_UNSAID}")
    probability: float | None = Field(description=f"Of the forecast, from 0 to 1; null {_UNSAID}")
    same_as: str = Field(description="Saving that it is part of already; else empty.")
    evidence: str


class Group(Schema):
    """The savings of one group."""

    name: str
    sums: Sums


class Grouping(Schema):
    """The savings in groups, which sum to the total to the penny."""

    by: Literal["year", "kind", "impact", "placement_type", "objective", "action"]
    groups: list[Group]


class YearOfSavings(Schema):
    """The savings of a financial year, beside what is needed and what the actions hold."""

    year: str = Field(description=YEAR)
    sums: Sums
    needed_pence: int | None
    over_pence: int | None = Field(description="Planned beyond the need; below 0: less.")
    unassigned_pence: int = Field(description="Planned, and held by no action.")
    risk_adjusted_pence: int | None = Field(description="Null where there is no chance to tell.")
    chance: float | None = Field(
        description="Of making the plan, from 0 to 1; null where no saving has a probability, and "
        "once the year has ended."
    )


class DoubleCount(Schema):
    """Savings that have to do with the same money."""

    how: Literal["stated", "shared", "suspected"]
    savings: list[str]
    pence: int
    reason: str


class Tracker(Schema):
    """The savings tracker."""

    as_at: date
    total: Sums
    by: list[Grouping]
    years: list[YearOfSavings]
    double: list[DoubleCount]
    savings: list[SavingTold]


class Step(Schema):
    """What lowers a risk."""

    text: str
    owner: str
    due: date | None
    done: date | None


class RiskTold(Schema):
    """An open risk as it is rated today: probability times impact."""

    ref: str
    title: str
    owner: str
    action: str
    before: int
    after: int | None
    colour: Literal["red", "amber", "green"]
    reason: str
    missing: str = Field(description="What too little is done about; else empty.")
    proximity: Literal["now", "quarter", "year", "later"] | None
    mitigations: list[Step]


class IssueTold(Schema):
    """Something that has happened and must be dealt with."""

    ref: str
    title: str
    owner: str
    priority: Literal["high", "medium", "low"]
    opened: date | None
    due: date | None
    closed: date | None
    risk: str
    action: str


class Scale(Schema):
    """Scores go from 1 to `top`; from `red` a rating is red, from `amber` amber."""

    top: int
    red: int
    amber: int


class Risks(Schema):
    """Open risks, the gravest first, and issues."""

    as_at: date
    scale: Scale
    notes: list[str]
    risks: list[RiskTold]
    issues: list[IssueTold]


class AgendaItem(Schema):
    """An item of an agenda, as it stood when the meeting began."""

    section: str
    ref: str
    title: str
    why: str
    who: str


class DecisionTold(Schema):
    """What a board was asked to decide, and what came of it."""

    ref: str
    text: str
    outcome: Literal["due", "agreed", "refused", "deferred", "noted"]
    reason: str
    by: str
    due: date | None
    action: str


class FollowUp(Schema):
    """What a meeting gave somebody to do."""

    ref: str
    text: str
    owner: str
    due: date | None
    done: date | None
    action: str


class Passed(Schema):
    """What a meeting passed to another board, by its key."""

    to: str
    text: str
    action: str
    risk: str


class MeetingTold(Schema):
    """A meeting. Of a panel's, which speaks of single children, only the day is given."""

    on: date
    held: bool
    withheld: bool
    attended: list[str]
    without_quorum: str = Field(description="Why it decided without a quorum; else empty.")
    agenda: list[AgendaItem]
    decisions: list[DecisionTold]
    follow_ups: list[FollowUp]
    messages: list[Passed]


class BoardTold(Schema):
    """A board or panel. The meetings of a panel are there for who may see single children."""

    key: str
    name: str
    cadence: Literal["weekly", "monthly", "quarterly"]
    chair: str
    members: list[str]
    terms: str
    quorum: int
    parent: str
    is_panel: bool
    meetings: list[MeetingTold]


class Boards(Schema):
    """The boards of a programme."""

    as_at: date
    boards: list[BoardTold]
