"""The record of a request: the same where the figures are the same, else another."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from kinward.authorities.request import absolute, files, record
from kinward.ledger.load import Files
from kinward.pipeline import Ahead, Inputs
from kinward.pipeline.plans import Scenario
from kinward.scenarios.business import Outcomes


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    (tmp_path / "returns" / "2024").mkdir(parents=True)
    (tmp_path / "returns" / "2024" / "header.csv").write_text("CHILD", encoding="utf-8")
    (tmp_path / "population.csv").write_text("year", encoding="utf-8")
    return Inputs(
        returns=(tmp_path / "returns",),
        population=tmp_path / "population.csv",
        authority="Ambridge",
    )


ASKED = Ahead(target=(450, date(2027, 3, 31)))


def test_it_is_plain_json_and_the_same_each_time(inputs: Inputs) -> None:
    told = record(inputs, ASKED)
    assert json.loads(json.dumps(told)) == told == record(inputs, ASKED)
    assert told["options"]["target"] == [450, "2027-03-31"]
    assert set(told["files"]) == {"returns", "population"}


def test_threads_and_another_place_change_nothing(inputs: Inputs, tmp_path: Path) -> None:
    before = record(inputs, ASKED)
    assert record(inputs, replace(ASKED, threads=7)) == before
    (tmp_path / "returns").rename(tmp_path / "moved")
    assert record(replace(inputs, returns=(tmp_path / "moved",)), ASKED) == before


@pytest.mark.parametrize(
    "changed",
    [
        {"months": 12},
        {"runs": 2},
        {"seed": 9},
        {"uplift_pct": 1.0},
        {"target": None},
        {"explain": False},
        {"prices": Path(__file__)},
    ],
)
def test_another_option_is_another_request(inputs: Inputs, changed: dict[str, object]) -> None:
    assert record(inputs, replace(ASKED, **changed)) != record(inputs, ASKED)  # type: ignore[arg-type]


def test_another_day_is_another_request(inputs: Inputs) -> None:
    dated = replace(inputs, as_at=date(2025, 3, 31))
    assert record(dated, ASKED)["options"]["as_at"] == "2025-03-31"
    assert record(dated, ASKED) != record(inputs, ASKED)


def _touch(path: Path) -> None:
    about = path.stat()
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns + 1))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "returns/2024/header.csv").write_text("CHILD,SEX"),
        lambda folder: _touch(folder / "returns/2024/header.csv"),
        lambda folder: (folder / "returns/2025.csv").touch(),
        lambda folder: (folder / "returns/2024/header.csv").rename(folder / "returns/h.csv"),
        lambda folder: _touch(folder / "population.csv"),
    ],
)
def test_a_changed_file_is_another_request(
    inputs: Inputs, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    before = record(inputs, ASKED)
    change(tmp_path)
    assert record(inputs, ASKED) != before


def test_a_link_to_a_folder_around_it_does_not_go_on_for_ever(
    inputs: Inputs, tmp_path: Path
) -> None:
    (tmp_path / "returns" / "loop").symlink_to(tmp_path / "returns", target_is_directory=True)
    (tmp_path / "returns" / "gone").symlink_to(tmp_path / "nowhere")
    assert record(inputs, ASKED) == record(inputs, ASKED)


def test_every_file_is_listed_by_its_absolute_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    inputs = Inputs(returns=(Path("a"), Path("b")), categories=Path("c"), lait=Path("l"))
    assert files(absolute(inputs), absolute(Ahead(prices=Path("p")))) == {
        "returns": (tmp_path / "a", tmp_path / "b"),
        "categories": (tmp_path / "c",),
        "lait": (tmp_path / "l",),
        "prices": (tmp_path / "p",),
    }


def test_files_within_what_is_asked_are_found_and_made_absolute_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = absolute(Scenario(Path("p.toml"), Files(Path("paid.csv"), children=Path("c.csv"))))
    assert files(asked) == {
        "plan": (tmp_path / "p.toml",),
        "placements": (tmp_path / "paid.csv",),
        "children": (tmp_path / "c.csv",),
    }


def test_further_files_and_options_are_of_the_request(inputs: Inputs, tmp_path: Path) -> None:
    teams = replace(inputs, teams=tmp_path / "population.csv")
    record_of = Files(tmp_path / "population.csv")
    told = [
        record(inputs, ASKED),
        record(teams, ASKED),
        record(inputs, ASKED, record_of),
        record(inputs, ASKED, outcomes=None),
        record(inputs, ASKED, outcomes=asdict(Outcomes(500))),
    ]
    assert [each for n, each in enumerate(told) if each in told[:n]] == []
    assert json.loads(json.dumps(told)) == told
