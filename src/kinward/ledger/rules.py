"""The rules of the ledger: what each finding says, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kinward.ledger.findings import Finding
from kinward.terms import Level


@dataclass(frozen=True)
class Rule:
    """A rule of the ledger; `message` may name the {column} in which it was broken."""

    code: str
    level: Level
    message: str
    remedy: str

    def at(self, file: str, rows: Iterable[int], column: str = "", **words: str) -> list[Finding]:
        """A finding in each of the rows."""
        message = self.message.format(column=column, **words)
        return [
            Finding(self.code, self.level, file, row, column, message, self.remedy) for row in rows
        ]


_ALL: Final = (
    Rule(
        "L01",
        "note",
        "The column {heading} was left out: it is none of this file's.",
        "Rename it if it should count.",
    ),
    Rule(
        "L02",
        "error",
        "The row has no weekly cost, and counts as costing nothing.",
        "Give the cost of a week, or 0.",
    ),
    Rule(
        "L03",
        "warning",
        "The placement is of no child, so that it cannot be held against the return.",
        "Give the child's identifier in the finance system.",
    ),
    Rule(
        "L04",
        "warning",
        "A later row gives the same placement a rate from the same day; that one counts.",
        "Keep one of the two rows.",
    ),
    Rule(
        "L05",
        "warning",
        "The rows of this placement differ in {column}; the last one that has it counts.",
        "Give every row of a placement the same.",
    ),
    Rule(
        "L06",
        "warning",
        "No rate is given from the start of the placement; its first rate is used from there.",
        "Add a row for the time before.",
    ),
    Rule(
        "L07",
        "warning",
        "The file has its heading and no placement below it.",
        "See whether it was cut short, or is the file of another year.",
    ),
    Rule(
        "L10",
        "error",
        "The service type is in neither the list of service types nor the built-in ones.",
        "Correct its spelling, or add it to service_types.csv with its section and category.",
    ),
    Rule(
        "L11",
        "error",
        "The placement ends before it starts, and counts for nothing.",
        "Correct one of the two dates.",
    ),
    Rule(
        "L12",
        "warning",
        "The planned end has passed and no end is given: the cost goes on to the end of the year.",
        "Give the end, or a new planned end.",
    ),
    Rule(
        "L13",
        "warning",
        "The placement is still open after the child's 18th birthday; the cost of the days ahead "
        "is left out.",
        "End it, or give it a service type that goes on after 18.",
    ),
    Rule(
        "L14",
        "error",
        "Another placement of the same child is open on the same days, so that both are paid.",
        "End the one that was left, or correct the child.",
    ),
    Rule(
        "L15",
        "warning",
        "The end of the placement is after the child's 18th birthday; all of it is counted.",
        "Correct the end, or give it a service type that goes on after 18.",
    ),
    Rule(
        "L20",
        "error",
        "The weekly cost is more than {times} times that of its service type: it may be in pence, "
        "or of a year.",
        "Give the pounds that a week costs.",
    ),
    Rule(
        "L21",
        "warning",
        "The weekly cost is less than a {times}th of that of its service type.",
        "See whether it is in thousands of pounds, or of a day.",
    ),
    Rule(
        "L22",
        "warning",
        "The contributions are more than the weekly cost: the placement earns money.",
        "Correct the contributions.",
    ),
    Rule(
        "L23",
        "note",
        "The weekly cost is below nought: it counts as a credit.",
        "Give it above nought unless it is one.",
    ),
    Rule(
        "L24",
        "warning",
        "The placement's paid weeks are not those of its service type.",
        "Leave them empty, or correct one of the two.",
    ),
    Rule(
        "L30",
        "warning",
        "The budget has two sections for one service type; what is spent stands in the first.",
        "Give each section a service type of its own.",
    ),
    Rule(
        "L32",
        "warning",
        "There is money but no placements in the budget of this line: it has no price to compare.",
        "Give the yearly average of placements that the money is for.",
    ),
    Rule(
        "L33",
        "note",
        "Savings still to find and grants reduce what is spent, so that the amount was taken below "
        "nought.",
        "Give it below nought.",
    ),
    Rule(
        "L34",
        "warning",
        "Neither an amount nor what it could be worked out from is given: the line counts nought.",
        "Give projected, or places and weekly_rate.",
    ),
    Rule(
        "L35",
        "warning",
        "The grant is paid by child and week, and nothing tells who the children are.",
        "Name a service_type, or give the returns, of which UASC are counted.",
    ),
    Rule(
        "L36",
        "warning",
        "The total of this row is not the sum of its lines; the lines count.",
        "Correct the total, or see whether a line is missing.",
    ),
    Rule(
        "L40",
        "note",
        "No review of this placement is known, and it is one of the dearest.",
        "Give its review_date, or the returns with their Reviews.",
    ),
    Rule(
        "L41",
        "warning",
        "The review of this placement was due and no later one is given; it is one of the dearest.",
        "Review it, or give the day of the next review.",
    ),
    Rule(
        "L42",
        "note",
        "No other open placement of its category costs anything: there is no price to compare.",
        "See whether the service type is the right one.",
    ),
    Rule(
        "L43",
        "warning",
        "No placement is with this provider, so that its contract tells nothing.",
        "Write its name as in the placements.",
    ),
    Rule(
        "L44",
        "warning",
        "The provider has no placement of this service type, so that the contract tells nothing.",
        "Write the service type as in the placements, or leave it empty for all.",
    ),
    Rule(
        "L45",
        "warning",
        "The discount does not rise with the volume: this tier gives no more than the one before.",
        "Correct the tier.",
    ),
    Rule(
        "L46",
        "warning",
        "The rows of this contract differ in {column}; the last one that has it counts.",
        "Give every row of a contract the same.",
    ),
)

RULES: Final = {rule.code: rule for rule in _ALL}
"""By code: L0 is of reading, L1 of dates and children, L2 of rates, L3 of the budget, L4 of dear
placements and of contracts."""


def left_out(file: str, headings: Iterable[str]) -> list[Finding]:
    """A finding for each column that the file has and nobody reads."""
    return [found for each in headings for found in RULES["L01"].at(file, [1], heading=each)]
