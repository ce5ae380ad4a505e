"""The programme's measures of a scorecard."""

from __future__ import annotations

from typing import Final

from kinward.measures.measure import Charted, Measure, Polarity, Unit

_OURS: Final = "Kinward: docs/programme.md"


def _measure(
    key: str,
    label: str,
    unit: Unit,
    formula: str,
    polarity: Polarity,
    decimals: int = 0,
    charted: Charted = "changes",
) -> Measure:
    return Measure(
        key, label, unit, formula, polarity, _OURS,
        decimals=decimals, to_date="last", charted=charted,
    )  # fmt: skip


PROGRAMME: Final = (
    _measure(
        "savings_target", "Savings: target", "pounds",
        "savings planned for the financial year, shared ones counted once", "none", charted="none",
    ),
    _measure(
        "savings_achieved", "Savings: achieved", "pounds",
        "savings of the financial year with evidence", "high", charted="none",
    ),
    _measure(
        "savings_forecast", "Savings: forecast", "pounds",
        "achieved savings and those still forecast for the financial year", "high",
    ),
    _measure(
        "savings_gap", "Savings: gap", "pounds",
        "savings planned for the financial year - savings forecast; above nought is missing", "low",
    ),
    _measure(
        "savings_achieved_pct", "Savings: achieved, share of the target", "%",
        "savings with evidence / savings planned x 100", "high", 1, "none",
    ),
    _measure(
        "actions_green_pct", "Actions on track", "%",
        "actions whose delivery is green or blue / actions that have begun x 100", "high", 1,
    ),
    _measure(
        "actions_red", "Actions in red", "actions",
        "actions whose delivery is red", "low",
    ),
    _measure(
        "actions_stale", "Actions without an update", "actions",
        "open actions without an update for more than 35 days", "low",
    ),
    _measure(
        "benefits_green_pct", "Benefits on track", "%",
        "actions whose benefit is green / actions with a benefit that is due x 100", "high", 1,
    ),
    _measure(
        "risks_red", "Red risks", "risks",
        "open risks rated 15 or more after mitigation", "low",
    ),
    _measure(
        "mitigations_overdue", "Mitigations overdue", "actions",
        "mitigations of open risks that were due and are not done", "low",
    ),
)  # fmt: skip
