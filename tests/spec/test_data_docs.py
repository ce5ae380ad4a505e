"""The examples of files in docs/data.md are read by the readers that they are written for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kinward.cohort.published import read_totals, reconcile
from kinward.cohort.teams import read_teams
from kinward.forecast.cost import cost, read_prices
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.reference import categories
from kinward.tables import Kind, open_table
from kinward.terms import CATEGORIES

PAGE = Path(__file__).parents[2] / "docs" / "data.md"


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("examples")
    found = re.findall(r"^```csv (\w+)\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    for name, text in found:
        (folder / f"{name}.csv").write_text(text)
    return {name: folder / f"{name}.csv" for name, _ in found}


def test_teams(examples: dict[str, Path]) -> None:
    assert read_teams(examples["teams"])["to"].to_list() == [date(2023, 12, 31), None, None]


def test_totals_differ_as_the_page_says(examples: dict[str, Path]) -> None:
    found = reconcile(read_totals(examples["totals"]), None)
    assert found.select("expected", "difference").row(1) == (575, 4)


def test_population(examples: dict[str, Path]) -> None:
    """The example is cut short after three ages, which a rate would refuse."""
    kinds: dict[str, Kind] = {"year": "whole", "age": "whole", "population": "whole"}
    found = open_table(examples["population"], kinds, filled=tuple(kinds))
    assert found.frame["age"].to_list() == [0, 1, 2]


def test_categories(examples: dict[str, Path]) -> None:
    assert len(categories.load(examples["categories"]).rules) == 5


def _years_of_one_child(prices: Path, category: str, as_at: date) -> list[float]:
    """Pounds of each financial year from April 2025 on: one child stays, 4% uplift."""
    ends = month_ends_after(as_at, 36)
    days = np.zeros((1, 36, len(CATEGORIES)), dtype=np.float32)
    days[0, :, list(CATEGORIES).index(category)] = np.diff(
        np.array([as_at, *ends], dtype="M8[D]")
    ).astype(np.float32)
    found = cost(days, ends, as_at, read_prices(prices), uplift_pct=4, seen=())
    return (found.years.quantiles[3, 0] / 100).tolist()


def test_prices_cost_what_the_page_says(examples: dict[str, Path]) -> None:
    found = _years_of_one_child(examples["prices"], "in_house_fostering", date(2025, 3, 31))
    assert found == [26537.50, 27599.00, 28702.96]


def test_uplift_begins_after_the_last_price_or_the_as_at_date(examples: dict[str, Path]) -> None:
    last = 4650 * 52
    found = _years_of_one_child(examples["prices"], "external_residential", date(2025, 3, 31))
    assert found == pytest.approx([last * 1.04, last * 1.04**2, last * 1.04**3], abs=0.01)
    later = _years_of_one_child(examples["prices"], "external_residential", date(2025, 9, 30))
    assert later[:2] == pytest.approx([last * 182 / 365, last * 1.04], abs=0.01)
