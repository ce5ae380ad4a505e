"""The small language of figures: what it says, and what it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.budget.papers.evaluate import Row, evaluate
from kinward.budget.papers.interval import Interval, Undefined, exact, rounded
from kinward.budget.papers.parse import parse_figure, parse_identity
from kinward.budget.papers.tables import PaperTable
from kinward.errors import InputError


def _table(name: str, labels: tuple[str, ...], text: str) -> PaperTable:
    """A table from text: columns by spaces, a dash where nothing is printed."""
    heading, *rows = [line.split() for line in text.strip().splitlines()]
    cells = [[None if cell == "-" else cell for cell in row] for row in rows]
    columns = dict(zip(heading, map(list, zip(*cells, strict=True)), strict=True))
    numbers = range(2, len(rows) + 2)
    return PaperTable(name, f"{name}.csv", columns, numbers, labels, frozenset({"total"}))


USERS = _table(
    "users",
    ("type", "year"),
    """
    type    year    average  £k
    Kinship 2015/16 36.81    391
    Kinship 2020/21 52.02    553
    Homes   2015/16 26.1     -
    Homes   2020/21 13       x
    Total   2020/21 65       1
    Twice   2020/21 1        1
    twice   2020/21 1        1
    """,
)
FLOWS = _table(
    "flows",
    ("month",),
    """
    month   began ended end year
    2015-09 25    17    570 2015/16
    2015-10 23    18    571 2020/21
    Total   48    35    -   1999/00
    """,
)
TABLES: Mapping[str, PaperTable] = {"users": USERS, "flows": FLOWS}


def _figure(text: str, position: int | None = None) -> Interval:
    row = None if position is None else Row(FLOWS, position, range(len(FLOWS.rows)))
    return evaluate(parse_figure(text, TABLES, FLOWS if row else None, "paper"), TABLES, row)


def test_arithmetic_is_exact() -> None:
    assert _figure("0.1 + 0.2 - 0.3 * (2 - 1)") == exact(Fraction(0))
    assert _figure("-2 / 3 + 1_000").value == Fraction(2998, 3)


def test_a_cell_by_its_labels_without_regard_to_case_and_spaces() -> None:
    expected = rounded(Fraction("52.02"), Fraction(1, 100))
    assert _figure("users['Kinship', '2020/21', 'average']") == expected
    assert _figure('users["  kinship ", "2020/21", "average"]') == expected


def test_cells_of_the_row_and_of_the_row_before() -> None:
    assert _figure("before(end) + began - ended", 1).value == 575
    assert _figure("row['began']", 0) == rounded(Fraction(25), Fraction(1))
    with pytest.raises(Undefined, match="there is no row before it"):
        _figure("before(end)", 0)


def test_sums_leave_totals_out_and_widen_by_each_part() -> None:
    assert _figure("sum(began)", 2) == rounded(Fraction(48), Fraction(2))
    assert _figure("sum(users['*', '2020/21', 'average'])").value == Fraction("67.02")
    assert _figure("sum(users['Kinship', '*', '£k'])").value == 944


def test_a_blank_adds_nothing_and_nothing_but_blanks_is_no_sum() -> None:
    assert _figure("sum(end)", 2).value == 1141
    with pytest.raises(Undefined, match=r"nothing to sum in users\.csv, column £k"):
        _figure("sum(users['Homes', '2015/16', '£k'])")


def test_a_label_may_be_that_of_this_row() -> None:
    assert _figure("users['Kinship', year, 'average']", 1).value == Fraction("52.02")
    with pytest.raises(Undefined, match=r"users\.csv has no row of that name"):
        _figure("users['Kinship', year, 'average']", 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("users['Homes', '2015/16', '£k']", "nothing is printed in users.csv, row 4, column £k"),
        ("users['Homes', '2020/21', '£k']", "there is no number in users.csv, row 5, column £k"),
        ("1 / (2 - 2)", "divides by a number that is 0"),
    ],
)
def test_what_has_no_figure_says_why(text: str, told: str) -> None:
    with pytest.raises(Undefined, match=told):
        _figure(text)


def test_roundings_that_are_told() -> None:
    cell = "users['Kinship', '2015/16', '£k']"
    assert _figure(cell) == rounded(Fraction(391), Fraction(1))
    assert _figure(f"exact({cell})") == exact(Fraction(391))
    assert _figure(f"rounded({cell}, 10)") == rounded(Fraction(391), Fraction(10))
    assert _figure(f"rounded({cell}, 0.1)") == rounded(Fraction(391), Fraction(1))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("__import__('os').system('ls')", "not of the language|no function"),
        ("users.columns", "not of the language"),
        ("(lambda: 1)()", "not of the language"),
        ("[1 for x in users]", "not of the language"),
        ("2 ** 99999999", "not of the language"),
        ("1 if 1 else 2", "not of the language"),
        ("1e99999999", "'1e99999999' is not a number here"),
        ("0x10", "is not a number here"),
        ("'text'", "is not a number here"),
        ("True", "is not a number here"),
        ("max(1, 2)", "'max' with 2 arguments is no function"),
        ("sum(1)", "'1' is no column"),
        ("exact(x=1)", "not of the language"),
        ("rounded(1, 0)", "Nothing is rounded to a step of 0"),
        ("1 +", "cannot be read"),
        ("(" * 300, "cannot be read"),
        ("-" * 100 + "1", "nested too deeply"),
        ("1 + " * 300 + "1", "longer than 1,000 characters"),
        ("\x00", "cannot be read"),
        ("nothing['a', 'b']", "There is no table 'nothing'. The tables are users, flows"),
        ("users['Kinship', 'average']", "does not name a cell. Give type, year and then"),
        ("users['Kinship', '2020/21', 'cost']", "users.csv has no column 'cost'. Its columns are"),
        ("users['Kinship', '1999/00', 'average']", "users.csv has no row for"),
        ("users['Twice', '2020/21', 'average']", "users.csv has several rows for"),
        ("users['*', '2020/21', 'average']", "names several cells. Write sum"),
        ("sum(users['*', '1999/00', 'average'])", "users.csv has no row for"),
        ("began", "'began' stands for a cell of a row, and there is no row here"),
    ],
)
def test_everything_else_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        parse_figure(text, TABLES, None, "claims.csv, row 3, column figure")
    assert caught.value.where == "claims.csv, row 3, column figure"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cost", "flows.csv has no column 'cost'"),
        ("before(began + 1)", "'began . 1' is no column"),
    ],
)
def test_a_row_has_only_its_own_columns(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        parse_figure(text, TABLES, FLOWS, "paper.toml")


@pytest.mark.parametrize("text", ["began", "began < ended", "began == 1 == ended", "began = 1"])
def test_an_identity_has_two_sides(text: str) -> None:
    with pytest.raises(InputError, match=r"not of the form|cannot be read"):
        parse_identity(text, TABLES, FLOWS, "paper.toml")


def test_lines_may_be_broken() -> None:
    printed, figure = parse_identity("  began\n    == 1\n  + 24 ", TABLES, FLOWS, "paper.toml")
    row = Row(FLOWS, 0, (0,))
    assert evaluate(printed, TABLES, row).value == evaluate(figure, TABLES, row).value == 25


@given(st.text(max_size=40))
def test_no_text_does_anything_but_parse_or_be_refused(text: str) -> None:
    with suppress(InputError):
        parse_figure(text, TABLES, FLOWS, "paper.toml")
