"""What a spreadsheet would take for a formula."""

from __future__ import annotations

import pytest

from kinward.tables.harmless import as_meant, harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+1-cmd", "-2+3", "-£1+A1", "@SUM(A1)", "\tx", "\r=1", "-"]
)
def test_a_text_that_begins_like_a_formula_has_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert as_meant(f"'{text}") == text


@pytest.mark.parametrize("number", ["-1", "-£1,200", "+5", "-2.5", "-12%", "-£0.50"])
def test_a_number_stays_one(number: str) -> None:
    assert harmless(number) == number


@pytest.mark.parametrize("value", [-1, None, "a=b", "", "'tis"])
def test_all_else_is_left(value: object) -> None:
    assert harmless(value) == value
