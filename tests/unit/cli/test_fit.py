"""Tables that fit a width without a digit or a column lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kinward.cli import kinward, output
from kinward.cli.fit import drawn

WIDTHS = (60, 80, 100, 160)
HEADINGS = ("Service", "Budget\n£", "Year\naverage", "What to do", "Projected outturn", "£ a week")
ROWS = (
    ("Independent fostering", "1,234,567", "12.0", "Look at it soon", "3,000,001", "9,999,999.0"),
    ("Total", "-1", "2.0", "-", "3", "4"),
)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_value_is_there_whole_and_no_line_is_too_long(width: int) -> None:
    text = "\n".join(drawn(HEADINGS, ROWS, width))
    assert max(map(len, text.splitlines())) <= width
    words = text.split()
    for row in ROWS:
        for word in (word for cell in row for word in cell.split()):
            assert word in words
    for word in (word for heading in HEADINGS for word in heading.split()):
        assert word in words


def test_a_table_that_fits_is_one_part() -> None:
    assert len(list(drawn(HEADINGS, ROWS, 160))) == 1
    parts = list(drawn(HEADINGS, ROWS, 50))
    assert len(parts) > 1
    assert all("Service" in part and "Total" in part for part in parts)


def test_parts_keep_the_columns_that_tell_rows_apart() -> None:
    rows = [("End", "placements.csv", "7", "1,000,001"), ("End", "placements.csv", "9", "20,002")]
    headings = ("Kind", "File", "Row", "Pounds of that year")
    for part in drawn([*headings, *headings[3:]], [[*row, row[3]] for row in rows], 44):
        assert "7" in part.split()
        assert "9" in part.split()


def test_values_stand_below_one_another_where_nothing_fits_beside() -> None:
    (text,) = drawn(("Service", "Pounds"), [("Fostering", "1,234,567,890")], 16)
    assert text.split() == ["Service:", "Fostering", "Pounds:", "1,234,567,890"]


def test_nought_has_no_sign(capsys: pytest.CaptureFixture[str]) -> None:
    output.table("Change", ("Of", "Children"), [("Homes", -0.04), ("Foster", -0.06)])
    shown = capsys.readouterr().out.split()
    assert "0.0" in shown
    assert "-0.0" not in shown
    assert "-0.1" in shown


def test_a_table_of_no_rows_and_one_of_one_column_are_drawn() -> None:
    assert "Service" in next(drawn(HEADINGS, [], 160))
    assert "1,234,567" in next(drawn(("Pounds",), [("1,234,567",)], 4))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_activity_tables_are_whole_at_every_width(
    authority: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every cell of every table that the command draws is in what it prints."""
    asked: list[str] = []

    def kept(headings: tuple[str, ...], rows: list[list[str]], wide: int) -> list[str]:
        asked.extend(word for row in rows for cell in row for word in cell.split())
        return list(drawn(headings, rows, wide))

    monkeypatch.setattr(output, "drawn", kept)
    monkeypatch.setenv("COLUMNS", str(width))
    names = ("budget", "service_types", "adjustments")
    files = [each for name in names for each in (f"--{name}", str(authority / f"{name}.csv"))]
    files = [each.replace("--service_types", "--service-types") for each in files]
    place = str(authority / "placements.csv")
    result = CliRunner().invoke(kinward, ["activity", place, *files, "--as-at", "2026-01-31"])
    assert asked
    assert set(asked) <= set(result.stdout.split())
    assert max(map(len, result.stdout.splitlines())) <= width
