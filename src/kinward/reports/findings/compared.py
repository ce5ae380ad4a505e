"""What stands out beside the statistical neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinward.cohort.model import Summary
from kinward.reference.parameters import parameter
from kinward.reports.findings.words import listed


def neighbours(summary: Summary) -> Iterator[str]:
    """Where the authority is outside its neighbours' range, or well away from their mean."""
    rows = [row for row in summary.neighbours.rows(named=True) if _known(row)]
    above = [row for row in rows if _top(row) is not None and row["own"] > row["neighbours_high"]]
    below = [row for row in rows if _low(row) is not None and row["own"] < row["neighbours_low"]]
    if above:
        yield f"Higher than every statistical neighbour: {listed([_said(row) for row in above])}."
    if below:
        yield f"Lower than every statistical neighbour: {listed([_said(row) for row in below])}."
    apart = [row for row in rows if row not in above and row not in below and _far(row)]
    for words, sign in (("Well above", 1), ("Well below", -1)):
        some = [row for row in apart if (row["own"] - row["neighbours_mean"]) * sign > 0]
        if some:
            yield f"{words} the neighbours’ mean: {listed([_said(row) for row in some])}."
    if rows and not above and not below and not apart:
        yield "On every measure compared, the authority is close to its statistical neighbours."


def heading(summary: Summary) -> str:
    """The finding about the rate beside the neighbours', in a few words."""
    for row in summary.neighbours.rows(named=True):
        if _known(row) and "10,000" in f"{row['unit']} {row['label']}":
            own, mean = row["own"], row["neighbours_mean"]
            if f"{own:.1f}" == f"{mean:.1f}":
                return f"{row['label']}: {own:,.1f}, the same as the neighbours’ mean"
            side = "above" if own > mean else "below"
            return f"{row['label']}: {own:,.1f}, {side} the neighbours’ mean of {mean:,.1f}"
    return "This authority beside its statistical neighbours"


def _known(row: dict[str, Any]) -> bool:
    """Whether there is something to compare; counts of children grow with the authority."""
    known = row["own"] is not None and row["neighbours_mean"] is not None
    return known and row["unit"] != "children"


def _top(row: dict[str, Any]) -> float | None:
    return row["neighbours_high"]  # type: ignore[no-any-return]


def _low(row: dict[str, Any]) -> float | None:
    return row["neighbours_low"]  # type: ignore[no-any-return]


def _far(row: dict[str, Any]) -> bool:
    mean = row["neighbours_mean"]
    limit = parameter("notable_difference_pct").value / 100
    return bool(mean) and abs(row["own"] / mean - 1) >= limit


def _said(row: dict[str, Any]) -> str:
    unit = "%" if row["unit"] in ("%", "per cent") else ""
    label = row["label"][0].lower() + row["label"][1:]
    return f"{label} ({row['own']:,.1f}{unit}, mean {row['neighbours_mean']:,.1f}{unit})"
