"""What the budget of the demonstration plans: fewer bought places, more of its own, year by year.

Made from the budget of the made-up authority, as a council rolls its plan forward, so that the
forecast has something to be held against.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from kinward.dates import year_name

FILE: Final = "trajectory.csv"
_HEADINGS: Final = ("placement_type", "financial_year", "yearly_average", "weekly_cost", "weeks")
_YEARS: Final = 3
_BOUGHT: Final = "external"
_FEWER: Final = Decimal("0.96")
_MORE: Final = Decimal("1.04")
"""Of the places of the year before: those that are bought, and the authority's own."""
_HUNDREDTH: Final = Decimal("0.01")


def make_trajectory(authority: Path) -> None:
    """Write it beside the other files, unless it is there or there is no budget to make it from."""
    path, budget = authority / FILE, authority / "budget.csv"
    if path.exists() or not budget.exists():
        return
    last = max(int(each.name[:4]) + 1 for each in (authority / "returns").iterdir())
    with path.open("w", encoding="utf-8", newline="") as opened:
        table = csv.writer(opened)
        table.writerow(_HEADINGS)
        table.writerows(_planned(_rows(budget), last))


def _planned(rows: list[dict[str, str]], last: int) -> Iterator[tuple[str, ...]]:
    for row in rows:
        if not row["placements"] or not row["annual_budget"]:
            continue
        places, weeks = Decimal(row["placements"]), Decimal(row["weeks"])
        weekly = Decimal(row["annual_budget"]) / (places * weeks)
        step = _FEWER if _BOUGHT in row["section"] else _MORE
        for number in range(1, _YEARS + 1):
            average = (places * step**number).quantize(_HUNDREDTH)
            yield (
                row["service_type"], year_name(last + number), f"{average}",
                f"{weekly.quantize(_HUNDREDTH)}", f"{weeks}",
            )  # fmt: skip


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
