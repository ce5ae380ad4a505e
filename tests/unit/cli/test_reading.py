"""What the commands print, as a person reads it: what matters first, at any width, in any pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from return_files import write

WIDE_ENOUGH = "2025-26/made_up_placed_adoption.csv"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN\n"


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key == "PATH"}
    return subprocess.run(
        [sys.executable, "-m", "kinward", *map(str, arguments)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=kept | {"PYTHONIOENCODING": "utf-8"} | environment,
    )


def small(root: Path, *, start: str = "01/05/2024", name: str = "episodes.csv") -> Path:
    return write(
        root,
        {
            f"2024-25/{name}": EPISODES
            + f"71,{start},S,C2,N1,U4,PR1,,\n72,02/05/2024,S,C2,N1,U4,PR1,,\n",
            "2024-25/header.csv": HEADER + "71,1,02/03/2015,WBRI,\n72,1,02/03/2015,WBRI,\n",
        },
    )


@pytest.mark.parametrize("columns", ["80", "160"])
def test_check_shows_the_tally_and_the_errors_before_the_files(
    flawed_authority: Path, columns: str
) -> None:
    finished = run("check", flawed_authority / "returns", COLUMNS=columns)
    lines = finished.stdout.splitlines()
    assert "children" in lines[0]
    assert "error" in lines[0]
    order = [
        next(n for n, line in enumerate(lines) if line.startswith(title))
        for title in ("Errors", "Warnings", "Repairs made", "Returns")
    ]
    assert order == sorted(order)
    assert order[0] < 5
    assert all(len(line) <= int(columns) for line in lines if ", first at " not in line)


def test_check_gives_paths_whole_so_that_they_can_be_copied(flawed_authority: Path) -> None:
    told = json.loads(run("check", flawed_authority / "returns", "--json").stdout)
    shown = run("check", flawed_authority / "returns", COLUMNS="60").stdout
    assert told["rules"]
    for rule in told["rules"]:
        assert f"first at {rule['first']}\n" in shown


def test_check_all_lists_every_file_and_finding(flawed_authority: Path) -> None:
    told = json.loads(run("check", flawed_authority / "returns", "--json").stdout)
    brief = run("check", flawed_authority / "returns").stdout
    whole = run("check", flawed_authority / "returns", "--all").stdout
    findings = [line for line in whole.splitlines() if line.startswith(("  error ", "  warning "))]
    grave = [each for each in told["findings"] if each["level"] != "note"]
    assert len(findings) == len(grave)
    for file in told["files"]:
        assert file["path"] in whole
    assert WIDE_ENOUGH in whole
    assert WIDE_ENOUGH not in brief


def test_check_says_which_tables_a_return_lacks(tmp_path: Path) -> None:
    small(tmp_path)
    write(tmp_path, {"2023-24/episodes.csv": EPISODES + "71,01/05/2023,S,C2,N1,U4,PR1,,\n"})
    rows = [line.split() for line in run("check", tmp_path).stdout.splitlines()]
    assert ["2023/24", "1", "1", "Header"] in rows
    assert ["2024/25", "2", "4"] in rows


def test_what_is_wrong_with_a_whole_file_comes_before_its_rows(tmp_path: Path) -> None:
    small(tmp_path)
    header = tmp_path / "2024-25/header.csv"
    header.write_text(header.read_text("utf-8").replace("WBRI", "NONE"), "utf-8")
    write(tmp_path, {"2024-25/reviews.csv": "CHILD,DOB,REVIEW,REVIEW_CODE\n"})
    shown = run("check", tmp_path).stdout
    warnings = shown[shown.index("Warnings") :]
    codes = [line.split(":")[0].strip() for line in warnings.splitlines() if "first at" in line]
    assert codes[0] == "K12"
    assert "103" in codes


def test_a_name_that_the_pipe_cannot_write_stops_nothing(tmp_path: Path) -> None:
    small(tmp_path, start="1st May", name="Łódź.csv")
    finished = run("check", tmp_path, "--all", PYTHONIOENCODING="ascii")
    assert finished.returncode == 1, finished.stderr
    assert "first at 2024-25/" in finished.stdout
    as_json = run("check", tmp_path, "--json", PYTHONIOENCODING="ascii")
    assert "2024-25/Łódź.csv" in {file["path"] for file in json.loads(as_json.stdout)["files"]}


@pytest.mark.parametrize("columns", ["80", "160"])
def test_cohort_begins_with_the_number_and_fits(authority: Path, columns: str) -> None:
    told = json.loads(run("cohort", authority / "returns", "--json").stdout)
    shown = run("cohort", authority / "returns", COLUMNS=columns).stdout
    assert shown.startswith(f"{told['looked_after']:,} children looked after on 31 March 2026")
    change = told["flows"][-1]["closing"] - told["flows"][-13]["closing"]
    assert f"{abs(change):,} {'more' if change > 0 else 'fewer'} than a year before" in " ".join(
        shown.split()
    )
    assert f"seeking asylum: {told['uasc']:,}." in " ".join(shown.split())
    assert all(len(line) <= int(columns) for line in shown.splitlines())


def test_cohort_warns_of_rows_that_could_not_count(tmp_path: Path) -> None:
    finished = run("cohort", small(tmp_path, start="1st May"), "--json")
    assert finished.returncode == 0, finished.stderr
    assert json.loads(finished.stdout)["looked_after"] == 1
    assert "Warning: 1 row of episodes left out" in finished.stderr
    assert "Warning" not in run("cohort", small(tmp_path)).stderr


def test_a_return_without_a_date_that_can_be_read_says_what_to_do(tmp_path: Path) -> None:
    small(tmp_path)
    path = tmp_path / "2024-25/episodes.csv"
    path.write_text(path.read_text("utf-8").replace("/05/2024", "/05/24"), "utf-8")
    finished = run("cohort", tmp_path)
    assert finished.returncode == 2
    assert "kinward check" in finished.stderr


@pytest.mark.parametrize("columns", ["80", "160"])
def test_reference_tells_lists_from_limits_and_their_age_when_asked(columns: str) -> None:
    shown = run("reference", COLUMNS=columns).stdout
    assert shown.index("Lists and official files") < shown.index("Limits and defaults")
    assert "Codes of REASON_PLACE_CHANGE" in shown
    assert "Years old" not in shown
    assert all(len(line) <= int(columns) for line in shown.splitlines())
    assert "Years old" in run("reference", "--as-at", "2026-11-01").stdout
