"""Numbers and days in words, by the formats of D3 that the report's charts use."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from math import floor, log10
from typing import Final

from kinward_web.charts.vocabulary import UntranslatableChart

MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
DAYS_A_YEAR: Final = 365
_PLAIN: Final = re.compile(r"(?P<group>,?)(?P<places>\.\d+)?(?P<kind>[f%d]?)")
_EVERY_MONTH: Final = re.compile(r"\(month\(datum\.value\) % (\d+) == 0\) \? ")


def in_format(value: float, form: str) -> str:
    """A number in a D3 format such as `,.1f`, `.0%`, `,d` or `,`.

    Raises:
        UntranslatableChart: a format of another kind.
    """
    found = _PLAIN.fullmatch(form)
    if found is None:
        raise UntranslatableChart(f"The format of numbers {form!r} is not understood by pages")
    if found["kind"] == "d":
        value, form = round(value), form.replace("d", ".0f")
    return format(value, form).replace("-", "−")


def on_axis(value: float, form: str, step: float) -> str:
    """The label of a tick: with as many decimals as ticks `step` apart need."""
    places = max(0, -floor(log10(step) + 1e-9)) if step > 0 else 0
    if form in ("%", ".0%"):
        return in_format(value, f".{max(0, places - 2)}%")
    if form == ",~f":
        return trimmed(value, places)
    return in_format(value, form)


def trimmed(value: float, places: int) -> str:
    """A number with at most so many decimals, and none that say nothing."""
    words = f"{round(value, places) + 0.0:,.{places}f}".replace("-", "−")
    return words.rstrip("0").rstrip(".") if "." in words else words


def of_day(day: date, form: str) -> str:
    """A day in a D3 format of dates.

    Raises:
        UntranslatableChart: a format other than `%b %Y` and `%b %y`.
    """
    years = {"%b %Y": f"{day.year}", "%b %y": f"{day.year % 100:02d}"}
    if form not in years:
        raise UntranslatableChart(f"The format of days {form!r} is not understood by pages")
    return f"{MONTHS[day.month - 1]} {years[form]}"


def whole_day(day: date) -> str:
    """A day in full."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def labeller(expression: str) -> Callable[[float], str]:
    """The function of a Vega expression that labels numbers.

    Raises:
        UntranslatableChart: an expression that no chart of the report had.
    """
    if expression == "datum.value / 365":
        return lambda days: trimmed(days / DAYS_A_YEAR, 1)
    if expression == "format(abs(datum.value), ',')":
        return lambda value: trimmed(abs(value), 6)
    raise UntranslatableChart(f"The labels {expression!r} are not understood by pages")


def month_labels(months: list[date], expression: str) -> list[str]:
    """A label for each month, empty where the expression has none; the year under each January.

    Raises:
        UntranslatableChart: an expression of another form.
    """
    found = _EVERY_MONTH.match(expression)
    if found is None:
        raise UntranslatableChart(f"The labels {expression!r} are not understood by pages")
    every = int(found[1])
    return [_month(day) if (day.month - 1) % every == 0 else "" for day in months]


def _month(day: date) -> str:
    name = MONTHS[day.month - 1]
    return f"{name}\n{day.year}" if day.month == 1 else name
