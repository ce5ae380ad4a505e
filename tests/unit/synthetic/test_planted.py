"""Planted errors are found by the rule meant for them; a clean authority breaks no rule."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl
import pytest

from kinward.returns.check import find
from kinward.returns.read import read
from kinward.synthetic import synthesise
from kinward.synthetic.errors.plant import PLANTERS


def _missed(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What was planted, and what of it no finding of its rule points to."""
    returns = read([folder / "returns"])
    numbers = {file.path: number for number, file in enumerate(returns.files)}
    planted = pl.read_csv(folder / "planted_errors.csv", schema_overrides={"rule": pl.String})
    named = [next(n for path, n in numbers.items() if path.endswith(f)) for f in planted["file"]]
    placed = planted.with_columns(
        pl.Series("number", named, pl.UInt32), pl.col("row").cast(pl.UInt32)
    )
    found = find(returns).select("rule", pl.col("file").alias("number"), "row")
    return planted, placed.join(found, on=["rule", "number", "row"], how="anti")


MANY: Final = [pytest.param(seed, marks=pytest.mark.study) for seed in range(10, 30)]


@pytest.mark.parametrize("seed", [1, 2, 3, *MANY])
def test_the_rule_meant_for_an_error_finds_it(tmp_path: Path, seed: int) -> None:
    made = synthesise(tmp_path / "out", children=300, years=8, seed=seed, errors=0.05)
    planted, missed = _missed(made.out)
    assert len(planted) == made.errors_planted
    assert len(planted) == pytest.approx(0.05 * made.episodes, rel=0.02)
    assert planted["rule"].n_unique() >= 120
    assert len(missed) <= 0.02 * len(planted), missed.select("rule", "table", "what").rows()


def test_orders_of_2027_and_later_can_be_wrong_too(tmp_path: Path) -> None:
    options = {"children": 400, "years": 2, "seed": 4, "last_year": 2028}
    made = synthesise(tmp_path / "out", errors=0.3, **options)  # type: ignore[arg-type]
    planted, missed = _missed(made.out)
    assert "DoLo" in set(planted["table"])
    assert len(missed) <= 0.02 * len(planted), missed.select("rule", "table", "what").rows()


@pytest.mark.parametrize(
    ("seed", "children", "years", "last_year"),
    [
        (1, 300, 8, 2026),
        (2, 300, 8, 2026),
        (3, 20, 1, 2019),
        (4, 120, 10, 2028),
        (5, 1, 2, 2026),
        *(pytest.param(s, 600, 10, 2026, marks=pytest.mark.study) for s in range(10, 20)),
    ],
)
def test_a_clean_authority_breaks_no_rule(
    tmp_path: Path, seed: int, children: int, years: int, last_year: int
) -> None:
    out = tmp_path / "out"
    made = synthesise(out, children=children, years=years, seed=seed, last_year=last_year)
    findings = find(read([made.returns]))
    assert findings.group_by("rule", "table").len().rows() == []


def test_at_most_one_error_a_child_however_many_are_asked_for(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "out", children=20, years=2, seed=6, errors=0.5)
    planted, missed = _missed(made.out)
    assert 0 < len(planted) <= made.children_listed
    assert len(missed) <= 0.02 * len(planted) + 1


def test_every_table_has_planters() -> None:
    tables = {planter.table for planter in PLANTERS}
    assert len({planter.rule for planter in PLANTERS}) >= 150
    assert tables == {
        "Header", "Episodes", "Reviews", "UASC", "OC2", "OC3", "AD1", "PlacedAdoption", "PrevPerm",
        "Missing", "SWEpisodes", "DoLo",
    }  # fmt: skip


def test_the_finance_files_are_free_of_the_errors(tmp_path: Path) -> None:
    for errors in (0.0, 0.1):
        synthesise(tmp_path / str(errors), children=40, years=2, seed=7, errors=errors)
    for name in ("placements", "children", "totals", "teams", "budget"):
        clean, flawed = ((tmp_path / e / f"{name}.csv").read_bytes() for e in ("0.0", "0.1"))
        assert clean == flawed
