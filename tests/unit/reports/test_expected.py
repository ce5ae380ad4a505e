"""The budget model that the forecast gives, as a section."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinward.budget.bridge import bridges
from kinward.budget.model import BudgetModel, Line
from kinward.reports.expected import build


@pytest.fixture
def model() -> BudgetModel:
    """Two categories in two years."""
    needs = {
        ("in_house_fostering", 2027): (100, 2_000_000_00),
        ("in_house_fostering", 2028): (110, 2_310_000_00),
        ("secure", 2027): (1, 380_000_00),
        ("secure", 2028): (1, 400_000_00),
    }
    lines = tuple(
        Line(key, year, Fraction(average), Fraction(52), pence)
        for (key, year), (average, pence) in needs.items()
    )
    return BudgetModel((2027, 2028), ("in_house_fostering", "secure"), lines, notes=("A note.",))


def test_each_year_has_its_categories_and_their_total(model: BudgetModel) -> None:
    section = build(model, bridges(model), "x")
    assert section.heading == (
        "£2.4 million is expected to be needed in 2026/27, and £2.7 million in 2027/28"
    )
    assert section.sentences == ("A note.",)
    table = section.figures[0].table
    rows = [(row[0], row[1], row[-1]) for row in table.cells()]
    assert rows == [
        ("In-house fostering", "2026/27", "£2,000,000"),
        ("Secure", "2026/27", "£380,000"),
        ("All together", "2026/27", "£2,380,000"),
        ("In-house fostering", "2027/28", "£2,310,000"),
        ("Secure", "2027/28", "£400,000"),
        ("All together", "2027/28", "£2,710,000"),
    ]
    assert table.totals == {2, 5}


def test_the_steps_sum_to_the_next_year(model: BudgetModel) -> None:
    table = build(model, bridges(model), "x").figures[1].table
    rows = table.frame.rows(named=True)
    assert rows[0]["pence"] == 2_380_000_00
    assert rows[-1]["pence"] == 2_710_000_00
    assert sum(row["pence"] for row in rows[:-1]) == rows[-1]["pence"]
    assert [row["step"] for row in rows][1] == "More or fewer placements"


def test_one_year_has_no_steps(model: BudgetModel) -> None:
    one = BudgetModel((2027,), model.types, model.lines[::2])
    section = build(one, bridges(one), "x")
    assert len(section.figures) == 1
    assert section.heading == "£2.4 million is expected to be needed in 2026/27"
