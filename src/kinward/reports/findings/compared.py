"""What stands out beside the statistical neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinward.cohort.model import Summary
from kinward.dates import year_name
from kinward.reference.parameters import parameter
from kinward.reports.findings.words import listed


def neighbours(summary: Summary) -> Iterator[str]:
    """Where the authority is outside its neighbours' range, or well away from their mean."""
    rows = [row for row in summary.neighbours.rows(named=True) if _known(row)]
    above = [row for row in rows if _top(row) is not None and row["own"] > row["neighbours_high"]]
    below = [row for row in rows if _low(row) is not None and row["own"] < row["neighbours_low"]]
    when = _when(rows)
    if above:
        yield f"{when}higher than every statistical neighbour: {_listed(above)}."
    if below:
        yield f"{when}lower than every statistical neighbour: {_listed(below)}."
    apart = [row for row in rows if row not in above and row not in below and _far(row)]
    for words, sign in (("well above", 1), ("well below", -1)):
        some = [row for row in apart if (row["own"] - row["neighbours_mean"]) * sign > 0]
        if some:
            yield f"{when}{words} the neighbours’ mean: {_listed(some)}."
    if rows and not above and not below and not apart:
        yield f"{when}close to its statistical neighbours on every measure compared."


def _when(rows: list[dict[str, Any]]) -> str:
    """How a sentence begins: with the year of the comparison, where it is one year."""
    years = {row["year"] for row in rows}
    return f"In {year_name(years.pop())}, " if len(years) == 1 else "In the last year compared, "


def heading(summary: Summary) -> str:
    """The finding about the rate beside the neighbours', in a few words."""
    for row in summary.neighbours.rows(named=True):
        if _known(row) and "10,000" in f"{row['unit']} {row['label']}":
            own, mean = row["own"], row["neighbours_mean"]
            said = f"{row['label']}, in {row['year']}: {own:,.1f}"
            if f"{own:.1f}" == f"{mean:.1f}":
                return f"{said}, the same as the neighbours’ mean"
            side = "above" if own > mean else "below"
            return f"{said}, {side} the neighbours’ mean of {mean:,.1f}"
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


def _listed(rows: list[dict[str, Any]]) -> str:
    return listed([_said(row) for row in rows])


def _said(row: dict[str, Any]) -> str:
    unit = "%" if row["unit"].startswith("%") else ""
    label = row["label"][0].lower() + row["label"][1:]
    return f"{label} ({row['own']:,.1f}{unit}, mean {row['neighbours_mean']:,.1f}{unit})"
