"""Formulas of tables: what they say, and when a cell keeps its value."""

from __future__ import annotations

import pytest

from kinward.reports.formulas import Sum, Working, written
from spreadsheet import Sheet

NAMES = ["label", "a", "b", "c"]


def test_sums_and_workings_name_the_cells_of_the_sheet() -> None:
    values = [("x", 1, 2, 3), ("y", 4, 5, 9), ("z", 6, 7, 13), ("all", 11, 14, 25)]
    formulas = (Sum(3, (0, 1, 2), ("a",)), Sum(3, (0, 2, 1), ("b",)), Working("c", "{a}+{b}"))
    assert written(formulas, NAMES, values, 4) == {
        (3, 1): "=SUM(B5:B7)",
        (3, 2): "=SUM(C5:C7)",
        **{(row, 3): f"=B{row + 5}+C{row + 5}" for row in range(4)},
    }


def test_a_sum_of_rows_apart_names_each_stretch_and_a_fixed_row_stays() -> None:
    values = [("x", 1, 2, 3)] * 5
    made = written((Sum(4, (0, 2, 3), ("a",)), Working("c", "{a}/{b@4}", (1,))), NAMES, values, 0)
    assert made == {(4, 1): "=SUM(B1,B3:B4)", (1, 3): "=B2/C$5"}


def test_the_first_formula_of_a_cell_counts() -> None:
    values = [("x", 1, 2, 3), ("all", 1, 2, 3)]
    made = written((Sum(1, (0,), ("c",)), Working("c", "{a}+{b}")), NAMES, values, 0)
    assert made[1, 3] == "=SUM(D1)"


@pytest.mark.parametrize("mark", ["[c]", "[x]"])
def test_a_working_on_what_is_not_there_keeps_its_value(mark: str) -> None:
    formula = (Working("c", "{a}+{b}"),)
    assert written(formula, NAMES, [("x", 1, mark, 3)], 0) == {}
    assert written(formula, NAMES, [("x", 1, 2, mark)], 0) == {}


def test_a_sum_passes_over_what_is_missing_and_not_over_what_is_hidden() -> None:
    formula = (Sum(2, (0, 1), ("a",)),)
    assert written(formula, NAMES, [("x", 1, 0, 0), ("y", "[x]", 0, 0), ("z", 1, 0, 0)], 0)
    assert not written(formula, NAMES, [("x", 1, 0, 0), ("y", "[c]", 0, 0), ("z", 4, 0, 0)], 0)


def test_columns_past_z_have_two_letters() -> None:
    names = [f"c{i}" for i in range(60)]
    made = written((Working("c0", "{c25}+{c26}+{c51}+{c52}"),), names, [tuple(range(60))], 0)
    assert made == {(0, 0): "=Z1+AA1+AZ1+BA1"}


def test_the_spreadsheet_of_the_tests_reads_formulas() -> None:
    cells = {"A1": 2, "A2": 3.5, "A3": "=SUM(A1:A2)", "B1": "=A3-A1*2", "B2": "=(A3-$A$1)/A1"}
    sheet = Sheet({**cells, "A4": "[x]", "B3": "=SUM(A1:A2,A4)"})
    assert [sheet.value(name) for name in ("A3", "B1", "B2", "B3")] == [5.5, 1.5, 1.75, 5.5]
