"""A baseline that was kept gives the same figures again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kinward.cohort.summary import summarise
from kinward.cohort.teams import read_teams
from kinward.errors import InputError
from kinward.pipeline import Baseline, Inputs, baseline
from kinward.pipeline.kept import keep, load
from kinward.reports import told
from kinward.reports.as_json import section_as_json
from lait_scenes import lait


@pytest.fixture(scope="module")
def whole(authority: Path) -> Baseline:
    """The small authority, with its population and teams."""
    return baseline(
        Inputs(
            returns=(authority / "returns",),
            population=authority / "population.csv",
            teams=authority / "teams.csv",
        )
    )


def _sections(result: Baseline, limit: int) -> list[dict[str, object]]:
    telling = told.begin(result.summary, result.checked, "Testshire", limit)
    parts = (told.of_children(telling), told.of_quality(telling, details=False))
    return [section_as_json(section) for part in parts for section in part.sections]


@pytest.mark.parametrize("limit", [0, 5])
def test_every_section_is_the_same_as_before_it_was_kept(
    whole: Baseline, tmp_path: Path, limit: int
) -> None:
    keep(whole, tmp_path / "kept")
    again = load(tmp_path / "kept")
    summary = summarise(
        again.cohort, again.checked, again.as_at, population=again.population, teams=again.teams
    )
    taken_up = Baseline(again.checked, again.cohort, summary, again.population)
    assert _sections(taken_up, limit) == _sections(whole, limit)


def test_another_day_gives_what_it_would_have_given(
    whole: Baseline, authority: Path, tmp_path: Path
) -> None:
    keep(whole, tmp_path / "kept")
    again = load(tmp_path / "kept")
    day = date(2025, 9, 30)
    expected = summarise(whole.cohort, whole.checked, day)
    found = summarise(again.cohort, again.checked, day)
    assert found.looked_after == expected.looked_after
    assert found.flows.equals(expected.flows)
    assert again.population is not None
    assert whole.population is not None
    assert again.population.equals(whole.population)
    assert again.teams is not None
    assert again.teams.equals(read_teams(authority / "teams.csv"))


def test_what_was_not_given_is_not_there(whole: Baseline, tmp_path: Path) -> None:
    keep(replace(whole, population=None, teams=None), tmp_path / "kept")
    again = load(tmp_path / "kept")
    assert again.population is None
    assert again.teams is None


def test_a_baseline_is_not_kept_over_another_and_nothing_half_stays(
    whole: Baseline, tmp_path: Path
) -> None:
    keep(whole, tmp_path / "kept")
    before = load(tmp_path / "kept").cohort.children
    with pytest.raises(OSError, match="not empty"):
        keep(whole, tmp_path / "kept")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert load(tmp_path / "kept").cohort.children.equals(before)


def test_a_folder_of_another_version_is_refused(whole: Baseline, tmp_path: Path) -> None:
    keep(whole, tmp_path / "kept")
    (tmp_path / "kept" / "kept.json").write_text('{"format": 0}')
    with pytest.raises(InputError, match="Work out the figures again"):
        load(tmp_path / "kept")
    with pytest.raises(InputError, match="holds no baseline"):
        load(tmp_path)


def test_no_frame_of_the_cohort_is_left_out(whole: Baseline, tmp_path: Path) -> None:
    keep(whole, tmp_path / "kept")
    again = load(tmp_path / "kept").cohort
    for name, frame in vars(whole.cohort).items():
        if isinstance(frame, pl.DataFrame) and not name.startswith("care_"):
            assert getattr(again, name).equals(frame), name


def test_totals_and_official_figures_are_kept(whole: Baseline, tmp_path: Path) -> None:
    totals = pl.DataFrame({"month": [date(2026, 3, 31)], "looked_after": [71]})
    official = lait("LACnum 2025 2 100\nLACnum 2025 1 90")
    keep(replace(whole, totals=totals, lait=official), tmp_path / "kept")
    again = load(tmp_path / "kept")
    assert again.totals is not None
    assert again.totals.equals(totals)
    assert again.lait is not None
    assert again.lait.figures.equals(official.figures)
    assert again.lait.neighbours.equals(official.neighbours)
    assert again.lait.neighbours_month == official.neighbours_month
    assert again.lait.last_year == official.last_year


@pytest.mark.parametrize(
    "harm", ["torn manifest", "other manifest", "torn frame", "missing frame", "unknown frame"]
)
def test_a_folder_that_was_harmed_is_refused(whole: Baseline, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "kept"
    keep(whole, folder)
    frame = folder / "cohort-episodes.arrow"
    manifest = folder / "kept.json"
    told = json.loads(manifest.read_text())
    if harm == "torn manifest":
        manifest.write_text(manifest.read_text()[:20])
    elif harm == "other manifest":
        manifest.write_text(json.dumps({"format": told["format"]}))
    elif harm == "unknown frame":
        told["frames"].remove("cohort-episodes")
        manifest.write_text(json.dumps(told))
    elif harm == "torn frame":
        frame.write_bytes(frame.read_bytes()[:100])
    else:
        frame.unlink()
    with pytest.raises(InputError, match="Work out the figures again"):
        load(folder)
