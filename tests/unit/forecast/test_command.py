"""`kinward forecast` as a person or a script meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kinward.cli import main
from kinward.cohort.model import EXIT_CAUSES

MONTHS = 14


def run(*arguments: object, columns: int = 160) -> subprocess.CompletedProcess[str]:
    passed_on = {"NUMBA_CACHE_DIR", "PYTHONPATH", "HOME"} & set(os.environ)
    kept = {name: os.environ[name] for name in passed_on}
    return subprocess.run(
        [sys.executable, "-m", "kinward", "forecast", *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": str(columns), **kept},
    )


@pytest.fixture(scope="module")
def asked(authority: Path) -> tuple[object, ...]:
    return (
        authority / "returns",
        *("--as-at", "2025-03-31", "--months", MONTHS, "--runs", 60, "--seed", 4),
        *("--prices", authority / "prices.csv", "--uplift", 3),
        *("--population", authority / "population.csv", "--target", "70:2026-03-31"),
    )


@pytest.fixture(scope="module")
def told(asked: tuple[object, ...]) -> dict[str, Any]:
    finished = run(*asked, "--json")
    assert finished.returncode == 0, finished.stderr
    document: dict[str, Any] = json.loads(finished.stdout)  # and nothing else is printed
    assert finished.stdout.count("\n") == 1
    return document


def test_the_document_has_the_promised_keys(told: dict[str, Any]) -> None:
    assert set(told) >= {
        *("as_at", "month_ends", "categories", "runs", "seed", "mean", "quantiles", "total"),
        *("entries", "cost", "drivers", "timings"),
    }
    assert told["as_at"] == "2025-03-31"
    assert (told["runs"], told["seed"]) == (60, 4)
    assert told["month_ends"][:3] == ["2025-04-30", "2025-05-31", "2025-06-30"]
    assert len(told["month_ends"]) == MONTHS
    assert set(told["timings"]) >= {"read_s", "fit_s", "simulate_s"}


def test_every_figure_runs_along_the_month_ends(told: dict[str, Any]) -> None:
    keys = {"total", *told["categories"]}
    assert set(told["mean"]) == set(told["categories"])
    levels = [float(level) for level in told["quantiles"]]
    assert levels == [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]
    for level in told["quantiles"].values():
        assert set(level) == keys
        assert all(len(values) == MONTHS for values in level.values())
    assert len(told["total"]["mean"]) == len(told["entries"]["mean"]) == MONTHS


def test_quantiles_are_in_order_and_parts_sum(told: dict[str, Any]) -> None:
    for key in ("total", *told["categories"]):
        every = [level[key] for level in told["quantiles"].values()]
        for month in range(MONTHS):
            at = [values[month] for values in every]
            assert at == sorted(at)
    for month in range(MONTHS):
        parts = sum(told["mean"][key][month] for key in told["categories"])
        assert parts == pytest.approx(told["total"]["mean"][month], abs=0.01)
        ages = sum(values[month] for values in told["ages"]["mean"].values())
        assert ages == pytest.approx(told["total"]["mean"][month], abs=0.01)
    assert set(told["ages"]["mean"]) == {"<1", "1-4", "5-9", "10-15", "16-17"}
    causes = set(told["exits"]["by_cause"]["mean"])
    assert causes == {"total", *EXIT_CAUSES} - {"unknown"}


def test_drivers_sum_to_the_change(told: dict[str, Any]) -> None:
    means = {**told["mean"], "total": told["total"]["mean"]}
    assert set(told["drivers"]) == {"total", *told["categories"]}
    for key, parts in told["drivers"].items():
        for month in range(MONTHS):
            split = sum(values[month] for name, values in parts.items() if name != "change")
            assert split == pytest.approx(parts["change"][month], abs=1e-9)
            wanted = told["today"][key] + parts["change"][month]
            assert means[key][month] == pytest.approx(wanted, abs=1e-3)


def test_cost_target_and_evidence_are_told(told: dict[str, Any]) -> None:
    assert told["cost"]["financial_years"] == [2026, 2027]
    assert set(told["cost"]["part_years"]) == {"2027"}
    assert told["cost"]["uplift_pct"] == 3.0
    assert all(value > 0 for value in told["cost"]["years"]["mean"]["total"])
    assert told["target"]["children"] == 70
    assert told["target"]["on"] == "2026-03-31"
    assert 0 <= told["target"]["probability"] <= 1
    all_events = [row for row in told["evidence"] if row["key"] == "total"]
    assert len(all_events) == 6
    assert sum(row["events"] for row in all_events) > 0
    assert all(isinstance(note, str) for note in told["notes"])
    assert "DEMO" not in json.dumps(told)


def test_the_same_seed_tells_the_same(asked: tuple[object, ...], told: dict[str, Any]) -> None:
    again = json.loads(run(*asked, "--json", "--threads", 1).stdout)
    assert {**again, "timings": None} == {**told, "timings": None}


def test_without_prices_there_is_no_cost(authority: Path) -> None:
    finished = run(authority / "returns", "--months", 2, "--runs", 20, "--json")
    told = json.loads(finished.stdout)
    assert told["cost"] is None
    assert told["target"] is None
    assert told["as_at"] == "2026-03-31"
    assert "31 March 2026" in finished.stderr


def test_a_person_reads_tables(asked: tuple[object, ...]) -> None:
    finished = run(*asked, columns=80)
    assert finished.returncode == 0
    text = " ".join(finished.stdout.split())
    for words in (
        "children looked after on 31 March 2025",
        "8 times in 10",
        "The chance of at most 70",
        "Looked after at month ends",
        "By commissioning category",
        "Cost by financial year",
        "Why the number changes by 31 May 2026",
    ):
        assert words in text
    assert max(map(len, finished.stdout.splitlines())) <= 80
    assert "May 2026" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--target", "450"), "not a target"),
        (("--target", "x:2026-01-31"), "not a target"),
        (("--target", "-5:2026-01-31"), "not a target"),
        (("--target", "450:"), "not a target"),
        (("--target", "450:soon"), "not a date"),
        (("--target", "450:2040-01-31"), "--target"),
        (("--months", "0"), "--months"),
        (("--runs", "0"), "--runs"),
        (("--seed", "-1"), "--seed"),
        (("--as-at", "2031-03-31"), "--as-at"),
        (("--as-at", "2022-12-31"), "--as-at"),
        (("--prices", "nowhere.csv"), "nowhere.csv"),
        (("--population", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    authority: Path,
    arguments: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    returns = str(authority / "returns")
    monkeypatch.setattr(sys, "argv", ["kinward", "forecast", returns, *arguments, "--json"])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()
    assert ended.value.code == 2
    assert printed.out == ""
    lines = [line for line in printed.err.strip().splitlines() if "Compiling" not in line]
    assert len(lines) == 1
    assert said in lines[0]
    assert "did not foresee" not in lines[0]
