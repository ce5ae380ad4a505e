"""Amounts on a terminal."""

from __future__ import annotations

from fractions import Fraction
from typing import overload


@overload
def pounds(pence: int) -> int: ...
@overload
def pounds(pence: None) -> None: ...
def pounds(pence: int | None) -> int | None:
    """Whole pounds, half to even."""
    return None if pence is None else round(Fraction(pence, 100))
