"""The rules of edge-of-care cases: what each finding says, and what to do about it."""

from __future__ import annotations

from typing import Final

from kinward.ledger.rules import Rule

_ALL: Final = (
    Rule(
        "E01",
        "note",
        "The column {heading} was left out: it is none of this file's.",
        "Rename it if it should count.",
    ),
    Rule(
        "E02",
        "warning",
        "An earlier row has the same case; this one was left out.",
        "Keep one row a case, the one with the latest answers.",
    ),
    Rule(
        "E03",
        "error",
        "The case closed before it opened, and was left out.",
        "Correct one of the two dates.",
    ),
    Rule(
        "E04",
        "warning",
        "The case is open and has an answer, which does not count until the case has closed.",
        "Give the day on which it closed.",
    ),
    Rule(
        "E05",
        "warning",
        "The answer in {column} is due and missing; the case is left out of that share.",
        "Find out whether the child was looked after: those who are hard to find may fare worse.",
    ),
    Rule(
        "E06",
        "warning",
        "The answer in {column} is of a day after the as-at date, and does not count.",
        "See whether the day on which the case closed is right.",
    ),
    Rule(
        "E07",
        "note",
        "The case opened after the as-at date and does not count.",
        "None is needed if the as-at date is meant.",
    ),
)
CASE_RULES: Final = {rule.code: rule for rule in _ALL}
"""Each rule by its code."""
