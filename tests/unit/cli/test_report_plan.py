"""`kinward report` with a plan."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward
from kinward.scenarios.plan.problems import PlanError
from kinward.terms import CATEGORIES

PLAN = Path(__file__).parents[2] / "plans" / "reference.toml"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(kinward, ["report", *map(str, arguments)])


def column(path: Path, name: str, heading: str) -> list[object]:
    """The cells of a column of a sheet by the heading of each row."""
    rows = list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))
    top = next(place for place, row in enumerate(rows) if heading in row)
    at = rows[top].index(heading)
    return [row[at] for row in rows[top + 1 :] if row[at] != "[x]"]


def test_the_plan_goes_on_from_the_reports_own_forecast(authority: Path, tmp_path: Path) -> None:
    told = run(
        authority / "returns", "--out", tmp_path, "--audience", "internal", "--seed", 7,
        "--prices", authority / "prices.csv", "--plan", PLAN, "--teams", authority / "teams.csv",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "What the plan would do" in (tmp_path / "report.html").read_text(encoding="utf-8")
    book = tmp_path / "report.xlsx"
    expected = column(book, "Forecast total", "Expected (mean)")
    assert column(book, "Plan children", "Without the plan (mean)") == pytest.approx(expected)
    costs = column(book, "Forecast cost", "Expected (mean)")
    # The forecast rounds by month and category, the plan by year: half a penny each.
    near = pytest.approx(costs, abs=0.005 * 12 * len(CATEGORIES))
    assert column(book, "Plan cost", "Without the plan, £")[:-1] == near


def test_a_plan_is_of_no_use_without_a_forecast(tmp_path: Path) -> None:
    told = run(tmp_path, "--out", tmp_path / "out", "--plan", PLAN, "--no-forecast")
    assert told.exit_code == 2
    assert "--plan are of no use with --no-forecast" in " ".join(told.output.split())


def test_a_plan_that_cannot_be_used_is_refused_before_the_work(tmp_path: Path) -> None:
    broken = tmp_path / "plan.toml"
    broken.write_text("[plan]\n", encoding="utf-8")
    told = run(tmp_path / "nowhere", "--out", tmp_path / "out", "--plan", broken)
    assert isinstance(told.exception, PlanError)
    assert not (tmp_path / "out").exists()
