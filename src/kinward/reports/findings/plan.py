"""What a plan would do, said: the heading, the sentences, and the titles of its charts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kinward.forecast.model import TOTAL
from kinward.reports.findings.words import pounds
from kinward.reports.table import long_date
from kinward.scenarios import explain
from kinward.scenarios.results import Results


def heading(found: Results) -> str:
    """What the plan comes to at the last month end, and in money."""
    change = round(float(found.children.mean[found.children.row(TOTAL), -1]))
    said = f"{abs(change):,} {'fewer' if change < 0 else 'more'}" if change else "no fewer"
    text = f"With the plan, {said} looked after on {long_date(found.tried.month_ends[-1])}"
    if found.saving is None or not found.saving.total:
        return text
    total = found.saving.total
    side = "less" if total > 0 else "more"
    return f"{text}, for {pounds(abs(total))} {side}"


def sentences(found: Results, *, hides: bool) -> Iterator[str]:
    """All that is said of the plan.

    Args:
        hides: whether the report hides small numbers.
    """
    yield from map(_minus, explain.sentences(found))
    if hides and found.saving is not None:
        yield "Money of the plan is rounded to £0.1 million, and so are its parts."
    yield from found.notes


def first(found: Results) -> Iterator[str]:
    """For the head of the report: the children, and the money where there is any."""
    yield from map(_minus, islice(explain.sentences(found), 1 + (found.saving is not None)))


def children_title(found: Results) -> str:
    """The finding of the chart."""
    row = found.scenario.row(TOTAL)
    return (
        f"Children looked after on {long_date(found.tried.month_ends[-1])}: "
        f"{found.scenario.mean[row, -1]:,.0f} expected with the plan (line), "
        f"{found.baseline.mean[row, -1]:,.0f} without it (dotted), with the bands that hold 8 "
        "times in 10"
    )


def savings_title(found: Results) -> str:
    """The finding of the chart."""
    told = [each for each in found.actions if each.alone is not None]
    most = max(told, key=lambda each: each.alone.total if each.alone else 0)
    saved = most.alone.total if most.alone else 0
    lead = f"On its own {most.action.name} saves most ({pounds(saved)})" if saved > 0 else "Savings"
    return f"{lead}: mean (upright line) and the range that holds 8 times in 10 (bar)"


def _minus(sentence: str) -> str:
    """A hyphen before a number, where no word ends, is a minus."""
    return re.sub(r"(?<![\w-])-(?=[\d£])", "−", sentence)
