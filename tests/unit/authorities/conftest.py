"""A folder of three authorities: a made-up one, the zip of another, and one without returns."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kinward.authorities import Row, Summary, forecast_each
from kinward.pipeline import Ahead, Inputs
from kinward.synthetic import synthesise

ASKED = Ahead(months=6, runs=20, seed=5)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    synthesise(folder / "Ambridge", children=40, years=3, seed=3)
    other = tmp_path_factory.mktemp("other")
    synthesise(other, children=50, years=3, seed=4, last_year=2025)
    with zipfile.ZipFile(folder / "Borchester.zip", "w") as archive:
        for path in sorted((other / "returns").rglob("*.csv")):
            archive.write(path, path.relative_to(other))
    (folder / "Felpersham").mkdir()
    (folder / "Felpersham" / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / "read me.txt").write_text("words", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def done(county: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary[Row]]:
    """The folder of results of one run over the county, which nobody changes, and its summary."""
    out = tmp_path_factory.mktemp("results") / "new"
    return out, forecast_each(county, out, Inputs(returns=()), ASKED)
