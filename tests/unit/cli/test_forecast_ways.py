"""`kinward forecast` of many authorities, on a cluster, and from published totals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from published_panels import World, as_lait, world

FEW = ("--months", "6", "--runs", "20")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name == "NUMBA_CACHE_DIR"}
    return subprocess.run(
        [sys.executable, "-m", "kinward", "forecast", *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "160", **kept},
    )


@pytest.fixture
def county(authority: Path, tmp_path: Path) -> Path:
    """One authority that can be forecast, and one without returns."""
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "Ambridge").symlink_to(authority, target_is_directory=True)
    (folder / "Felpersham").mkdir()
    (folder / "Felpersham" / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lait(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of LAIT as DfE publishes it, of made-up authorities."""
    folder = tmp_path_factory.mktemp("lait")
    figures = as_lait(world(World(authorities=3), seed=1), {801: "Ambridge"}).figures
    figures.select(
        pl.col("measure").alias("Short Desc"),
        pl.col("year").cast(pl.String).alias("Years"),
        pl.col("area").alias("LA and Regions"),
        pl.col("value").cast(pl.String).alias("Values"),
        pl.col("la_number").alias("LA Number"),
        pl.lit("Midlands").alias("Region"),
    ).write_csv(folder / "bds_long_0.csv")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("LA num", "LA Name", "LA number", "GOReg", "SN1", "SNP"),
        (801, "Ambridge", 801, "Midlands", 802, "Close"),
    ):
        sheet.append(row)
    book.save(folder / "sn_may_2025.xlsx")
    return folder


def test_each_authority_has_its_file_and_a_failure_its_line(county: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    finished = run(county, "--each", "--out", out, *FEW)
    assert finished.returncode == 1, finished.stderr
    assert {path.name for path in out.iterdir()} == {
        "Ambridge.json",
        "Felpersham.error.txt",
        "summary.csv",
    }
    lines = [line for line in finished.stderr.splitlines() if "Compiling" not in line]
    assert len(lines) == 2
    assert any(line.startswith("kinward: Felpersham: ") for line in lines)
    assert any(line.startswith("Ambridge: ") for line in lines)
    assert "2026-03-31" in finished.stdout
    assert "1 authority failed: Felpersham" in finished.stdout

    again = run(county, "--each", "--out", out, *FEW, "--json")
    assert again.returncode == 1
    told = json.loads(again.stdout)
    assert told["already"] == 1
    assert [each["authority"] for each in told["authorities"]] == ["Ambridge"]
    assert [each["authority"] for each in told["failed"]] == ["Felpersham"]
    assert "1 of 2 are there already" in again.stderr


def test_its_document_is_that_of_the_authority_alone(
    authority: Path, county: Path, tmp_path: Path
) -> None:
    run(county, "--each", "--out", tmp_path, *FEW)
    many = json.loads((tmp_path / "Ambridge.json").read_text(encoding="utf-8"))
    one = json.loads(run(authority / "returns", *FEW, "--threads", 2, "--json").stdout)
    for document in (many, one):
        del document["timings"]
    assert many.pop("authority") == "Ambridge"
    assert many.pop("request")["options"]["months"] == 6
    assert many == one


def test_none_that_can_be_done_is_exit_2(county: Path, tmp_path: Path) -> None:
    (county / "Ambridge").unlink()
    finished = run(county, "--each", "--out", tmp_path / "out", *FEW)
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert "Not one authority could be forecast" in finished.stderr
    assert (tmp_path / "out" / "Felpersham.error.txt").exists()


def test_published_totals_as_a_table(lait: Path) -> None:
    finished = run("--published", lait, "--authority", "Ambridge", "--years", 2)
    assert finished.returncode == 0, finished.stderr
    assert finished.stderr == ""
    assert finished.stdout.startswith("Ambridge: ")
    assert "On 31 March 2027 about" in finished.stdout
    for shown in ("2025 ", "2026 (forecast)", "2027 (forecast)", "published yearly totals"):
        assert shown in finished.stdout
    assert "2028" not in finished.stdout


def test_published_totals_as_a_document(lait: Path) -> None:
    def told(*arguments: object) -> dict[str, Any]:
        finished = run("--published", lait, "--authority", 801, "--json", *arguments)
        document: dict[str, Any] = json.loads(finished.stdout)
        return document

    document = told()
    assert document["authority"] == "Ambridge"
    assert document["year_ends"] == ["2026-03-31", "2027-03-31", "2028-03-31"]
    assert (document["runs"], document["seed"]) == (1000, 1)
    low, high = (document["quantiles"][level]["total"] for level in ("0.025", "0.975"))
    assert all(a < b < c for a, b, c in zip(low, document["mean"]["total"], high, strict=True))
    assert set(document["timings"]) == {"read_s", "fit_s", "simulate_s"}
    other = told("--runs", 50, "--seed", 2)
    assert (other["runs"], other["seed"]) == (50, 2)
    assert other["mean"] != document["mean"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--published", "x"), "--authority"),
        (("--published", "x", "--authority", "y", "in"), "RETURNS cannot be used"),
        (("--published", "x", "--authority", "y", "--as-at", "2025-03-31"), "--as-at cannot"),
        (("--published", "x", "--authority", "y", "--scheduler", "z"), "--scheduler cannot"),
        (("--published", "x", "--authority", "y"), "no such folder"),
        (("in", "--years", "2"), "only with --published"),
        (("in", "--out", "out"), "only with --each"),
        (("in", "--each"), "--out"),
        (("in", "in", "--each", "--out", "out"), "one folder"),
        (("in", "--each", "--out", "out", "--authority", "x"), "--authority cannot"),
        (("nowhere", "--each", "--out", "out"), "nowhere"),
        (("in", "--each", "--out", "out"), "no folder or zip"),
        (("in", "--scheduler", "nonsense"), "No scheduler of Dask answers at 'nonsense'"),
        ((), "RETURNS"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    finished = run(*arguments)
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert len(finished.stderr.strip().splitlines()) == 1
    assert said in finished.stderr
    assert not (tmp_path / "out").exists()
