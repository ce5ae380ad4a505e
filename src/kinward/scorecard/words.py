"""How values of measures are said."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from kinward.measures import Measure

_POUNDS: Final = ("pounds", "pounds a week")
_ONE: Final = {
    "children": "child",
    "placements": "placement",
    "periods of care": "period of care",
    "reviews": "review",
    "actions": "action",
    "risks": "risk",
    "days": "day",
    "times": "times",
}
"""What is counted, many and one."""


def as_shown(value: Decimal, measure: Measure) -> Decimal:
    """A value rounded as it is shown, half to even: what a reader sees is what is judged."""
    return value.quantize(Decimal(1).scaleb(-measure.decimals), ROUND_HALF_EVEN) + 0


def said(value: Decimal, measure: Measure) -> str:
    """A value with its unit: 44.8 per 10,000; 95.8%; £1,234; 589."""
    shown = as_shown(value, measure)
    sign = "-" if shown < 0 else ""
    number = f"{abs(shown):,.{measure.decimals}f}"
    if measure.unit in _POUNDS:
        return f"{sign}£{number}"
    if measure.unit == "%":
        return f"{sign}{number}%"
    return f"{sign}{number}"


def difference(amount: Decimal, measure: Measure) -> str:
    """How far two values are apart, with its unit: 0.2 points; 2 children; £1,234."""
    shown = abs(as_shown(amount, measure))
    number = f"{shown:,.{measure.decimals}f}"
    if measure.unit in _POUNDS:
        return f"£{number}"
    if measure.unit in ("%", "points"):
        return f"{number} point{'' if shown == 1 else 's'}"
    if measure.unit in _ONE:
        return f"{number} {_ONE[measure.unit] if shown == 1 else measure.unit}"
    return number


def plain(value: Decimal) -> str:
    """A number without needless noughts: 10, 2.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
