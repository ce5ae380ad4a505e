"""`kinward scenario` of several plans, and on every authority of a folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders_trials import write_plans
from kinward.cli import kinward
from kinward.errors import ArgumentError, InputError, KinwardError

FEW = ("--months", "6", "--runs", "20")


def run(*arguments: object) -> Result:
    wide = {"COLUMNS": "160"}
    return CliRunner().invoke(kinward, ["scenario", *map(str, arguments)], env=wide)


@pytest.fixture
def plans(tmp_path: Path) -> dict[str, Path]:
    return write_plans(tmp_path)


def test_each_plan_has_its_file_and_a_failure_its_line(
    authority: Path, plans: dict[str, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    every = [part for plan in plans.values() for part in ("--plan", plan)]
    prices = ("--prices", authority / "prices.csv")
    finished = run(authority / "returns", *every, *prices, "--out", out, *FEW)
    assert finished.exit_code == 1, finished.output
    assert {path.name for path in out.iterdir()} == {
        "fewer.json",
        "sooner.json",
        "nonsense.error.txt",
        "summary.csv",
    }
    lines = [line for line in finished.stderr.splitlines() if "Compiling" not in line]
    assert len(lines) == 4
    assert any(line.startswith("kinward: nonsense: nonsense.toml, line 8: ") for line in lines)
    assert "As at 31 March 2026, the end of the last return." in lines
    assert "1 plan failed: nonsense." in finished.stdout
    assert "30 September 2026" in finished.stdout
    kept = [str(path) for path in out.glob("*.json")]
    assert CliRunner().invoke(kinward, ["compare", *kept]).exit_code == 0

    again = run(authority / "returns", *every, *prices, "--out", out, *FEW, "--json")
    assert again.exit_code == 1
    told = json.loads(again.stdout)
    assert told["already"] == 2
    assert [each["plan"] for each in told["plans"]] == ["fewer", "sooner"]
    assert [each["plan"] for each in told["failed"]] == ["nonsense"]
    assert "2 of 3 are there already" in again.stderr

    one = run(authority / "returns", "--plan", plans["fewer"], *prices, *FEW, "--json")
    document = json.loads((out / "fewer.json").read_text(encoding="utf-8"))
    assert json.loads(one.stdout) == document["result"]


def test_each_authority_of_a_folder(
    authority: Path, plans: dict[str, Path], tmp_path: Path
) -> None:
    county = tmp_path / "county"
    shutil.copytree(authority, county / "Ambridge")
    (county / "Felpersham").mkdir()
    (county / "Felpersham" / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    out = tmp_path / "out"
    finished = run(county, "--each", "--plan", plans["fewer"], "--out", out, *FEW)
    assert finished.exit_code == 1, finished.output
    assert "Ambridge" in finished.stdout
    assert "Saved" not in finished.stdout.splitlines()[2]
    assert "1 plan failed: Felpersham/fewer." in finished.stdout
    assert (out / "Ambridge" / "fewer.json").exists()

    shutil.rmtree(county / "Ambridge")
    none = run(county, "--each", "--plan", plans["fewer"], "--out", out, *FEW)
    assert isinstance(none.exception, KinwardError)
    assert "Not one plan could be tried" in str(none.exception)
    assert none.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("in",), "RETURNS and --plan"),
        (("in", "--plan", "a", "--plan", "b"), "Several plans need --out"),
        (("in", "--plan", "a", "--scheduler", "z"), "--scheduler needs --out"),
        (("in", "--plan", "a", "--out", "out", "--save", "s"), "--save cannot be used with --out"),
        (("in", "--each", "--plan", "a"), "--each needs --out"),
        (("in", "in", "--each", "--out", "out"), "one folder"),
        (("in", "--each", "--out", "out", "--teams", "t"), "--teams cannot be used with --each"),
        (("in", "--each", "--out", "out", "--placements", "t"), "--placements cannot be used"),
        (("in", "--plan", "a", "--outcome-cap", "5"), "need --outcome-price"),
        (("in", "--plan", "a", "--service-types", "s"), "needs --placements"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    finished = run(*arguments)
    assert finished.exit_code == 2
    assert said in " ".join(finished.stderr.split())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        (("nowhere", "--each", "--out", "out"), InputError, "nowhere"),
        (("in", "--each", "--out", "out"), InputError, "no folder or zip"),
        (("nowhere", "--plan", "a.toml", "--out", "out"), InputError, "nowhere"),
        (
            ("in", "--plan", "fewer.toml", "--out", "out", "--scheduler", "nonsense"),
            ArgumentError,
            "No scheduler of Dask answers at 'nonsense'",
        ),
        (
            ("in", "--plan", "fewer.toml", "--plan", "x/fewer.toml", "--out", "out"),
            ArgumentError,
            "would be one file",
        ),
    ],
)
def test_what_cannot_be_done_is_told_before_the_work(
    arguments: tuple[str, ...],
    kind: type[KinwardError],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_plans(tmp_path)
    (tmp_path / "in").mkdir()
    finished = run(*arguments)
    assert isinstance(finished.exception, kind)
    assert said in str(finished.exception)
    assert not (tmp_path / "out").exists()
