"""What scripts of others build on: commands with their options, and the JSON that they print.

More may be added; what stands here neither goes nor changes its meaning.
"""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from kinward.cli import kinward
from kinward.terms import CATEGORIES

AS_AT = "2025-03-31"
LEVELS = ("0.025", "0.1", "0.25", "0.5", "0.75", "0.9", "0.975")
BANDS = {"<1", "1-4", "5-9", "10-15", "16-17", "18+"}
COMMANDS = {
    "check": "RETURNS --as-at --no-repair --json",
    "cohort": "RETURNS --as-at --population --teams --totals --categories --months --json",
    "forecast": "RETURNS --as-at --months --runs --seed --population --prices --uplift --target "
    "--threads --scheduler --published --authority --years --json",
    "backtest": "RETURNS --as-at --horizons --runs --seed --json",
    "scenario": "RETURNS --plan --as-at --months --runs --seed --prices --json",
    "activity": "PLACEMENTS --budget --year --as-at --service-types --adjustments --json",
    "reconcile": "RETURNS PLACEMENTS --as-at --children --json",
    "report": "RETURNS --as-at --out --audience --placements --budget --prices --population --plan",
    "reference": "--lait --json",
    "synthesise": "OUT --children --years --seed --errors",
    "serve": "",
}
DEFAULTS = {
    "cohort": {"months": 24},
    "forecast": {"months": 36, "runs": 1000, "seed": 1, "years": 3},
    "backtest": {"horizons": "3,6,12,24,36", "runs": 500, "seed": 1},
    "scenario": {"months": 36, "runs": 1000, "seed": 1},
    "report": {"audience": "public"},
    "synthesise": {"children": 550, "years": 8, "seed": 1, "errors": 0.0},
}


def told(*arguments: object) -> dict[str, Any]:
    result = CliRunner().invoke(kinward, [*map(str, arguments), "--json"])
    assert result.exit_code in (0, 1), result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def command(name: str) -> click.Command:
    found = kinward.get_command(click.Context(kinward), name)  # type: ignore[attr-defined]
    assert isinstance(found, click.Command)
    return found


@pytest.mark.parametrize(("name", "promised"), COMMANDS.items())
def test_commands_have_their_arguments_and_options(name: str, promised: str) -> None:
    own = {opt for each in command(name).params for opt in each.opts}
    assert {word if word.startswith("--") else word.lower() for word in promised.split()} <= own


@pytest.mark.parametrize(("name", "promised"), DEFAULTS.items())
def test_what_is_left_out_has_its_default(name: str, promised: dict[str, object]) -> None:
    own = {each.name: each.default for each in command(name).params}
    assert {key: own[key] for key in promised} == promised


def test_check(flawed_authority: Path) -> None:
    found = told("check", flawed_authority / "returns")
    assert all({"path", "table", "year", "rows"} <= set(each) for each in found["files"])
    fields = {"rule", "level", "table", "file", "row", "column", "message"}
    assert found["findings"]
    assert all(fields <= set(each) for each in found["findings"])
    assert {each["level"] for each in found["findings"]} <= {"error", "warning", "note"}
    assert {"children", "episodes"} <= set(found["counts"])
    assert all({"rule", "table", "count"} <= set(each) for each in found["repairs"])
    years = {each["year"] for each in found["files"] if each["table"] == "Episodes"}
    assert years == {"2022/23", "2023/24", "2024/25", "2025/26"}


def test_cohort(authority: Path) -> None:
    found = told("cohort", authority / "returns", "--as-at", AS_AT)
    assert found["as_at"] == AS_AT
    assert found.keys() >= {
        *("looked_after", "rate_per_10000", "by_category", "by_age_band", "groups", "uasc"),
        *("flows", "stability", "durations"),
    }
    assert set(found["by_age_band"]) == BANDS
    assert set(found["by_category"]) <= set(CATEGORIES)
    assert set(found["groups"]) == {"beyond_control", "changing", "static", "other"}
    for split in ("by_category", "by_age_band", "groups"):
        assert sum(found[split].values()) == found["looked_after"]
    fields = {"month", "opening", "entries", "exits", "closing", "difference"}
    assert all(fields <= set(each) for each in found["flows"])
    assert found["flows"][-1]["month"] == "2025-03"


