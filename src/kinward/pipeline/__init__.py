"""The whole way, from a folder of returns to a baseline, a ledger, a forecast and a report.

The stages in order: measures, reference, returns, cohort, ledger, edge_of_care, forecast,
scenarios, budget, programme, scorecard, reports.
"""

from kinward.pipeline.ahead import Ahead, backtest, forecast
from kinward.pipeline.children import Baseline, Inputs, baseline, last_day
from kinward.pipeline.paper import is_made_up, report
from kinward.pipeline.spend import Money, MoneyNow, money

__all__ = [
    "Ahead",
    "Baseline",
    "Inputs",
    "Money",
    "MoneyNow",
    "backtest",
    "baseline",
    "forecast",
    "is_made_up",
    "last_day",
    "money",
    "report",
]
