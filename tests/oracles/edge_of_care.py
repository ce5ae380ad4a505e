"""Edge-of-care evidence the slow way: sums and bisection, one case at a time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, lgamma, log, pi, sin

_STEPS = 4000


@dataclass(frozen=True)
class Case:
    """A case, and whether the child was looked after at closure, 3, 6 and 12 months (or None)."""

    opened: date
    closed: date | None
    answers: tuple[bool | None, bool | None, bool | None, bool | None]


def months_on(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def counts(cases: Sequence[Case], as_at: date, point: int) -> tuple[int, int, int, int, int]:
    """Worked with, closed, due, known and successes at the point of an index (0 is closure)."""
    seen = [case for case in cases if case.opened <= as_at]
    closed = [case for case in seen if case.closed is not None and case.closed <= as_at]
    months = (0, 3, 6, 12)[point]
    due = [
        case for case in seen if case.closed is not None and months_on(case.closed, months) <= as_at
    ]
    known = [case for case in due if case.answers[point] is not None]
    good = [case for case in known if case.answers[point] is False]
    return len(seen), len(closed), len(due), len(known), len(good)


def jeffreys_below(successes: int, cases: int, share: float) -> float:
    """The chance that the share is below a value, by the trapezium rule.

    With share = sin(t) ** 2 the density of Beta(s + 1/2, f + 1/2) becomes sin(t) ** 2s times
    cos(t) ** 2f, which has no infinite ends.
    """
    failures = cases - successes

    def density(angle: float) -> float:
        return float(sin(angle) ** (2 * successes) * sin(pi / 2 - angle) ** (2 * failures))

    def area(upto: float) -> float:
        step = upto / _STEPS
        inner = sum(density(step * at) for at in range(1, _STEPS))
        return step * (inner + (density(0.0) + density(upto)) / 2)

    low, high = 0.0, pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sin(middle) ** 2 < share else (low, middle)
    return area(low) / area(pi / 2)


def beta_binomial_below(number: int, of: int, alpha: float, beta: float) -> float:
    """The chance of at most so many successes of so many cases to come."""

    def chance(good: int) -> float:
        ways = lgamma(of + 1) - lgamma(good + 1) - lgamma(of - good + 1)
        seen = lgamma(good + alpha) + lgamma(of - good + beta) - lgamma(of + alpha + beta)
        before = lgamma(alpha) + lgamma(beta) - lgamma(alpha + beta)
        return exp(ways + seen - before)

    return sum(chance(good) for good in range(number + 1))


def binomial_below(number: int, of: int, share: float) -> float:
    """The same where the share is known; the share is above 0 and below 1."""

    def chance(good: int) -> float:
        ways = lgamma(of + 1) - lgamma(good + 1) - lgamma(of - good + 1)
        return exp(ways + good * log(share) + (of - good) * log(1 - share))

    return sum(chance(good) for good in range(number + 1))