def test_forecast(authority: Path) -> None:
    asked = ("--as-at", AS_AT, "--months", 3, "--runs", 4, "--prices", authority / "prices.csv")
    found = told("forecast", authority / "returns", *asked)
    keys = {*found["categories"]}
    assert keys <= set(CATEGORIES)
    assert found["month_ends"] == ["2025-04-30", "2025-05-31", "2025-06-30"]
    assert (found["as_at"], found["runs"], found["seed"]) == (AS_AT, 4, 1)
    assert set(found["mean"]) == keys
    assert tuple(found["quantiles"]) == LEVELS
    for level in LEVELS:
        assert set(found["quantiles"][level]) == {*keys, "total"}
        assert all(len(each) == 3 for each in found["quantiles"][level].values())
    parts = [sum(month) for month in zip(*found["mean"].values(), strict=True)]
    assert parts == pytest.approx(found["total"]["mean"], abs=0.01)
    assert len(found["entries"]["mean"]) == 3
    assert {"read_s", "fit_s", "simulate_s"} <= set(found["timings"])
    assert found["cost"]["months"]["mean"]["total"]
    drivers = [
        number for each in found["drivers"].values() for row in each.values() for number in row
    ]
    assert "-0.0" not in {str(number) for number in drivers}


def test_forecast_without_prices_has_no_cost(authority: Path) -> None:
    found = told("forecast", authority / "returns", "--months", 1, "--runs", 2)
    assert found["cost"] is None
    ends = [date.fromisoformat(each) for each in found["month_ends"]]
    assert all(end.day == monthrange(end.year, end.month)[1] for end in ends)


def test_backtest(authority: Path) -> None:
    asked = ("--horizons", "3,6", "--runs", 10, "--prices", authority / "prices.csv")
    found = told("backtest", authority / "returns", *asked)
    assert all(date.fromisoformat(each) for each in found["origins"])
    fields = {"origin", "horizon_months", "measure", "observed", "mean", "q"}
    for row in found["rows"]:
        assert fields <= set(row)
        assert tuple(row["q"]) == LEVELS
    scores = {
        "mape",
        "mae",
        "bias",
        "crps",
        "wis",
        "coverage_50",
        "coverage_80",
        "coverage_95",
        "n",
    }
    assert {"total", "cost"} <= set(found["scores"])
    for horizons in found["scores"].values():
        assert set(horizons) <= {"3", "6"}
        for each in horizons.values():
            assert scores <= set(each)
            assert set(each["baselines"]) == {"no_change", "damped_drift", "markov"}
            assert all(scores <= set(beside) for beside in each["baselines"].values())


def test_activity(authority: Path) -> None:
    asked = ("--budget", authority / "budget.csv", "--year", "2025/26", "--as-at", "2026-01-31")
    found = told("activity", authority / "placements.csv", *asked)
    assert found.keys() >= {"year", "as_at", "lines", "totals", "variance_analysis"}
    assert (found["year"], found["as_at"]) == ("2025/26", "2026-01-31")
    for line in (*found["lines"], found["totals"]):
        assert {"placements", "annual", "weeks", "average_weekly"} <= set(line["budget"])
        assert line["actual"].keys() >= {
            *("snapshot", "yearly_average", "spent", "committed", "projected"),
            *("average_weekly_per_placement", "average_weekly_per_week_of_care"),
        }
        assert {"yearly_average", "net", "average_weekly"} <= set(line["variance"])
        spent = line["actual"]["spent"]
        assert spent is None or round(spent, 2) == spent
    assert {"volume", "mix", "price", "other", "total"} <= set(found["variance_analysis"])
    assert isinstance(found["full_year_effect"], float)


NAMES = [*kinward.list_commands(click.Context(kinward))]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_help_says_what_a_command_does_and_gives_an_example_that_can_be_called(name: str) -> None:
    shown = CliRunner().invoke(kinward, [name, "--help"], env={"COLUMNS": "80"}).stdout
    assert max(map(len, shown.splitlines())) <= 80
    calls = [line.split() for line in shown.splitlines() if line.strip().startswith("kinward ")]
    assert calls
    for _, called, *arguments in calls:
        assert called == name
        with command(name).make_context(name, arguments) as context:
            assert context.params
    options = [each for each in command(name).params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help] == []
