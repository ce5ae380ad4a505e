"""docs/worked-examples.md says what the check of papers gives today."""

from __future__ import annotations

import re

import pytest

from published_papers.worked import MARKED, PAGE, fill, tables

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_YEAR = re.compile(r"20\d\d(?:/\d\d)?")
_OF_THE_METHOD = {"10,000", "10", "52", "0", "19", "1", "5"}
"""A rate's base, the rounding of the spend, weeks, ages and the scale of risks."""


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def test_the_tables_are_those_that_the_code_makes(page: str) -> None:
    assert page == fill(page), "python tests/published_papers/worked.py"


def test_every_table_has_its_place(page: str) -> None:
    assert sorted(found[1] for found in MARKED.findall(page)) == sorted(tables())


def test_every_number_in_the_text_stands_in_a_table(page: str) -> None:
    made = set(_NUMBER.findall(" ".join(tables().values())))
    text = _YEAR.sub("", MARKED.sub("", page))
    assert set(_NUMBER.findall(text)) - _OF_THE_METHOD <= made
