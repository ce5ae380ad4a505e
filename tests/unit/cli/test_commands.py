"""The command line as a person or a script meets it: what is printed, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name == "NUMBA_CACHE_DIR"}
    return subprocess.run(
        [sys.executable, "-m", "kinward", *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "160", **kept, **environment},
    )


def document(*arguments: object) -> dict[str, Any]:
    finished = run(*arguments, "--json")
    assert finished.returncode in (0, 1), finished.stderr
    parsed: dict[str, Any] = json.loads(finished.stdout)
    return parsed


def test_help_names_every_command() -> None:
    finished = run("--help")
    assert finished.returncode == 0
    for command in ("check", "cohort", "reference", "report", "synthesise"):
        assert command in finished.stdout
        assert run(command, "--help").returncode == 0


def test_check_of_clean_returns_finds_nothing(authority: Path) -> None:
    finished = run("check", authority / "returns", "--json")
    told = json.loads(finished.stdout)
    assert finished.returncode == 0
    assert told["findings"] == []
    assert {file["table"] for file in told["files"]} >= {"Header", "Episodes", "Reviews", "UASC"}
    assert {"2022/23", "2025/26"} <= {file["year"] for file in told["files"]}
    assert told["counts"]["children"] > 0
    assert all(set(repair) >= {"rule", "table", "count"} for repair in told["repairs"])


def test_check_of_flawed_returns_says_where_and_what_to_do(flawed_authority: Path) -> None:
    finished = run("check", flawed_authority / "returns", "--json")
    told = json.loads(finished.stdout)
    assert finished.returncode == 1
    for finding in told["findings"]:
        assert set(finding) == {"rule", "level", "table", "file", "row", "column", "message"}
        assert finding["message"]
        assert "DEMO" not in finding["message"]
    paths = {file["path"] for file in told["files"]}
    assert {finding["file"] for finding in told["findings"]} <= paths


def test_no_repair_lists_the_same_repairs_without_making_them(flawed_authority: Path) -> None:
    made = document("check", flawed_authority / "returns")
    listed = document("check", flawed_authority / "returns", "--no-repair")
    assert made["repairs"] == listed["repairs"]
    assert listed["counts"]["episodes"] > made["counts"]["episodes"]
    assert not listed["repaired"]


def test_check_as_at_leaves_later_returns_aside(authority: Path) -> None:
    whole = document("check", authority / "returns")
    early = document("check", authority / "returns", "--as-at", "2024-03-31")
    assert early["findings"] == []
    assert 0 < early["counts"]["episodes"] < whole["counts"]["episodes"]


def test_cohort_document_has_the_promised_shape(authority: Path) -> None:
    told = document("cohort", authority / "returns", "--as-at", "2025-03-31")
    assert told["as_at"] == "2025-03-31"
    assert told["looked_after"] == sum(told["by_category"].values())
    assert set(told["by_age_band"]) >= {"<1", "1-4", "5-9", "10-15", "16-17", "18+"}
    assert set(told["groups"]) == {"beyond_control", "changing", "static", "other"}
    assert sum(told["groups"].values()) == told["looked_after"]
    assert told["rate_per_10000"] is None
    assert len(told["flows"]) == 24
    assert told["flows"][-1]["month"] == "2025-03"
    assert told["flows"][-1]["closing"] == told["looked_after"]
    for month in told["flows"]:
        assert month["opening"] + month["entries"] - month["exits"] == month["closing"]
        assert month["difference"] == 0
    assert set(told["stability"]) >= {"three_or_more_placements_pct", "long_term_pct"}
    assert told["durations"]


def test_cohort_without_a_date_says_which_it_took(authority: Path) -> None:
    finished = run("cohort", authority / "returns")
    assert finished.returncode == 0
    assert "31 March 2026" in finished.stderr
    assert "looked after on 31 March 2026" in finished.stdout


def test_cohort_with_every_file_beside_it(authority: Path) -> None:
    told = document(
        "cohort",
        authority / "returns",
        *("--population", authority / "population.csv"),
        *("--teams", authority / "teams.csv"),
        *("--totals", authority / "totals.csv"),
        *("--months", 12),
    )
    assert told["rate_per_10000"] > 0
    assert len(told["flows"]) == 12


def test_a_folder_and_its_zip_give_the_same_cohort(authority: Path, tmp_path: Path) -> None:
    packed = tmp_path / "returns.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted((authority / "returns").rglob("*.csv")):
            archive.write(path, path.relative_to(authority))
    assert document("cohort", packed) == document("cohort", authority / "returns")


def test_report_writes_a_page_and_a_workbook(authority: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    finished = run("report", authority / "returns", "--out", out, "--audience", "internal")
    assert finished.returncode == 0, finished.stderr
    written = [Path(line) for line in finished.stdout.splitlines()]
    assert {path.suffix for path in written} == {".html", ".xlsx"}
    assert all(path.stat().st_size > 10_000 for path in written)


def test_reference_lists_what_is_loaded() -> None:
    told = document("reference")
    assert len(told["reference"]) >= 3
    assert run("reference").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere"), "nowhere"),
        (("cohort", "nowhere", "--json"), "nowhere"),
        (("check",), "RETURNS"),
        (("cohort", ".", "--as-at", "31st March"), "not a date"),
        (("nonsense",), "nonsense"),
        (("synthesise", "x", "--children", "0"), "children"),
        (("cohort",), "cohort --help"),
        (("nonsense",), "--help"),
        (("serve", "--port", "99999"), "--port"),
        (("serve", "--processes", "0"), "--processes"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    finished = run(*arguments)
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert len(finished.stderr.strip().splitlines()) == 1
    assert said in finished.stderr
    assert "Traceback" not in finished.stderr


def test_nothing_is_written_when_the_report_cannot_be_made(tmp_path: Path) -> None:
    out = tmp_path / "report"
    (tmp_path / "junk.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    finished = run("report", tmp_path / "junk.csv", "--out", out)
    assert finished.returncode == 2
    assert not out.exists()


def test_a_file_in_place_of_the_report_folder_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    finished = run("report", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert finished.returncode == 2
    assert "file, not a folder" in finished.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_without_a_header_there_is_nothing_to_do(authority: Path) -> None:
    episodes = sorted((authority / "returns").rglob("*episodes.csv"))
    assert episodes
    finished = run("cohort", *episodes)
    assert finished.returncode == 2
    assert f"all {len(episodes)} files: There is no Header table" in finished.stderr


def test_all_that_is_wrong_with_a_plan_is_told_at_once(authority: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(
        '[plan]\nname = "P"\n[[action]]\nname = "A"\nkind = "convert"\nfrom = "kinship"\n'
        'to = "castle"\nstart = 2026-04-01\nuptake = 1.4\n'
    )
    finished = run("scenario", authority / "returns", "--plan", plan, "--as-at", "2026-03-31")
    assert finished.returncode == 2
    told = finished.stderr.splitlines()
    assert len([line for line in told if "plan.toml, line" in line]) >= 2
    assert not any("Traceback" in line for line in told)
