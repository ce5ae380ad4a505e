"""Every authority of a folder: the figures of each alone, failures apart, and going on."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from authorities_documents import figures, of
from kinward.authorities import Progress, Row, Summary, forecast_each
from kinward.errors import ArgumentError, InputError
from kinward.forecast.as_json import document
from kinward.pipeline import Ahead, Inputs, forecast

NONE = Inputs(returns=())
ASKED = Ahead(months=6, runs=20, seed=5)
RETURNS = {"Ambridge": "Ambridge/returns", "Borchester": "Borchester.zip"}


@pytest.fixture
def results(done: tuple[Path, Summary[Row]], tmp_path: Path) -> Path:
    """A copy of the results of one run, with the times of its files."""
    return shutil.copytree(done[0], tmp_path / "results")


def _times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.json")}


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("name", RETURNS)
def test_figures_are_those_of_the_authority_alone_to_the_bit(
    county: Path, done: tuple[Path, Summary[Row]], name: str, threads: int
) -> None:
    alone = forecast(Inputs(returns=(county / RETURNS[name],)), replace(ASKED, threads=threads))
    assert figures(of(done[0], name)) == figures(document(alone))


def test_an_authority_that_fails_leaves_a_line_and_the_others_go_on(
    done: tuple[Path, Summary[Row]],
) -> None:
    out, summary = done
    names = {path.name for path in out.iterdir()}
    assert names == {"Ambridge.json", "Borchester.json", "Felpersham.error.txt", "summary.csv"}
    (line,) = (out / "Felpersham.error.txt").read_text().splitlines()
    assert summary.failed == {"Felpersham": line}
    assert "this is not a return" in line


def test_the_summary_holds_each_as_at_its_own_last_march(done: tuple[Path, Summary[Row]]) -> None:
    out, summary = done
    assert [(row.authority, row.as_at, row.month_end) for row in summary.rows] == [
        ("Ambridge", "2026-03-31", "2026-09-30"),
        ("Borchester", "2025-03-31", "2025-09-30"),
    ]
    for row in summary.rows:
        told = of(out, row.authority)
        assert row.today == told["today"]["total"]
        assert row.mean == told["total"]["mean"][-1]
        assert row.low_80 == told["quantiles"]["0.1"]["total"][-1]
        assert row.high_80 == told["quantiles"]["0.9"]["total"][-1]
        assert row.low_80 < row.mean < row.high_80
    table = pl.read_csv(out / "summary.csv")
    assert table["authority"].to_list() == ["Ambridge", "Borchester", "Felpersham"]
    assert table["mean"].to_list() == [*(row.mean for row in summary.rows), None]
    assert table["error"].to_list() == [None, None, summary.failed["Felpersham"]]


def test_a_run_that_was_stopped_goes_on_where_it_was(county: Path, results: Path) -> None:
    whole, before = of(results, "Borchester"), _times(results)
    (results / "Borchester.json").unlink()
    (results / "summary.csv").unlink()
    told: list[Progress] = []

    summary = forecast_each(county, results, NONE, ASKED, tell=told.append)

    assert summary.already == 1
    assert len(summary.rows) == 2
    assert _times(results)["Ambridge.json"] == before["Ambridge.json"]
    assert figures(of(results, "Borchester")) == figures(whole)
    assert told[0] == Progress("", None, 1, 3)
    assert {each.name for each in told[1:]} == {"Borchester", "Felpersham"}
    assert [each.done for each in told] == [1, 2, 3]
    assert (results / "summary.csv").exists()


def test_another_request_does_all_anew(county: Path, results: Path) -> None:
    before = _times(results)
    summary = forecast_each(county, results, NONE, replace(ASKED, seed=6, threads=1))
    assert summary.already == 0
    assert of(results, "Ambridge")["seed"] == 6
    assert not set(before.items()) & set(_times(results).items())


def test_one_that_fails_when_asked_anew_leaves_no_old_document(county: Path, results: Path) -> None:
    """On this day there is half a year of Ambridge's returns, too little."""
    day = replace(NONE, as_at=date(2023, 9, 30))
    summary = forecast_each(county, results, day, ASKED)
    assert [(row.authority, row.as_at) for row in summary.rows] == [("Borchester", "2023-09-30")]
    assert set(summary.failed) == {"Ambridge", "Felpersham"}
    assert [path.name for path in results.glob("*.json")] == ["Borchester.json"]


def test_a_wide_population_gives_each_the_row_of_its_name(county: Path, tmp_path: Path) -> None:
    ages = ",".join(map(str, range(19)))
    small, large = (",".join([str(count)] * 19) for count in (100, 900))
    people = tmp_path / "population_2024.csv"
    people.write_text(f"Name,{ages}\nAmbridge,{small}\nBorchester,{large}\n", encoding="utf-8")

    summary = forecast_each(county, tmp_path / "out", replace(NONE, population=people), ASKED)

    assert [row.authority for row in summary.rows] == ["Ambridge", "Borchester"]
    alone = Inputs(returns=(county / "Borchester.zip",), population=people, authority="Borchester")
    told = of(tmp_path / "out", "Borchester")
    assert figures(told) == figures(document(forecast(alone, ASKED)))
    assert not any("No population was given" in note for note in told["notes"])


def test_what_all_share_is_refused_once_and_nothing_is_written(
    county: Path, tmp_path: Path
) -> None:
    own = tmp_path / "population.csv"
    rows = [f"2024,{age},100" for age in range(18)]
    own.write_text("\n".join(["year,age,population", *rows]), encoding="utf-8")
    asked: list[tuple[dict[str, Any], dict[str, Any], type[Exception], str]] = [
        ({"population": own}, {}, ArgumentError, "population of one authority"),
        ({"categories": tmp_path / "nowhere.csv"}, {}, InputError, "nowhere.csv"),
        ({"lait": tmp_path / "nowhere"}, {}, InputError, "nowhere"),
        ({}, {"prices": tmp_path / "nowhere.csv"}, InputError, "nowhere.csv"),
    ]
    for inputs, ahead, kind, said in asked:
        with pytest.raises(kind, match=said):
            forecast_each(
                county, tmp_path / "out", replace(NONE, **inputs), replace(ASKED, **ahead)
            )
    assert not (tmp_path / "out").exists()


def test_documents_say_whose_they_are_and_what_was_asked(done: tuple[Path, Summary[Row]]) -> None:
    text = (done[0] / "Ambridge.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert told["authority"] == "Ambridge"
    assert told["request"]["options"]["runs"] == 20
    assert str(done[0].parent) not in text
