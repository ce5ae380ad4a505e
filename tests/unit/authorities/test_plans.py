"""Several plans, and plans on every authority of a folder: the figures of each alone, going on."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from authorities_documents import of
from builders_trials import FEWER, write_plans
from kinward.authorities import Progress, Summary
from kinward.authorities import plans as way
from kinward.authorities.plans import Plans, try_plans, try_plans_each
from kinward.authorities.request import plain
from kinward.authorities.trial import Trial
from kinward.authorities.tried import Tried
from kinward.authorities.tried import document as summary_document
from kinward.errors import ArgumentError, InputError
from kinward.pipeline import Ahead, Inputs
from kinward.pipeline.plans import Scenario, scenario
from kinward.scenarios import outcomes
from kinward.scenarios.as_json import document
from kinward.scenarios.business import Outcomes, compare, read
from kinward.scenarios.kept import kept
from kinward.scenarios.plan.dump import dump_plan
from kinward.scenarios.plan.model import Plan
from kinward.scenarios.plan.problems import PlanError
from kinward.scenarios.plan.read import read_plan

NONE = Inputs(returns=())
TERMS = Outcomes(2_000_000)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_plans(tmp_path_factory.mktemp("plans"))


@pytest.fixture(scope="module")
def one(county: Path) -> Inputs:
    return Inputs(returns=(county / "Ambridge" / "returns",), as_at=date(2026, 3, 31))


@pytest.fixture(scope="module")
def asked(county: Path) -> Ahead:
    prices = county / "Ambridge" / "prices.csv"
    return Ahead(months=6, runs=20, seed=5, threads=2, prices=prices)


@pytest.fixture(scope="module")
def tried(
    one: Inputs, plans: dict[str, Path], asked: Ahead, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Summary[Tried]]:
    """The results of all three plans on one authority, by two processes; nobody changes them."""
    out = tmp_path_factory.mktemp("tried") / "new"
    return out, try_plans(one, Plans(tuple(plans.values()), None, TERMS), out, asked)


def _times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.json")}


@pytest.mark.parametrize("threads", [1, 2])
def test_figures_are_those_of_the_plan_alone_to_the_bit(
    one: Inputs, plans: dict[str, Path], asked: Ahead, tried: tuple[Path, Summary[Tried]],
    threads: int,
) -> None:  # fmt: skip
    alone = scenario(one, Scenario(plans["sooner"]), replace(asked, threads=threads))
    told = of(tried[0], "sooner")
    contract = told["result"].pop("outcomes_contract")
    assert told["result"] == plain(document(alone))
    assert contract == outcomes.document(outcomes.by_outcome(alone, TERMS))
    assert read(tried[0] / "sooner.json") == kept(alone)


def test_one_process_gives_what_two_give(
    one: Inputs, plans: dict[str, Path], asked: Ahead, tried: tuple[Path, Summary[Tried]],
    tmp_path: Path,
) -> None:  # fmt: skip
    two = Plans((plans["fewer"], plans["sooner"]), None, TERMS)
    summary = try_plans(one, two, tmp_path, replace(asked, threads=1))
    assert summary.rows == tried[1].rows
    for name in ("fewer", "sooner"):
        assert of(tmp_path, name) == of(tried[0], name)


def test_what_is_kept_can_be_compared(tried: tuple[Path, Summary[Tried]]) -> None:
    found = compare([read(path) for path in sorted(tried[0].glob("*.json"))])
    assert found.names == ("Fewer arrivals", "Sooner home")
    (chance,) = [row for row in found.rows if row.key.startswith("children 40")][1:]
    assert [cell is None for cell in chance.cells] == [True, False]


def test_a_plan_that_fails_leaves_all_its_reasons_and_the_others_go_on(
    tried: tuple[Path, Summary[Tried]],
) -> None:
    out, summary = tried
    names = {path.name for path in out.iterdir()}
    assert names == {"fewer.json", "sooner.json", "nonsense.error.txt", "summary.csv"}
    lines = (out / "nonsense.error.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"nonsense.toml, line {n}" for n in (8, 8, 10)
    ]
    assert list(summary.failed) == ["nonsense"]
    assert "nonsense.toml, line 8" in summary.failed["nonsense"]
    assert "2 more problems" in summary.failed["nonsense"]


def test_the_summary_tells_what_each_plan_does(tried: tuple[Path, Summary[Tried]]) -> None:
    out, summary = tried
    assert [(row.authority, row.plan, row.name) for row in summary.rows] == [
        (None, "fewer", "Fewer arrivals"),
        (None, "sooner", "Sooner home"),
    ]
    for row in summary.rows:
        told = of(out, row.plan)
        assert row.without - row.with_plan == pytest.approx(row.fewer, abs=1e-3)
        assert row.fewer_low_80 < row.fewer < row.fewer_high_80
        assert row.saved is not None
        assert row.saved > 0
        assert -told["result"]["difference"]["cost"]["total"] == row.saved / 100
        assert (row.as_at, row.month_end) == ("2026-03-31", "2026-09-30")
    fewer, sooner = summary.rows
    assert fewer.chance is None
    assert sooner.chance is not None
    assert sooner.chance_without is not None
    assert sooner.chance_without <= sooner.chance <= 1
    table = pl.read_csv(out / "summary.csv", schema_overrides={"saved": pl.String})
    assert table["plan"].to_list() == ["fewer", "nonsense", "sooner"]
    assert table["error"].to_list() == [None, summary.failed["nonsense"], None]
    pounds = [None if each is None else Decimal(each) for each in table["saved"]]
    assert pounds == [Decimal(fewer.saved or 0) / 100, None, Decimal(sooner.saved or 0) / 100]
    told = summary_document(summary)
    assert [each["saved"] for each in told["plans"]] == [
        (row.saved or 0) / 100 for row in summary.rows
    ]
    assert [(each["authority"], each["plan"]) for each in told["failed"]] == [(None, "nonsense")]


def test_a_run_that_was_stopped_goes_on_where_it_was(
    one: Inputs, plans: dict[str, Path], asked: Ahead, tried: tuple[Path, Summary[Tried]],
    tmp_path: Path,
) -> None:  # fmt: skip
    results = shutil.copytree(tried[0], tmp_path / "results")
    whole, before = of(results, "fewer"), _times(results)
    (results / "fewer.json").unlink()
    told: list[Progress] = []
    every = Plans(tuple(plans.values()), None, TERMS)

    summary = try_plans(one, every, results, asked, tell=told.append)

    assert (summary.already, len(summary.rows)) == (1, 2)
    assert _times(results)[str(results / "sooner.json")] == before[str(results / "sooner.json")]
    assert of(results, "fewer") == whole
    assert told[0] == Progress("", None, 1, 3)
    assert {each.name for each in told[1:]} == {"fewer", "nonsense"}
    assert summary.rows == tried[1].rows


def test_a_plan_is_tried_anew_where_it_asks_for_something_else(
    one: Inputs, plans: dict[str, Path], asked: Ahead, tried: tuple[Path, Summary[Tried]],
    tmp_path: Path,
) -> None:  # fmt: skip
    """Not where its file was touched, or holds another comment."""
    results = shutil.copytree(tried[0], tmp_path / "results")
    mine = write_plans(tmp_path)["fewer"]
    os.utime(mine, ns=(0, 0))
    mine.write_text(f"# As before.\n{FEWER}", encoding="utf-8")
    assert try_plans(one, Plans((mine,), None, TERMS), results, asked).already == 1
    mine.write_text(FEWER.replace("0.5", "0.25"), encoding="utf-8")
    summary = try_plans(one, Plans((mine,), None, TERMS), results, asked)
    assert summary.already == 0
    assert summary.rows[0].fewer > tried[1].rows[0].fewer


def test_each_authority_has_a_folder_with_the_figures_that_it_has_alone(
    county: Path, asked: Ahead, tmp_path: Path
) -> None:
    out, day = tmp_path / "out", replace(NONE, as_at=date(2025, 3, 31))
    later = tmp_path / "sooner.toml"
    later.write_text(FEWER.replace("2026-04-01", "2025-04-01"), encoding="utf-8")
    summary = try_plans_each(county, day, Plans((later,)), out, asked)
    assert [(row.authority, row.plan) for row in summary.rows] == [
        ("Ambridge", "sooner"),
        ("Borchester", "sooner"),
    ]
    assert list(summary.failed) == ["Felpersham/sooner"]
    assert "this is not a return" in summary.failed["Felpersham/sooner"]
    assert (out / "Felpersham" / "sooner.error.txt").exists()
    alone = replace(day, returns=(county / "Borchester.zip",))
    told = of(out / "Borchester", "sooner")
    assert told["result"] == plain(document(scenario(alone, Scenario(later), asked)))
    assert told["authority"] == "Borchester"
    table = pl.read_csv(out / "summary.csv")
    assert table["authority"].to_list() == ["Ambridge", "Borchester", "Felpersham"]


def test_without_a_plan_for_all_each_has_its_own(
    county: Path, plans: dict[str, Path], asked: Ahead, tmp_path: Path
) -> None:
    folder = shutil.copytree(county, tmp_path / "county")
    shutil.copy(plans["fewer"], folder / "Ambridge" / "plan.toml")
    shutil.copy(plans["nonsense"], folder / "Felpersham" / "plan.toml")
    summary = try_plans_each(folder, NONE, Plans(()), tmp_path / "out", asked)
    assert [(row.authority, row.plan, row.name) for row in summary.rows] == [
        ("Ambridge", "plan", "Fewer arrivals")
    ]
    assert "plan cannot be opened" in summary.failed["Borchester/plan"]
    assert "plan.toml, line 8" in summary.failed["Felpersham/plan"]


def test_a_plan_for_all_is_read_once(
    county: Path, plans: dict[str, Path], asked: Ahead, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    read: list[Path] = []
    trials: list[Trial] = []

    def reading(path: Path) -> Plan:
        read.append(path)
        return read_plan(path)

    monkeypatch.setattr(way, "read_plan", reading)
    monkeypatch.setattr(way, "spread", lambda jobs, *_: trials.extend(jobs))
    try_plans_each(county, NONE, Plans((plans["fewer"],)), tmp_path / "out", asked)
    assert read == [plans["fewer"]]
    told = dump_plan(read_plan(plans["fewer"]))
    assert [each.request["options"]["plan"] for each in trials] == [told] * 3


def test_a_plan_for_all_goes_before_an_own_one(
    county: Path, plans: dict[str, Path], asked: Ahead, tmp_path: Path
) -> None:
    folder = tmp_path / "county"
    folder.mkdir()
    shutil.copytree(county / "Ambridge", folder / "Ambridge")
    shutil.copy(plans["nonsense"], folder / "Ambridge" / "plan.toml")
    summary = try_plans_each(folder, NONE, Plans((plans["fewer"],)), tmp_path / "out", asked)
    assert [(row.plan, row.name) for row in summary.rows] == [("fewer", "Fewer arrivals")]
    assert not summary.failed


def test_what_all_share_is_refused_once_and_nothing_is_written(
    county: Path, one: Inputs, plans: dict[str, Path], asked: Ahead, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    nowhere = tmp_path / "nowhere"
    both = Plans((plans["fewer"], nowhere / "Fewer.toml"))
    with pytest.raises(ArgumentError, match=r"would be one file, Fewer\.json"):
        try_plans(one, both, out, asked)
    with pytest.raises(InputError, match="nowhere"):
        try_plans(Inputs(returns=(nowhere,)), Plans((plans["fewer"],)), out, asked)
    priced = replace(asked, prices=tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        try_plans(one, Plans((plans["fewer"],)), out, priced)
    with pytest.raises(PlanError, match="line 8"):
        try_plans_each(county, NONE, Plans((plans["fewer"], plans["nonsense"])), out, asked)
    assert not out.exists()
