"""Short runs of the benchmarks that need only Kinward, so that a change cannot break them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NATION = "nation.run(build, authorities=2, years=2)"
SIMULATION = "simulation.run(build, runs=20, months=12, children=120, repeats=1, years=2)"
LEDGER = "ledger.run(build, rows=4_000, repeats=1, years=2)"
PLAN = "plan.run(build, children=60, runs=20, repeats=1)"
FORECAST = (
    "forecast.alone(data.authority(build, 1, 2, 60), runs=20, months=6, repeats=1, first_use=False)"
)


def short(what: str, build: Path) -> dict[str, Any]:
    """The figures of a benchmark."""
    program = f"""
import json, sys
from pathlib import Path
from benchmarks import data, forecast, ledger, nation, plan, simulation, startup, upload_memory
build = Path(sys.argv[1])
print(json.dumps({what}))
"""
    finished = subprocess.run(
        [sys.executable, "-c", program, str(build)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return result


def test_the_nation_in_short(tmp_path: Path) -> None:
    result = short(NATION, tmp_path)
    assert result["looked_after"] > 2 * 400
    assert result["findings"] == 0
    assert result["peak_memory_mib"] < 4096
    assert [step["authorities"] for step in result["growth"]] == [1, 2]


def test_the_simulation_in_short(tmp_path: Path) -> None:
    result = short(SIMULATION, tmp_path)
    runs, months, children = result["runs"], result["months"], result["children"]
    to_the_end, in_care = (result["person_months"][key] for key in ("to_the_end", "in_care"))
    entrants = runs * result["entrants_a_run"]
    assert runs * children * months + entrants <= to_the_end
    assert to_the_end <= (runs * children + entrants) * months
    assert 0.5 * runs * children * months < in_care < to_the_end
    assert result["ratio"]["in_care"] > result["ratio"]["to_the_end"] > 1
    for name, whole in (("runs", runs), ("months", months), ("children", children)):
        counts = [step["count"] for step in result["growth"][name]]
        assert counts == sorted(set(counts)), name
        assert counts[-1] == whole, name


def test_a_forecast_in_short(tmp_path: Path) -> None:
    result = short(FORECAST, tmp_path)
    assert 30 < result["children"] < 120
    assert 50 < result["peak_memory_mib"] < 600
    assert set(result["parts_s"]) == {"read_s", "fit_s", "simulate_s", "summarise_s"}
    assert min(result["without_drivers_s"], result["with_drivers_s"], result["command_s"]) > 0


def test_the_ledger_in_short(tmp_path: Path) -> None:
    result = short(LEDGER, tmp_path)
    assert [step["rows"] for step in result["growth"]] == [1_000, 2_000, 4_000]
    assert result["activity_s"] > 100 * result["bare_s"] > 0
    assert result["peak_memory_mib"] < 1024


def test_a_plan_in_short(tmp_path: Path) -> None:
    result = short(PLAN, tmp_path)
    assert result["variants"] == 2 * result["actions"] + 2
    assert result["plan_s"] > result["baseline_s"] > 0
    assert result["peak_memory_mib"] < 1024


def test_the_first_answer_in_short(tmp_path: Path) -> None:
    result = short("startup.run(build, repeats=1)", tmp_path)
    assert result["cohort_s"] > result["help_s"] > 0
    assert result["check_s"] > result["help_s"]


def test_an_upload_in_short(tmp_path: Path) -> None:
    result = short("upload_memory.run(build, megabytes=5)", tmp_path)
    assert 0 < result["before_mib"] <= result["peak_mib"] < 1024
