"""Keys and names of what a programme's records hold: one place for files, pages and papers."""

from __future__ import annotations

from typing import Final, Literal

Colour = Literal["blue", "red", "amber", "green", "grey"]
COLOURS: Final[dict[Colour, str]] = {
    "blue": "Complete",
    "red": "Off track",
    "amber": "At risk",
    "green": "On track",
    "grey": "Not started or not due",
}
"""Colours of a RAG: key and the word that stands beside it."""

Side = Literal["delivery", "benefit"]
"""What a colour is of: the work, or what it brings. The two are never merged."""

Priority = Literal["high", "medium", "low"]
PRIORITIES: Final[dict[Priority, str]] = {"high": "High", "medium": "Medium", "low": "Low"}

Impact = Literal["number", "cost", "time", "pressure", "other"]
"""The keys of `kinward.budget.savings.SAVING_KINDS`, which has their names."""

SavingClass = Literal["cashable", "avoided"]
SAVING_CLASSES: Final[dict[SavingClass, str]] = {
    "cashable": "Cashable: it comes off a budget",
    "avoided": "Avoided: spend that does not come about",
}

Reported = Literal[
    "not started", "in progress", "done", "missed", "not achieved", "deferred", "delegated",
    "cancelled",
]  # fmt: skip
REPORTED: Final[dict[Reported, str]] = {
    "not started": "Not started",
    "in progress": "In progress",
    "done": "Done",
    "missed": "Missed",
    "not achieved": "Not achieved",
    "deferred": "Deferred",
    "delegated": "Delegated to others",
    "cancelled": "Cancelled",
}
"""What the lead says of an action. It is told, and is no colour: the rule gives that."""

Cadence = Literal["weekly", "monthly", "quarterly"]
CADENCES: Final[dict[Cadence, str]] = {
    "weekly": "Every week",
    "monthly": "Every month",
    "quarterly": "Every quarter",
}

Proximity = Literal["now", "quarter", "year", "later"]
PROXIMITIES: Final[dict[Proximity, str]] = {
    "now": "Within a month",
    "quarter": "Within three months",
    "year": "Within a year",
    "later": "Later than a year",
}
"""How soon a risk could come about."""

DecisionOutcome = Literal["due", "agreed", "refused", "deferred", "noted"]
OUTCOMES: Final[dict[DecisionOutcome, str]] = {
    "due": "To be decided",
    "agreed": "Agreed",
    "refused": "Not agreed",
    "deferred": "Carried to the next meeting",
    "noted": "Noted",
}
"""What a meeting made of a decision that was asked of it."""

PageKey = Literal["initiation", "business_case"]
PAGES: Final[dict[PageKey, str]] = {
    "initiation": "Project initiation document",
    "business_case": "Business case",
}
