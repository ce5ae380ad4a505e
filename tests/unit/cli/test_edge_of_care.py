"""`kinward edge-of-care`, as the manager of a service calls it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward
from kinward.errors import InputError

HEADING = (
    "service,case_id,opened,closed,looked_after_at_closure,at_3_months,at_6_months,at_12_months"
)
CASES = (
    "Alternatives to Care,K1,2024-04-14,2024-08-01,no,no,no,no",
    "Alternatives to Care,K2,2024-05-02,2024-09-19,yes,yes,yes,yes",
    "Alternatives to Care,K3,2024-06-02,2024-10-19,no,no,no,yes",
    "Alternatives to Care,K4,2025-05-02,2025-09-19,no,no,no,",
    "Alternatives to Care,K5,2025-05-02,2025-09-29,no,no,no,",
    "Alternatives to Care,K6,2025-05-02,2025-10-19,yes,yes,,",
    "Alternatives to Care,K7,2025-05-02,2025-11-19,no,no,,",
    "Alternatives to Care,K8,2025-05-02,,,,,",
    "Family group conferencing,K1,2025-11-03,,,,,",
)
COUNTS = "service,worked_with,closed,successes\nAlternatives to Care,60,7,5\nSpace,13,,\n"


def call(*arguments: object, columns: int = 160) -> Result:
    wide = {"COLUMNS": str(columns)}
    return CliRunner().invoke(kinward, ["edge-of-care", *map(str, arguments)], env=wide)


def told(*arguments: object) -> dict[str, Any]:
    result = call(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "edge_of_care.csv"
    path.write_text("\n".join([HEADING, *CASES]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    path = tmp_path / "counts.csv"
    path.write_text(COUNTS, encoding="utf-8")
    return path


def test_five_of_seven_gives_an_interval(cases: Path) -> None:
    result = call(cases, "--as-at", "2026-03-31")
    assert result.exit_code == 0, result.output
    assert (
        "Alternatives to Care: 5 of 7 closed cases not looked after at closure, which is 71%, and "
        "between 35% and 94% (95% interval)." in result.stdout
    )
    assert "Family group conferencing: no closed case has an answer at closure yet." in (
        result.stdout
    )


def test_it_moves_as_cases_are_added(cases: Path) -> None:
    """Case by case; and a case more in the file moves what is told of all."""
    before = told(cases, "--as-at", "2026-03-31")["services"][0]
    steps = before["sequence"]
    assert [(step["successes"], step["cases"]) for step in steps] == [
        *((1, 1), (1, 2), (2, 3), (3, 4), (4, 5), (4, 6), (5, 7)),
    ]
    assert steps[-1]["interval"] == before["points"]["closure"]["interval"]
    wide = [step["interval"][1] - step["interval"][0] for step in steps]
    assert wide[-1] < wide[1]
    with cases.open("a", encoding="utf-8") as file:
        file.write("Alternatives to Care,K9,2025-12-01,2026-01-10,no,,,\n")
    after = told(cases, "--as-at", "2026-03-31")["services"][0]
    assert after["sequence"][:7] == steps
    assert after["points"]["closure"]["share"] == 0.75
    assert after["points"]["closure"]["interval"][0] > before["points"]["closure"]["interval"][0]


def test_what_came_later_is_not_seen(cases: Path) -> None:
    then = told(cases, "--as-at", "2025-09-30")["services"][0]
    assert (then["points"]["closure"]["successes"], then["points"]["closure"]["of"]) == (4, 5)
    assert then["plan"] == ["success = { successes = 4, of = 5 }"]


def test_the_lines_for_a_plan_are_read_by_a_plan(cases: Path) -> None:
    service = told(cases, "--as-at", "2026-03-31")["services"][0]
    read = tomllib.loads("\n".join(service["plan"]))
    assert read == {
        "success": {"successes": 5, "of": 7},
        "delayed": {"successes": 1, "of": 2},
        "delay_weeks": 26,
    }
    assert all(line in call(cases).stdout.splitlines() for line in service["plan"])


def test_another_point_is_asked_for(cases: Path) -> None:
    result = told(cases, "--as-at", "2026-03-31", "--point", "3_months")
    own = result["services"][0]
    assert own["plan"] == ["success = { successes = 5, of = 7 }"]
    assert own["came_in_later"] is None


def test_without_a_day_it_is_the_last_of_the_file(cases: Path) -> None:
    """The day of the last answer that is given: six months from 29 September."""
    assert told(cases)["as_at"] == "2026-03-29"
    assert "As at 29 March 2026, the last day in the file." in call(cases).stderr
    assert told(cases)["findings"] == []


def test_counts_are_told_too(counts: Path) -> None:
    care, space = told(counts)["services"]
    assert (care["successes"], care["of"], care["interval"]) == (5, 7, [0.3523, 0.9353])
    assert space["share"] is None
    assert space["plan"] == []
    assert call(counts, "--as-at", "2026-03-31").exit_code == 2
    assert call(counts, "--point", "3_months").exit_code == 2


def test_placements_avoided_are_worked_out(counts: Path) -> None:
    found = told(counts, "--weeks", 50, "--weekly-cost", 812.5)["services"]
    own = found[0]["avoided"]
    assert own["placements"] == pytest.approx(60 * 5.5 / 8)
    assert own["placements_52_week"] == pytest.approx(60 * 5.5 / 8 * 50 / 52, abs=1e-4)
    assert own["interval"][0] < own["placements"] < own["interval"][1]
    assert own["cost"] == 60 * 5.5 / 8 * 50 * 812.5
    assert found[1]["avoided"] is None
    assert "Placements avoided" in call(counts, "--weeks", 50).stdout
    assert call(counts, "--weekly-cost", 800).exit_code == 2


@pytest.mark.parametrize("columns", [80, 160])
def test_nothing_is_wider_than_the_terminal(cases: Path, columns: int) -> None:
    lines = call(cases, "--weeks", 50, "--weekly-cost", 800, columns=columns).stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert any("Closed by" in line for line in lines)


def test_a_doubtful_case_is_told_by_its_row_and_an_error_is_exit_1(cases: Path) -> None:
    with cases.open("a", encoding="utf-8") as file:
        file.write("Alternatives to Care,K10,2025-12-01,2025-11-10,no,,,\n")
    result = call(cases, "--as-at", "2026-03-31")
    assert result.exit_code == 1
    assert "edge_of_care.csv, row 11: The case closed before it opened" in result.stderr
    assert "K10" not in result.output


def test_a_file_without_a_case_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text(HEADING + "\n", encoding="utf-8")
    assert isinstance(call(path).exception, InputError)
    assert call(path, "--as-at", "2026-03-31").stdout.startswith("There is no case")


def test_a_service_whose_cases_have_no_answer_gives_a_plan_nothing(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text(f"{HEADING}\n{CASES[-1]}\n", encoding="utf-8")
    assert "nothing to put in a plan yet" in call(path).stdout
