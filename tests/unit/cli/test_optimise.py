"""`kinward optimise`, as a programme lead calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward

PLAN = """
[plan]
name = "Two ways"
[target]
children = {children}
by = 2027-03-31
[[action]]
name = "Cheap"
kind = "divert"
referrals_a_year = 20
success = 1
start = 2026-04-01
setup_cost = 1000.50
[[action]]
name = "Dear"
kind = "divert"
referrals_a_year = 20
success = 1
start = 2026-04-01
setup_cost = 9000
[[action]]
name = "Elsewhere"
kind = "step_down"
from = "external_residential"
to = "independent_fostering"
after_days = 30
uptake = 1
start = 2026-04-01
"""


def call(authority: Path, folder: Path, children: int, *more: object) -> Result:
    plan = folder / "plan.toml"
    plan.write_text(PLAN.format(children=children))
    arguments = [
        *("optimise", authority / "returns", "--plan", plan, "--as-at", "2026-03-31"),
        *("--months", 12, "--runs", 40, *more),
    ]
    return CliRunner().invoke(kinward, list(map(str, arguments)), env={"COLUMNS": "160"})


def test_the_document_has_the_cheapest_and_the_frontier(authority: Path, tmp_path: Path) -> None:
    prices = ("--prices", authority / "prices.csv")
    result = call(authority, tmp_path, 65, "--chance", "0.6", *prices, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["best"]["actions"] == ["Cheap"]
    assert found["best"]["cost"] == 1000.5
    assert found["best"]["probability"] >= 0.6 > found["without"]["probability"]
    assert found["best"]["net_saving"] == pytest.approx(found["best"]["saving"] - 1000.5)
    assert found["frontier"][0]["actions"] == []
    assert found["without_effect_on_the_target"] == ["Elsewhere"]
    assert found["complete"] is True


def test_a_person_reads_the_finding_first(authority: Path, tmp_path: Path) -> None:
    result = call(authority, tmp_path, 65, "--chance", "60%")
    assert result.exit_code == 2
    assert "not a chance" in result.output
    result = call(authority, tmp_path, 65, "--chance", "3/5")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("The least cost at which the chance of at most 65 children")
    assert "It takes: Cheap." in " ".join(result.stdout.split())  # a sentence may go on below
    assert "The least cost for each chance" in result.stdout


def test_what_cannot_be_reached_is_said(authority: Path, tmp_path: Path) -> None:
    result = call(authority, tmp_path, 1)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Nothing that was tried has a chance of 80% of at most 1 child")
