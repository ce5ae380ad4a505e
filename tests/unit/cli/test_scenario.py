"""`kinward scenario`, as a programme lead calls it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward
from kinward.errors import ArgumentError
from kinward.scenarios.plan.problems import PlanError

PLANS = Path(__file__).parents[2] / "plans"


def call(*arguments: object) -> Result:
    wide = {"COLUMNS": "160"}
    return CliRunner().invoke(kinward, ["scenario", *map(str, arguments)], env=wide)


def asked(authority: Path, *more: object) -> Result:
    return call(
        authority / "returns",
        *("--plan", PLANS / "reference.toml", "--as-at", "2026-03-31", "--runs", 60),
        *("--prices", authority / "prices.csv", *more),
    )


@pytest.fixture(scope="module")
def document(authority: Path) -> dict[str, Any]:
    result = asked(authority, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_document_has_the_fields_that_others_rely_on(document: dict[str, Any]) -> None:
    assert {
        *("baseline", "scenario", "difference", "actions", "overlap", "target", "business_case"),
    } <= set(document)
    assert {"children", "cost"} == set(document["difference"])
    for action in document["actions"]:
        assert {"name", "children", "placements_52_week", "saving", "interval"} <= set(action)
    assert {"value", "by", "probability_baseline", "probability_scenario"} <= set(
        document["target"]
    )


def test_nought_has_no_sign(document: dict[str, Any]) -> None:
    """A saving without a plan is no minus nought."""
    assert {each["mean_baseline"] for each in document["targets"]} >= {0.0}
    assert not re.search(r"-0\.0\b(?!\d)", json.dumps(document))


def test_parts_and_overlap_sum_to_the_plan(document: dict[str, Any]) -> None:
    parts = sum(action["saving"] for action in document["actions"])
    whole = -document["difference"]["cost"]["total"]
    assert round(parts + document["overlap"]["total"], 2) == round(whole, 2)


def test_a_person_reads_the_finding_first(authority: Path) -> None:
    result = asked(authority)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("With the plan ")
    assert "Overlap, counted once" in result.stdout


def test_the_tables_tell_what_matters_and_what_must_come_true(authority: Path) -> None:
    """Of the reference plan, which has targets, costs and teams."""
    told = asked(authority, "--teams", authority / "teams.csv").stdout
    for heading in (
        *("What each action does", "What each action saves", "Which action matters most"),
        *("Adds to the chance", "How much must come true for it to pay", "Pays from", "by team"),
    ):
        assert heading in told, heading
    assert "by team" not in asked(authority).stdout


def test_break_even_is_that_of_the_document(authority: Path, document: dict[str, Any]) -> None:
    rates = {
        each["name"]: each["break_even"]["rate"]
        for each in document["business_case"]["actions"]
        if each["total"]["cost"]
    }
    part = asked(authority).stdout.split("How much must come true")[1]
    rows = [re.split(r"\s{2,}", line.strip()) for line in part.splitlines()]
    told = {row[0]: row[2] for row in rows if len(row) == 4}
    assert rates
    for name, rate in rates.items():
        if rate is None or rate > 1:
            assert told[name] == ("-" if rate is None else "no rate")
        else:
            assert float(told[name].removesuffix("%")) == pytest.approx(rate * 100, abs=0.06)


def test_moves_are_told_apart_from_children(document: dict[str, Any]) -> None:
    moved = {each["name"]: each for each in document["actions"] if each["moves"]}
    assert moved
    assert all(each["children"] <= each["moves"] for each in moved.values())
    assert any(each["children"] and not each["moves"] for each in document["actions"])


@pytest.mark.parametrize("columns", [80, 160])
def test_nothing_is_wider_than_the_terminal(authority: Path, columns: int) -> None:
    found = CliRunner().invoke(
        kinward,
        [
            *("scenario", str(authority / "returns"), "--plan", str(PLANS / "reference.toml")),
            *("--as-at", "2026-03-31", "--runs", "60", "--prices", str(authority / "prices.csv")),
            *("--teams", str(authority / "teams.csv")),
        ],
        env={"COLUMNS": str(columns)},
    )
    assert max(map(len, found.stdout.splitlines())) <= columns


def test_a_plan_without_actions_is_said_to_have_none(authority: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text('[plan]\nname = "Empty"\n', encoding="utf-8")
    result = call(
        *(authority / "returns", "--plan", path, "--as-at", "2026-03-31", "--runs", 20),
        *("--prices", authority / "prices.csv"),
    )
    assert result.exit_code == 0, result.output
    assert "it has no actions" in result.stdout
    assert "+0" not in result.stdout
    assert "What each action" not in result.stdout
    assert "No cost of the actions" not in result.stdout


def test_templates_are_listed() -> None:
    assert "alternatives_to_care" in call("--templates").stdout
    listed = json.loads(call("--templates", "--json").stdout)
    assert len(listed["templates"]) >= 12


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("uptake = -0.1", "uptake"),
        ("uptake = 1.4", "uptake"),
        ("end = 2026-01-01", "end"),
        ('to = "castle"', "a word that Kinward does not know"),
    ],
)
def test_nonsense_is_refused_with_line_and_reason(
    authority: Path, tmp_path: Path, line: str, said: str
) -> None:
    lines = {
        "from": 'from = "kinship"',
        "to": 'to = "secure"',
        "start": "start = 2026-04-01",
        line.split(" ", maxsplit=1)[0]: line,
    }
    path = tmp_path / "plan.toml"
    head = '[plan]\nname = "P"\n[[action]]\nname = "A"\nkind = "convert"\n'
    path.write_text(head + "\n".join(lines.values()) + "\n")
    result = call(authority / "returns", "--plan", path, "--as-at", "2026-03-31")
    assert isinstance(result.exception, PlanError)
    assert "plan.toml, line" in str(result.exception)
    assert said in str(result.exception)


def test_plans_are_kept_and_put_side_by_side(authority: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert asked(authority, "--save", tmp_path / f"{name}.json").exit_code == 0
    other = asked(authority, "--seed", 2, "--save", tmp_path / "other.json")
    assert other.exit_code == 0
    compare = [str(tmp_path / "one.json"), str(tmp_path / "two.json")]
    found = CliRunner().invoke(kinward, ["compare", *compare, "--json"])
    listed = json.loads(found.stdout)
    assert len(listed["names"]) == 2
    assert all(row["cells"][0] == row["cells"][1] for row in listed["rows"])
    told = CliRunner().invoke(kinward, ["compare", *compare], env={"COLUMNS": "160"}).stdout
    assert "Plans side by side" in told
    for key in ("children", "net_present_value"):
        [row] = [row for row in listed["rows"] if row["key"] == key]
        scale = 100 if row["unit"] == "pence" else 1
        cell = row["cells"][0]
        assert f"({cell['low_80'] / scale:,.0f} to {cell['high_80'] / scale:,.0f})" in told
    refused = CliRunner().invoke(kinward, ["compare", compare[0], str(tmp_path / "other.json")])
    assert isinstance(refused.exception, ArgumentError)


def test_a_contract_by_outcome_stands_beside_a_plain_one(authority: Path) -> None:
    result = asked(authority, "--outcome-price", 20_000, "--outcome-cap", 50_000, "--json")
    contract = json.loads(result.stdout)["outcomes_contract"]
    assert 0 <= contract["by_outcome"]["paid"]["mean"] <= 50_000
    assert contract["plain"]["paid"]["mean"] > 0
    told = asked(authority, "--outcome-price", 20_000)
    assert "Paid by outcome" in told.stdout
    assert asked(authority, "--outcome-cap", 5).exit_code == 2
