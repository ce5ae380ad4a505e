"""Every chart that a full report draws, for the tests of what draws them in pages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from builders_forecast import backtest_of, cost_of, forecast_of, target_of
from builders_money import position_of
from builders_plan import tried_plan
from builders_report import checked_of, summary_of
from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.reports import charts, render, scorecard
from kinward.reports.section import Figure
from kinward.reports.write import Audience, write
from kinward.scorecard.build import scorecard as scored
from kinward.scorecard.cards import with_typed
from scorecards import readings


@dataclass
class Charts:
    """The figures with a chart, and which modules of charts drew them."""

    figures: dict[str, Figure] = field(default_factory=dict)
    drawn_by: set[str] = field(default_factory=set)


def modules() -> list[str]:
    """The modules of the report's charts, one for each way of drawing."""
    return sorted(m.name for m in pkgutil.iter_modules(charts.__path__) if m.name != "base")


@contextmanager
def noted() -> Iterator[Charts]:
    """Notes the charts of a report that is written meanwhile, which are then not drawn."""
    found = Charts()

    def keep(_: str, figure: Figure) -> str:
        found.figures[figure.table.key] = figure
        return ""

    patches = [
        patch.object(render, "svg", lambda _: ""),
        patch.object(render, "accessible", keep),
        *(_noting(name, found) for name in modules()),
    ]
    for each in patches:
        each.start()
    try:
        yield found
    finally:
        for each in patches:
            each.stop()


def _noting(name: str, found: Charts) -> Any:
    module = importlib.import_module(f"{charts.__name__}.{name}")
    finish = module.finish

    def noting(*args: Any, **frames: Any) -> Any:
        found.drawn_by.add(name)
        return finish(*args, **frames)

    return patch.object(module, "finish", noting)


def of_full_report(folder: Path, audience: Audience, fitted: Fitted, cohort: Cohort) -> Charts:
    """The charts of a report with children, money, forecast, back-test, plan and scorecard."""
    with noted() as found:
        write(
            summary_of(),
            checked_of(),
            folder,
            audience=audience,
            authority="Exampleshire",
            made_up=True,
            forecast=forecast_of(target=target_of(), cost=cost_of(forecast_of())),
            backtest=backtest_of(),
            position=position_of(),
            tried=tried_plan(fitted, cohort),
        )
        found.figures.update(_of_scorecard())
    return found


def _of_scorecard() -> dict[str, Figure]:
    """The control chart of a measure that jumps."""
    jumping = readings("entries", [20, 22] * 11 + [21, 40], date(2026, 3, 31))
    told = scorecard.build(scored(with_typed({}), jumping, date(2026, 3, 31)), "A test", 0)
    every = [each for section in told.sections for each in section.figures]
    return {each.table.key: each for each in every if each.chart}
