"""Numbers that were rounded when they were printed, and what can be worked out from them.

An interval holds the number as printed and the least and the most that it can have been before it
was rounded. Arithmetic is exact (`Fraction`) and takes the worst case: every number moves by
itself, so where one cell stands twice in an expression the interval is wider than need be, never
too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


class Undefined(Exception):  # noqa: N818
    """There is no figure, for the reason that the text tells: a part of a sentence."""


@dataclass(frozen=True)
class Interval:
    """A number and its rounding: low <= value <= high."""

    low: Fraction
    value: Fraction
    high: Fraction

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.value + other.value, self.high + other.high)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.value, -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), self.value * other.value, max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises `Undefined` where the divisor can be 0."""
        if other.low <= 0 <= other.high:
            raise Undefined("it divides by a number that is 0, or may be")
        return self * Interval(1 / other.high, 1 / other.value, 1 / other.low)

    def meets(self, other: Interval) -> bool:
        """Whether one number can be behind both; the ends count, as a half may go either way."""
        return self.low <= other.high and other.low <= self.high

    def gap(self, other: Interval) -> Fraction:
        """How far apart the two are, beyond rounding; 0 where they meet."""
        return max(Fraction(0), self.low - other.high, other.low - self.high)


def exact(value: Fraction) -> Interval:
    """A number that was not rounded."""
    return Interval(value, value, value)


def rounded(value: Fraction, step: Fraction) -> Interval:
    """A number that was rounded to the nearest multiple of a step."""
    return Interval(value - step / 2, value, value + step / 2)
