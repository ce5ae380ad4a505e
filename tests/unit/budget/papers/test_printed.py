"""Numbers as papers print them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.budget.papers.printed import places, plain, read_number, read_step, shown


@pytest.mark.parametrize(
    ("text", "value", "step", "zeros"),
    [
        ("2342", "2342", "1", "1"),
        ("2,814.92", "2814.92", "0.01", "0.01"),
        ("350.00", "350", "0.01", "0.01"),
        ("-1324.20", "-1324.2", "0.01", "0.01"),
        ("(407)", "-407", "1", "1"),
        ("\N{MINUS SIGN}5", "-5", "1", "1"),
        ("£2.79m", "2790000", "10000", "10000"),
        ("6.6m", "6600000", "100000", "100000"),
        ("163k", "163000", "1000", "1000"),
        ("2790000", "2790000", "1", "10000"),
        ("54%", "54", "1", "1"),
        (".5", "0.5", "0.1", "0.1"),
        ("0", "0", "1", "1"),
        ("0.30000000000000004", "0.30000000000000004", "1e-15", "1e-15"),
    ],
)
def test_a_number_is_read_with_its_rounding(text: str, value: str, step: str, zeros: str) -> None:
    found = read_number(text)
    assert found is not None
    assert (found.value, found.step, found.zeros) == tuple(map(Fraction, (value, step, zeros)))


@pytest.mark.parametrize(
    "text", ["", "-", "n/a", "1 to 2", "12 children", "(5", "5)", "1.2.3", "1e9", "£", "9" * 61]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=3))
def test_what_is_shown_is_read_back(number: Decimal) -> None:
    found = read_number(shown(Fraction(number), 3))
    assert found is not None
    assert (found.value, found.step) == (Fraction(number), Fraction(1, 1000))


@given(st.fractions(-(10**6), 10**6), st.integers(0, 4))
def test_showing_moves_a_number_by_half_a_step_at_most(number: Fraction, decimals: int) -> None:
    found = read_number(shown(number, decimals))
    assert found is not None
    assert abs(found.value - number) <= found.step / 2
    assert Fraction(str(plain(number, decimals))) == found.value


def test_halves_are_rounded_to_even() -> None:
    assert [shown(Fraction(n, 2), 0) for n in (1, 3, 5, -1, -3)] == ["0", "2", "2", "0", "-2"]


@pytest.mark.parametrize(
    ("text", "step"),
    [("exact", 0), ("Zeros", "zeros"), ("0.01", Fraction(1, 100)), ("1000", 1000), ("10k", 10000)],
)
def test_a_rounding_is_read(text: str, step: object) -> None:
    assert read_step(text) == step


@pytest.mark.parametrize("text", ["0", "-1", "nearest", ""])
def test_what_is_no_rounding_is_none(text: str) -> None:
    assert read_step(text) is None


def test_decimals_of_a_step() -> None:
    steps = [Fraction(1), Fraction(1000), Fraction(1, 10), Fraction(1, 100)]
    assert [places(step) for step in steps] == [0, 0, 1, 2]
