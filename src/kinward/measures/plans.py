"""The figures of a plan and of preventive services, defined once."""

from __future__ import annotations

from typing import Final

from kinward.measures.measure import Measure, Polarity, Unit

_OURS: Final = "Kinward: docs/plans.md"
_GREEN_BOOK: Final = "HM Treasury: The Green Book"
_ACTION_PLAN: Final = "Cambridgeshire: action plan, March 2016"


def _measure(
    key: str, label: str, unit: Unit, formula: str, polarity: Polarity, source: str = _OURS
) -> Measure:
    return Measure(key, label, unit, formula, polarity, source)


PLANS: Final = (
    _measure(
        "children_affected",
        "Children affected by an action",
        "children",
        "children whose life an action changes, each counted once however often it is moved; the "
        "mean over all simulated futures of the whole plan",
        "none",
    ),
    _measure(
        "moves_made",
        "Moves made by an action",
        "placements",
        "how often an action moves a child to another category, mean over all simulated futures; "
        "a child who comes back and is moved again counts again",
        "none",
    ),
    _measure(
        "placements_52_week",
        "52-week placements",
        "placements",
        "days of placements that are no longer made as they would have been, in a financial year / "
        "days of the year",
        "high",
    ),
    _measure(
        "saving_alone",
        "Saving of an action alone",
        "pounds",
        "cost of placements without any plan - cost with this action and no other, run by run, "
        "mean over all simulated futures",
        "high",
    ),
    _measure(
        "saving_last_in",
        "Saving of an action, last in",
        "pounds",
        "cost of placements with every other action - cost with all of them, mean over all "
        "simulated futures",
        "high",
    ),
    _measure(
        "overlap",
        "Overlap of actions",
        "pounds",
        "saving of the plan - sum of what its actions save alone; below nought where they work on "
        "the same children",
        "none",
    ),
    _measure(
        "net_present_value",
        "Net present value",
        "pounds",
        "sum over the financial years of (saving - cost) / (1 + discount rate) to the power of the "
        "years since the first, mean over all simulated futures",
        "high",
        _GREEN_BOOK,
    ),
    _measure(
        "benefit_cost_ratio",
        "Benefit-cost ratio",
        "times",
        "present value of savings / present value of costs; none where a plan costs nothing",
        "high",
        _GREEN_BOOK,
    ),
    _measure(
        "payback",
        "Payback",
        "days",
        "the first day at whose end all savings so far are at least all costs so far, of the mean "
        "cash flow, neither deflated nor discounted",
        "low",
    ),
    _measure(
        "break_even_success",
        "Break-even success rate",
        "%",
        "success or uptake in the plan x present value of costs / present value of savings: half "
        "the success is taken for half the saving; above 100% none pays",
        "low",
    ),
    _measure(
        "shortfall_to_target",
        "Shortfall to the target",
        "children or pounds",
        "what the plan misses its target by at the wanted chance: the figure that so large a share "
        "of the runs does not exceed - the target",
        "low",
    ),
    _measure(
        "over_programming",
        "Over-programming",
        "times",
        "the least multiple of the plan's effect, run by run, at which the target is reached with "
        "the wanted chance: without the plan - multiple x (without - with the plan)",
        "low",
    ),
    _measure(
        "service_success",
        "Success of a preventive service",
        "%",
        "closed cases whose child was not looked after at a point / closed cases with an answer at "
        "that point",
        "high",
    ),
    _measure(
        "placements_avoided",
        "Placements avoided",
        "placements",
        "children worked with x success; of 52 weeks each: x weeks avoided / 52",
        "high",
        _ACTION_PLAN,
    ),
)
