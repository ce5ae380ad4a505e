"""What the API answers of programmes and their actions. Money is in whole pence."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema

YEAR = "Financial year, such as 2026/27."


class Colours(Schema):
    """How many actions have each colour. Blue is complete, grey not started or not due."""

    blue: int
    red: int
    amber: int
    green: int
    grey: int


class Sums(Schema):
    """Savings, each counted once. Achieved needs evidence; claimed is said without any, and counts
    nowhere else. The forecast of a year that has ended is what was achieved. The gap is the plan
    less the forecast."""

    plan_pence: int
    achieved_pence: int
    claimed_pence: int
    forecast_pence: int
    gap_pence: int
    unforecast_pence: int = Field(description="Plan of savings not forecast yet.")


class ProgrammeHead(Schema):
    """A programme."""

    key: str
    name: str
    purpose: str
    owner: str
    closed: date | None


class ProgrammeLine(ProgrammeHead):
    """A programme in the list. Of one that is closed nothing is counted."""

    year: str = Field(description=YEAR)
    delivery: Colours | None
    benefit: Colours | None
    savings: Sums | None = Field(description="Of the financial year.")
    red_risks: int | None
    slipping: int | None = Field(description="Actions that are late, overdue or silent.")


class Programmes(Schema):
    """Every programme, and all that are not closed together."""

    as_at: date
    programmes: list[ProgrammeLine]
    total: ProgrammeLine
    notes: list[str] = Field(description="What keeps some of it from being judged.")


class ProgrammeOverview(ProgrammeHead):
    """Where a programme stands today."""

    as_at: date
    sentences: list[str]
    notes: list[str] = Field(description="What keeps some of it from being judged.")
    actions: int
    delivery: Colours
    benefit: Colours
    year: str = Field(description=YEAR)
    savings_of_year: Sums
    savings: Sums = Field(description="Of all years.")
    open_risks: int
    red_risks: int
    late: int = Field(description="Actions later than first planned, or overdue.")
    silent: int = Field(description="Open actions of which nobody has said anything lately.")


class ActionRag(Schema):
    """A colour, the reason for it, and what the rule gives where a person set another."""

    colour: Literal["blue", "red", "amber", "green", "grey"]
    word: str
    reason: str
    by_rule: Literal["blue", "red", "amber", "green", "grey"]
    overridden: bool


class ToHandOver(Schema):
    """A deliverable."""

    ref: str
    title: str
    due: date | None = Field(description="The day first set.")
    revised: date | None
    done: date | None


class Said(Schema):
    """An update."""

    on: date
    by: str
    done: str
    next: str
    forecast_end: date | None
    forecast_saving_pence: int | None
    forecast_placements: float | None


class Slip(Schema):
    """How an action stands to its dates: days late, days overdue, and why."""

    expected: date | None
    days: int
    overdue: int
    stale: bool
    reason: str


class ActionTold(Schema):
    """An action. Delivery and benefit are judged apart."""

    ref: str
    title: str
    outcome: str
    workstream: str
    lead: str
    priority: Literal["high", "medium", "low"] | None
    age_group: str
    start: date | None
    first_end: date | None
    end: date | None = Field(description="The day that counts now.")
    completed: date | None
    cancelled: date | None
    success: str
    saving_year: str | None = Field(description=YEAR)
    target_saving_pence: int | None
    target_placements: float | None = Field(description="52-week placements.")
    depends_on: list[str]
    delivery: ActionRag
    benefit: ActionRag
    board: Literal["monthly", "quarterly"] | None = Field(description="How often a board sees it.")
    board_reason: str
    slip: Slip | None
    deliverables: list[ToHandOver]
    updates: list[Said]


class Actions(Schema):
    """The actions of a programme."""

    as_at: date
    notes: list[str]
    actions: list[ActionTold]
