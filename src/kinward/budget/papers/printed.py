"""Numbers as they are printed in a paper: what they say, and to what they are rounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

Step = Fraction | Literal["zeros"]
"""To what a number is rounded: a step, 0 if it is exact, or "zeros" where the zeros at its end were
not worked out (3,730,000 is to the 10,000)."""

_NUMBER: Final = re.compile(
    r"(?P<open>\()?(?P<sign>[-+\N{MINUS SIGN}])?£?(?P<whole>\d[\d,]*)?(?:\.(?P<part>\d+))?"
    r"(?P<unit>k|m|bn|%)?(?P<close>\))?",
    re.IGNORECASE,
)
_UNITS: Final = {"": 1, "%": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_DIGITS: Final = 15
"""The digits that a spreadsheet keeps of a number; what it writes beyond them is noise."""
_LONGEST: Final = 60


@dataclass(frozen=True)
class Printed:
    """A number in its own unit, and the step to which its last digit rounds it.

    Attributes:
        zeros: the step if the zeros at the end of the number are rounding.
    """

    value: Fraction
    step: Fraction
    zeros: Fraction


def read_number(text: str) -> Printed | None:
    """A printed number; None where the text is none.

    Forgives a pound sign, commas between thousands, brackets round what is below 0, and takes k, m
    and bn as thousands, millions and thousands of millions: £2.79m is 2,790,000 to the 10,000.
    """
    squeezed = re.sub(r"\s", "", text)
    found = _NUMBER.fullmatch(squeezed) if len(squeezed) <= _LONGEST else None
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    whole, part = (found["whole"] or "").replace(",", ""), found["part"] or ""
    digits = whole + part
    if not digits:
        return None
    below = found["open"] or found["sign"] in ("-", "\N{MINUS SIGN}")
    unit = _UNITS[(found["unit"] or "").lower()]
    step = Fraction(unit, 10 ** len(part))
    said = digits.lstrip("0")
    if len(said) > _DIGITS and part:
        step *= 10 ** min(len(said) - _DIGITS, len(part))
    value = int(digits) * Fraction(unit, 10 ** len(part))
    ending = len(said) - len(said.rstrip("0")) if not part else 0
    return Printed(-value if below else value, step, step * 10**ending)


def read_step(text: str) -> Step | None:
    """What a rounding is called: 'exact', 'zeros', or a step such as '0.01' or '1000'.

    None where the text is none of them.
    """
    word = text.strip().lower()
    if word == "exact":
        return Fraction(0)
    if word == "zeros":
        return "zeros"
    found = read_number(word)
    return found.value if found and found.value > 0 else None


def places(step: Fraction) -> int:
    """The decimals that a number rounded to a step is shown with."""
    decimals = 0
    while decimals < _DIGITS and (step * 10**decimals).denominator != 1:
        decimals += 1
    return decimals


def shown(value: Fraction, decimals: int) -> str:
    """A number for people, rounded half to even: '2,814.90'."""
    scaled = round(value * 10**decimals)
    whole, part = divmod(abs(scaled), 10**decimals)
    text = f"{whole:,}" + (f".{part:0{decimals}d}" if decimals else "")
    return f"-{text}" if scaled < 0 else text


def plain(value: Fraction, decimals: int) -> float:
    """A number for JSON, rounded half to even."""
    return float(Fraction(round(value * 10**decimals), 10**decimals))
