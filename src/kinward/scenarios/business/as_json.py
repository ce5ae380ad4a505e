"""The business case as it stands in the document of `kinward scenario --json`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from kinward.dates import year_name
from kinward.scenarios.business.break_even import BreakEven
from kinward.scenarios.business.budgets import Budgets
from kinward.scenarios.business.case import BusinessCase
from kinward.scenarios.business.payback import Payback
from kinward.scenarios.business.spread import Spread
from kinward.scenarios.business.stream import Stream
from kinward.scenarios.business.worth import Present

_PLACES: Final = 4


def document(case: BusinessCase) -> dict[str, Any]:
    """Money in pounds with two decimals, shares and ratios with four, dates ISO, years '2026/27'.

    Lists run along `years`.
    """
    horizon = case.horizon
    return {
        "as_at": horizon.as_at.isoformat(),
        "last": horizon.last.isoformat(),
        "years": [year_name(year) for year in horizon.years],
        "part_years": {
            year_name(year): horizon.days(year) for year in horizon.years if horizon.part(year)
        },
        "runs": case.runs,
        "discount_rate_pct": _number(case.discount.rate * 100),
        "inflation_pct": _number(case.discount.inflation * 100),
        "cashable": _stream(case.cashable),
        "avoided": _spreads(case.avoided),
        "overlap": _pounds(case.overlap),
        "overlap_in": case.overlap_in,
        "cashable_and_avoided": _stream(case.whole),
        "actions": [
            {"name": each.name, "saving_is": each.kind, **_stream(each.stream)}
            for each in case.actions
        ],
        "budgets": _budgets(case.budgets),
    }


def _stream(stream: Stream) -> dict[str, Any]:
    worth, flows = stream.worth, stream.flows
    return {
        "saving": _spreads([flow.saving for flow in flows]),
        "setup": _pounds([flow.setup for flow in flows]),
        "running": _pounds([flow.running for flow in flows]),
        "net": _spreads([flow.net for flow in flows]),
        "so_far": _spreads([flow.so_far for flow in flows]),
        "total": {
            "saving": stream.saving / 100,
            "cost": stream.cost / 100,
            "net": (stream.saving - stream.cost) / 100,
        },
        "present_real": _present(worth.real),
        "present_as_is": _present(worth.as_is),
        "payback": _payback(worth.payback),
        "break_even": _break_even(worth.break_even),
    }


def _present(found: Present) -> dict[str, Any]:
    ratio = found.ratio
    return {
        "saving": _spread(found.saving),
        "cost": found.cost / 100,
        "net": _spread(found.net),
        "benefit_cost_ratio": None if ratio is None else _parts(ratio.mapped(_rounded), 1),
        "pays": _number(found.pays),
    }


def _payback(found: Payback | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "expected": _day(found.expected),
        "median": _day(found.median),
        "80": [_day(found.low_80), _day(found.high_80)],
        "95": [_day(found.low_95), _day(found.high_95)],
        "share_by_year": [_number(each) for each in found.by_year],
        "share_ahead_at_the_end": _number(found.ends_ahead),
    }


def _break_even(found: BreakEven) -> dict[str, Any]:
    return {
        "multiple": None if found.multiple is None else _number(found.multiple),
        "rate": None if found.rate is None else _number(found.rate),
        "why": found.why,
    }


def _budgets(found: Budgets) -> dict[str, Any]:
    return {
        "by_budget": {
            key: {
                "cost": _pounds(each.costs),
                "saving": _pounds(each.savings),
                "net": _pounds(each.net),
            }
            for key, each in found.by_budget.items()
        },
        "flows": [
            {
                "paid_by": each.paid_by,
                "saves": each.saves,
                "cost": each.cost / 100,
                "saving": each.saving / 100,
                "actions": list(each.actions),
            }
            for each in found.flows
        ],
    }


def _spreads(found: Sequence[Spread[int]]) -> list[dict[str, Any]]:
    return [_spread(each) for each in found]


def _spread(found: Spread[int]) -> dict[str, Any]:
    return _parts(found, 100)


def _parts(found: Spread[int] | Spread[Fraction], over: int) -> dict[str, Any]:
    return {
        "mean": float(found.mean / over),
        "median": float(found.median / over),
        "80": [float(found.low_80 / over), float(found.high_80 / over)],
        "95": [float(found.low_95 / over), float(found.high_95 / over)],
    }


def _pounds(pence: Sequence[int]) -> list[float]:
    return [each / 100 for each in pence]


def _rounded(value: Fraction) -> Fraction:
    return round(value, _PLACES)


def _number(value: Fraction) -> float:
    return float(_rounded(value))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
