"""Where the budget of some files stands, as the core works it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kinward.budget.bridge import bridges
from kinward.budget.from_forecast import model_from_forecast, paid_weeks
from kinward.budget.gap import ApartError
from kinward.cohort.model import Summary
from kinward.errors import ArgumentError, TooShortError
from kinward.forecast.cost import read_prices
from kinward.forecast.model import Forecast
from kinward.ledger.book import Ledger
from kinward.ledger.load import Files
from kinward.ledger.read.children import read_children
from kinward.pipeline.ahead import Ahead
from kinward.pipeline.children import Baseline
from kinward.pipeline.plan_budget import Expected, so_far
from kinward.pipeline.position import position_with_ledger
from kinward.reports.position import Position
from kinward_web import store
from kinward_web.accounts.selectors import current_settings
from kinward_web.intake.material import Material
from kinward_web.money.models import ClosedMonth

KINDS: Final = ("money", "money_placements")
"""The documents of the money: figures, and what tells of single placements."""


@dataclass(frozen=True)
class Stands:
    """Where the budget stands.

    Attributes:
        summary: the children of the same day.
        expected: the budget model that the forecast gives; None without prices or a whole year.
        children: of each placement of the high-cost list, the child's identifier in the return.
        notes: what is left out and why, in sentences.
    """

    position: Position
    summary: Summary
    expected: Expected | None
    children: Mapping[str, str]
    notes: tuple[str, ...] = ()


def where_it_stands(
    material: Material, result: Baseline, forecast: Forecast | None, closed: Path | None
) -> Stands | None:
    """Where the budget stands on the as-at date; None where no placements were loaded.

    Args:
        forecast: with prices, for what is expected beside what is committed; None for none.
        closed: the folder of closed months; None where there are none.

    Raises:
        InputError: a file that cannot be read.
    """
    spending = material.spending()
    if spending is None:
        return None
    inputs = material.inputs(result.summary.as_at)
    now = current_settings()
    asked = replace(
        spending, closed=closed, dearest=now.high_cost_placements, uplift_pct=now.uplift_pct
    )
    notes: tuple[str, ...] = ()
    try:
        stands, ledger = position_with_ledger(asked, inputs, result, forecast)
    except ApartError as error:
        # Where the budget stands does not hang on a trajectory of other years.
        notes = (f"The trajectory is left out. {error.what}. {error.remedy}",)
        asked = replace(asked, trajectory=None)
        stands, ledger = position_with_ledger(asked, inputs, result, forecast)
    return Stands(
        stands,
        result.summary,
        _expected(material, result, forecast, ledger),
        _children(spending.files, ledger, stands),
        notes,
    )


def usual_forecast(material: Material, forecast: Callable[[Ahead], Forecast]) -> Forecast | None:
    """The forecast that the settings ask for; None without prices, or where the returns are too
    short for one.

    Args:
        forecast: makes the one that is asked for.
    """
    prices = material.paths.get("prices")
    if prices is None:
        return None
    now = current_settings()
    ahead = Ahead(
        months=now.forecast_months,
        runs=now.forecast_runs,
        uplift_pct=float(now.uplift_pct),
        prices=prices,
    )
    try:
        return forecast(ahead)
    except TooShortError:
        return None


@contextmanager
def closed_months(also: Mapping[str, Mapping[str, str]] | None = None) -> Iterator[Path | None]:
    """The folder of closed months as the core reads it; None where no month is closed.

    Args:
        also: by month, the files of one that is about to be closed.
    """
    months = {row.month: row.files for row in ClosedMonth.objects.all() if row.files}
    months |= also or {}
    if not months:
        yield None
        return
    with store.lending() as folder:
        for month, files in months.items():
            store.lend(((f"{month}/{each}", sha256) for each, sha256 in files.items()), folder)
        yield folder


def _expected(
    material: Material, result: Baseline, forecast: Forecast | None, ledger: Ledger
) -> Expected | None:
    prices = material.paths.get("prices")
    if prices is None or forecast is None or forecast.cost is None:
        return None
    spent = so_far(ledger, result.summary.as_at)
    try:
        model = model_from_forecast(forecast, spent, paid_weeks(read_prices(prices)))
    except ArgumentError:
        # The forecast reaches the end of no financial year.
        return None
    return Expected(model, bridges(model))


def _children(files: Files, ledger: Ledger, stands: Position) -> dict[str, str]:
    if stands.high_cost is None:
        return {}
    listed = stands.high_cost.placements.select("placement_id")
    whose = ledger.record.placements.select("placement_id", "child_id")
    found = listed.join(whose.unique("placement_id"), on="placement_id")
    if files.children is not None:
        found = found.join(read_children(files.children), on="child_id").drop("child_id")
    return dict(found.rows())
